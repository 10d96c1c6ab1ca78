import CallDesk
import CallLedger
import CallStore
import Calls
import Foundation
import TestSupport
import Testing

/// A signer without a process: it signs whatever the database holds.
struct HouseSigner {
    private let pair = Ed25519Pair(seed: [UInt8](repeating: 7, count: 32))!
    let minisign = MinisignKey(Ed25519Pair(seed: [UInt8](repeating: 9, count: 32))!)

    func sign(_ house: House, size: Int64? = nil) async throws -> SignedCheckpoint {
        let standing = try await house.desk.ledgerStanding(by: .signer)
        let origin = try #require(standing.origin)
        let leaves = try await house.database.read {
            try $0.ledgerLeaves(0..<(size ?? standing.size))
        }.compactMap { LedgerHash($0) }
        let checkpoint = Checkpoint(
            origin: origin, size: Int64(leaves.count), root: LedgerProof.root(of: leaves[...]))
        return SignedCheckpoint(checkpoint, signedBy: NoteKey(pair, name: origin))
    }

    func bring(_ signed: SignedCheckpoint, to house: House) async throws {
        let key = NoteKey(pair, name: signed.checkpoint.origin).verifier
        try await house.desk.addCheckpoint(
            signed.description,
            keys: .init(note: key.description, minisign: minisign.publicKey.line), by: .signer)
    }
}

struct LedgerProofTests {
    private func filled(entries: Int = 30) async throws -> House {
        let house = try await House()
        for number in 0..<entries {
            try await house.desk.noteSettings(digest: "\(number)")
        }
        return house
    }

