import CallLedger
import CallStore
import Calls
import Foundation
import Synchronization

/// What of one listening was sent so far.
struct Heard: Sendable {
    var principal: Principal
    var recording: Recording.ID
    var call: Call.ID
    var customer: Customer.ID
    var began: Date
    var ended: Date
    /// From where to where in the recording, in milliseconds.
    var span: ClosedRange<Int64>

    mutating func add(_ other: Heard) {
        began = min(began, other.began)
        ended = max(ended, other.ended)
        span =
            min(span.lowerBound, other.span.lowerBound)...max(
                span.upperBound, other.span.upperBound)
    }
}

/// Whose listening to what the ledger tells of already, and what they heard that it doesn't tell of
/// yet. A player asks for a recording in many small ranges; one entry tells of all that the same
/// principal asks in the `sameListeningSeconds` after it.
final class ListeningLog: Sendable {
    static let sameListeningSeconds = 600.0
    /// Nothing was sent for so long: a stream that began in the ten minutes may go on after them.
    private static let quietSeconds = 60.0
    private static let listeningsMax = 10_000

    private struct Listening: Hashable {
        var principal: String
        var recording: Recording.ID
    }

    private struct State {
        /// When the entry was written.
        var latest: [Listening: Date] = [:]
        var heard: [Listening: Heard] = [:]
    }

    private let state = Mutex(State())

    func isAccounted(_ principal: Principal, _ recording: Recording.ID, now: Date) -> Bool {
        state.withLock { state in
            let listening = Listening(principal: principal.id, recording: recording)
            return state.latest[listening].map { Self.isSame($0, now) } ?? false
        }
    }

    /// An entry was written at `now`.
    func note(_ principal: Principal, _ recording: Recording.ID, now: Date) {
        state.withLock { state in
            if state.latest.count > Self.listeningsMax {
                state.latest = state.latest.filter { Self.isSame($0.value, now) }
            }
            state.latest[Listening(principal: principal.id, recording: recording)] = now
        }
    }

    /// Some of a recording was sent. What no room is left for isn't told of, but that they listened
    /// is.
    func hear(_ heard: Heard) {
        let listening = Listening(principal: heard.principal.id, recording: heard.recording)
        state.withLock { state in
            if state.heard[listening]?.add(heard) != nil { return }
            if state.heard.count < Self.listeningsMax { state.heard[listening] = heard }
        }
    }

    /// What `principal` heard of `recording` before a listening that begins now.
    func takeHeard(_ principal: Principal, _ recording: Recording.ID) -> Heard? {
        let listening = Listening(principal: principal.id, recording: recording)
        return state.withLock { $0.heard.removeValue(forKey: listening) }
    }

    /// What was heard in listenings that are over, at most `limit` of them; with nil for `now` in
    /// those that aren't, too.
    func takeHeard(overBy now: Date?, limit: Int) -> [Heard] {
        state.withLock { state in
            let over = state.heard.filter { listening, heard in
                guard let now else { return true }
                let isOpen = state.latest[listening].map { Self.isSame($0, now) } ?? false
                return !isOpen && abs(now.timeIntervalSince(heard.ended)) >= Self.quietSeconds
            }.prefix(limit)
            for (listening, _) in over { state.heard[listening] = nil }
            return over.map(\.value).sorted { $0.began < $1.began }
        }
    }

    private static func isSame(_ last: Date, _ now: Date) -> Bool {
        abs(now.timeIntervalSince(last)) < sameListeningSeconds
    }
}

extension CallDesk {
    private static let heardAtOnce = 500

    /// `playback`, of which is noted what is sent.
    func noting(
        _ playback: Playback, of open: OpenRecording, to principal: Principal
    ) -> Playback {
        let (log, now, read) = (listening, now, playback.read)
        let sound = open.row.sound
        let length = Int64(sound.frames) * 1000 / Int64(max(1, sound.sampleRateHz))
        let bytes = max(1, playback.bytes)
        var noted = playback
        noted.read = { range in
            let pieces = HeardPieces(read(range), from: range.lowerBound) { part in
                let time = now()
                let span = [part.lowerBound, part.upperBound].map { place in
                    Int64(Double(place) / Double(bytes) * Double(length))
                }
                log.hear(
                    Heard(
                        principal: principal, recording: open.row.id, call: open.row.callID,
                        customer: open.customer, began: time, ended: time,
                        span: span[0]...span[1]))
            }
            return AsyncThrowingStream { try await pieces.next() }
        }
        return noted
    }

    /// Tells the ledger what was heard in listenings that are over; with `all`, in every one.
    package func noteHeard(all: Bool = false) async throws {
        let limit = all ? Int.max : Self.heardAtOnce
        for heard in listening.takeHeard(overBy: all ? nil : now(), limit: limit) {
            do {
                try await noteUnasked(by: heard.principal) { try $0.record(heard) }
            } catch {
                listening.hear(heard)
                throw error
            }
        }
    }
}

extension Change {
    /// Of a listening: from when to when, and from where to where in the recording.
    mutating func record(_ heard: Heard) throws {
        try record(
            .recordingHeard, object: "recording:\(heard.recording)",
            details: [
                "call": "\(heard.call)", "began": heard.began.formatted(.iso8601),
                "ended": heard.ended.formatted(.iso8601), "from-ms": "\(heard.span.lowerBound)",
                "to-ms": "\(heard.span.upperBound)",
            ], concerning: heard.customer)
    }
}

/// Pieces on their way out. Whoever pulls them sends them.
private actor HeardPieces {
    private var pieces: AsyncThrowingStream<[UInt8], any Error>.Iterator
    private var place: Int64
    private let note: @Sendable (Range<Int64>) -> Void

    init(
        _ pieces: AsyncThrowingStream<[UInt8], any Error>, from place: Int64,
        note: @escaping @Sendable (Range<Int64>) -> Void
    ) {
        self.pieces = pieces.makeAsyncIterator()
        self.place = place
        self.note = note
    }

    func next() async throws -> [UInt8]? {
        var iterator = pieces
        let piece = try await iterator.next(isolation: #isolation)
        pieces = iterator
        guard let piece else { return nil }
        note(place..<place + Int64(piece.count))
        place += Int64(piece.count)
        return piece
    }
}
