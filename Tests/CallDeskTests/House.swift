import CallDesk
import CallLedger
import CallSandbox
import CallStore
import CallVault
import Calls
import Foundation
import Logging
import Synchronization
import TestSupport
import Testing

/// A state folder, deleted with the last house that stood on it.
final class StateFolder: Sendable {
    let path = NSTemporaryDirectory() + "callaudit-desk-\(UUID().uuidString)"
    let database: DatabasePlace

    init(database: DatabasePlace? = nil) throws {
        self.database = try database ?? DatabasePlace()
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }
}

/// A clock that stands until it is moved.
final class StandingClock: Sendable {
    private let time: Mutex<Date>

    init(_ time: Date = Date(timeIntervalSince1970: 1_705_314_600)) {
        self.time = Mutex(time)
    }

    var now: Date { time.withLock(\.self) }
    func move(by seconds: Double) { time.withLock { $0 += seconds } }
}

/// A desk over a real database, a real vault and real decoders.
final class House: Sendable {
    let state: StateFolder
    let clock: StandingClock
    let database: any Database
    let sealedFiles: SealedFolder
    let vault: Vault
    let desk: CallDesk

    init(
        on state: StateFolder? = nil, clock: StandingClock = StandingClock(),
        node: String = "test", instance: UInt8 = 1, recordings: String? = nil,
        passwordCost: PasswordCost = PasswordCost(memoryBytes: 8192, passes: 1),
        proxyGroups: [String: Role]? = nil, erasure: ErasureSettings = ErasureSettings(),
        letters: LetterBook = LetterHouse.book, notices: [NoticeSender] = [],
        through: (any Database) -> any Database = { $0 }
    ) async throws {
        let state = try state ?? StateFolder()
        self.state = state
        self.clock = clock
        database = through(try state.database.open())
        sealedFiles = try SealedFolder(path: recordings ?? state.path + "/recordings")
        vault = try Vault(
            masterKey: MasterKey(bytes: [UInt8](repeating: 7, count: MasterKey.byteCount)),
            epoch: 1)
        var settings = DeskSettings(
            node: node, zone: .utc, region: "CN", proxyGroups: proxyGroups, erasure: erasure)
        settings.passwordCost = passwordCost
        settings.complaints = ComplaintHouse.settings
        settings.complaints.letters = letters
        settings.notices = notices
        desk = try await CallDesk.open(
            DeskParts(
                database: database, vault: vault, sealedFiles: sealedFiles,
                decoder: DecodePool(helperPath: Self.helperPath, workers: 1, renderers: 2),
                letterPress: LetterPress(helperPath: Self.letterPath),
                nodes: NodeRegistry(
                    name: node, instance: [UInt8](repeating: instance, count: 16), version: "1")),
            settings: settings,
            now: { clock.now },
            log: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }))
    }

    /// The daemon's next start on the same state.
    func restarted(letters: LetterBook = LetterHouse.book) async throws -> House {
        try await desk.close()
        return try await House(on: state, clock: clock, letters: letters)
    }

    /// The decode helper stands beside the tests' own program.
    static let helperPath =
        URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        .deletingLastPathComponent().path + "/callaudit-decode"

    static let letterPath =
        (helperPath as NSString).deletingLastPathComponent + "/callaudit-letter"

    /// Runs a statement behind the desk's back.
    func alter(_ statement: SQL) async throws {
        let changed = try await database.write { try $0.changes(statement) }
        #expect(changed > 0)
    }

    /// The ledger's actions from the first on, after every entry was checked to follow the one
    /// before and the last one to be the stored head.
    func ledger() async throws -> [LedgerEntry.Content] {
        let (rows, stored) = try await database.read { db in
            (try db.ledgerEntries(from: 0, limit: 100_000), try db.ledgerHead())
        }
        var head = LedgerHead()
        let entries = try rows.map { try head.follow($0.bytes) }
        if let stored {
            #expect(try LedgerHead(decoding: stored) == head)
        } else {
            #expect(entries.isEmpty)
        }
        return entries.map(\.content)
    }

    func actions() async throws -> [LedgerAction] { try await ledger().map(\.action) }

    func tally() async throws -> [Int] {
        try await database.read { db in try Tally.allCases.map { try db.count(of: $0) } }
    }

    /// Names of all sealed files, in order.
    var sealedFileNames: [String] {
        let paths = FileManager.default.enumerator(atPath: sealedFiles.path)?.allObjects ?? []
        return paths.compactMap { $0 as? String }.filter { $0.contains(".") }.sorted()
    }
}
