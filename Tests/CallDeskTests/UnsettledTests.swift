import CallDesk
import CallSandbox
import CallStore
import CallVault
import Calls
import Foundation
import Logging
import Synchronization
import Testing

/// Commits whose outcome nobody could tell: the connection broke in the middle of them.
struct UnsettledTests {
    @Test func `files of a commit that took place are kept, and the next try finds it done`()
        async throws
    {
        let (house, database, desk) = try await doubtful()
        let ready = try await house.ready(TestFile())
        database.breakNext(.afterCommit)
        let refusal = await #expect(throws: Refusal.self) {
            try await desk.takeIn(ready, by: .daemon)
        }
        #expect(refusal?.kind == .unavailable)
        #expect(house.sealedFileNames.count == 2)
        try await desk.beatNode()
        #expect(house.sealedFileNames.count == 2)
        #expect(try await house.tally() == [1, 0, 0])
        let again = try await house.ready(TestFile())
        #expect(try await desk.takeIn(again, by: .daemon) == .alreadyIn)
        #expect(house.sealedFileNames.count == 2)
    }

    @Test func `files of a commit that didn't take place go with a later heartbeat`() async throws {
        let (house, database, desk) = try await doubtful()
        let ready = try await house.ready(TestFile())
        database.breakNext(.beforeCommit)
        await #expect(throws: Refusal.self) { try await desk.takeIn(ready, by: .daemon) }
        #expect(house.sealedFileNames.count == 2)
        database.breakNext(.beforeCommit)
        await #expect(throws: StoreFault.unsettled("test")) { try await desk.beatNode() }
        #expect(!desk.nodes.mayTakeIn)
        #expect(house.sealedFileNames.count == 2)
        try await desk.beatNode()
        #expect(desk.nodes.mayTakeIn)
        #expect(house.sealedFileNames.isEmpty)
        #expect(
            try await desk.takeIn(try await house.ready(TestFile()), by: .daemon) != .alreadyIn)
    }

    @Test func `a node that leaves with a commit in doubt is looked after at its next start`()
        async throws
    {
        let (house, database, desk) = try await doubtful()
        let ready = try await house.ready(TestFile())
        database.breakNext(.beforeCommit)
        await #expect(throws: Refusal.self) { try await desk.takeIn(ready, by: .daemon) }
        try await desk.leaveNode()
        #expect(try await house.states() == [.live, .live])
        try await house.desk.leaveNode()
        #expect(try await house.states() == [.stopped, .live])
    }

    /// A house, and a second desk on the same parts whose connection can be broken.
    private func doubtful() async throws -> (House, BreakingDatabase, CallDesk) {
        let house = try await House()
        let database = BreakingDatabase(house.database)
        let desk = try await CallDesk.open(
            DeskParts(
                database: database, vault: house.vault, sealedFiles: house.sealedFiles,
                decoder: DecodePool(helperPath: House.helperPath, workers: 1, renderers: 1),
                letterPress: LetterPress(helperPath: House.letterPath),
                nodes: NodeRegistry(
                    name: "doubtful", instance: [UInt8](repeating: 8, count: 16), version: "1")),
            settings: DeskSettings(node: "doubtful", zone: .utc, region: "CN"),
            now: { house.clock.now },
            log: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }))
        return (house, database, desk)
    }
}

/// A real database whose connection breaks when it is told to.
private final class BreakingDatabase: Database {
    enum Moment { case beforeCommit, afterCommit }

    private let real: any Database
    private let next = Mutex<Moment?>(nil)

    init(_ real: any Database) {
        self.real = real
    }

    func breakNext(_ moment: Moment) { next.withLock { $0 = moment } }

    var engine: Engine { real.engine }
    var figures: DatabaseFigures { real.figures }
    func prepare() async throws { try await real.prepare() }
    func scrub() async throws { try await real.scrub() }

    func close() throws { try real.close() }

    func read<Value: Sendable>(
        _ body: @escaping @Sendable (Transaction) throws -> Value
    ) async throws -> Value {
        try await real.read(body)
    }

    func write<Value: Sendable>(
        _ body: @escaping @Sendable (Transaction) throws -> Value
    ) async throws -> Value {
        let moment = next.withLock { moment in
            defer { moment = nil }
            return moment
        }
        if moment != .beforeCommit {
            let value = try await real.write(body)
            if moment == nil { return value }
        }
        throw StoreFault.unsettled("test")
    }
}
