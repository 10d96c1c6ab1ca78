import CPostgres

/// One connection, used by one thread at a time. Statements go out in a pipeline: those whose
/// answer nobody waits for travel together with the next one that is waited for.
final class PostgresSession: Connection {
    /// Prepared statements are forgotten together when there are this many.
    private static let preparedMax = 400

    private enum Expected {
        case prepared(String)
        case ignored
        case rows, changes, each
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

    /// Row by row as the server sends them; `body` asks nothing of this connection.
    func eachRow(_ statement: SQL, _ body: (ValuesInPlace) throws -> Void) throws {
        try send(statement, .each)
        try settle(body)
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
    }

    /// Waits until the server has answered everything; throws the first error among the answers,
    /// or among those of `body`, which has the rows of the statement that is to be read one by one.
    @discardableResult
    private func settle(
        _ body: (ValuesInPlace) throws -> Void = { _ in }
    ) throws -> Answer {
        guard PQpipelineSync(socket.handle) == 1 else { throw broken(socket.message) }
        expected.append(.sync)
        let waited = expected
        expected = []
        var deadline = ContinuousClock.now + patience
        var failure: (any Error)?
        var answer = Answer()
        for one in waited {
            let result: OpaquePointer
            if case .each = one {
                result = try readEach(until: &deadline, &failure, body)
            } else {
                result = try answered(until: deadline)
            }
            defer { PQclear(result) }
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
        return answer
    }

    /// Gives `body` each row until it fails; all are read. The answer that ends them.
    private func readEach(
        until deadline: inout ContinuousClock.Instant, _ failure: inout (any Error)?,
        _ body: (ValuesInPlace) throws -> Void
    ) throws -> OpaquePointer {
        PQsetSingleRowMode(socket.handle)
        var types: [Oid] = []
        var rows = 0
        while true {
            let result = try answered(until: deadline)
            let status = PQresultStatus(result)
            guard status == PGRES_SINGLE_TUPLE || status == PGRES_TUPLES_OK else { return result }
            if rows == 0 { types = postgresTypes(result) }
            if failure == nil {
                do {
                    try eachPostgresRow(result, types, body)
                } catch {
                    failure = error
                }
            }
            if status == PGRES_TUPLES_OK { return result }
            PQclear(result)
            rows += 1
            // As long as rows come, the server is alive.
            if rows % 4096 == 0 { deadline = ContinuousClock.now + patience }
        }
    }

    private func answered(until deadline: ContinuousClock.Instant) throws -> OpaquePointer {
        guard let result = try onSocket({ try socket.next(until: deadline) }) else {
            throw broken("an answer is missing")
        }
        return result
    }

    private struct Skipped: Error {}

    private func read(
        _ result: OpaquePointer, as one: Expected, into answer: inout Answer
    ) throws {
        switch PQresultStatus(result) {
        case PGRES_TUPLES_OK:
            if case .rows = one { answer.rows = try postgresRows(result) }
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
