import CPostgres

/// PostgreSQL, or a server that speaks its protocol: one connection writes, a few read, each on a
/// thread of its own. Nothing is connected before it is needed.
package final class PostgresDatabase: Database {
    package let address: PostgresAddress
    private let connector: PostgresConnector
    private let readers: PostgresReaders
    private let writer: PostgresLane
    private let scrubber: PostgresLane
    private let commits: CommitQueue
    private let board = FigureBoard()

    package var engine: Engine { .postgres }
    package var figures: DatabaseFigures { board.current }

    package init(_ options: PostgresOptions) {
        address = options.address
        connector = PostgresConnector(options, board: board)
        readers = PostgresReaders(connector, count: options.readers)
        writer = PostgresLane("writer", connector)
        scrubber = PostgresLane("scrubber", connector)
        commits = CommitQueue(PostgresWriter(lane: writer), board: board)
    }

    /// Takes the schema's steps unless they were taken. Two nodes may do so at once: the one whose
    /// tables are there already when it makes them looks again.
    package func prepare() async throws { try await prepare(steps: Migration.all) }

    func prepare(steps: [Migration]) async throws {
        let address = address
        try await writer.run { lane in
            let attemptsMax = 5
            for attempt in 1...attemptsMax {
                do {
                    return try Self.migrate(lane, address, steps)
                } catch StoreFault.failed(let reason) {
                    if attempt == attemptsMax { throw StoreFault.failed(reason) }
                } catch let again as MustRepeat {
                    if attempt == attemptsMax { throw StoreFault.failed(again.reason) }
                }
            }
        }
    }

    private static func migrate(
        _ lane: PostgresLane, _ address: PostgresAddress, _ steps: [Migration]
    ) throws {
        var isCurrent = true
        // The next transaction gets a connection with the usual patience.
        defer { if !isCurrent { lane.renew() } }
        try lane.transaction("BEGIN ISOLATION LEVEL READ COMMITTED") { session in
            let db = Transaction(connection: session, ledger: nil)
            let found = try db.schemaState(steps: steps)
            isCurrent = found.isCurrent
            if isCurrent { return }
            do {
                try session.takeTime()
                try db.migrate(steps: steps)
            } catch StoreFault.away(let sentence) where !session.isBroken {
                throw StoreFault.away(
                    "The database at \(address) has schema \(found.found), this callaudit needs "
                        + "\(found.known), and could not change it. Run `callaudit database "
                        + "migrate` as a role that owns the tables. (\(sentence))")
            }
        }
    }

    package func read<Value: Sendable>(
        _ body: @escaping @Sendable (Transaction) throws -> Value
    ) async throws -> Value {
        try await readers.run { lane in
            try lane.transaction("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY") {
                try body(Transaction(connection: $0, ledger: nil))
            }
        }
    }

    package func write<Value: Sendable>(
        _ body: @escaping @Sendable (Transaction) throws -> Value
    ) async throws -> Value {
        try await commits.run(body)
    }

    /// Runs `body` on the writer's connection outside a transaction; for tools.
    package func withSession<Value: Sendable>(
        _ body: @escaping @Sendable (PostgresTool) throws -> Value
    ) async throws -> Value {
        try await writer.run { lane in
            try lane.outside { try body(PostgresTool(session: $0)) }
        }
    }

    /// Writes `customer`, whose rows hold the keys above all others, anew, which leaves no dead row
    /// in its file, and lets the server reuse the room of dead rows elsewhere. The server's own
    /// write-ahead log and backups stay as they are (docs/operating.md).
    package func scrub() async throws {
        try await scrubber.run { lane in
            defer { lane.renew() }
            try lane.outside { session in
                try session.takeTime(local: false)
                for work in Self.scrubbing { try session.command(work) }
            }
        }
    }

    private static let scrubbing = [
        "VACUUM (FULL) customer", "VACUUM (FULL) customer_number", "VACUUM recording",
        "VACUUM call_key", "VACUUM call_word", "VACUUM duplicate",
    ]

    package func close() throws {
        scrubber.close()
        connector.close()
        readers.close()
        writer.close()
    }
}

private struct PostgresWriter: Writer {
    let lane: PostgresLane

    func soon(_ work: @escaping @Sendable (any WritingTurn) -> Void) {
        lane.soon { work(PostgresTurn(lane: $0)) }
    }
}

private struct PostgresTurn: WritingTurn {
    private static let attemptsMax = 5
    let lane: PostgresLane

    /// All writers on all nodes lock the ledger's head first, so READ COMMITTED sees what the one
    /// before left; a stricter level would look from before the wait for the lock.
    func commit(_ body: (any Connection) throws -> Void) throws {
        for attempt in 1...Self.attemptsMax {
            do {
                return try lane.transaction("BEGIN ISOLATION LEVEL READ COMMITTED", body)
            } catch let again as MustRepeat {
                if attempt == Self.attemptsMax {
                    throw StoreFault.away("The database is too busy (\(again.reason)).")
                }
            } catch StoreFault.schemaTooNew(let found, let known) {
                // Another node's newer release: this one waits for its own.
                throw StoreFault.away(
                    StoreFault.schemaTooNew(found: found, known: known).description)
            }
        }
    }
}
