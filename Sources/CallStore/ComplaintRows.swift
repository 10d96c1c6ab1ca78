package import Calls
package import Foundation

/// A complaint as lists and searches see it. But for receipt, texts and hashes everything follows
/// from the complaint's events and can be written anew from them.
package struct ComplaintRow: RegulatedRow {
    package static let table = "complaint"

    package var id: Complaint.ID
    package var number: ComplaintNumber
    /// Tag of the language in which the customer is answered.
    package var language: String
    package var state: Complaint.State = .received
    package var round = 1
    package var channel: ComplaintReceipt.Channel
    package var receivedAt: Date
    /// `Principal.person`
    package var registeredBy: String
    package var registeredAt: Date
    package var customer: Customer.ID?
    package var team: Team.ID?
    package var campaign: Campaign.ID?
    /// `Principal.person`
    package var assignee: String?
    package var type: String?
    package var severity: String?
    package var complexity: Complaint.Complexity?
    package var outcome: Complaint.Outcome?
    package var complainants = 1
    package var isVulnerable = false
    package var isEscalated = false
    package var isWaiting = false
    /// Something waits for a second person.
    package var isAsked = false
    package var mergedInto: Complaint.ID?
    /// When the clock ends that ends first; nil when none runs. Held to the microsecond.
    package var nextDueAt: Date?
    package var nextRegime: String?
    package var nextClock: String?
    package var closedAt: Date?
    /// Names, none with a space in it.
    package var regimes: [String] = []
    /// These three are empty where nothing was said, and once it had to go.
    package var textSealed: [UInt8] = []
    package var remedySealed: [UInt8] = []
    package var productSealed: [UInt8] = []
    /// Code of the product that it is about; nil where that isn't known.
    package var productCode: String?
    /// Of what it was taken in from, so that the same isn't taken in twice.
    package var contentHash: [UInt8]?
    /// By which what comes later is known to belong to it.
    package var identityHash: [UInt8]?
    /// Number of the last event.
    package var events = 1
    package var version: Int64 = 1
    package var rowMAC: [UInt8] = []

    /// One that was just received and of which nothing else is known.
    package init(
        id: Complaint.ID, number: ComplaintNumber, language: String,
        channel: ComplaintReceipt.Channel, receivedAt: Date, registeredBy: String,
        registeredAt: Date
    ) {
        self.id = id
        self.number = number
        self.language = language
        self.channel = channel
        self.receivedAt = receivedAt
        self.registeredBy = registeredBy
        self.registeredAt = registeredAt
    }

    package init(_ row: Row) throws {
        self.init(
            id: try row.get("id"), number: try row.get("number"),
            language: try row.get("language"), channel: try row.named("channel"),
            receivedAt: try row.get("received_at"), registeredBy: try row.get("registered_by"),
            registeredAt: try row.get("registered_at"))
        state = try row.named("state")
        round = try row.get("round")
        customer = try row.get("customer_id")
        team = try row.get("team_id")
        campaign = try row.get("campaign_id")
        assignee = try row.get("assignee")
        type = try row.get("type")
        severity = try row.get("severity")
        complexity = try row.namedIfAny("complexity")
        outcome = try row.namedIfAny("outcome")
        complainants = try row.get("complainants")
        isVulnerable = try row.flag("is_vulnerable")
        isEscalated = try row.flag("is_escalated")
        isWaiting = try row.flag("is_waiting")
        isAsked = try row.flag("is_asked")
        mergedInto = try row.get("merged_into")
        nextDueAt = Date(dueMicroseconds: try row.get("next_due_at"))
        nextRegime = try row.get("next_regime")
        nextClock = try row.get("next_clock")
        closedAt = try row.get("closed_at")
        regimes = (try row.get("regimes") as String).split(separator: " ").map(String.init)
        textSealed = try row.get("text_sealed")
        remedySealed = try row.get("remedy_sealed")
        productSealed = try row.get("product_sealed")
        productCode = try row.get("product_code")
        contentHash = try row.get("content_hash")
        identityHash = try row.get("identity_hash")
        events = try row.get("events")
        version = try row.get("version")
        rowMAC = try row.get("row_mac")
    }

    package var regulated: [SQLValue] {
        let values: [any SQLBindable] = [
            id, number, language, state.rawValue, round, channel.rawValue, receivedAt,
            registeredBy, registeredAt, customer, team, campaign, assignee, type, severity,
            complexity?.rawValue, outcome?.rawValue, complainants, isVulnerable.number,
            isEscalated.number, isWaiting.number, isAsked.number, mergedInto,
            nextDueAt.dueMicroseconds, nextRegime, nextClock, closedAt, regimeNames, textSealed,
            remedySealed, productSealed, productCode, contentHash, identityHash, events, version,
        ]
        return values.map(\.sqlValue)
    }

    /// As they stand in the database.
    var regimeNames: String { regimes.joined(separator: " ") }
}

/// As it stands in the database: the two digits of the year before the seven that count.
extension ComplaintNumber: SQLBindable, SQLReadable {
    package var sqlValue: SQLValue { .integer(Int64(year) * Self.yearWidth + Int64(count)) }

    package init?(sqlValue: SQLValue) {
        guard case .integer(let number) = sqlValue, number >= 0, number < 100 * Self.yearWidth
        else { return nil }
        self.init(year: Int(number / Self.yearWidth), count: Int(number % Self.yearWidth))
    }

    static let yearWidth: Int64 = 10_000_000
}

extension Date? {
    /// What has no due instant stands under the year 10,000, so that it comes last in every order
    /// on either engine.
    static let neverDueMicroseconds: Int64 = 253_402_300_800_000_000

    var dueMicroseconds: Int64 { self?.microseconds ?? Self.neverDueMicroseconds }
}

extension Date {
    init?(dueMicroseconds: Int64) {
        if dueMicroseconds == Date?.neverDueMicroseconds { return nil }
        self.init(microseconds: dueMicroseconds)
    }
}

extension Bool {
    /// As it stands in the database.
    var number: Int { self ? 1 : 0 }
}

extension Row {
    /// What a column of 0 and 1 says.
    func flag(_ column: String) throws -> Bool { try get(column) as Int != 0 }

    /// The case that a column's text names; nil for none.
    func namedIfAny<Value: RawRepresentable<String>>(_ column: String) throws -> Value? {
        if try value(column) == .null { return nil }
        return try named(column) as Value
    }
}
