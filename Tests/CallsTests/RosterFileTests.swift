import Foundation
import Testing

@testable import Calls

struct RosterFileTests {
    private let file = RosterFile(zone: CallZone(name: "Asia/Shanghai") ?? .utc)

    private func read(_ text: String) -> (lines: [RosterLine], problems: [RosterProblem]) {
        file.read(Data(text.utf8))
    }

    @Test(arguments: [",", ";", "\t"])
    func `any separator a spreadsheet writes is understood`(separator: String) throws {
        let head = ["staff_code", "Name", "team", "Extensions", "from"]
        let line = ["W1", "\"Wang, \"\"Mei\"\"\"", "Sales;\t1", "8001|80\\|2", "2026-01-05"]
        let quoted = line.map { $0.contains("Sales") ? "\"\($0)\"" : $0 }
        let read = read(
            "\u{FEFF}" + head.joined(separator: separator) + "\r\n\r\n"
                + quoted.joined(separator: separator))
        #expect(read.problems.isEmpty)
        let found = try #require(read.lines.first)
        #expect(found.name == "Wang, \"Mei\"")
        #expect(found.team == "Sales;\t1".replacing("\t", with: " "))
        #expect(found.codes.map(\.code) == ["8001", "80|2"])
        // Midnight in Shanghai.
        #expect(found.from == Date(timeIntervalSince1970: 1_767_542_400))
        #expect(found.number == 3)
    }

    @Test func `Chinese headings and slashes in dates are understood`() throws {
        let read = read("工号,姓名,团队,分机,开始,结束\nW1,王梅,一组,8001,2026/1/5,2026/1/5\n")
        #expect(read.problems.isEmpty)
        let line = try #require(read.lines.first)
        #expect(line.until?.timeIntervalSince(try #require(line.from)) == 86_400)
    }

    @Test(arguments: [
        ("name\nx", 1, RosterProblem.Code.noStaffCode), ("", 0, .empty),
        ("staff_code,what\n", 1, .unknownColumn), ("staff_code,staff_code\n", 1, .columnTwice),
        ("staff_code,name\n,x\n", 2, .noStaffCode), ("staff_code\nx,y\n", 2, .tooManyFields),
        ("staff_code,from\nx,yesterday\n", 2, .badDate),
        ("staff_code,from\nx,2026-02-30\n", 2, .badDate),
        ("staff_code,from,until\nx,2026-02-03,2026-02-02\n", 2, .endBeforeStart),
        ("staff_code,name\nx,\"open\n\n", 2, .openQuote),
    ])
    func `what can't be read is told by its line`(
        text: String, line: Int, code: RosterProblem.Code
    ) {
        let problems = read(text).problems
        #expect(problems.first?.line == line)
        #expect(problems.first?.code == code)
    }

    @Test func `a file in another encoding or beyond the bounds is refused`() {
        let latin = Data([0x73, 0x74, 0x61, 0xFF, 0x0A])
        #expect(file.read(latin).problems.first?.code == .notUTF8)
        let wide = Data(repeating: 0x61, count: CSV.bytesMax + 1)
        #expect(file.read(wide).problems.first?.code == .tooLarge)
        let many = "staff_code\n" + String(repeating: "x\n", count: CSV.linesMax + 1)
        #expect(read(many).problems.first?.code == .tooManyLines)
        let long = "staff_code\n" + String(repeating: "x", count: 5000)
        #expect(read(long).problems.first?.code == .fieldTooLong)
    }

    @Test func `no cell is a formula, and each comes back as it was`() {
        for text in ["=1+1", "+86", "-", "@x", "'=x", "''", "'plain", "a=b", "\t=1"] {
            let line = CSV.line([text])
            #expect(!"=+-@\t".contains(line.drop { $0 == "\"" }.first ?? " "))
            #expect(CSV.unshielded(CSV.shielded(text)) == text)
        }
        let line = RosterLine(
            number: 0, staffCode: "=cmd", name: "-王", team: "@x", codes: [], from: nil,
            until: nil)
        let read = read(RosterFile.heading + file.text(line))
        #expect(read.lines.first?.staffCode == "=cmd")
        #expect(read.lines.first?.name == "-王")
    }

    @Test func `the template can be read`() {
        let read = read(RosterFile.template)
        #expect(read.problems.isEmpty)
        #expect(read.lines.count == 2)
    }

    @Test func `days and instants are written as they are read`() throws {
        let dates = RosterDate(zone: CallZone(name: "Europe/Berlin") ?? .utc)
        // The clock changes in the night before each of these days ends.
        for day in ["2026-03-29", "2026-10-25", "2026-01-01", "1999-12-31"] {
            let (start, end) = (try #require(dates.start(day)), try #require(dates.end(day)))
            #expect(dates.text(start: start) == day)
            #expect(dates.text(end: end) == day)
        }
        let instant = "2026-11-21T14:00:00Z"
        let end = try #require(dates.end(instant))
        #expect(dates.text(end: end) == instant)
        for odd in ["2026-13-01", "21.11.2026", "2026-1", "x", "99999-01-01", "-2026-01-01"] {
            #expect(dates.start(odd) == nil, "\(odd)")
        }
    }

    @Test func `no bytes make reading fail other than in a sentence`() {
        let seeds = [
            RosterFile.template, "staff_code;name\n\"a\"\"\n\";b\r\n", "工号\n\u{10FFFF}",
        ]
        var random = SystemRandomNumberGenerator()
        for round in 0..<4000 {
            var bytes = [UInt8](seeds[round % seeds.count].utf8)
            for _ in 0..<Int.random(in: 1...6) {
                let place = Int(random.next(upperBound: UInt(bytes.count)))
                switch Int.random(in: 0..<4) {
                case 0: bytes[place] = UInt8.random(in: 0...255)
                case 1: bytes.insert("\",;\t\r\n\\|'="  .utf8.randomElement() ?? 34, at: place)
                case 2: bytes.removeSubrange(place..<min(bytes.count, place + 3))
                default: bytes += bytes.prefix(40)
                }
                if bytes.isEmpty { bytes = [34] }
            }
            let read = file.read(Data(bytes))
            #expect(read.problems.count <= RosterFile.problemsMax)
            for line in read.lines {
                let again = file.read(Data((RosterFile.heading + file.text(line)).utf8))
                #expect(again.lines.first?.staffCode == line.staffCode)
                #expect(again.lines.first?.codes == line.codes)
                #expect(again.lines.first?.until == line.until)
            }
        }
    }
}
