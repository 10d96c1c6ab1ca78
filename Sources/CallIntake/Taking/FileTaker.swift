import CallDesk
import CallSandbox
import CallVault
import Calls
import Foundation
import Logging

/// Takes one settled file from its folder to the index or to quarantine.
struct FileTaker: Sendable {
    let desk: CallDesk
    let decoder: DecodePool
    let fileBytesMax: Int64
    let log: Logger

    /// Decides on `file`, or postpones it. Throws only what must end the daemon.
    func take(_ file: SettledFile, from source: Source) async throws {
        do {
            switch source.profile.kind(ofFile: file.relativePath.text) {
            case .ignored, .unfinished:
                source.keep(file)
                source.watch.finished(file)
            case .sidecar:
                try await takeSidecar(file, from: source)
            case .recording(let raw):
                if let inlet = source.complaints {
                    try await takeComplaint(file, by: inlet, from: source)
                } else {
                    try await takeRecording(file, raw: raw, from: source)
                }
            }
        } catch let refusal as FileRefusal {
            noteRefusal(refusal, file, source)
        } catch is CancellationError {
            source.watch.postpone(file, seconds: 1)
        } catch let refusal as Refusal where refusal.kind == .unavailable {
            // The database or this node's place in it; readiness says what and why.
            source.watch.postpone(file, seconds: 5)
        } catch SealedFolderError.wrongFolder {
            source.watch.postpone(file, seconds: 5)
        } catch let failure as DecodeFailure {
            noteUnavailable(failure, file, source)
        } catch let fault where fault.endsDaemon {
            throw fault
        } catch {
            let reference = String(UInt16.random(in: 0...UInt16.max), radix: 16, uppercase: true)
            log.error(
                "a file could not be taken in and is tried again in 30 s",
                metadata: [
                    "reference": "\(reference)", "profile": "\(source.profile.name)",
                    "fault": "\(error)",
                ])
            source.noteError(
                "A file could not be taken in; it is tried again (reference \(reference)).",
                now: desk.time)
            source.watch.postpone(file, seconds: 30)
        }
    }

    private func noteRefusal(_ refusal: FileRefusal, _ file: SettledFile, _ source: Source) {
        switch refusal {
        case .missing, .changed:
            // Gone, or written to again: the watch hands it out anew once it has settled.
            source.watch.finished(file)
        default:
            source.noteError(refusal.sentence, now: desk.time)
            source.watch.postpone(file, seconds: 30)
        }
    }

    /// No decoder could look at the file, which isn't to blame.
    private func noteUnavailable(
        _ failure: DecodeFailure, _ file: SettledFile, _ source: Source
    ) {
        if source.noteError(failure.detail, now: desk.time) {
            log.warning(
                "files wait for a decoder",
                metadata: ["profile": "\(source.profile.name)", "why": "\(failure.detail)"])
        }
        source.watch.postpone(file, seconds: 5)
    }

    private func takeRecording(
        _ file: SettledFile, raw: RawEncoding?, from source: Source
    ) async throws {
        let path = file.relativePath.text
        let sidecars = try await BlockingWork.run {
            try SidecarFile.find(forRecording: path, in: source.folder)
        }
        if sidecars.isEmpty, let wait = source.sidecarWait(file, now: desk.time) {
            source.watch.postpone(file, seconds: wait)
            return
        }
        let reading = CallReading(
            name: source.folder.readName(path), sidecar: sidecars.lazy.compactMap(\.sidecar).first)
        let opened = try await BlockingWork.run {
            try OpenSource.open(file, in: source.folder.path)
        }
        defer { opened.close() }
        let origin = FileOrigin(
            sourcePath: source.folder.path, profile: source.profile.name, relativePath: path,
            modifiedAt: opened.modifiedAt)
        let keeps = source.profile.afterwards == .keep
        let read = sidecars.filter { $0.sidecar != nil }.map(\.file.fingerprint)
        try await decide(
            FileToDecide(
                descriptor: opened.descriptor, bytes: file.key.bytes, key: file.key, raw: raw,
                origin: origin, reading: reading, profile: source.profile,
                fingerprint: keeps ? file.fingerprint : nil,
                sidecarFingerprints: keeps ? read : [], retryOf: nil))
        source.noteTakenIn(now: desk.time)
        try await finish(file, in: source)
        for sidecar in sidecars {
            if sidecar.sidecar != nil {
                try? await finish(sidecar.file, in: source)
            } else {
                source.watch.rescan()
            }
        }
    }

