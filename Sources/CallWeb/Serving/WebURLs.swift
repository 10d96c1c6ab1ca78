import Calls

/// Every address of the page and the API, built and named in one place.
enum WebURL {
    static let calls = "/calls"
    static let findCall = "/calls/find"
    static let quarantine = "/quarantine"
    static let intake = "/intake"
    static let customers = "/customers"
    static let findCustomer = "/customers/find"
    static let reveals = "/reveals"
    static let access = "/access"
    static let preferences = "/preferences"
    static let metrics = "/metrics"

    static func calls(_ query: [(String, String)]) -> String { calls + queryText(query) }
    static func quarantine(_ query: [(String, String)]) -> String { quarantine + queryText(query) }
    static func call(_ id: Call.ID) -> String { "/calls/\(id)" }

    static func call(_ id: Call.ID, playing recording: Recording.ID) -> String {
        "/calls/\(id)?recording=\(recording)"
    }

    static func customers(_ query: [(String, String)]) -> String { customers + queryText(query) }
    static func customer(_ id: Customer.ID, _ query: [(String, String)] = []) -> String {
        "/customers/\(id)" + queryText(query)
    }
    static func editCustomer(_ id: Customer.ID) -> String { "/customers/\(id)/edit" }
    static func revealCustomer(_ id: Customer.ID) -> String { "/customers/\(id)/reveal" }
    static func addNumber(_ id: Customer.ID) -> String { "/customers/\(id)/numbers" }
    static func removeNumber(_ id: Customer.ID) -> String { "/customers/\(id)/numbers/remove" }
    static func mergeCustomer(_ id: Customer.ID) -> String { "/customers/\(id)/merge" }
    static func splitCustomer(_ id: Customer.ID) -> String { "/customers/\(id)/split" }
    static func packageCustomer(_ id: Customer.ID) -> String { "/customers/\(id)/package" }
    static func reveals(_ query: [(String, String)]) -> String { reveals + queryText(query) }
    static func access(_ query: [(String, String)]) -> String { access + queryText(query) }
    static func askAccess(_ permission: Permission, on object: String) -> String {
        access([("permission", permission.rawValue), ("object", object)])
    }
    static func decideAccess(_ id: AccessRequest.ID) -> String { "/access/\(id)/decide" }
    static func withdrawAccess(_ id: AccessRequest.ID) -> String { "/access/\(id)/withdraw" }

    static func audio(_ id: Recording.ID) -> String { "/recordings/\(id)/audio" }
    static func picture(_ id: Recording.ID) -> String { "/recordings/\(id)/picture" }
    static func retry(_ id: QuarantineItem.ID) -> String { "/quarantine/\(id)/retry" }
    static func discard(_ id: QuarantineItem.ID) -> String { "/quarantine/\(id)/discard" }
    static func asset(_ name: String, version: String) -> String { "/assets/\(version)/\(name)" }

    /// `?a=b&c=d`, percent-encoded; empty for no pairs.
    static func queryText(_ pairs: [(String, String)]) -> String {
        guard !pairs.isEmpty else { return "" }
        return "?" + pairs.map { "\(encoded($0))=\(encoded($1))" }.joined(separator: "&")
    }

    /// RFC 3986: all but unreserved characters stand as `%XX`.
    private static func encoded(_ text: String) -> String {
        var result = ""
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
                UInt8(ascii: "_"), UInt8(ascii: "~"):
                result.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                let hex = String(byte, radix: 16, uppercase: true)
                result += byte < 16 ? "%0\(hex)" : "%\(hex)"
            }
        }
        return result
    }
}
