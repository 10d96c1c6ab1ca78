import CallDesk
import CallSandbox
import CallVault
import Calls
import Foundation
import Glibc
import TestSupport
import Testing

/// What a test says of a file; the rest is as usual.
struct TestFile {
    var name = "20240115-103000.wav"
    var sound = Sounds.wav()
    var raw: RawEncoding?
    var key: String?
    var facts: [Fact: FactValue] = [:]
    var roles: [ChannelRole]?
    var words: [String] = []
    var source = "/in"
    var retryOf: QuarantineItem.ID?
    var startedAt = Date(timeIntervalSince1970: 1_705_314_600)
}

extension House {
    /// Measures, seals and hands over `file` as intake does.
    func takeIn(_ file: TestFile) async throws -> TakenIn {
        try await desk.takeIn(try await ready(file), by: .daemon)
    }

    /// Takes `file` in; its call and recording.
    @discardableResult
    func index(_ file: TestFile) async throws -> (call: Call.ID, recording: Recording.ID) {
        let ready = try await ready(file)
        guard case .indexed(let call) = try await desk.takeIn(ready, by: .daemon) else {
            throw Unexpected()
        }
        return (call, ready.id)
    }

    /// A recording sealed but not yet in the index.
    func ready(_ file: TestFile) async throws -> ReadyRecording {
        let report = try await measure(file)
        let id = desk.newRecordingID()
        let key = try vault.newRecordingKey(for: id)
        let content = try seal(file.sound, as: .recording(id), key: key)
        let picture = SoundPicture(activity: report.activity, waveform: report.waveform)
        _ = try seal(picture.bytes, as: .picture(id), key: key)
        var values = file.facts
        values[.startedAt] = values[.startedAt] ?? .time(file.startedAt)
        return ReadyRecording(
            id: id, origin: origin(of: file), content: content, report: report,
            rawEncoding: file.raw,
            roles: file.roles ?? Array(repeating: .unknown, count: report.facts.channels),
            facts: CallFacts(readings: [FactReading(source: .name, values: values)]),
            words: file.words, joinKey: file.key, fingerprint: nil, retryOf: file.retryOf)
    }

    @discardableResult
    func quarantine(
        _ file: TestFile, _ reason: QuarantineReason = .unreadableName
    ) async throws -> QuarantineItem.ID {
        let id = desk.newQuarantineID()
        let key = try vault.newQuarantineKey(for: id)
        let content = try seal(file.sound, as: .quarantined(id), key: key)
        try await desk.enterQuarantine(
            ReadyQuarantine(
                id: id, origin: origin(of: file), content: content, reason: reason,
                detail: "Test.", fingerprint: nil),
            by: .daemon)
        return id
    }

    func call(_ id: Call.ID) async throws -> CallDetail {
        try await desk.call(id, thresholds: TalkThresholds(), by: .page)
    }

    func bytes(of playback: Playback, _ range: Range<Int64>? = nil) async throws -> [UInt8] {
        var bytes: [UInt8] = []
        for try await piece in playback.read(range ?? 0..<playback.bytes) { bytes += piece }
        return bytes
    }

    private func origin(of file: TestFile) -> FileOrigin {
        FileOrigin(
            sourcePath: file.source, profile: "test", relativePath: file.name,
            modifiedAt: file.startedAt)
    }

    private func measure(_ file: TestFile) async throws -> SoundReport {
        let path = state.path + "/sound-\(UUID().uuidString)"
        try Data(file.sound).write(to: URL(fileURLWithPath: path))
        let descriptor = open(path, O_RDONLY)
        unlink(path)
        defer { close(descriptor) }
        return try await desk.decoderForMeasuring.measure(descriptor: descriptor, raw: file.raw)
            .get()
    }

    func seal(
        _ bytes: [UInt8], as name: SealedFileName, key: RecordingKey
    ) throws -> SealedContent {
        let writer = try sealedFiles.create(name, key: key)
        let hasher = ContentHasher()
        hasher.update(bytes)
        try writer.append(bytes)
        let sealedHash = try writer.finish()
        try writer.publish()
        return SealedContent(
            contentHash: hasher.finish(), contentBytes: Int64(bytes.count),
            sealedHash: sealedHash, key: key)
    }
}

struct Unexpected: Error {}
