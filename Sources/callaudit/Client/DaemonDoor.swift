import AsyncHTTPClient
import Foundation
import NIOSSL

/// Where a daemon is asked: at its socket on this machine, or over HTTPS with a token.
enum DaemonDoor {
    case socket(String)
    case remote(url: URL, token: String, authority: String?)

    /// The place in a sentence, without the token.
    var title: String {
        switch self {
        case .socket(let path): path
        case .remote(let url, _, _): url.absoluteString
        }
    }

    /// A door over the network. Plain HTTP is for this machine alone, since the token could be
    /// read on the way.
    static func remote(url text: String, tokenFile: String?, authority: String?) throws -> Self {
        guard let url = URL(string: text), let host = url.host(), !host.isEmpty,
            url.scheme == "https" || url.scheme == "http", url.path().count <= 1,
            url.query() == nil
        else {
            throw Stop(.usage, "--url must be an address such as https://callaudit.example.net.")
        }
        guard url.scheme == "https" || ["127.0.0.1", "localhost", "::1"].contains(host) else {
            throw Stop(.usage, "--url must begin with https:// for another machine.")
        }
        guard let tokenFile else {
            throw Stop(
                .usage, "--url needs --token-file: a file that holds a token and nothing else.")
        }
        return .remote(url: url, token: try token(in: tokenFile), authority: authority)
    }

    /// The URL of `uri`, which begins with a slash.
    func url(_ uri: String) throws -> String {
        switch self {
        case .socket(let path):
            guard let url = URL(httpURLWithSocketPath: path, uri: uri) else {
                throw Stop(.settings, "The socket path \(path) can't be used.")
            }
            return url.absoluteString
        case .remote(let url, _, _):
            let text = url.absoluteString
            return (text.hasSuffix("/") ? String(text.dropLast()) : text) + uri
        }
    }

    var configuration: HTTPClient.Configuration {
        get throws {
            guard case .remote(_, _, let authority?) = self else {
                return HTTPClient.Configuration(redirectConfiguration: .disallow)
            }
            var tls = TLSConfiguration.makeClientConfiguration()
            do {
                tls.trustRoots = .certificates(try NIOSSLCertificate.fromPEMFile(authority))
            } catch {
                throw Stop(.usage, "--ca-file \(authority) holds no certificates in PEM.")
            }
            return HTTPClient.Configuration(
                tlsConfiguration: tls, redirectConfiguration: .disallow)
        }
    }

    private static func token(in path: String) throws -> String {
        let file = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
        guard file >= 0 else {
            throw Stop(.usage, "The token file \(path) can't be read: \(errorText()).")
        }
        defer { close(file) }
        var facts = stat()
        guard fstat(file, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG,
            facts.st_mode & 0o077 == 0
        else {
            throw Stop(
                .usage,
                "The token file \(path) must be a file of your own alone; give it mode 0600.")
        }
        var bytes = [UInt8](repeating: 0, count: 257)
        let count = read(file, &bytes, bytes.count)
        let text = String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
            .trimmingCharacters(in: .whitespacesAndNewlines)
        guard text.hasPrefix("ca_"), text.utf8.count <= 100,
            text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F })
        else { throw Stop(.usage, "The token file \(path) holds no token, which begins with ca_.") }
        return text
    }
}
