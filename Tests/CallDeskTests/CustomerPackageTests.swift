import CallDesk
import CallLedger
import CallVault
import Calls
import Foundation
import TestSupport
import Testing

struct CustomerPackageTests {
    /// A key pair of `age` in the house's state folder; the public one.
    private func recipient(_ house: House) throws -> String {
        let said = try run("/usr/bin/age-keygen", ["-o", house.state.path + "/age.key"])
        let line = try #require(said.split(separator: "\n").last { $0.contains("age1") })
        return try #require(line.split(separator: " ").last.map(String.init))
    }

    @discardableResult
    private func run(_ program: String, _ arguments: [String]) throws -> String {
        let process = Process()
        let pipe = Pipe()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = arguments
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        let said = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        let text = String(decoding: said, as: UTF8.self)
        #expect(process.terminationStatus == 0, "\(text)")
        return text
    }

    private func package(
        _ customer: Customer.ID, for recipient: String, in house: House
    ) async throws -> [UInt8] {
        let sealed = try await house.desk.package(customer, for: recipient, by: .page) { content in
            let names = content.calls.map { "\($0.summary.id)" }.joined(separator: ",")
            let text = "\(content.customer.facts.name ?? "") \(names)"
            return [PackageFile(name: "index.json", bytes: Array(text.utf8))]
        }
        var bytes: [UInt8] = []
        for try await piece in sealed.bytes { bytes += piece }
        return bytes
    }

    @Test func `a package holds the index and every recording as it came, for its key alone`()
        async throws
    {
        let house = try await House()
        let sound = Sounds.wav(seconds: 3, seed: 5)
        let (call, recording) = try await house.index(
            TestFile(sound: sound, facts: [.customerNumber: .text("13800138000")]))
        let summary = try await house.call(call).summary
        let customer = try #require(summary.customer)
        try await house.describe(customer, .sample)
        let bytes = try await package(customer, for: try recipient(house), in: house)
        let path = house.state.path
        try Data(bytes).write(to: URL(fileURLWithPath: path + "/p.tar.age"))
        #expect(Data(bytes).range(of: Data("王小明".utf8)) == nil)
        try run(
            "/usr/bin/age",
            ["-d", "-i", path + "/age.key", "-o", path + "/p.tar", path + "/p.tar.age"])
        try run("/usr/bin/tar", ["-xf", path + "/p.tar", "-C", path])
        let folder = "\(path)/customer-\(customer)"
        let index = try String(contentsOfFile: folder + "/index.json", encoding: .utf8)
        #expect(index == "王小明 \(call)")
        let heard = try Data(
            contentsOf: URL(
                fileURLWithPath: "\(folder)/recordings/\(call)-\(recording).wav"))
        #expect([UInt8](heard) == sound)
        let entries = try await house.ledger()
        let entry = try #require(entries.last)
        #expect(entry.action == .customerPackaged && entry.details["recordings"] == "1")
        #expect(entry.details["bytes"] == "\(sound.count)")
    }

    @Test func `a damaged recording doesn't keep the rest from the person`() async throws {
        let house = try await House()
        let (call, recording, customer) = try await house.call(of: "13800138000")
        let path = house.sealedFiles.path(of: .recording(recording))
        try FileManager.default.removeItem(atPath: path)
        let bytes = try await package(customer, for: try recipient(house), in: house)
        #expect(bytes.count > 200)
        #expect(try await house.ledger().last?.details["recordings"] == "0")
        _ = call
    }

    @Test func `a recipient that is none is refused before anything is read`() async throws {
        let house = try await House()
        let customer = try await house.call(of: "13800138000").customer
        let before = try await house.ledger()
        for recipient in ["", "age1", "ssh-ed25519 AAAA", "-R/etc/passwd"] {
            let refusal = await #expect(throws: Refusal.self) {
                _ = try await package(customer, for: recipient, in: house)
            }
            #expect(refusal?.code == .badRecipient)
        }
        // The right letters, and no key.
        let none = "age1" + String(repeating: "q", count: 58)
        let refusal = await #expect(throws: Refusal.self) {
            _ = try await package(customer, for: none, in: house)
        }
        #expect(refusal?.code == .packageFailed)
        #expect(try await house.ledger() == before)
    }

    @Test func `who goes away ends the sealing, and others get their turn`() async throws {
        let house = try await House()
        let (_, _, customer) = try await house.call(of: "13800138000")
        let recipient = try recipient(house)
        for _ in 0..<5 {
            let sealed = try await house.desk.package(customer, for: recipient, by: .page) { _ in
                [PackageFile(name: "index.json", bytes: [UInt8](repeating: 7, count: 9_000_000))]
            }
            for try await _ in sealed.bytes { break }
        }
        #expect(try await package(customer, for: recipient, in: house).count > 200)
    }
}
