package import Foundation
import CDispatch
import Glibc
package import Logging
import NIOSSL
import Synchronization

/// The certificate and key of the page's door, as they stand in two PEM files, and as they are in
/// use. New files are taken up for connections that come then; files that don't hold keep what is.
package final class CertificateFiles: Sendable {
    private struct State {
        var context: NIOSSLContext
        /// How the files looked when they were last tried.
        var tried: [FileLook]
        /// How they looked at the last look, if that was otherwise.
        var changing: [FileLook]?
        var endsAt: Date
    }

    private let certificatePath: String
    private let keyPath: String
    private let state: Mutex<State>

    /// Reads both files. Throws `WebFault.badCertificate` with a sentence when they don't hold.
    package init(certificatePath: String, keyPath: String) throws {
        self.certificatePath = certificatePath
        self.keyPath = keyPath
        let looks = [FileLook(certificatePath), FileLook(keyPath)]
        let pair = try Self.load(certificatePath, keyPath)
        state = Mutex(
            State(context: pair.context, tried: looks, changing: nil, endsAt: pair.endsAt))
    }

    var context: NIOSSLContext { state.withLock(\.context) }
    /// When the certificate in use runs out.
    package var endsAt: Date { state.withLock(\.endsAt) }

    /// Takes changed files up once they stand still from one look to the next, or at once when
    /// `now` is set. Says so in `log`, whether they hold or not, and counts a mistake once.
    package func renew(now isUrgent: Bool, log: Logger) {
        let looks = [FileLook(certificatePath), FileLook(keyPath)]
        let isDue = state.withLock { state in
            if isUrgent { return true }
            guard looks != state.tried else {
                state.changing = nil
                return false
            }
            defer { state.changing = looks }
            return state.changing == looks
        }
        guard isDue else { return }
        do {
            let pair = try Self.load(certificatePath, keyPath)
            guard pair.endsAt > Date() else {
                throw WebFault.badCertificate("\(certificatePath) ran out already")
            }
            state.withLock { state in
                (state.context, state.endsAt) = (pair.context, pair.endsAt)
                (state.tried, state.changing) = (looks, nil)
            }
            log.notice(
                "certificate in use",
                metadata: [
                    "event": "tls.renewed",
                    "until": "\(pair.endsAt.formatted(.iso8601))",
                ])
        } catch {
            state.withLock { ($0.tried, $0.changing) = (looks, nil) }
            log.error(
                "the new certificate was refused and the old one goes on: \(error)",
                metadata: ["event": "tls.refused"])
        }
    }

    private static func load(
        _ certificatePath: String, _ keyPath: String
    ) throws -> (context: NIOSSLContext, endsAt: Date) {
        let chain: [NIOSSLCertificate]
        let chainBytes = try PEMFile(certificatePath, isSecret: false).bytes
        do { chain = try NIOSSLCertificate.fromPEMBytes(chainBytes) } catch {
            throw WebFault.badCertificate("\(certificatePath) holds no certificate in PEM")
        }
        guard let leaf = chain.first else {
            throw WebFault.badCertificate("\(certificatePath) holds no certificate in PEM")
        }
        let key: NIOSSLPrivateKey
        let keyBytes = try PEMFile(keyPath, isSecret: true).bytes
        do { key = try NIOSSLPrivateKey(bytes: keyBytes, format: .pem) } catch {
            throw WebFault.badCertificate(
                "\(keyPath) holds no private key in PEM without a passphrase")
        }
        var configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: chain.map { .certificate($0) }, privateKey: .privateKey(key))
        configuration.minimumTLSVersion = .tlsv12
        configuration.applicationProtocols = ["http/1.1"]
        do {
            return (
                try NIOSSLContext(configuration: configuration),
                Date(timeIntervalSince1970: Double(leaf.notValidAfter))
            )
        } catch {
            throw WebFault.badCertificate(
                "the key in \(keyPath) doesn't belong to the certificate in \(certificatePath)")
        }
    }
}

/// What tells a changed file: where it lies, how long it is, and when it was changed.
private struct FileLook: Equatable {
    private let numbers: [Int]

    init(_ path: String) {
        var facts = stat()
        guard stat(path, &facts) == 0 else {
            numbers = []
            return
        }
        numbers = [
            Int(facts.st_dev), Int(facts.st_ino), Int(facts.st_size), facts.st_mtim.tv_sec,
            facts.st_mtim.tv_nsec, facts.st_ctim.tv_sec, facts.st_ctim.tv_nsec,
        ]
    }
}

private struct PEMFile {
    private static let bytesMax = 1 << 20
    let bytes: [UInt8]

    /// A secret one may not be read by others than its owner and group, unless systemd guards it.
    init(_ path: String, isSecret: Bool) throws {
        // O_NONBLOCK: opening a FIFO by mistake must not wait for a writer.
        let file = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
        guard file >= 0 else {
            throw WebFault.badCertificate("\(path) can't be read: \(systemWords())")
        }
        defer { close(file) }
        var facts = stat()
        guard fstat(file, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG,
            facts.st_size <= Self.bytesMax
        else { throw WebFault.badCertificate("\(path) isn't a file of at most 1 MiB") }
        let credentials = ProcessInfo.processInfo.environment["CREDENTIALS_DIRECTORY"]
        let isGuarded = credentials.map { !$0.isEmpty && path.hasPrefix($0 + "/") } ?? false
        if isSecret, facts.st_mode & 0o027 != 0, !isGuarded {
            throw WebFault.badCertificate(
                "\(path) may be read or written by others; give it mode 0600 or 0640")
        }
        var buffer = [UInt8](repeating: 0, count: Int(facts.st_size))
        var filled = 0
        while filled < buffer.count {
            let count = buffer.withUnsafeMutableBytes {
                read(file, $0.baseAddress! + filled, $0.count - filled)
            }
            guard count > 0 else { break }
            filled += count
        }
        bytes = Array(buffer.prefix(filled))
    }
}

private func systemWords() -> String { String(cString: strerror(errno)) }
