import CallIntake
import Foundation
import Glibc
import Synchronization

/// A real folder under the temporary directory, removed at the end, and hands to put files into it.
final class DropFolder: Sendable {
    let path: String
    let parent: String

    init() throws {
        var template = Array((NSTemporaryDirectory() + "/drop-XXXXXX").utf8CString)
        guard mkdtemp(&template) != nil else { throw POSIXFailure(code: errno) }
        let bytes = template.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
        parent = String(decoding: bytes, as: UTF8.self)
        path = parent + "/in"
        try make("")
    }

    deinit {
        try? FileManager.default.removeItem(atPath: parent)
    }

    func place(_ name: String) -> String { name.isEmpty ? path : path + "/" + name }

    func make(_ folder: String) throws {
        try FileManager.default.createDirectory(
            atPath: place(folder), withIntermediateDirectories: true)
    }

    /// Writes and closes a file in one go.
    func write(_ name: String, _ content: String = "sound", append: Bool = false) throws {
        try write(bytes: Array(name.utf8), content, append: append)
    }

    func write(bytes name: [UInt8], _ content: String = "sound", append: Bool = false) throws {
        let target = cPath(name)
        let flags = O_WRONLY | O_CREAT | (append ? O_APPEND : O_TRUNC)
        let file = open(target, flags, 0o640)
        guard file >= 0 else { throw POSIXFailure(code: errno) }
        defer { close(file) }
        let bytes = Array(content.utf8)
        guard Glibc.write(file, bytes, bytes.count) == bytes.count else {
            throw POSIXFailure(code: errno)
        }
    }

    /// Writes a file beside the watched folder and renames it in, as careful recorders do.
    func renameIn(_ name: String, _ content: String = "sound") throws {
        let outside = parent + "/outside-" + UUID().uuidString
        try content.write(toFile: outside, atomically: false, encoding: .utf8)
        try rename(from: outside, to: place(name))
    }

    func rename(from: String, to: String) throws {
        guard Glibc.rename(from, to) == 0 else { throw POSIXFailure(code: errno) }
    }

    /// Sets both times of a file; `ctime` can't be set.
    func setTimes(_ name: String, secondsFromNow: Double) {
        let time = Date().timeIntervalSince1970 + secondsFromNow
        let value = timeval(tv_sec: Int(time), tv_usec: 0)
        _ = [value, value].withUnsafeBufferPointer { utimes(place(name), $0.baseAddress) }
    }

    func exists(_ name: String) -> Bool {
        FileManager.default.fileExists(atPath: place(name))
    }

    private func cPath(_ name: [UInt8]) -> [CChar] {
        (Array(path.utf8) + [UInt8(ascii: "/")] + name + [0]).map { CChar(bitPattern: $0) }
    }
}

struct POSIXFailure: Error {
    var code: Int32
}

/// What a consumer knows as done.
final class DoneFiles: Sendable {
    private let fingerprints = Mutex(Set<UInt64>())

    func insert(_ file: SettledFile) { fingerprints.withLock { _ = $0.insert(file.fingerprint) } }
    func contains(_ fingerprint: UInt64) -> Bool {
        fingerprints.withLock { $0.contains(fingerprint) }
    }
}

extension DropFolder {
    func watch(
        settleSeconds: Double = 0.2, polling: Bool = false, pollSeconds: Double = 0.1,
        limits: WatchLimits = WatchLimits(), clock: WatchClock = .system, done: DoneFiles? = nil
    ) -> FolderWatch {
        let folder = WatchedFolder(
            path: path, polling: polling, pollSeconds: pollSeconds, settleSeconds: settleSeconds)
        return FolderWatch(folder: folder, limits: limits, clock: clock) {
            done?.contains($0) ?? false
        }
    }
}

extension FolderWatch {
    /// Collects until there are `count` files or `seconds` are over. What is to happen to each file
    /// says `decide`; without it they stay handed out.
    func collect(
        _ count: Int, within seconds: Double = 10,
        decide: @escaping @Sendable (SettledFile) -> Void = { _ in }
    ) async -> [SettledFile] {
        await withTaskGroup(of: [SettledFile]?.self) { group in
            group.addTask {
                var files: [SettledFile] = []
                while files.count < count, !Task.isCancelled {
                    let more = await self.next(max: min(100, count - files.count))
                    more.forEach(decide)
                    files += more
                }
                return files
            }
            group.addTask {
                try? await Task.sleep(for: .seconds(seconds))
                return nil
            }
            var collected: [SettledFile] = []
            for await files in group {
                collected += files ?? []
                group.cancelAll()
            }
            return collected
        }
    }

    /// Waits until `holds` says so of the status; false when `seconds` are over before.
    func waits(
        _ seconds: Double = 10, until holds: (WatchStatus) -> Bool
    ) async throws -> Bool {
        let end = ContinuousClock.now + .seconds(seconds)
        while ContinuousClock.now < end {
            if holds(status) { return true }
            try await Task.sleep(for: .milliseconds(10))
        }
        return holds(status)
    }
}

extension [SettledFile] {
    var names: [String] { map(\.relativePath.text).sorted() }
}
