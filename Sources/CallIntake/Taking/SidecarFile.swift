import CallDesk
import Calls
import Foundation
import Glibc

/// A settled file opened for reading. The caller closes it.
struct OpenSource: Sendable {
    let descriptor: Int32
    let key: FileKey

    var modifiedAt: Date {
        Date(timeIntervalSince1970: Double(key.mtimeNanoseconds) / 1_000_000_000)
    }

    static func open(_ file: SettledFile, in folder: String) throws -> OpenSource {
        let opened = try SourceFolder(path: folder).open(file)
        return try OpenSource(of: opened)
    }

    static func open(_ path: RelativePath, in folder: String) throws -> OpenSource {
        let opened = try SourceFolder(path: folder).open(path)
        return try OpenSource(of: opened)
    }

    private init(of opened: borrowing OpenedFile) throws {
        descriptor = fcntl(opened.descriptor, F_DUPFD_CLOEXEC, 3)
        guard descriptor >= 0 else { throw FileRefusal(code: errno) }
        key = opened.key
    }

    func close() {
        _ = Glibc.close(descriptor)
    }

    /// What the open file is by now; nil when it can't be told or it isn't a regular file any more.
    static func key(of descriptor: Int32) -> FileKey? {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { return nil }
        return FileKey(status, on: FileSystemKind(descriptor: descriptor))
    }
}

/// A sidecar found beside a recording; `sidecar` is nil when it can't be read.
struct SidecarFile: Sendable {
    var file: SettledFile
    var sidecar: Sidecar?

    static let bytesMax = Int64(Sidecar.bytesMax)

    /// The sidecars that stand beside the recording at `path` now.
    static func find(
        forRecording path: String, in folder: Calls.SourceFolder
    ) throws -> [SidecarFile] {
        var found: [SidecarFile] = []
        for name in folder.profile.sidecarPaths(ofRecording: path) {
            guard let relative = RelativePath(name) else { continue }
            do {
                let opened = try OpenSource.open(relative, in: folder.path)
                defer { opened.close() }
                let file = SettledFile(relativePath: relative, key: opened.key)
                found.append(
                    SidecarFile(file: file, sidecar: try? read(opened, folder).get()))
            } catch FileRefusal.missing {
                continue
            }
        }
        return found
    }

    static func read(
        _ opened: OpenSource, _ folder: Calls.SourceFolder
    ) throws -> Result<Sidecar, SidecarMistake> {
        parse(try bytes(of: opened.descriptor, count: min(opened.key.bytes, bytesMax + 1)), folder)
    }

    static func bytes(of content: MemoryFile) throws -> [UInt8] {
        try bytes(of: content.descriptor, count: min(content.bytes, bytesMax + 1))
    }

    private static func bytes(of descriptor: Int32, count: Int64) throws -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: Int(count))
        let read = bytes.withUnsafeMutableBytes { pread(descriptor, $0.baseAddress, $0.count, 0) }
        guard read == bytes.count else { throw FileRefusal.changed }
        return bytes
    }

    static func parse(
        _ bytes: [UInt8], _ folder: Calls.SourceFolder
    ) -> Result<Sidecar, SidecarMistake> {
        let kind = folder.profile.sidecar?.kind ?? .callauditJSON
        do {
            return .success(try Sidecar.read(Data(bytes), kind: kind, zone: folder.zone))
        } catch {
            return .failure(error)
        }
    }
}

extension Calls.SourceFolder {
    func readName(_ path: String) -> Result<NameReading, NameRefusal> {
        do {
            return .success(try profile.read(relativePath: path, zone: zone))
        } catch {
            return .failure(error)
        }
    }
}
