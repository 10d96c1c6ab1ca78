import Calls
import Foundation

/// What may stand in `database`. No answer repeats the text, since a password may stand in it.
package enum DatabaseRule {
    private static let shape = """
        must name a PostgreSQL server as postgresql://callaudit@db.example.net/callaudit or as \
        "host=/run/postgresql dbname=callaudit"
        """
    private static let orEmpty = ", or be empty for SQLite in the state folder"
    private static let passwordInside = """
        must not hold a password: write the password alone into a file that only the daemon's \
        user can read, and name that file in databasePassword
        """
    private static let keyPassphrase = """
        must not hold sslpassword: use a client key without a passphrase in a file that only the \
        daemon's user can read
        """

    /// libpq's keywords (PostgreSQL documentation, 34.1.2) that make sense here, and `ssl`, which
    /// URLs may have.
    private static let known: Set<String> = [
        "host", "hostaddr", "port", "dbname", "user", "passfile", "require_auth", "channel_binding",
        "connect_timeout", "client_encoding", "options", "application_name",
        "fallback_application_name", "keepalives", "keepalives_idle", "keepalives_interval",
        "keepalives_count", "tcp_user_timeout", "ssl", "sslmode", "sslnegotiation",
        "sslcompression", "sslcert", "sslkey", "sslcertmode", "sslrootcert", "sslcrl", "sslcrldir",
        "sslsni", "requirepeer", "ssl_min_protocol_version", "ssl_max_protocol_version",
        "min_protocol_version", "max_protocol_version", "gssencmode", "krbsrvname", "gsslib",
        "gssdelegation", "service", "target_session_attrs", "load_balance_hosts",
    ]

    /// Nil when `text`, which isn't empty, names a server; else the end of a sentence that begins
    /// with the name of the setting, without its full stop. `mayBeEmpty` for the setting itself.
    package static func mistake(in text: String, mayBeEmpty: Bool = true) -> String? {
        let shape = mayBeEmpty ? shape + orEmpty : shape
        guard text.utf8.count <= 4096,
            !text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control })
        else { return "must be one line of at most 4,096 bytes without control characters" }
        for scheme in ["postgresql://", "postgres://"] where text.hasPrefix(scheme) {
            return mistake(inURL: text.dropFirst(scheme.count))
        }
        guard text.contains("="), !text.prefix(while: { $0 != "=" }).contains("/") else {
            return shape
        }
        guard let keywords = KeywordList(text)?.pairs else {
            return "must be pairs such as \"host=/run/postgresql dbname=callaudit\", with values "
                + "that hold spaces in single quotes"
        }
        if let mistake = mistake(inKeywords: keywords.map(\.key)) { return mistake }
        let names = keywords.filter { $0.key == "dbname" }.map(\.value)
        guard names.allSatisfy({ !$0.contains("=") && !$0.contains("://") }) else {
            return "must give in dbname the name of a database and nothing else"
        }
        return nil
    }

    /// `rest` is what stands behind `postgresql://`. libpq takes all up to the first `@` that
    /// comes before any `/` as user and password; a password with `/` in it is looked for too.
    private static func mistake(inURL rest: Substring) -> String? {
        let parts = rest.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        let first = rest.prefix { $0 != "@" && $0 != "/" }
        let asRead = first.endIndex < rest.endIndex && rest[first.endIndex] == "@" ? first : ""
        let asMeant = parts[0].lastIndex(of: "@").map { parts[0][..<$0] } ?? ""
        if asRead.contains(":") || asMeant.contains(":") { return passwordInside }
        let hosts = parts[0].prefix { $0 != "/" }
        guard hosts.count(where: { $0 == "[" }) == hosts.count(where: { $0 == "]" }) else {
            return "must have a ] behind the address that begins with ["
        }
        guard parts.count > 1 else { return nil }
        return mistake(
            inKeywords: parts[1].split(separator: "&").map { pair in
                let key = String(pair.prefix { $0 != "=" })
                return key.removingPercentEncoding ?? key
            })
    }

    private static func mistake(inKeywords keywords: [String]) -> String? {
        for keyword in keywords.map({ $0.trimmingCharacters(in: .whitespaces) }) {
            switch keyword.lowercased() {
            case "password", "pgpassword": return passwordInside
            case "sslpassword": return keyPassphrase
            case _ where known.contains(keyword): break
            default:
                let meant = NearestName.of(keyword, among: known)
                return "has a keyword that libpq doesn't know"
                    + (meant.map { " (perhaps \($0) is meant)" } ?? "")
            }
        }
        return nil
    }
}

extension DatabaseRule {
    /// As `mistake(in:)`, for `databasePassword`: the path of a file. A password that was written
    /// there by mistake would come back in error messages, so anything without a slash is refused.
    static func mistake(inPasswordPath text: String) -> String? {
        let isPath = text.contains("/") && !text.hasPrefix("~") && text.utf8.count <= 4096
            && !text.unicodeScalars.contains { $0.properties.generalCategory == .control }
        return isPath
            ? nil
            : "must be the path of a file that holds the password, such as "
                + "/etc/callaudit/database.password, and not the password itself"
    }
}

/// `key=value` pairs as libpq reads them (PostgreSQL documentation, 34.1.1.1): parted by spaces, a
/// value perhaps in single quotes, a backslash before a quote or a backslash.
private struct KeywordList {
    private(set) var pairs: [(key: String, value: String)] = []

    /// Nil for anything else.
    init?(_ text: String) {
        var rest = Substring(text)
        while true {
            rest = rest.drop { $0 == " " }
            if rest.isEmpty { return }
            let key = rest.prefix { $0 != "=" && $0 != " " }
            rest = rest.dropFirst(key.count).drop { $0 == " " }
            guard !key.isEmpty, rest.first == "=" else { return nil }
            rest = rest.dropFirst().drop { $0 == " " }
            guard let value = Self.value(&rest) else { return nil }
            pairs.append((String(key), value))
        }
    }

    private static func value(_ rest: inout Substring) -> String? {
        let isQuoted = rest.first == "'"
        if isQuoted { rest = rest.dropFirst() }
        var value = ""
        while let character = rest.popFirst() {
            switch character {
            case "\\":
                guard let next = rest.popFirst() else { return isQuoted ? nil : value }
                value.append(next)
            case "'" where isQuoted: return value
            case " " where !isQuoted: return value
            default: value.append(character)
            }
        }
        return isQuoted ? nil : value
    }
}

/// What may stand in `node`.
enum NodeRule {
    static let expected =
        "a name of 1 to 63 letters, digits, dots, hyphens and underscores, such as node-1"

    static func allows(_ text: String) -> Bool {
        (1...63).contains(text.utf8.count)
            && text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"),
                    UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"): true
                default: [UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_")].contains(byte)
                }
            }
    }
}
