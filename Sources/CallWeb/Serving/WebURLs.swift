import Calls
import HTTPTypes

/// Every address of the page and the API, built and named in one place.
enum WebURL {
    /// Leads to the first page that the visitor may see.
    static let start = "/"
    static let signIn = "/sign-in"
    static let signInCode = "/sign-in/code"
    static let invite = "/invite"
    static let signOut = "/sign-out"
    static let account = "/account"
    static let password = "/account/password"
    static let secondFactor = "/account/second-factor"
    static let newSecondFactor = "/account/second-factor/new"
    static let removeSecondFactor = "/account/second-factor/remove"
    static let recoveryCodes = "/account/recovery-codes"
    static let endSessions = "/account/sessions/end"
    static let calls = "/calls"
    static let findCall = "/calls/find"
    static let quarantine = "/quarantine"
    static let intake = "/intake"
    static let jobs = "/jobs"
    static let ledger = "/ledger"
    static let roster = "/roster"
    static let rosterAgents = "/roster/agents"
    static let rosterTeams = "/roster/teams"
    static let rosterCampaigns = "/roster/campaigns"
    static let unassigned = "/roster/unassigned"
    static let rosterImport = "/roster/import"
    static let rosterApply = "/roster/import/apply"
    static let rosterTemplate = "/roster/template.csv"
    static let rosterExport = "/roster/export"
    static let customers = "/customers"
    static let findCustomer = "/customers/find"
    static let reveals = "/reveals"
    static let access = "/access"
    static let approvals = "/approvals"
    static let holds = "/holds"
    static let exportCalls = "/calls/export"
    static let askExport = "/calls/export/ask"
    static let preferences = "/preferences"
    static let keys = "/keys"
    static let rotateKeys = "/keys/rotation"
    static let check = "/keys/check"
    static let metrics = "/metrics"
    static let accounts = "/accounts"
    static let ownTokens = "/account/tokens"
    static let permissions = "/permissions"

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

    static func jobs(_ query: [(String, String)]) -> String { jobs + queryText(query) }
    static func cancelJob(_ id: Job.ID) -> String { "/jobs/\(id)/cancel" }
    static func ledger(_ query: [(String, String)]) -> String { ledger + queryText(query) }
    static func ledgerEntry(_ sequence: Int64) -> String { "/ledger/\(sequence)" }
    static func history(of object: String) -> String { ledger([("object", object)]) }

    /// The page of what a ledger entry is about; nil where it has none.
    static func page(ofObject object: String) -> String? {
        let parts = object.split(separator: ":", maxSplits: 1).map(String.init)
        guard parts.count == 2 else { return nil }
        switch parts[0] {
        case "call": return Call.ID(text: parts[1]).map { call($0) }
        case "quarantine": return quarantine
        case "scorecard": return Scorecard.ID(text: parts[1]).map { scorecard($0) }
        case "script": return Script.ID(text: parts[1]).map { script($0) }
        case "customer": return Customer.ID(text: parts[1]).map { customer($0) }
        case "account": return Account.ID(text: parts[1]).map { account($0) }
        case "evaluation": return Evaluation.ID(text: parts[1]).map { evaluation($0) }
        case "entry": return Int64(parts[1]).map(ledgerEntry)
        case "complaint": return Complaint.ID(text: parts[1]).map { complaint($0) }
        case "action": return CorrectiveAction.ID(text: parts[1]).map { action($0) }
        case "coaching": return Coaching.ID(text: parts[1]).map { coaching($0) }
        case "plan": return SamplePlan.ID(text: parts[1]).map { plan($0) }
        case "draw": return Draw.ID(text: parts[1]).map { draw($0) }
        default: return nil
        }
    }

    static func accounts(_ query: [(String, String)]) -> String { accounts + queryText(query) }
    static func account(_ id: Account.ID) -> String { "/accounts/\(id)" }
    static func tokens(of id: Account.ID) -> String { "/accounts/\(id)/tokens" }

    static func account(_ id: Account.ID, done: AccountDone) -> String {
        account(id) + queryText([("done", done.rawValue)])
    }

    /// What the ledger tells of an account; nil where `reader` may not see it.
    static func history(ofAccount id: Account.ID, for reader: Principal) -> String? {
        history(of: "account:\(id)", for: reader)
    }

    /// What the ledger tells of `object`; nil where `reader` may not see it.
    static func history(of object: String, for reader: Principal) -> String? {
        reader.may(.seeLedger) ? history(of: object) : nil
    }

    static func keys(_ query: [(String, String)]) -> String { keys + queryText(query) }
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
    static func endSession(_ id: Session.ID) -> String { "/account/sessions/\(id)/end" }
    static func signIn(next: String) -> String { signIn + queryText([("next", next)]) }
    static func account(done: String) -> String { account + queryText([("done", done)]) }
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
