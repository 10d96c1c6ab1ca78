import CPostgres

/// Where a PostgreSQL database is: a URL (`postgresql://user@host:5432/name?sslmode=verify-full`)
/// or keywords (`host=/run/postgresql dbname=callaudit`), as libpq reads them (PostgreSQL manual,
/// "Connection Strings"). A password never stands in it.
package struct PostgresAddress: Hashable, Sendable, CustomStringConvertible {
    /// libpq's keywords that were given.
    let keywords: [String: String]

    /// Throws `StoreFault.unusable` with what is wrong.
    package init(_ text: String) throws {
        var message: UnsafeMutablePointer<CChar>?
        defer { PQfreemem(message) }
        guard let options = PQconninfoParse(text, &message) else {
            let why = message.map { String(cString: $0) } ?? "it can't be read"
            throw StoreFault.unusable(
                "the address of the database isn't one that PostgreSQL knows: \(why.oneLine)")
        }
        defer { PQconninfoFree(options) }
        var keywords: [String: String] = [:]
        var option = options
        while let keyword = option.pointee.keyword {
            if let value = option.pointee.val {
                keywords[String(cString: keyword)] = String(cString: value)
            }
            option += 1
        }
        guard keywords["password"] == nil else {
            throw StoreFault.unusable(
                "the address holds a password; put it into the file that `databasePassword` names")
        }
        self.keywords = keywords
    }

    /// Whether the server is reached without a network.
    var isLocal: Bool {
        let hosts = keywords["hostaddr"] ?? keywords["host"] ?? ""
        return hosts.split(separator: ",").allSatisfy {
            $0.hasPrefix("/") || $0.hasPrefix("@") || $0 == "localhost" || $0 == "::1"
                || $0.hasPrefix("127.")
        }
    }

    /// Server and database for people, such as `db1:5432/callaudit`.
    package var description: String {
        let host = keywords["host"] ?? keywords["hostaddr"] ?? "localhost"
        let port = keywords["port"].map { ":\($0)" } ?? ""
        return "\(host)\(port)/\(keywords["dbname"] ?? keywords["user"] ?? "")"
    }
}

extension String {
    /// The first line, without white space at its ends.
    var oneLine: String {
        let line = split(whereSeparator: \.isNewline).first.map(String.init) ?? ""
        return line.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}
