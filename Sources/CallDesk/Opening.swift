import CallStore
import CallVault
import Calls
import Foundation
import Logging
import Synchronization

/// Whether the desk may be asked: closed until the database was there for the first time, and
/// away while it isn't.
package final class Opening: Sendable {
    private struct State {
        var blindKey: BlindKey?
        var away: String? = "callaudit is starting and hasn't reached its database yet."
        /// What was logged, and when.
        var said: [String: ContinuousClock.Instant] = [:]
        var waiting: [UUID: CheckedContinuation<Void, Never>] = [:]
    }

    private let state = Mutex(State())

    var blindKey: BlindKey {
        get throws {
            guard let key = state.withLock(\.blindKey) else { throw Self.refusal }
            return key
        }
    }

    /// Why the database can't be used, in English; nil when it can.
    package var away: String? { state.withLock(\.away) }

    func opened(_ blindKey: BlindKey) {
        state.withLock { $0.blindKey = blindKey }
        noteBack()
    }

    /// True when that wasn't said within the last minute.
    func noteAway(_ sentence: String) -> Bool {
        state.withLock { state in
            state.away = sentence
            if let said = state.said[sentence], said.duration(to: .now) < .seconds(60) {
                return false
            }
            if state.said.count >= 20 { state.said = [:] }
            state.said[sentence] = .now
            return true
        }
    }

    /// True when it was away.
    @discardableResult
    func noteBack() -> Bool {
        var waiting: [UUID: CheckedContinuation<Void, Never>] = [:]
        let wasAway = state.withLock { state in
            guard state.blindKey != nil, state.away != nil else { return false }
            state.away = nil
            swap(&waiting, &state.waiting)
            return true
        }
        waiting.values.forEach { $0.resume() }
        return wasAway
    }

    /// Returns when the database is there, or the task is cancelled.
    func untilOpen() async {
        let id = UUID()
        await withTaskCancellationHandler {
            await withCheckedContinuation { caller in
                let goesOn = state.withLock { state in
                    if state.away == nil || Task.isCancelled { return true }
                    state.waiting[id] = caller
                    return false
                }
                if goesOn { caller.resume() }
            }
        } onCancel: {
            state.withLock { $0.waiting.removeValue(forKey: id) }?.resume()
        }
    }

    func requireOpen() throws {
        if state.withLock({ $0.blindKey == nil }) { throw Self.refusal }
    }

    /// Says nothing of the server: why it is away is for those who look after the daemon.
    static let refusal = Refusal(
        .unavailable, .databaseAway,
        "The database can't be reached just now. Nothing was lost. Try again in a moment.")
}

extension CallDesk {
    /// Opens the desk: brings the database's schema up to date, loads or makes the blind-index
    /// key, takes this node's place, and clears what a crash left half written.
    package func open() async throws {
        try await database.prepare()
        let (keyring, time) = (keyring, now())
        let blindKey = try await database.write { db in
            if let address = try db.movedTo() { throw DeskFault.moved(to: address) }
            if try db.unfinishedMove() { throw StoreFault.away(Self.unfinishedMove) }
            return try keyring.open(in: db, now: time)
        }
        let sealedRows = try await sealOldRows()
        try await registerNode()
        opening.opened(blindKey)
        try await noteSealedRows(sealedRows)
        try await sealOldCustomers()
        try await fillRollUps()
        try await fillFigures()
        try await fillTallies()
    }

    private static let unfinishedMove =
        "An installation is being moved into this database. Let `callaudit database move` finish."

    /// As `open`, as soon as the database allows. Throws what waiting doesn't mend.
    package func openWhenPossible(_ start: DaemonStart) async throws {
        while !Task.isCancelled {
            do {
                return try await open(start)
            } catch let fault as StoreFault where fault.isPassing || database.engine == .postgres {
                noteAway(fault)
            } catch let refusal as Refusal where refusal.kind == .unavailable {
                // `reaching` has noted why.
            }
            try await Task.sleep(for: .seconds(1))
        }
    }

    /// Waits while the database can't be used; returns at once when it can, or on cancellation.
    package func untilOpen() async { await opening.untilOpen() }

    func noteAway(_ fault: any Error) {
        let sentence = fault.awaySentence
        if opening.noteAway(sentence) {
            log.error("\(sentence)", metadata: ["event": "database.away"])
        }
    }

    func noteBack() {
        if opening.noteBack() {
            log.notice("the database answers", metadata: ["event": "database.back"])
        }
    }

    /// Runs `body` on the database; a fault that passes becomes a refusal.
    func reaching<Value>(_ body: () async throws -> Value) async throws -> Value {
        try opening.requireOpen()
        do {
            return try await body()
        } catch let fault as StoreFault where fault.isPassing {
            noteAway(fault)
            guard case .unsettled = fault else { throw Opening.refusal }
            throw Refusal(
                .unavailable, .databaseUnsettled,
                "The connection to the database broke while this was being stored. "
                    + "Look whether it was done before you try again.")
        }
    }
}
