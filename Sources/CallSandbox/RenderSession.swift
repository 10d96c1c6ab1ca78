import Foundation

/// The place where a decoder's thread hands rendered sound to one reader, a piece at a time: the
/// thread waits until the reader has taken the last piece, and learns when nobody reads any more.
///
/// `@unchecked Sendable`: all state is touched with the condition's lock held.
final class RenderSession: @unchecked Sendable {
    /// More than was asked for is never passed on.
    let bytesMax: Int64

    private enum Ending {
        case whole
        case failed(DecodeFailure)
    }

    private let condition = NSCondition()
    private var piece: [UInt8]?
    private var reader: CheckedContinuation<[UInt8]?, any Error>?
    private var ending: Ending?

    init(bytesMax: Int64) {
        self.bytesMax = bytesMax
    }

    /// For the decoder's thread. Answers false when the reader has gone or took no piece for
    /// `idle`.
    func offer(_ next: [UInt8], for idle: Duration) -> Bool {
        let deadline = Date(timeIntervalSinceNow: TimeInterval(idle.components.seconds))
        condition.lock()
        defer { condition.unlock() }
        while piece != nil, ending == nil {
            if !condition.wait(until: deadline), piece != nil { settle(.failed(.abandoned)) }
        }
        guard ending == nil else { return false }
        if let reader {
            self.reader = nil
            reader.resume(returning: next)
        } else {
            piece = next
        }
        return true
    }

    var isOver: Bool {
        condition.lock()
        defer { condition.unlock() }
        return ending != nil
    }

    /// For the decoder's thread: nothing more comes.
    func finish() { end(.whole) }

    func fail(_ failure: DecodeFailure) { end(.failed(failure)) }

    /// For the reader's side: nobody wants more.
    func abandon() {
        condition.lock()
        defer { condition.unlock() }
        piece = nil
        settle(.failed(.abandoned))
    }

    /// For the reader: the next piece, nil at the end.
    func next() async throws -> [UInt8]? {
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { serve($0) }
        } onCancel: {
            abandon()
        }
    }

    private func serve(_ newReader: CheckedContinuation<[UInt8]?, any Error>) {
        condition.lock()
        defer { condition.unlock() }
        if let piece {
            self.piece = nil
            condition.signal()
            newReader.resume(returning: piece)
        } else if let ending {
            Self.tell(newReader, ending)
        } else if reader != nil {
            newReader.resume(throwing: DecodeFailure.abandoned)
        } else {
            reader = newReader
        }
    }

    private func end(_ how: Ending) {
        condition.lock()
        defer { condition.unlock() }
        settle(how)
    }

    /// Called with the lock held; only the first ending counts.
    private func settle(_ how: Ending) {
        guard ending == nil else { return }
        ending = how
        if let reader {
            self.reader = nil
            Self.tell(reader, how)
        }
        condition.broadcast()
    }

    private static func tell(
        _ reader: CheckedContinuation<[UInt8]?, any Error>, _ ending: Ending
    ) {
        switch ending {
        case .whole: reader.resume(returning: nil)
        case .failed(let failure): reader.resume(throwing: failure)
        }
    }
}

/// The reader's hold on a session: when it goes, so does the rendering.
final class RenderReader: Sendable {
    private let session: RenderSession

    init(_ session: RenderSession) {
        self.session = session
    }

    deinit { session.abandon() }

    func next() async throws -> [UInt8]? { try await session.next() }
}
