import Calls
import Foundation

/// What stands in the form of a new complaint, as text: what somebody typed so far. Nothing of it
/// is lost when the form comes back.
struct ComplaintFormFields: Sendable {
    static let once = [
        "channel", "language", "received", "complainants", "vulnerable", "text", "remedy",
        "product", "productCode", "campaign", "agents", "decisions", "around", "customer", "act",
    ]
    /// Of each party, in the same order; then what is chosen.
    static let often = [
        "kind", "name", "phone", "email", "address", "relation", "call", "link", "regime",
    ]
    /// For all parts of as many parties as there may be, and what is chosen.
    static let pairsMax = 2_048

    private(set) var values: [String: [String]]

    /// An empty form.
    init(language: Language) {
        values = [
            "channel": [ComplaintReceipt.Channel.phone.rawValue], "language": [language.rawValue],
            "complainants": ["1"], "kind": [ComplaintForm.Party.Kind.complainant.rawValue],
        ]
    }

    /// Throws a refusal for a field that isn't there.
    init(_ form: Query) throws {
        try form.allow(Self.once, often: Self.often)
        values = Dictionary(grouping: form.pairs, by: \.name).mapValues { $0.map(\.value) }
    }

    subscript(name: String) -> String {
        get { values[name]?.first ?? "" }
        set { values[name] = [newValue] }
    }

    /// What is chosen of `name`.
    func all(_ name: String) -> [String] { (values[name] ?? []).filter { !$0.isEmpty } }

    func has(_ name: String, _ value: String) -> Bool { values[name]?.contains(value) == true }

    mutating func choose(_ name: String, _ value: String) {
        if !has(name, value) { values[name, default: []].append(value) }
    }

    /// A part of the party at `place`.
    func part(_ name: String, _ place: Int) -> String {
        let parts = values[name] ?? []
        return parts.indices.contains(place) ? parts[place] : ""
    }

    /// How many parties the form has room for.
    var parties: Int {
        max(1, Self.partNames.compactMap { values[$0]?.count }.max() ?? 0)
    }

    static let partNames = ["kind", "name", "phone", "email", "address", "relation"]

    /// Whether anything stands at `place`.
    func isFilled(_ place: Int) -> Bool {
        Self.partNames.dropFirst().contains { !part($0, place).trimmed.isEmpty }
    }

    /// Room for one more.
    mutating func addParty() {
        let count = parties
        for name in Self.partNames {
            var parts = values[name] ?? []
            parts += Array(repeating: "", count: max(0, count + 1 - parts.count))
            values[name] = parts
        }
        values["kind"]?[count] = ComplaintForm.Party.Kind.complainant.rawValue
    }
}

extension ComplaintFormFields {
    /// Days and times are those of `zone`. Throws a refusal that names the field which can't be
    /// read.
    func form(in zone: Zone) throws -> ComplaintForm {
        guard let channel = ComplaintReceipt.Channel(rawValue: self["channel"]) else {
            throw Self.bad("channel", "Choose from the list how the complaint came.")
        }
        var form = ComplaintForm(
            channel: channel, language: self["language"],
            text: self["text"].replacing("\r\n", with: "\n"))
        form.receivedAt = try Self.instant(self["received"], "received", zone)
        form.parties = try people
        guard let complainants = Int(self["complainants"].trimmed) else {
            throw Self.bad("complainants", "Write how many complain as a number such as 1.")
        }
        form.complainants = complainants
        form.isVulnerable = has("vulnerable", "yes")
        form.remedy = self["remedy"].replacing("\r\n", with: "\n")
        form.product = self["product"].trimmed
        form.productCode = self["productCode"].trimmed.orNil
        form.campaign = self["campaign"].trimmed.orNil
        form.agents = PlanFields.entries(self["agents"])
        form.aboutDecisionsOf = PlanFields.entries(self["decisions"])
        form.calls = try all("call").map { try Self.id($0, "call", "call") }
        form.links = try all("link").map { try Self.id($0, "link", "complaint") }
        let regimes = all("regime")
        form.regimes = regimes.isEmpty ? nil : regimes
        return form
    }

    /// What is known so far, to find what belongs to it.
    func probe(in zone: Zone) throws -> ComplaintProbe {
        ComplaintProbe(
            customer: try customer, phone: part("phone", 0).trimmed.orNil,
            around: try Self.instant(self["around"], "around", zone))
    }

    /// The complainant, where they are in the vault.
    var customer: Customer.ID? {
        get throws {
            try self["customer"].orNil.map { try Self.id($0, "customer", "customer") }
        }
    }

    private var people: [ComplaintForm.Party] {
        get throws {
            let known = try customer
            return try (0..<parties).compactMap { place in
                let customer = place == 0 ? known : nil
                guard customer != nil || isFilled(place) else { return nil }
                guard let kind = ComplaintForm.Party.Kind(rawValue: part("kind", place)) else {
                    throw Self.bad("parties", "Choose whether they complain or represent.")
                }
                var party = ComplaintForm.Party(
                    kind: kind, customer: customer, name: part("name", place).trimmed)
                party.phone = part("phone", place).trimmed
                party.email = part("email", place).trimmed
                party.address = part("address", place).trimmed
                party.relation = part("relation", place).trimmed
                return party
            }
        }
    }

    /// `2026-11-21T14:32` as browsers send it, on the wall of `zone`; nil for nothing.
    private static func instant(_ text: String, _ field: String, _ zone: Zone) throws -> Date? {
        guard let text = text.trimmed.orNil else { return nil }
        let halves = text.split(separator: "T", maxSplits: 1).map(String.init)
        let clock = (halves.count == 2 ? halves[1] : "00:00").split(separator: ":")
            .compactMap { Int($0) }
        guard let day = CivilDay(text: halves[0]), (2...3).contains(clock.count),
            (0..<24).contains(clock[0]), (0..<60).contains(clock[1])
        else {
            throw bad(field, "Write the day and time as 2026-11-21T14:32.")
        }
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = zone.timeZone
        return calendar.date(
            from: DateComponents(
                year: day.year, month: day.month, day: day.day, hour: clock[0], minute: clock[1]))
    }

    private static func id<Entity>(
        _ text: String, _ field: String, _ noun: String
    ) throws -> Identifier<Entity> {
        guard let id = Identifier<Entity>(text: text) else {
            throw bad(field, "There is no such \(noun). Look for it once more.")
        }
        return id
    }

    private static func bad(_ field: String, _ sentence: String) -> Refusal {
        Refusal(.invalid, .badComplaint, sentence, subject: field)
    }
}

extension String {
    fileprivate var trimmed: String { trimmingCharacters(in: .whitespacesAndNewlines) }
    fileprivate var orNil: String? { isEmpty ? nil : self }
}
