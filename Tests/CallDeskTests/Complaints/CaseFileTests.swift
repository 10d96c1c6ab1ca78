import CallDesk
import CallLedger
import CallStore
import CallVault
import Calls
import Foundation
import TestSupport
import Testing

struct CaseFileTests {
    /// Paths and contents of a tar archive, without the folder that all lie in.
    private func unpacked(_ archive: [UInt8]) throws -> [String: [UInt8]] {
        var (files, place) = ([String: [UInt8]](), 0)
        while place + 512 <= archive.count, archive[place] != 0 {
            let header = archive[place..<place + 512]
            let name = String(decoding: header.prefix { $0 != 0 }, as: UTF8.self)
            let octal = String(decoding: header.dropFirst(124).prefix(11), as: UTF8.self)
            let bytes = try #require(Int(octal, radix: 8))
            let path = name.split(separator: "/", maxSplits: 1).last.map(String.init)
            files[try #require(path)] = Array(archive[place + 512..<place + 512 + bytes])
            place += 512 + (bytes + 511) / 512 * 512
        }
        #expect(archive.count == place + 1024)
        return files
    }

    private func archive(
        _ id: Complaint.ID, _ wish: CaseFileWish, by person: Principal,
        in complaints: ComplaintHouse
    ) async throws -> [UInt8] {
        let file = try await complaints.desk.caseFile(id, wish, by: person) { file in
            [PackageFile(name: "told.txt", bytes: Self.told(of: file))]
        }
        var bytes: [UInt8] = []
        for try await piece in file.pieces { bytes += piece }
        return bytes
    }

    private static func told(of file: CaseFile) -> [UInt8] {
        Array(file.detail.parties.map { "\($0.name) \($0.phone)" }.joined().utf8)
    }

    @Test(arguments: Engine.allCases)
    func `every file is summed, and the ledger has the sum of the sums before it goes`(
        _ engine: Engine
    ) async throws {
        let complaints = try await ComplaintHouse(engine)
        let id = try await complaints.register()
        try await complaints.investigate(id)
        let wish = CaseFileWish(purpose: .court, withRecordings: true)
        let bytes = try await archive(id, wish, by: complaints.officer, in: complaints)
        let files = try unpacked(bytes)
        let sums = try #require(files["SHA256SUMS"])
        var listed: Set<String> = []
        for line in String(decoding: sums, as: UTF8.self).split(separator: "\n") {
            let name = String(line.dropFirst(66))
            let file = try #require(files[name])
            #expect(LedgerHash.plain(file).description == line.prefix(64))
            listed.insert(name)
        }
        #expect(listed.union(["SHA256SUMS"]) == Set(files.keys))
        #expect(listed.contains { $0.hasPrefix("recordings/\(complaints.call)-") })
        let told = String(decoding: try #require(files["told.txt"]), as: UTF8.self)
        #expect(told.contains(ComplaintHouse.phone))
        let entry = try #require(try await complaints.house.ledger().last)
        #expect(entry.action == .complaintFileExported && entry.object == "complaint:\(id)")
        #expect(entry.reason == "court" && entry.details["recordings"] == "1")
        #expect(entry.details["sums"] == LedgerHash.plain(sums).description)
    }

    @Test func `recordings stay where they are unless they are asked for`() async throws {
        let complaints = try await ComplaintHouse()
        let id = try await complaints.register()
        let wish = CaseFileWish(purpose: .outsideBody)
        let bytes = try await archive(id, wish, by: complaints.officer, in: complaints)
        let files = try unpacked(bytes)
        #expect(!files.keys.contains { $0.hasPrefix("recordings/") })
        // No signer has signed anything, so the entries can be read and not be proved.
        #expect(files["ledger/pending.jsonl"] != nil && files["ledger/proof"] == nil)
    }

    @Test func `a damaged recording doesn't keep the rest from going`() async throws {
        let complaints = try await ComplaintHouse()
        let id = try await complaints.register()
        let recording = try #require(
            try await complaints.house.database.read {
                try $0.recordings(of: [complaints.call]).first?.id
            })
        try FileManager.default.removeItem(
            atPath: complaints.house.sealedFiles.path(of: .recording(recording)))
        let wish = CaseFileWish(purpose: .audit, withRecordings: true)
        let bytes = try await archive(id, wish, by: complaints.officer, in: complaints)
        let files = try unpacked(bytes)
        #expect(!files.keys.contains { $0.hasPrefix("recordings/") })
        #expect(try await complaints.house.ledger().last?.details["recordings"] == "0")
    }

    @Test func `who it is about never gets it, and what happens meanwhile refuses it`()
        async throws
    {
        let complaints = try await ComplaintHouse()
        let id = try await complaints.register()
        let plain = CaseFileWish(purpose: .outsideBody)
        let subject = Principal(
            id: complaints.officer.id, roles: [.complianceOfficer],
            agent: complaints.agent.agent)
        let about = await complaints.code {
            _ = try await archive(id, plain, by: subject, in: complaints)
        }
        #expect(about == .noSuchComplaint)
        let decided = try await complaints.register {
            $0.aboutDecisionsOf = [complaints.officer.person]
        }
        let decider = await complaints.code {
            _ = try await archive(decided, plain, by: complaints.officer, in: complaints)
        }
        #expect(decider == .complaintRecused)
        let bad = await complaints.code {
            let wish = CaseFileWish(purpose: .court, recipient: "age1")
            _ = try await archive(id, wish, by: complaints.officer, in: complaints)
        }
        #expect(bad == .badRecipient)
        let before = try await complaints.house.ledger().count
        #expect(before > 0)
        let unknown = await complaints.code {
            _ = try await archive(.init(1), plain, by: complaints.officer, in: complaints)
        }
        #expect(unknown == .noSuchComplaint)
        #expect(try await complaints.house.ledger().count == before)
    }
}