    @Test func `a checkpoint is taken when it is of this ledger, and proves every entry`()
        async throws
    {
        let house = try await filled()
        let signer = HouseSigner()
        try await signer.bring(try await signer.sign(house), to: house)
        for sequence in [Int64(0), 7, 29] {
            let place = try await house.desk.ledgerPlace(sequence, by: .page)
            let proof = try #require(place.proof)
            #expect(
                LedgerProof.provesInclusion(
                    proof.hashes.compactMap { LedgerHash($0) }, of: LedgerHash(place.hash)!,
                    at: sequence, size: proof.size, root: LedgerHash(proof.root)!))
        }
        // The enrolment itself came after.
        #expect(try await house.actions().last == .signerEnrolled)
        #expect(try await house.desk.ledgerPlace(30, by: .page).proof == nil)
        #expect(try await house.desk.ledgerStanding(by: .page).checkpointSize == 30)
    }

    @Test func `a checkpoint of another ledger, or by another signer, is refused`() async throws {
        let house = try await filled()
        let signer = HouseSigner()
        let good = try await signer.sign(house)
        try await house.alter(
            "UPDATE ledger_entry SET leaf_hash = \([UInt8](repeating: 1, count: 32)) WHERE seq = 3")
        await #expect(throws: Refusal.self) { try await signer.bring(good, to: house) }
        let other = try await filled()
        let foreign = await #expect(throws: Refusal.self) {
            try await signer.bring(good, to: other)
        }
        #expect(foreign?.code == .checkpointMismatch)
    }

    @Test func `the ledger is found by person, object, action and time`() async throws {
        let house = try await House()
        let (call, recording) = try await house.index(TestFile())
        _ = try await house.desk.listen(to: recording, by: .page)
        house.clock.move(by: 3600)
        _ = try await house.desk.listen(to: recording, by: .operatorAtShell)
        func actions(_ filter: LedgerFilter) async throws -> [String] {
            try await house.desk.ledger(filter, after: nil, limit: 50, by: .page).items
                .map { "\($0.principal) \($0.action)" }
        }
        #expect(try await actions(.init(principal: "page")) == ["page recording.listened"])
        #expect(
            try await actions(.init(objects: ["call:\(call)"])) == [
                "local:1000 recording.listened", "page recording.listened",
                "daemon recording.taken-in",
            ])
        let cut = house.clock.now.addingTimeInterval(-60)
        #expect(try await actions(.init(from: cut)) == ["local:1000 recording.listened"])
        #expect(
            try await actions(.init(action: "recording.listened", until: cut))
                == ["page recording.listened"])
        let first = try await house.desk.ledger(.init(), after: nil, limit: 2, by: .page)
        let rest = try await house.desk.ledger(.init(), after: first.next, limit: 2, by: .page)
        #expect(first.items.map(\.sequence) == [2, 1] && rest.items.map(\.sequence) == [0])
        #expect(rest.next == nil)
    }

    @Test func `a refused permission leaves one entry a minute`() async throws {
        let house = try await House()
        for _ in 0..<3 {
            await house.desk.noteRefusal(of: .listen, at: "GET /x/:id", to: .nobody)
        }
        await house.desk.noteRefusal(of: .seeCall, at: "GET /x", to: .nobody)
        house.clock.move(by: 61)
        await house.desk.noteRefusal(of: .listen, at: "GET /x/:id", to: .nobody)
        let ledger = try await house.ledger()
        #expect(ledger.map(\.reason) == ["recording.listen", "call.see", "recording.listen"])
        #expect(ledger[0].object == "route:GET /x/:id" && ledger[0].outcome == .refused)
    }

    @Test func `the second copy follows the database, and a difference is told of`() async throws {
        let house = try await filled()
        let folder = house.state.path + "/ledger"
        // The copy makes its folder, and is looked at before it comes to that.
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true)
        func copied() throws -> Int {
            try MirrorReader(folder: folder).entries(from: 0, limit: 99).count
        }
        try await house.keepingCopy(in: folder) {
            try await house.until { try copied() == 30 }
            try await house.desk.noteSettings(digest: "more")
            try await house.until { try copied() == 31 }
        }
        #expect(await house.desk.readiness().filter { $0.contains("second copy") } == [])
        try await house.alter(
            """
            UPDATE ledger_entry SET leaf_hash = \([UInt8](repeating: 1, count: 32)) WHERE seq = 30
            """)
        try await house.keepingCopy(in: folder) {
            try await house.until {
                await house.desk.readiness().contains { $0.contains("differ at entry 30") }
            }
        }
    }

    @Test func `entries from before the columns were there are filled in`() async throws {
        let house = try await filled(entries: 600)
        try await house.alter("UPDATE ledger_entry SET principal = '', object = ''")
        try await house.keepingCopy(in: house.state.path + "/ledger") {
            try await house.until {
                try await house.database.read { try $0.unfilledLedgerEntries(limit: 1).isEmpty }
            }
        }
        let found = try await house.desk.ledger(
            .init(principal: "daemon"), after: nil, limit: 200, by: .page)
        #expect(found.items.count == 200)
    }

    @Test func `a ledger behind its checkpoint keeps the daemon from starting until accepted`()
        async throws
    {
        let house = try await filled()
        let signer = HouseSigner()
        try await signer.bring(try await signer.sign(house), to: house)
        let start = DaemonStart(version: "1", settingsDigest: "29")
        try await house.restarted().desk.open(start)
        let rolled = try await House(on: house.state, clock: house.clock)
        try await rolled.alter("DELETE FROM ledger_entry WHERE seq >= 20")
        let leaves = try await rolled.database.read { try $0.ledgerEntries(from: 0, limit: 20) }
        var head = LedgerHead()
        for row in leaves { try head.pass(row.bytes) }
        try await rolled.alter(
            "UPDATE ledger_head SET size = 20, bytes = \(head.encoded) WHERE id = 1")
        await #expect(throws: DeskFault.self) { try await rolled.desk.open(start) }
        let accepted = try await LedgerAnchors(database: rolled.database).accept(
            file: nil, as: .operatorAtShell, officer: "anna", node: "test", now: rolled.clock.now)
        #expect(accepted == [30])
        try await rolled.desk.open(start)
        let entry = try #require(try await rolled.ledger().first { $0.action == .rollbackAccepted })
        #expect(entry.details["officer"] == "anna" && entry.details["size"] == "30")
    }

    @Test func `an export is the same bytes each time, once it is signed`() async throws {
        let house = try await filled()
        let signer = HouseSigner()
        try await signer.bring(try await signer.sign(house), to: house)
        let export = try await house.desk.askLedgerExport(from: nil, until: nil, by: .page)
        #expect(export.first == 0 && export.end == 30 && export.size == 30)
        try await house.keepingCopy(in: house.state.path + "/ledger") {
            try await house.until {
                try await !house.desk.unsignedLedgerExports(by: .signer).isEmpty
            }
        }
        let waiting = try #require(try await house.desk.unsignedLedgerExports(by: .signer).first)
        await #expect(throws: Refusal.self) {
            try await house.desk.signLedgerExport(waiting.id, signature: "x", by: .signer)
        }
        try await house.desk.signLedgerExport(
            waiting.id,
            signature: signer.minisign.signature(
                of: Array(waiting.sums.utf8), trusted: waiting.trustedComment), by: .signer)
        var archives: [[UInt8]] = []
        for _ in 0..<2 {
            let again = try await house.desk.askLedgerExport(from: nil, until: nil, by: .page)
            let signed = again.end == 30 ? again.id : waiting.id
            let (bytes, pieces) = try await house.desk.ledgerArchive(signed, by: .page)
            var archive: [UInt8] = []
            for try await piece in pieces { archive += piece }
            #expect(archive.count == Int(bytes))
            archives.append(archive)
        }
        #expect(archives[0] == archives[1])
    }

    @Test func `a period that is asked for again later is the same export`() async throws {
        let house = try await filled()
        let signer = HouseSigner()
        try await signer.bring(try await signer.sign(house), to: house)
        house.clock.move(by: 60)
        let end = house.clock.now
        // That the signer came is an entry of the period, and isn't signed yet.
        let early = await #expect(throws: Refusal.self) {
            try await house.desk.askLedgerExport(from: nil, until: end, by: .page)
        }
        #expect(early?.code == .exportNotSigned)
        try await signer.bring(try await signer.sign(house), to: house)
        let first = try await house.desk.askLedgerExport(from: nil, until: end, by: .page)
        #expect(first.end == 31 && first.size == 31)
        house.clock.move(by: 3600)
        _ = try await house.desk.askLedgerExport(from: nil, until: nil, by: .page)
        try await signer.bring(try await signer.sign(house), to: house)
        #expect(try await house.desk.ledgerStanding(by: .page).checkpointSize == 33)
        let again = try await house.desk.askLedgerExport(from: nil, until: end, by: .page)
        #expect(again.id == first.id && again.end == 31 && again.size == 31)
    }
}

extension House {
    /// Runs `body` while the desk keeps the ledger's second copy.
    func keepingCopy(in folder: String, _ body: () async throws -> Void) async throws {
        let keeping = Task { try await desk.keepLedger(copyIn: folder) }
        defer { keeping.cancel() }
        try await body()
    }

    /// Waits for at most ten seconds.
    func until(_ condition: () async throws -> Bool) async throws {
        for _ in 0..<500 {
            if try await condition() { return }
            try await Task.sleep(for: .milliseconds(20))
        }
        Issue.record("waited ten seconds in vain")
    }
}
