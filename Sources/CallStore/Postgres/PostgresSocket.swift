import CPostgres
import Glibc

/// A libpq connection that never waits without an end.
final class PostgresSocket {
    let handle: OpaquePointer
    let address: PostgresAddress

    /// Connects to one of the places that `options` name; throws `StoreFault.away` with the reason
    /// of the last one that was tried.
    static func connected(_ options: PostgresOptions) throws -> PostgresSocket {
        var fault = StoreFault.away("")
        let places: [[String: String]]
        do {
            places = try options.places()
        } catch {
            throw error as? StoreFault ?? .away("\(error)")
        }
        for keywords in places {
            do {
                return try PostgresSocket(options, keywords)
            } catch let failure as StoreFault {
                fault = failure
            }
        }
        throw fault
    }

    private init(_ options: PostgresOptions, _ keywords: [String: String]) throws {
        address = options.address
        let handle = Self.start(keywords)
        guard let handle else { throw StoreFault.away("There is no memory for a connection.") }
        self.handle = handle
        let deadline = ContinuousClock.now + .seconds(options.connectSeconds)
        PQsetNoticeProcessor(handle, { _, _ in }, nil)
        var state = PGRES_POLLING_WRITING
        while state == PGRES_POLLING_WRITING || state == PGRES_POLLING_READING {
            if PQstatus(handle) == CONNECTION_BAD { break }
            let events = state == PGRES_POLLING_READING ? POLLIN : POLLOUT
            guard Self.wait(for: Int16(events), on: PQsocket(handle), until: deadline) else {
                throw PostgresFault.unreachable(address, "it didn't answer in time")
            }
            state = PQconnectPoll(handle)
        }
        guard PQstatus(handle) == CONNECTION_OK, PQsetnonblocking(handle, 1) == 0 else {
            throw PostgresFault.unreachable(address, message)
        }
    }

    deinit { PQfinish(handle) }

    /// libpq's last words.
    var message: String { PQerrorMessage(handle).map { String(cString: $0) } ?? "" }

    var isBroken: Bool { PQstatus(handle) == CONNECTION_BAD }
    var isEncrypted: Bool { PQsslInUse(handle) == 1 }
    /// Such as 150018 for 15.18.
    var serverVersion: Int { Int(PQserverVersion(handle)) }

    /// The next PGresult, which the caller clears, or nil at the end of one statement's. Sends what
    /// wasn't sent yet. Throws `StoreFault.away` when the connection is lost or `deadline` passes;
    /// it can't be used any more then.
    func next(until deadline: ContinuousClock.Instant) throws -> OpaquePointer? {
        try flush(until: deadline)
        while PQisBusy(handle) == 1 {
            try hold(for: POLLIN, until: deadline)
        }
        return PQgetResult(handle)
    }

    func flush(until deadline: ContinuousClock.Instant) throws {
        while true {
            switch PQflush(handle) {
            case 0: return
            case 1: try hold(for: POLLIN | POLLOUT, until: deadline)
            default: throw lost(message)
            }
        }
    }

    private func hold(for events: Int32, until deadline: ContinuousClock.Instant) throws {
        guard Self.wait(for: Int16(events), on: PQsocket(handle), until: deadline) else {
            throw lost("it didn't answer in time")
        }
        guard PQconsumeInput(handle) == 1 else { throw lost(message) }
    }

    func lost(_ reason: String) -> StoreFault {
        .away(PostgresFault.lost(at: address, reason))
    }

    private static func start(_ keywords: [String: String]) -> OpaquePointer? {
        let pairs = keywords.sorted { $0.key < $1.key }
        let names = pairs.map { strdup($0.key) } + [nil]
        let values = pairs.map { strdup($0.value) } + [nil]
        defer { (names + values).forEach { free($0) } }
        return PQconnectStartParams(
            names.map { UnsafePointer($0) }, values.map { UnsafePointer($0) }, 0)
    }

    /// False when `deadline` came first.
    private static func wait(
        for events: Int16, on descriptor: Int32, until deadline: ContinuousClock.Instant
    ) -> Bool {
        while true {
            let left = ContinuousClock.now.duration(to: deadline).seconds
            if left <= 0 { return false }
            var one = pollfd(fd: descriptor, events: events, revents: 0)
            let found = poll(&one, 1, Int32(min(left * 1000 + 1, 60_000)))
            if found > 0 { return true }
            if found < 0 && errno != EINTR { return false }
        }
    }
}
