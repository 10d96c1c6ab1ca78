import Calls

/// Every address of the page and the API, built and named in one place.
enum WebURL {
    static let calls = "/calls"
    static let findCall = "/calls/find"
    static let quarantine = "/quarantine"
    static let intake = "/intake"
    static let roster = "/roster"
    static let rosterAgents = "/roster/agents"
    static let rosterTeams = "/roster/teams"
    static let rosterCampaigns = "/roster/campaigns"
    static let unassigned = "/roster/unassigned"
    static let rosterImport = "/roster/import"
    static let rosterApply = "/roster/import/apply"
    static let rosterTemplate = "/roster/template.csv"
    static let rosterExport = "/roster/export"
    static let preferences = "/preferences"
    static let metrics = "/metrics"

    static func calls(_ query: [(String, String)]) -> String { calls + queryText(query) }
    static func quarantine(_ query: [(String, String)]) -> String { quarantine + queryText(query) }
    static func roster(_ query: [(String, String)]) -> String { roster + queryText(query) }
    static func agent(_ id: Agent.ID) -> String { "/roster/agents/\(id)" }
    static func agent(_ id: Agent.ID, _ part: String) -> String { "\(agent(id))/\(part)" }
    static func code(_ id: AgentCode.ID, of agent: Agent.ID) -> String {
        "\(self.agent(agent))/codes/\(id)"
    }
    static func place(_ id: Membership.ID, of agent: Agent.ID) -> String {
        "\(self.agent(agent))/teams/\(id)"
    }
    static func team(_ id: Team.ID) -> String { "/roster/teams/\(id)" }
    static func campaign(_ id: Campaign.ID) -> String { "/roster/campaigns/\(id)" }
    static func unassigned(_ id: Agent.ID, _ part: String) -> String {
        "/roster/unassigned/\(id)/\(part)"
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
