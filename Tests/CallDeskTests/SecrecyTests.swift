import CallDesk
import CallStore
import Calls
import Foundation
import TestSupport
import Testing

struct SecrecyTests {
    @Test func `nothing personal stands in the state folder or the database`() async throws {
        let house = try await House()
        let name = "folder-Zaphod/13800138000-Beeblebrox.wav"
        let sound = Sounds.wav(seconds: 2)
        let (_, recording) = try await house.index(
            TestFile(
                name: name, sound: sound, key: "key-Trillian",
                facts: [
                    .customerNumber: .text("13800138000"), .customerName: .text("Marvin Android"),
                    .disposition: .text("Slartibartfast rang 13800138000 back"),
                    .callKey: .text("key-Trillian"),
                ]))
        _ = try await house.takeIn(TestFile(name: "copy-Beeblebrox.wav", sound: sound))
        _ = try await house.quarantine(TestFile(name: "odd-Beeblebrox.bin", sound: [1, 2, 3, 4]))
        let item = try await house.quarantine(TestFile(name: "bad-Beeblebrox", sound: [5, 6]))
        try await house.desk.discardQuarantined(item, because: "Fenchurch asked", by: .page)
        _ = try await house.desk.customer(withNumber: "13800138000", by: .page)
        _ = try await house.desk.listen(to: recording, by: .page)
        try await complain(in: house)
        let pieces = [
            "13800138000", "138001380", "Zaphod", "Beeblebrox", "Trillian", "Marvin",
            "Slartibartfast", "Fenchurch", "Magrathea", "Vogsphere", "Prosser", "13700137000",
        ].map { Array($0.utf8) } + [Array(sound[1000..<1016])]
        let paths = FileManager.default.subpaths(atPath: house.state.path) ?? []
        var places = ["database": Data(try await house.state.database.bytes())]
        for path in paths {
            places[path] = Data(Array(path.utf8)) + Data([0])
                + (FileManager.default.contents(atPath: house.state.path + "/" + path) ?? Data())
        }
        #expect(places.count > 3 && places.values.allSatisfy { !$0.isEmpty })
        for (path, bytes) in places {
            for piece in pieces {
                #expect(
                    bytes.range(of: Data(piece)) == nil,
                    "\(String(decoding: piece, as: UTF8.self)) in \(path)")
            }
        }
    }

    private func complain(in house: House) async throws {
        var form = ComplaintForm(
            channel: .phone, language: "en", text: "Never called back from Magrathea")
        form.remedy = "A call from Vogsphere"
        form.product = "A trip to Vogsphere"
        form.parties = [.init(kind: .complainant, name: "Prosser")]
        form.parties[0].phone = "13700137000"
        let id = try await house.desk.receiveComplaint(form, by: .page).id
        let handler = Principal(id: "account:handler", roles: [.complaintHandler])
        try await house.desk.actOnComplaint(
            id, .acknowledge, saying: "Dear Mr Prosser", by: handler)
    }
}
