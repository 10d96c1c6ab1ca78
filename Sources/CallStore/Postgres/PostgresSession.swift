import CPostgres

/// One connection, used by one thread at a time. Statements go out in a pipeline: those whose
/// answer nobody waits for travel together with the next one that is waited for.
final class PostgresSession: Connection {
    /// Prepared statements are forgotten together when there are this many.
    private static let preparedMax = 400
    /// Rows that a cursor gives at once: few enough to stay in a processor's cache.
    private static let batchRows = 20_000
    private static let nextBatch: SQL = "FETCH FORWARD 20000 FROM many"

    private enum Expected {
        case prepared(String)
        case ignored
        case rows, changes, kept
        case commit, sync
    }

    let dialect = Dialect.postgres
    private let socket: PostgresSocket
    private var patience: Duration
    private var expected: [Expected] = []
    /// Names of prepared statements by their text and types.
    private var prepared: [String: String] = [:]
    private var made = 0
    /// When it was last known to answer.
    private(set) var aliveAt = ContinuousClock.now

    init(_ options: PostgresOptions) throws {
        patience = .seconds(options.statementSeconds + 5)
        socket = try PostgresSocket.connected(options)
        guard PQenterPipelineMode(socket.handle) == 1 else { throw socket.lost(socket.message) }
        for setting in options.settings.needed { try command(setting) }
        for setting in options.settings.wished {
            do {
                try command(setting)
            } catch StoreFault.failed {
                // A server that doesn't know the setting does without.
            }
        }
        // Durable commits, unless the database or role asks for still more (remote_apply, …).
        let level = try rows("SHOW synchronous_commit").first?.values.first
        if level == .text("off") || level == .text("local") {
            try command("SET synchronous_commit = 'on'")
        }
    }

    var isBroken: Bool { socket.isBroken || isLost }
    private var isLost = false
    /// Answers, but another connection may fare better.
    private(set) var isStale = false
    var isEncrypted: Bool { socket.isEncrypted }
    var serverVersion: Int { socket.serverVersion }

    func rows(_ statement: SQL) throws -> [Row] {
        try send(statement, .rows)
        return try settle().rows
    }

    /// A batch at a time, the next one on its way while `body` has this one; `body` asks nothing of
    /// this connection.
    func eachRow(_ statement: SQL, _ body: (ValuesInPlace) throws -> Void) throws {
        // All of the rows are wanted, not the first ones soon.
        try send("SET LOCAL cursor_tuple_fraction = 1", .ignored)
        try send("DECLARE many NO SCROLL CURSOR FOR " + statement, .ignored)
        try send(Self.nextBatch, .kept)
        var answer = try settle()
        while let batch = answer.kept {
            defer { PQclear(batch) }
            let isLast = PQntuples(batch) < Self.batchRows
            if !isLast {
                try send(Self.nextBatch, .kept)
                try post()
            }
            do {
                try eachPostgresRow(batch, body)
            } catch {
                if !isLast { dropAnswer() }
                throw error
            }
            answer = isLast ? Answer() : try collect()
        }
        try send("CLOSE many", .ignored)
    }

    func changes(_ statement: SQL) throws -> Int {
        try send(statement, .changes)
        return try settle().changes
    }

    func execute(_ statement: SQL) throws {
        try send(statement, .ignored)
    }

    func flush() throws {
        if !expected.isEmpty { _ = try settle() }
    }

    /// Lets the statements of this transaction, or of this connection, take up to an hour each, as
    /// a new schema may.
    func takeTime(local: Bool = true) throws {
        patience = .seconds(3605)
        let scope = local ? "LOCAL" : "SESSION"
        try command("SET \(scope) statement_timeout = '1h'")
        try command("SET \(scope) lock_timeout = '60s'")
    }

    /// Commits. Throws when the server undid the transaction instead.
    func commit() throws {
        try send("COMMIT", .commit)
        try flush()
    }

    /// A statement without values, waited for.
    func command(_ text: String) throws {
        try execute(SQL(stringLiteral: text))
        try flush()
    }

