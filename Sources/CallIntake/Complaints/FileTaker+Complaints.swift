import CallDesk
import CallSandbox
import CallVault
import Calls
import Foundation
import Glibc

extension FileTaker {
    /// An e-mail or a form: registered, or quarantined with its reason. Until either is durable the
    /// file is left alone.
    func takeComplaint(
        _ file: SettledFile, by inlet: ComplaintInlet, from source: Source
    ) async throws {
        let opened = try await BlockingWork.run {
            try OpenSource.open(file, in: source.folder.path)
        }
        defer { opened.close() }
        let found = FileAtHand(
            descriptor: opened.descriptor, bytes: file.key.bytes, key: file.key,
            origin: FileOrigin(
                sourcePath: source.folder.path, profile: source.profile.name,
                relativePath: file.relativePath.text, modifiedAt: opened.modifiedAt),
            fingerprint: source.profile.afterwards == .keep ? file.fingerprint : nil)
        try await decideComplaint(found, by: inlet, arrivedAt: opened.arrivedAt)
        source.noteTakenIn(now: desk.time)
        try await finish(file, in: source)
    }

    /// Registers or quarantines what `file` holds; false when it went to quarantine.
    @discardableResult
    func decideComplaint(
        _ file: FileAtHand, by inlet: ComplaintInlet, arrivedAt: Date
    ) async throws -> Bool {
        var intake: ComplaintIntake
        switch await decoder.readComplaint(descriptor: file.descriptor) {
        case .success(let read): intake = read.arrived(at: arrival(arrivedAt))
        case .failure(let failure):
            guard let reason = failure.reason else { throw failure }
            try await quarantine(file, reason, failure.detail)
            return false
        }
        intake.regimes = inlet.folder.regimes
        let hash = try await BlockingWork.run {
            let hash = try ContentHasher.hash(of: file.descriptor, bytes: file.bytes)
            guard file.isUntouched else { throw FileRefusal.changed }
            return hash
        }
        do {
            _ = try await inlet.takeIn(intake, hash, inlet.folder.name)
            return true
        } catch let refusal as Refusal where !refusal.isPassing {
            try await quarantine(file, .brokenComplaint, refusal.sentence)
            return false
        }
    }
}

extension FileTaker {
    /// The clock of the disk may be wrong.
    private func arrival(_ time: Date) -> Date {
        let now = desk.time
        let isLikely = now.timeIntervalSince(time) < ComplaintReceipt.agoSecondsMax / 2
        return isLikely ? min(time, now) : now
    }
}

extension Refusal {
    /// Whether the same may go through a little later.
    fileprivate var isPassing: Bool { kind == .unavailable || kind == .tooMany }
}

extension OpenSource {
    /// When the file came into its folder: its inode's time, which whoever copies files can't set.
    var arrivedAt: Date {
        Date(timeIntervalSince1970: Double(key.ctimeNanoseconds) / 1_000_000_000)
    }
}

extension ContentHasher {
    private static let pieceBytes = 1 << 20

    /// The hash of the file behind `descriptor`, which must have `bytes` bytes.
    fileprivate static func hash(of descriptor: Int32, bytes: Int64) throws -> [UInt8] {
        let hasher = ContentHasher()
        var buffer = [UInt8](repeating: 0, count: pieceBytes)
        var position: Int64 = 0
        while true {
            let count = buffer.withUnsafeMutableBytes {
                pread(descriptor, $0.baseAddress, $0.count, off_t(position))
            }
            if count < 0 && errno == EINTR { continue }
            guard count >= 0 else { throw FileRefusal(code: errno) }
            if count == 0 { break }
            buffer.withUnsafeBytes { hasher.update(UnsafeRawBufferPointer(rebasing: $0[..<count])) }
            position += Int64(count)
        }
        guard position == bytes else { throw FileRefusal.changed }
        return hasher.finish()
    }
}
