import Calls

/// Every address of the page and the API, built and named in one place.
enum WebURL {
    static let calls = "/calls"
    static let findCall = "/calls/find"
    static let quarantine = "/quarantine"
    static let intake = "/intake"
    static let approvals = "/approvals"
    static let holds = "/holds"
    static let exportCalls = "/calls/export"
    static let askExport = "/calls/export/ask"
    static let preferences = "/preferences"
    static let metrics = "/metrics"

    static func calls(_ query: [(String, String)]) -> String { calls + queryText(query) }
    static func quarantine(_ query: [(String, String)]) -> String { quarantine + queryText(query) }
    static func approvals(_ query: [(String, String)]) -> String { approvals + queryText(query) }
    static func approval(_ id: Approval.ID, _ act: String) -> String { "/approvals/\(id)/\(act)" }
    static func holds(_ query: [(String, String)]) -> String { holds + queryText(query) }
    static func releaseHold(_ id: Hold.ID) -> String { "/holds/\(id)/release" }
    static func erase(_ id: Customer.ID) -> String { "/customers/\(id)/erase" }
    static func certificate(_ id: Customer.ID) -> String { "/customers/\(id)/certificate" }

    static func exportCalls(_ filter: [(name: String, value: String)]) -> String {
        exportCalls + queryText(filter.map { ($0.name, $0.value) })
    }

    static func askExport(_ filter: [(name: String, value: String)]) -> String {
        askExport + queryText(filter.map { ($0.name, $0.value) })
    }

    /// Where `call:<id>` or `customer:<id>` is looked at; nil for what has no page.
    static func object(_ text: String) -> String? {
        let parts = text.split(separator: ":", maxSplits: 1)
        guard parts.count == 2 else { return nil }
        switch parts[0] {
        case "call": return Call.ID(text: parts[1]).map(call)
        case "customer":
            return Customer.ID(text: parts[1]).map { calls([("customer", $0.description)]) }
        default: return nil
        }
    }

    static func call(_ id: Call.ID) -> String { "/calls/\(id)" }

    static func call(_ id: Call.ID, playing recording: Recording.ID) -> String {
        "/calls/\(id)?recording=\(recording)"
    }

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
