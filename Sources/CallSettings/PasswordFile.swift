import Foundation
import Glibc

/// A file that holds a password and nothing else.
package struct PasswordFile: Sendable {
    private static let bytesMax = 1024

    package let path: String
    /// What it holds, such as "the database's password".
    private let owner: String
    /// systemd's $CREDENTIALS_DIRECTORY, which systemd guards itself.
    private let credentialsDirectory: String?

    package init(
        path: String, credentialsDirectory: String?, of owner: String = "the database's password"
    ) {
        self.path = path
        self.owner = owner
        self.credentialsDirectory = credentialsDirectory
    }

    /// The password: the file's text without a line end behind it. Throws `Mistake`.
    package func read() throws -> String {
        // O_NONBLOCK: opening a FIFO by mistake must not wait for a writer.
        let file = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
        guard file >= 0 else { throw unreadable }
        defer { close(file) }
        var facts = stat()
        guard fstat(file, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG else {
            throw mistake("isn't a regular file")
        }
        if facts.st_mode & 0o027 != 0, !isCredential {
            throw mistake("may be read or written by others; give it mode 0600 or 0640")
        }
        var bytes = [UInt8](repeating: 0, count: Self.bytesMax + 1)
        let count = Glibc.read(file, &bytes, bytes.count)
        guard count >= 0 else { throw unreadable }
        guard count <= Self.bytesMax else {
            throw mistake("holds more than a password of at most 1,024 bytes")
        }
        guard var text = String(validating: bytes.prefix(count), as: UTF8.self) else {
            throw mistake("isn't text in UTF-8")
        }
        while let last = text.last, last.isNewline { text.removeLast() }
        guard !text.isEmpty else { throw mistake("is empty; write the password into it") }
        guard !text.unicodeScalars.contains(where: { $0.value < 32 }) else {
            throw mistake("holds more than one line or control characters")
        }
        return text
    }

    /// What is wrong with the file, as a sentence.
    package struct Mistake: Error, Hashable, Sendable, CustomStringConvertible {
        package let description: String
    }

    private var isCredential: Bool {
        guard let folder = credentialsDirectory, !folder.isEmpty else { return false }
        return path.hasPrefix(folder + "/")
    }

    private var unreadable: Mistake {
        mistake("can't be read: \(String(cString: strerror(errno)))")
    }

    private func mistake(_ what: String) -> Mistake {
        Mistake(description: "The file of \(owner), \(path), \(what).")
    }
}