    /// Indexes or quarantines the file; false when it went to quarantine.
    @discardableResult
    func decide(_ file: FileToDecide) async throws -> Bool {
        if let refusal = file.reading.refusal {
            try await quarantine(file.atHand, refusal.reason, refusal.sentence)
            return false
        }
        if file.bytes == 0 {
            try await quarantine(file.atHand, .empty, "The file has no bytes.")
            return false
        }
        if file.bytes > fileBytesMax {
            try await quarantine(file.atHand, .oversized, "The file has \(file.bytes) bytes.")
            return false
        }
        switch await decoder.measure(descriptor: file.descriptor, raw: file.raw) {
        case .failure(let failure):
            guard let reason = failure.reason else { throw failure }
            try await quarantine(file.atHand, reason, failure.detail)
            return false
        case .success(let report):
            try await index(file, report)
            return true
        }
    }

    private func index(_ file: FileToDecide, _ report: SoundReport) async throws {
        let facts = file.reading.facts(report: report, modifiedAt: file.origin.modifiedAt)
        let roles = file.reading.roles(
            facts: facts, channels: report.facts.channels, profile: file.profile)
        let id = desk.newRecordingID()
        let key = try desk.vaultForSealing.newRecordingKey(for: id)
        let folder = desk.folderForSealing
        let content = try await BlockingWork.run {
            let picture = SoundPicture(activity: report.activity, waveform: report.waveform)
            try SealingFile.seal(picture, of: id, key: key, in: folder)
            do {
                return try SealingFile.seal(
                    file.descriptor, bytes: file.bytes, as: .recording(id), key: key, in: folder,
                    isUntouched: { file.isUntouched })
            } catch {
                try? folder.remove(.picture(id))
                throw error
            }
        }
        let outcome = try await desk.takeIn(
            ReadyRecording(
                id: id, origin: file.origin, content: content, report: report,
                rawEncoding: file.raw, roles: roles, facts: facts, words: file.reading.words,
                joinKey: file.reading.joinKey(
                    facts: facts, relativePath: file.origin.relativePath),
                fingerprint: file.fingerprint, sidecarFingerprints: file.sidecarFingerprints,
                retryOf: file.retryOf),
            by: .daemon)
        if case .indexed = outcome { desk.nodes.countTakenIn() }
    }

    func quarantine(
        _ file: FileAtHand, _ reason: QuarantineReason, _ detail: String
    ) async throws {
        if let item = file.retryOf {
            try await desk.noteFailedRetry(
                of: item, reason: reason, detail: detail, by: .daemon)
            return
        }
        let id = desk.newQuarantineID()
        let key = try desk.vaultForSealing.newQuarantineKey(for: id)
        let folder = desk.folderForSealing
        let content = try await BlockingWork.run {
            try SealingFile.seal(
                file.descriptor, bytes: file.bytes, as: .quarantined(id), key: key, in: folder,
                isUntouched: { file.isUntouched })
        }
        try await desk.enterQuarantine(
            ReadyQuarantine(
                id: id, origin: file.origin, content: content, reason: reason, detail: detail,
                fingerprint: file.fingerprint),
            by: .daemon)
    }
}

/// A recording that is to be indexed or quarantined.
struct FileToDecide: Sendable {
    var descriptor: Int32
    var bytes: Int64
    /// What the file was when it settled; nil for one from quarantine.
    var key: FileKey?
    var raw: RawEncoding?
    var origin: FileOrigin
    var reading: CallReading
    var profile: Profile
    /// Set when the file stays in its folder.
    var fingerprint: UInt64?
    /// Those of the sidecars read with it, when they stay.
    var sidecarFingerprints: [UInt64] = []
    var retryOf: QuarantineItem.ID?

    /// Whether the file still is what settled.
    var isUntouched: Bool { atHand.isUntouched }

    var atHand: FileAtHand {
        FileAtHand(
            descriptor: descriptor, bytes: bytes, key: key, origin: origin,
            fingerprint: fingerprint, retryOf: retryOf)
    }
}

/// A file whose content is at hand, from a folder or from quarantine.
struct FileAtHand: Sendable {
    var descriptor: Int32
    var bytes: Int64
    /// What the file was when it settled; nil for one from quarantine.
    var key: FileKey?
    var origin: FileOrigin
    /// Set when the file stays in its folder.
    var fingerprint: UInt64?
    var retryOf: QuarantineItem.ID?

    /// Whether the file still is what settled.
    var isUntouched: Bool {
        guard let key else { return true }
        return OpenSource.key(of: descriptor)?.isUntouched(since: key) ?? false
    }
}
