import CallDesk
import CallStore
import CallVault
import Calls
import Foundation
import Glibc
import TestSupport
import Testing

/// Bits flipped at random in the file of a small lived-in database: whatever changes a regulated
/// value is found.
struct BitFlipTests {
    private static let flips = 5000
    /// Tables of which the walk sees every change.
    private static let tables =
        RegulatedTables.all.map(\.name) + ["channel_measure", "ledger_entry", "ledger_head"]

    @Test(.timeLimit(.minutes(5)))
    func `every flipped bit that changes a regulated value is found`() async throws {
        let (path, vault) = try await livedIn()
        defer { try? FileManager.default.removeItem(atPath: path) }
        let whole = try await look(at: path, vault, for: nil)
        #expect(whole.isClean)
        let facts = try FileManager.default.attributesOfItem(atPath: path)
        let bytes = try #require(facts[.size] as? Int)
        var noise = Noise(20_240_115)
        var (changed, unreadable, missed) = (0, 0, 0)
        let file = open(path, O_RDWR | O_CLOEXEC)
        defer { close(file) }
        for _ in 0..<Self.flips {
            let (place, bit) = (noise.next(bytes), UInt8(1) << noise.next(8))
            try flip(bit, at: place, in: file)
            do {
                let now = try await look(at: path, vault, for: whole.dump)
                if now.dump != whole.dump {
                    changed += 1
                    if now.isClean { missed += 1 }
                }
            } catch {
                unreadable += 1
            }
            try flip(bit, at: place, in: file)
        }
        #expect(missed == 0)
        #expect(changed > 200)
        #expect(unreadable < Self.flips / 2)
        let after = try await look(at: path, vault, for: nil)
        #expect(after.dump == whole.dump)
    }

    private struct Look {
        var isClean: Bool
        /// Hash of every value of every regulated table.
        var dump: [Int]
    }

    /// Opens the file anew, dumps its regulated tables, and walks over what isn't `known`.
    private func look(at path: String, _ vault: Vault, for known: [Int]?) async throws -> Look {
        let reader = try SQLiteReader(path: path)
        defer { try? reader.close() }
        return try await reader.read { db in
            let dump = try Self.tables.map { table in
                let all = SQL(stringLiteral: "SELECT * FROM \(table) ORDER BY 1, 2")
                var hasher = Hasher()
                for row in try db.rows(all) { hasher.combine(row.allValues) }
                return hasher.finalize()
            }
            guard dump != known else { return Look(isClean: true, dump: dump) }
            var walk = IntegrityWalk(vault, isResealed: false)
            var isClean = true
            while !walk.isPastLedger, isClean {
                try walk.advance(in: db)
                isClean = walk.takeFindings().isEmpty
            }
            return Look(isClean: isClean, dump: dump)
        }
    }

    private func flip(_ bit: UInt8, at place: Int, in file: Int32) throws {
        var byte: UInt8 = 0
        try #require(pread(file, &byte, 1, off_t(place)) == 1)
        byte ^= bit
        try #require(pwrite(file, &byte, 1, off_t(place)) == 1)
    }

    /// The file of a closed SQLite database with some of everything, and the vault of its rows.
    private func livedIn() async throws -> (path: String, vault: Vault) {
        let place = try DatabasePlace(.sqlite)
        let house = try await House(
            on: StateFolder(database: place), notices: [NoticeHouse.sender(["/bin/true"])])
        for number in 1...12 {
            try await house.index(
                TestFile(
                    name: "\(number).wav", sound: Sounds.wav(seed: number),
                    facts: [
                        .customerNumber: .text("1380013\(8000 + number)"),
                        .agent: .text("20\(number % 3)"), .campaign: .text("spring"),
                    ]))
        }
        for number in 1...6 as ClosedRange<UInt8> {
            let id = try await house.quarantine(
                TestFile(name: "odd\(number)", sound: [number]))
            if number < 4 {
                try await house.desk.discardQuarantined(id, because: "noise", by: .page)
            }
        }
        try await house.liveIn()
        try await house.liveInScoring()
        try await house.liveInCoaching()
        try await house.liveInComplaints()
        try await house.give(1, 2)
        try await house.rotate()
        try await house.give(2, 3)
        _ = try await house.desk.askRotation(to: nil, because: "later", by: .administrator)
        try await house.liveInScripts()
        let empty = try await house.database.read { db in
            try Self.tables.filter {
                try db.row(SQL(stringLiteral: "SELECT 1 AS one FROM \($0) LIMIT 1")) == nil
            }
        }
        #expect(empty == [])
        let vault = try await house.database.read { db in
            try GivenKeys([TestKey.key(2)]).vault(over: db.keyEpochs().map(\.stored))
        }
        try await house.desk.close()
        let path = NSTemporaryDirectory() + "callaudit-flips-\(UUID().uuidString).db"
        // One file without a log beside it.
        let copying = Process()
        copying.executableURL = URL(fileURLWithPath: "/usr/bin/sqlite3")
        copying.arguments = [place.path, "VACUUM INTO '\(path)'; "]
        try copying.run()
        copying.waitUntilExit()
        try #require(copying.terminationStatus == 0)
        return (path, vault)
    }
}

extension House {
    /// Leaves rows in every table about people, customers and what is kept of them.
    fileprivate func liveIn() async throws {
        let (one, call, _) = try await customer("13900139000", seed: 40, agent: "201")
        let (two, _, _) = try await customer("13900139001", seed: 41)
        try await desk.addNumber("13900139002", to: one, at: 1, by: .page)
        _ = try await desk.reveal(one, for: .complaint, because: "ticket 7", by: .page)
        try await release(try await desk.placeHold(on: .call(call), because: "x", by: .asker))
        _ = try await desk.placeHold(on: .customer(one), because: "y", by: .asker)
        try await erase(two)
        _ = try await desk.askAccess(
            to: .revealCustomer, on: "customer:\(one)", because: "a dispute", minutes: 60,
            by: Principal(id: "account:analyst", roles: [.qaAnalyst]))
        let staffing = Principal(id: "account:staffing", roles: [.administrator])
        let team = try await desk.addTeam("one", by: staffing)
        let agent = try await desk.addAgent(
            staffCode: "A", name: "Ann Lee", team: team, by: staffing)
        try await desk.addCode(
            NewCode(kind: .extension, code: "777", validity: Validity()), to: agent, by: staffing)
        var new = NewAccount(name: "anna", title: "Anna", origin: .local)
        new.roles = [.qaAnalyst]
        new.teams = ["one"]
        _ = try await desk.addAccount(new, by: staffing)
        let program = try await addAccount("reports", origin: .program)
        _ = try await desk.addToken(
            NewToken(name: "x", scopes: [.listCalls]), for: program, by: staffing)
    }
}
