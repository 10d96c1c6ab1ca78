import Testing

@testable import CallWeb

struct PinnedMomentTests {
    @Test func `a moment is read as it is written`() {
        let moments = [
            PinnedMoment(second: 0, note: ""), PinnedMoment(second: 126, note: "promised 4 %"),
            PinnedMoment(second: 3723, note: "1:02 again"),
        ]
        #expect(moments.map(\.line) == ["0:00", "2:06 promised 4 %", "1:02:03 1:02 again"])
        #expect(PinnedMoment.read(moments.map(\.line).joined(separator: "\r\n")) == moments)
    }

    @Test func `lines are put into the order of the call, and empty ones left out`() {
        let read = PinnedMoment.read("\n 4:12  tone\n\n62:06\n")
        #expect(
            read == [PinnedMoment(second: 252, note: "tone"), PinnedMoment(second: 3726, note: "")])
        #expect(PinnedMoment.read("")?.isEmpty == true)
    }

    @Test(arguments: ["tone", "2", "2:6", "2:066", "2:06:", "12345:00", "1:2:3:04", "-1:00"])
    func `a line that doesn't begin with minutes and seconds is refused`(_ line: String) {
        #expect(PinnedMoment.read("0:01 fine\n\(line)") == nil)
    }
}
