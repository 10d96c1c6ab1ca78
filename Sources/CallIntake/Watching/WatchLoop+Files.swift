import CLinux
import Glibc

/// Single files: looking at them, and what the consumer says of them.
extension WatchLoop {
    func lookAtDueFiles() {
        guard let due = files.nextDue, due <= moment.monotonic else { return }
        let source = open_folder_place(folder.path)
        defer { if source >= 0 { close(source) } }
        for _ in 0..<Self.looksPerTurn {
            guard let (hash, path) = files.nextToLookAt(by: moment.monotonic) else { return }
            guard let key = key(of: path, in: source) else {
                files.drop(hash)
                continue
            }
            see(hash, key)
        }
    }

    /// `key` was seen of the file with `hash`, which `files` holds.
    func see(_ hash: UInt64, _ key: FileKey) {
        if files.isUnseen(hash), asks.isDone(key.fingerprint(pathHash: hash)) {
            files.drop(hash)
        } else {
            observe(hash, key)
        }
    }

    func observe(_ hash: UInt64, _ key: FileKey) {
        let file = files.see(hash, key, at: moment, now: clock.monotonicNanoseconds())
        guard let file else { return }
        let hold = hold(on: file.relativePath.bytes)
        guard hold == 0 else {
            // It was this node's when it was seen first.
            files.drop(hash)
            seeOther(hash, file.relativePath, key, hold: hold)
            return
        }
        settled.append(file)
    }

    func finish(_ file: SettledFile) {
        let hash = file.pathHash
        guard let handedOut = files.keyHandedOut(hash) else { return }
        files.drop(hash)
        // It may have been written again meanwhile, or another file may have come in its place.
        let source = open_folder_place(folder.path)
        guard source >= 0 else { return }
        defer { close(source) }
        guard let key = key(of: file.relativePath, in: source), key != handedOut else { return }
        files.add(hash, file.relativePath)
        see(hash, key)
    }

    func postpone(_ file: SettledFile, seconds: Double) {
        let hash = file.pathHash
        if files.postponedCount >= limits.filesMax / 2 {
            // So many would leave no room for new ones; a scan brings these again.
            files.drop(hash)
        } else {
            files.postpone(hash, until: moment.monotonic + .nanoseconds(seconds))
        }
    }

    /// Nil for what isn't (any more) a regular file with one name, reached without links.
    private func key(of path: RelativePath, in source: Int32) -> FileKey? {
        let file = open_place_beneath(source, cString(path.bytes), 0)
        guard file >= 0 else { return nil }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0, FileRefusal(status) == nil else { return nil }
        return FileKey(status, on: kind(of: status.st_dev, behind: file))
    }

    func kind(of device: dev_t, behind descriptor: Int32) -> FileSystemKind {
        if let kind = kinds[UInt64(device)] { return kind }
        let kind = FileSystemKind(descriptor: descriptor)
        kinds[UInt64(device)] = kind
        return kind
    }
}
