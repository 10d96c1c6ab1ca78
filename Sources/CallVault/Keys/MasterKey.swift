import Glibc

/// Where a master key came from. The raw value stands in the database.
package enum KeySource: String, CaseIterable, Sendable {
    case file, credential, passphrase, elsewhere
}

/// The key above all others: 32 random bytes in a file of their own, outside the database and its
/// backups. Whoever has it and the state folder can read everything; without it nothing opens.
package struct MasterKey: Sendable {
    package static let byteCount = 32

    let secret: Secret
    package let source: KeySource

    /// A key of given bytes, exactly 32, for keys that come from elsewhere than a file.
    package init(bytes: [UInt8]) throws {
        precondition(bytes.count == Self.byteCount)
        source = .elsewhere
        secret = try bytes.withUnsafeBytes { try Secret(copying: $0) }
    }

    init(secret: Secret, source: KeySource) {
        self.secret = secret
        self.source = source
    }

    /// Makes a new key and writes it to `path`, mode 0400, durably. Refuses when anything is there.
    package static func create(at path: String) throws {
        // Before the file, so that want of memory leaves no empty one behind.
        let secret = try Secret.random(byteCount: byteCount)
        try secret.withBytes {
            try write(UnsafeRawBufferPointer(start: $0, count: byteCount), to: path)
        }
    }

    static func write(_ bytes: [UInt8], to path: String) throws {
        try bytes.withUnsafeBytes { try write($0, to: path) }
    }

    private static func write(_ bytes: UnsafeRawBufferPointer, to path: String) throws {
        let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o400)
        guard file >= 0 else {
            if errno == EEXIST { throw VaultError.keyFileExists(path: path) }
            throw VaultError.keyFileUnwritable(path: path, reason: message(of: errno))
        }
        defer { close(file) }
        let written = Glibc.write(file, bytes.baseAddress, bytes.count)
        guard written == bytes.count, fsync(file) == 0, syncFolder(of: path) else {
            let reason = message(of: errno)
            unlink(path)
            throw VaultError.keyFileUnwritable(path: path, reason: reason)
        }
    }

    /// Reads the key at `path`: its 32 bytes, or what `passphrase` makes of a passphrase's file.
    /// Refuses a file that group or others may read, unless it lies in `credentialsDirectory`,
    /// systemd's $CREDENTIALS_DIRECTORY, which systemd guards itself.
    package static func load(
        path: String, credentialsDirectory: String? = nil,
        passphrase: () throws -> [UInt8]? = { nil }
    ) throws -> MasterKey {
        // O_NONBLOCK: opening a FIFO by mistake must not wait for a writer.
        let file = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
        guard file >= 0 else {
            if errno == ENOENT { throw VaultError.keyFileMissing(path: path) }
            throw VaultError.keyFileUnreadable(path: path, reason: message(of: errno))
        }
        defer { close(file) }
        var facts = stat()
        guard fstat(file, &facts) == 0 else {
            throw VaultError.keyFileUnreadable(path: path, reason: message(of: errno))
        }
        guard facts.st_mode & S_IFMT == S_IFREG else {
            throw VaultError.keyFileNotRegular(path: path)
        }
        if facts.st_mode & 0o077 != 0, !lies(path, in: credentialsDirectory) {
            throw VaultError.keyFileOpenToOthers(path: path, mode: facts.st_mode & 0o7777)
        }
        if let made = try passphraseKey(file, bytes: Int64(facts.st_size)) {
            guard let words = try passphrase() else {
                throw VaultError.passphraseMissing(path: path)
            }
            guard let key = try made.masterKey(of: words) else {
                throw VaultError.passphraseWrong(path: path)
            }
            return key
        }
        guard facts.st_size == byteCount else {
            throw VaultError.keyFileWrongSize(path: path, bytes: Int64(facts.st_size))
        }
        return MasterKey(
            secret: try Secret(byteCount: byteCount) { buffer in
                guard pread(file, buffer.baseAddress!, byteCount, 0) == byteCount else {
                    throw VaultError.keyFileUnreadable(path: path, reason: message(of: errno))
                }
            }, source: lies(path, in: credentialsDirectory) ? .credential : .file)
    }

    /// Nil when the file isn't one of a passphrase. One of 32 bytes is never looked at here.
    private static func passphraseKey(_ file: Int32, bytes: Int64) throws -> PassphraseKey? {
        guard bytes > byteCount, bytes <= PassphraseKey.bytesMax else { return nil }
        var text = [UInt8](repeating: 0, count: Int(bytes))
        guard pread(file, &text, text.count, 0) == text.count else { return nil }
        return PassphraseKey(text)
    }

    /// The 32 bytes, good only inside `body`: for escrow alone.
    package func withBytes<Result>(
        _ body: (UnsafeRawBufferPointer) throws -> Result
    ) rethrows -> Result {
        try secret.withBytes {
            try body(UnsafeRawBufferPointer(start: $0, count: Self.byteCount))
        }
    }

    private static func lies(_ path: String, in folder: String?) -> Bool {
        guard let folder, !folder.isEmpty else { return false }
        guard let real = realpath(path, nil), let realFolder = realpath(folder, nil) else {
            return false
        }
        defer {
            free(real)
            free(realFolder)
        }
        return String(cString: real).hasPrefix(String(cString: realFolder) + "/")
    }

    private static func syncFolder(of path: String) -> Bool {
        let end = path.lastIndex(of: "/")
        let folder = end.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        return fsync(descriptor) == 0
    }
}
