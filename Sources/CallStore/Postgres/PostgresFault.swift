import CPostgres

/// What a server or libpq answers when something goes wrong, and what it means here.
enum PostgresFault {
    /// The error of a failed result (PGRES_FATAL_ERROR). Only the primary message is kept: details
    /// may quote values.
    static func error(of result: OpaquePointer, at address: PostgresAddress) -> any Error {
        // The codes of PQresultErrorField (postgres_ext.h).
        let code = field(result, "C")
        let message = field(result, "M")
        switch code {
        case "40001", "40P01": return MustRepeat(reason: message)
        case "": return StoreFault.away(lost(at: address, message))
        default: break
        }
        if let sentence = sentence(code: code, message: message, at: address) {
            return StoreFault.away(sentence)
        }
        return StoreFault.failed("\(message) (\(code))")
    }

    /// Whether a new connection may fare better: on a read-only server (another one may be the
    /// primary by now), and when statements that were prepared fit no more.
    static func endsSession(_ result: OpaquePointer) -> Bool {
        ["25006", "26000", "0A000"].contains(field(result, "C"))
    }

    /// Whether the server ended the connection with this answer.
    static func isFatal(_ result: OpaquePointer) -> Bool {
        ["FATAL", "PANIC"].contains(field(result, "V"))
    }

    /// Nil for an error of the statement itself. Codes: PostgreSQL manual, "Error Codes".
    private static func sentence(
        code: String, message: String, at address: PostgresAddress
    ) -> String? {
        switch code {
        case "53100":
            "The disk of the database server at \(address) is full. Make room there."
        case "25006":
            "The database at \(address) is read-only, such as a standby is. Name the primary in "
                + "`database:`, or add target_session_attrs=read-write to it."
        case "55P03", "57014":
            "The database at \(address) is too busy: \(message)."
        case "42P01", "42703", "3F000":
            "The database at \(address) hasn't the tables of callaudit. Name the right one in "
                + "`database:`, or run `callaudit database migrate`."
        case "42501":
            "The database at \(address) doesn't allow its role what callaudit needs: \(message). "
                + "Grant it, or name another role in `database:`."
        default:
            switch code.prefix(2) {
            case "08", "57": lost(at: address, message)
            case "28": "The database at \(address) refused to log in: \(message)."
            case "53", "58", "XX":
                "The database server at \(address) is in trouble: \(message). Look at its log."
            default: nil
            }
        }
    }

    static func lost(at address: PostgresAddress, _ reason: String) -> String {
        "The connection to the database at \(address) was lost"
            + (reason.isEmpty ? "" : ": \(reason.oneLine)") + "."
    }

    /// Why there is no connection, in libpq's words, and what to do.
    static func unreachable(_ address: PostgresAddress, _ words: String) -> StoreFault {
        let reason = words.oneLine
        let remedy =
            if reason.contains("password") || reason.contains("authentication") {
                "Check the user in `database:` and the password in the file that "
                    + "`databasePassword` names."
            } else if reason.contains("database") && reason.contains("does not exist") {
                "Create it (createdb), or name another in `database:`."
            } else if reason.contains("role") && reason.contains("does not exist") {
                "Create it (createuser), or name another in `database:`."
            } else if reason.contains("SSL") || reason.contains("certificate") {
                "Mend the server's TLS, or say in `database:` with sslmode and sslrootcert what "
                    + "is wanted."
            } else if reason.contains("could not translate host name") {
                "Check the host in `database:`."
            } else {
                "Start the server, or check `database:`."
            }
        return .away(
            "The database at \(address) can't be reached: \(reason.withoutEnd). \(remedy)")
    }

    private static func field(_ result: OpaquePointer, _ code: Character) -> String {
        let code = Int32(code.asciiValue ?? 0)
        return PQresultErrorField(result, code).map { String(cString: $0).oneLine } ?? ""
    }
}

extension String {
    /// Without a full stop at the end.
    fileprivate var withoutEnd: String { hasSuffix(".") ? String(dropLast()) : self }
}
