import CLinux
import Glibc

extension SourceFolder {
    /// Removes a settled file, if it is still the same file with the same size and mtime.
    ///
    /// A recorder can put another file in its place at any moment, and Linux can't remove "this
    /// file" but only "what has this name". So the file is first renamed to a name of our own,
    /// looked at there, and removed, or put back if it is another one.
    package func remove(_ file: SettledFile) throws(FileRefusal) {
        let folder = try openFolder(of: file.relativePath)
        defer { close(folder) }
        let name = file.relativePath.name
        try check(name, in: folder, is: file.key)
        if let claim = ClaimedName.claim(for: name),
            try rename(name, in: folder, to: claim, in: folder)
        {
            do throws(FileRefusal) {
                try check(claim, in: folder, is: file.key)
                try unlink(claim, in: folder)
            } catch {
                ClaimedName.putBack(claim, in: folder)
                throw error
            }
        } else {
            // The file system can't rename without replacing, or the name is too long to add to.
            try unlink(name, in: folder)
        }
    }

    func check(
        _ name: some Collection<UInt8>, in folder: Int32, is key: FileKey
    ) throws(FileRefusal) {
        var status = stat()
        guard fstatat(folder, cString(name), &status, AT_SYMLINK_NOFOLLOW) == 0 else {
            throw FileRefusal(code: errno)
        }
        if let refusal = FileRefusal(status) { throw refusal }
        // `key` knows whether its file system keeps inodes.
        guard FileKey(status, on: .local).isSameContent(as: key) else { throw .changed }
    }

    /// False where the file system can't rename without replacing.
    func rename(
        _ name: some Collection<UInt8>, in folder: Int32,
        to newName: some Collection<UInt8>, in newFolder: Int32
    ) throws(FileRefusal) -> Bool {
        switch -rename_without_replacing(folder, cString(name), newFolder, cString(newName)) {
        case 0: return true
        case EINVAL, ENOSYS, EEXIST, ENAMETOOLONG: return false
        case let code: throw FileRefusal(code: code)
        }
    }

    private func unlink(
        _ name: some Collection<UInt8>, in folder: Int32
    ) throws(FileRefusal) {
        guard unlinkat(folder, cString(name), 0) == 0 else { throw FileRefusal(code: errno) }
    }
}

/// The name a file bears between the decision to remove it and its removal. A file that is found
/// under one after a crash gets its own name back.
enum ClaimedName {
    private static let prefix = Array(".callaudit-claimed-".utf8)

    static func covers(_ name: some Collection<UInt8>) -> Bool {
        name.count > prefix.count && name.starts(with: prefix)
    }

    /// Nil when the name would be too long.
    static func claim(for name: some Collection<UInt8>) -> [UInt8]? {
        let claim = prefix + name
        return claim.count <= RelativePath.nameBytesMax ? claim : nil
    }

    /// Gives what is called `claim` in the open folder its name back.
    static func putBack(_ claim: some Collection<UInt8>, in folder: Int32) {
        FreeName.giveBack(claim, in: folder, as: claim.dropFirst(prefix.count), in: folder)
    }
}

/// Names beside a taken one: `call.wav`, `call~1.wav`, `call~2.wav`.
enum FreeName {
    static let numbersMax = 10_000

    /// Renames `current` to `name`, or to one beside it where that is taken by now.
    static func giveBack(
        _ current: some Collection<UInt8>, in folder: Int32,
        as name: some Collection<UInt8>, in newFolder: Int32
    ) {
        for number in 0..<numbersMax {
            let free = cString(Self.name(name, number: number))
            let answer = rename_without_replacing(folder, cString(current), newFolder, free)
            if answer != -EEXIST { return }
        }
    }

    static func name(_ name: some Collection<UInt8>, number: Int) -> [UInt8] {
        guard number > 0 else { return Array(name) }
        let bytes = Array(name)
        let dot = bytes.lastIndex(of: UInt8(ascii: ".")).flatMap { $0 > 0 ? $0 : nil }
        let ending = bytes[(dot ?? bytes.endIndex)...]
        let suffix = Array("~\(number)".utf8) + ending
        return bytes[..<(dot ?? bytes.endIndex)]
            .prefix(max(0, RelativePath.nameBytesMax - suffix.count)) + suffix
    }
}
