import Calls

/// What is sent along with an act on a complaint, by a form or by a program; each act reads those
/// that it needs. Names are the same in both.
struct ComplaintActFields: Sendable {
    /// What is written with it; of `answer` the letter.
    var text = ""
    /// Number of the last event that the sender saw; nil for whatever came meanwhile.
    var after: Int?
    var type: String?
    var severity: String?
    var complexity: String?
    /// Code of a product.
    var product: String?
    /// `Principal.person`; nil for whoever fits and has least to do.
    var person: String?
    /// Id of a call.
    var call: String?
    var isSubject = true
    var representatives: Int?
    var regimes: [String]?
    var zone: String?
    var calendar: String?
    /// Code of an agent.
    var agent: String?
    /// Of the event that asked.
    var event: Int?
    var causes: [String] = []
    var reason: String?
    var `extension`: String?
    var outcome: String?
    var redress: [ComplaintRedress] = []
    /// Of the decision's redress, from 0.
    var redressPlace: Int?
    var isAgreed = false
    /// Number of the event that asked a second person.
    var request: Int?
    var template: String?
    var isContent: Bool?
    var satisfaction: Int?
    var recommend: Int?
    /// Of another complaint.
    var number: String?
    /// Ids of calls.
    var calls: [String] = []
}

extension ComplaintActFields: Decodable {
    private enum Key: String, CodingKey {
        case text, after, type, severity, complexity, product, person, call, subject
        case representatives, regimes, zone, calendar, agent, event, causes, reason, `extension`
        case outcome, redress, agreed, request, template, content, satisfaction, recommend, number
        case calls
    }

    private struct Redress: Decodable {
        let kind: String
        /// In the smallest unit of the currency.
        let amount: Int64?
    }

    init(from decoder: any Decoder) throws {
        let body = try decoder.container(keyedBy: Key.self)
        func text(_ key: Key) throws -> String? {
            let text = try body.decodeIfPresent(String.self, forKey: key)
            return text == "" ? nil : text
        }
        func number(_ key: Key) throws -> Int? {
            try body.decodeIfPresent(Int.self, forKey: key)
        }
        self.text = try text(.text) ?? ""
        (after, event, request) = (try number(.after), try number(.event), try number(.request))
        (type, severity) = (try text(.type), try text(.severity))
        (complexity, person) = (try text(.complexity), try text(.person))
        product = try text(.product)
        (call, agent) = (try text(.call), try text(.agent))
        isSubject = try body.decodeIfPresent(Bool.self, forKey: .subject) ?? true
        representatives = try number(.representatives)
        regimes = try body.decodeIfPresent([String].self, forKey: .regimes)
        (zone, calendar) = (try text(.zone), try text(.calendar))
        causes = try body.decodeIfPresent([String].self, forKey: .causes) ?? []
        (reason, self.extension) = (try text(.reason), try text(.extension))
        (outcome, template) = (try text(.outcome), try text(.template))
        if let place = try? number(.redress) {
            redressPlace = place
        } else {
            redress = (try body.decodeIfPresent([Redress].self, forKey: .redress) ?? [])
                .map { ComplaintRedress(kind: $0.kind, amount: $0.amount ?? 0) }
        }
        isAgreed = try body.decodeIfPresent(Bool.self, forKey: .agreed) ?? false
        isContent = try body.decodeIfPresent(Bool.self, forKey: .content)
        (satisfaction, recommend) = (try number(.satisfaction), try number(.recommend))
        self.number = try text(.number)
        calls = try body.decodeIfPresent([String].self, forKey: .calls) ?? []
    }
}

extension ComplaintActFields {
    static let names = [
        "text", "after", "type", "severity", "complexity", "product", "person", "call", "address",
        "subject", "representatives", "zone", "calendar", "agent", "event", "reason", "extension",
        "outcome", "agreed", "request", "template", "content", "satisfaction", "recommend",
        "number", "place",
    ]
    static let manyNames = ["regimes", "causes", "redress", "calls"]
    /// Before the code of a kind of redress that is money.
    static let amountPrefix = "amount."

    /// Reads a form of the page. Amounts stand in it as people write them; what is granted comes in
    /// the order of `classes`. Throws a refusal that names the field which can't be read.
    init(_ form: Query, _ classes: ComplaintClasses) throws {
        let amounts = form.pairs.map(\.name).filter { $0.hasPrefix(Self.amountPrefix) }
        try form.allow(Self.names + amounts, often: Self.manyNames)
        text = (form["text"] ?? "").replacing("\r\n", with: "\n")
        after = try Self.number(form, "after")
        (type, severity, complexity) = (form["type"], form["severity"], form["complexity"])
        product = form["product"].flatMap { $0.isEmpty ? nil : $0 }
        (person, agent) = (form["person"], form["agent"])
        // Of a call's page its address will do.
        call = form["address"].map(Self.lastPart) ?? form["call"]
        isSubject = form["subject"] == "yes"
        representatives = try Self.number(form, "representatives")
        regimes = form.all("regimes")
        (zone, calendar) = (form["zone"], form["calendar"])
        event = try Self.number(form, "event")
        causes = form.all("causes")
        (reason, self.extension, outcome) = (form["reason"], form["extension"], form["outcome"])
        isAgreed = form["agreed"] == "yes"
        request = try Self.number(form, "request")
        redressPlace = try Self.number(form, "place")
        template = form["template"]
        isContent = form["content"].map { $0 == "yes" }
        satisfaction = try Self.number(form, "satisfaction")
        recommend = try Self.number(form, "recommend")
        number = form["number"]
        calls = form.all("calls")
        redress = try Self.redress(form, classes)
    }

    private static func lastPart(of address: String) -> String {
        let path = address.prefix { $0 != "?" && $0 != "#" }
        return String(path.split(separator: "/").last ?? "")
    }

    private static func number(_ form: Query, _ name: String) throws -> Int? {
        guard let text = form[name] else { return nil }
        guard let number = Int(text) else {
            throw Refusal(
                .invalid, .badComplaintField, "\(name) is a whole number. Correct it.",
                subject: name)
        }
        return number
    }

    private static func redress(
        _ form: Query, _ classes: ComplaintClasses
    ) throws -> [ComplaintRedress] {
        let currency = Currency(classes.currency)
        let ticked = Set(form.all("redress"))
        return try classes.redress.compactMap { kind in
            guard kind.isMoney else {
                return ticked.contains(kind.code) ? ComplaintRedress(kind: kind.code) : nil
            }
            guard let typed = form[amountPrefix + kind.code] else { return nil }
            guard let amount = currency.amount(typed) else {
                throw Refusal(
                    .invalid, .badAmount,
                    "An amount can't be read. Write it as \(currency.text(42_000)).",
                    subject: currency.text(42_000))
            }
            return amount == 0 ? nil : ComplaintRedress(kind: kind.code, amount: amount)
        }
    }
}
