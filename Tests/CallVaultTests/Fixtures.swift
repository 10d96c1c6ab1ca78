import CallVault
import Calls
import Foundation

/// Fixed keys: those of the golden vectors in docs/formats.
enum Golden {
    static let masterKeyBytes = Array(UInt8(0)..<32)
    static let subject = Customer.ID(0x0102_0304_0506_0708)
    static let recording = Recording.ID(0x1112_1314_1516_1718)
    static let quarantined = QuarantineItem.ID(0x1112_1314_1516_1718)
    static let salt = Array(UInt8(0xE0)..<0xF8)

    static let wrappedSubjectKey =
        "808182838485868788898a8b8c8d8e8f90919293949596976a2f40cfb00c4cc71784ce7dce35e296"
        + "15742ea48eb285583d1d01b481200b138497c9e8bf8ed15a06f6c72372d154dc"
    static let wrappedRecordingKey =
        "a0a1a2a3a4a5a6a7a8a9aaabacadaeafb0b1b2b3b4b5b6b7ee0cf5745993ac8162ea49c6c479df16"
        + "fa5d33ecdc0f232cadcd768a74e70e0cadb8267dbaf4ca5e358486c6cbe90c20"
    static let wrappedQuarantineKey =
        "a0a1a2a3a4a5a6a7a8a9aaabacadaeafb0b1b2b3b4b5b6b7b4617c71a6edb0d2e8ed4bf0953e1ab8"
        + "51cb2094f260722930780a2de3a801202f5a58bc7dc0adc23db01f5d986e667a"
    static let wrappedBlindKey =
        "98999a9b9c9d9e9fa0a1a2a3a4a5a6a7a8a9aaabacadaeafa7ec4d4cb23f72e06ed35c052f53cd15"
        + "850de5525f98eba6aaa0bb5ffded8d3d08f19a86dc8676ec43c9c80f9c1321b0"

    static func vault(epoch: Int = 1) throws -> Vault {
        try Vault(masterKey: MasterKey(bytes: masterKeyBytes), epoch: epoch)
    }

    static func subjectKey() throws -> SubjectKey {
        try vault().openSubjectKey(bytes(wrappedSubjectKey), for: subject)
    }

    static func recordingKey() throws -> RecordingKey {
        try vault().openRecordingKey(
            bytes(wrappedRecordingKey), for: recording, under: try subjectKey())
    }

    /// Content that no two chunks share: byte i is (7·i + i / 251) mod 256.
    static func content(_ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: $0 * 7 + $0 / 251) }
    }
}

func bytes(_ hexadecimal: String) -> [UInt8] {
    [UInt8](hexadecimal: hexadecimal) ?? []
}

/// A file that goes with its owner.
final class TemporaryFile {
    let path: String

    init(_ bytes: [UInt8] = []) throws {
        let name = "callaudit-test-\(UUID().uuidString)"
        path = FileManager.default.temporaryDirectory.appendingPathComponent(name).path
        try Data(bytes).write(to: URL(fileURLWithPath: path))
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }
}

/// The sealed form of `content` as one file.
func sealed(
    _ content: [UInt8], key: RecordingKey, kind: SealedFileKind = .recording, pieces: Int = .max
) throws -> [UInt8] {
    let writer = try SealedWriter(key: key, kind: kind)
    var file = writer.header
    var rest = content[...]
    while !rest.isEmpty {
        writer.update(Array(rest.prefix(pieces)), into: &file)
        rest = rest.dropFirst(pieces)
    }
    writer.finish(into: &file)
    return file
}

extension TemporaryFile {
    func reader(
        key: RecordingKey, kind: SealedFileKind = .recording
    ) throws -> SealedReader {
        try SealedReader(path: path, key: key, kind: kind)
    }

    /// All content of the sealed file.
    func opened(
        with key: RecordingKey, kind: SealedFileKind = .recording
    ) throws -> [UInt8] {
        let reader = try reader(key: key, kind: kind)
        return try reader.read(0..<reader.contentBytes)
    }
}