    private func send(_ statement: SQL, _ answer: Expected) throws {
        let (text, values) = statement.rendered(placeholder: dialect.placeholder)
        let parameters = try PostgresParameters(values)
        let name = try prepare(text, parameters.types)
        let sent = parameters.withArrays { count, values, lengths, formats in
            PQsendQueryPrepared(socket.handle, name, count, values, lengths, formats, 1)
        }
        guard sent == 1 else { throw broken(socket.message) }
        expected.append(answer)
    }

    private func prepare(_ text: String, _ types: [Oid]) throws -> String {
        let key = types.reduce(into: text) { $0 += " \($1)" }
        if let name = prepared[key] { return name }
        if prepared.count >= Self.preparedMax {
            prepared = [:]
            guard PQsendQueryParams(
                socket.handle, "DEALLOCATE ALL", 0, nil, nil, nil, nil, 1) == 1
            else { throw broken(socket.message) }
            expected.append(.ignored)
        }
        made += 1
        let name = "s\(made)"
        guard PQsendPrepare(socket.handle, name, text, Int32(types.count), types) == 1 else {
            throw broken(socket.message)
        }
        prepared[key] = name
        expected.append(.prepared(key))
        return name
    }

    private struct Answer {
        var rows: [Row] = []
        var changes = 0
        /// A result that whoever asked for it clears.
        var kept: OpaquePointer?
    }

    /// Waits until the server has answered everything; throws the first error among the answers.
    private func settle() throws -> Answer {
        try post()
        return try collect()
    }

    /// Sends everything off.
    private func post() throws {
        guard PQpipelineSync(socket.handle) == 1 else { throw broken(socket.message) }
        expected.append(.sync)
    }

    private func dropAnswer() {
        if let answer = try? collect(), let kept = answer.kept { PQclear(kept) }
    }

    /// Waits for what was sent off.
    private func collect() throws -> Answer {
        let waited = expected
        expected = []
        let deadline = ContinuousClock.now + patience
        var failure: (any Error)?
        var answer = Answer()
        var isOver = false
        defer { if !isOver, let kept = answer.kept { PQclear(kept) } }
        for one in waited {
            guard let result = try onSocket({ try socket.next(until: deadline) }) else {
                throw broken("an answer is missing")
            }
            defer { if result != answer.kept { PQclear(result) } }
            do {
                try read(result, as: one, into: &answer)
            } catch {
                if case .prepared(let key) = one { prepared[key] = nil }
                failure = failure ?? error
                if socket.isBroken { throw failure ?? error }
            }
            if case .sync = one { continue }
            // A statement's answers end with a nil.
            if let more = try onSocket({ try socket.next(until: deadline) }) {
                PQclear(more)
                throw broken("an answer too many")
            }
        }
        aliveAt = .now
        if let failure { throw failure }
        isOver = true
        return answer
    }

    private struct Skipped: Error {}

    private func read(
        _ result: OpaquePointer, as one: Expected, into answer: inout Answer
    ) throws {
        switch PQresultStatus(result) {
        case PGRES_TUPLES_OK:
            if case .rows = one { answer.rows = try postgresRows(result) }
            if case .kept = one { answer.kept = result }
        case PGRES_COMMAND_OK:
            if case .commit = one, PQcmdStatus(result).map({ String(cString: $0) }) != "COMMIT" {
                throw StoreFault.failed("the transaction was undone")
            }
            if case .changes = one {
                answer.changes = PQcmdTuples(result).flatMap { Int(String(cString: $0)) } ?? 0
            }
        case PGRES_PIPELINE_SYNC: break
        case PGRES_PIPELINE_ABORTED: throw Skipped()
        default:
            // The end of a session may arrive behind the answer to a COMMIT that took place.
            if case .sync = one { isLost = true }
            if PostgresFault.isFatal(result) { isLost = true }
            if PostgresFault.endsSession(result) { isStale = true }
            throw PostgresFault.error(of: result, at: socket.address)
        }
    }

    /// Runs `body`, after whose failure the connection isn't used any more.
    private func onSocket<Value>(_ body: () throws -> Value) throws -> Value {
        do {
            return try body()
        } catch {
            isLost = true
            throw error
        }
    }

    private func broken(_ reason: String) -> StoreFault {
        isLost = true
        return socket.lost(reason)
    }
}
