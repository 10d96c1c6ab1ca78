import Foundation

/// The fields of all deeds side by side; a deed has those of its act.
struct ComplaintDeedRecord: Codable, Equatable {
    let act: ComplaintAct
    var about: [Agent.ID]?
    var aboutDecisionsOf: [String]?
    var agent: Agent.ID?
    var agreed: Bool?
    /// UTC microseconds since 1970.
    var at: Int64?
    var bytes: Int64?
    var calendar: String?
    var call: Call.ID?
    var calls: [Call.ID]?
    var causes: [String]?
    var channel: ComplaintReceipt.Channel?
    var complainants: Int?
    /// The other one: it is merged into, linked with, split from.
    var complaint: Complaint.ID?
    var complexity: Complaint.Complexity?
    var content: Bool?
    /// On which a letter went out.
    var day: String?
    /// Its number in the case.
    var document: Int?
    var escalation: [ComplaintAssessment.Escalation]?
    /// The number of the event that asked.
    var event: Int?
    var `extension`: String?
    var file: ComplaintDocument.ID?
    /// Of a document's content, in hexadecimal.
    var hash: String?
    var kind: DocumentKind?
    var lacks: [String]?
    /// Its number among the letters of the case.
    var letter: Int?
    var outcome: Complaint.Outcome?
    var person: String?
    /// In the decision's redress, from 0.
    var place: Int?
    var product: String?
    var reason: PauseReason?
    var recommend: Int?
    var redress: [Redress]?
    var regimes: [String]?
    var remarks: [String]?
    var representatives: Int?
    var satisfaction: Int?
    var severity: String?
    var subject: Bool?
    var template: String?
    var to: [Complaint.ID]?
    var type: String?
    var version: Int?
    var vulnerable: Bool?
    var zone: String?

    typealias Key = CodingKeys

    enum CodingKeys: String, CodingKey, CaseIterable {
        case act, about, aboutDecisionsOf, agent, agreed, at, bytes, calendar, call, calls, causes
        case channel, complainants, complaint, complexity, content, day, document, escalation
        case event, `extension`, file, hash, kind, lacks, letter, outcome, person, place, product
        case reason, recommend, redress, regimes, remarks, representatives, satisfaction, severity
        case subject, template, to, type, version, vulnerable, zone
    }

    struct Redress: Codable, Equatable {
        let amount: Int64
        let kind: String

        init(_ redress: ComplaintRedress) {
            amount = redress.amount
            kind = redress.kind
        }

        init(from decoder: any Decoder) throws {
            try decoder.refuse(keysBeyond: ["amount", "kind"])
            let values = try decoder.container(keyedBy: CodingKeys.self)
            amount = try values.decode(Int64.self, forKey: .amount)
            kind = try values.decode(String.self, forKey: .kind)
        }

        var redress: ComplaintRedress { ComplaintRedress(kind: kind, amount: amount) }
    }

    /// A record whose fields are all known.
    struct Strict: Decodable {
        private static let known = Set(Key.allCases.map(\.rawValue))

        let record: ComplaintDeedRecord

        init(from decoder: any Decoder) throws {
            try decoder.refuse(keysBeyond: Self.known)
            record = try ComplaintDeedRecord(from: decoder)
        }
    }
}

private struct AnyKey: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(stringValue: String) {
        self.stringValue = stringValue
    }

    init?(intValue: Int) {
        nil
    }
}

extension Decoder {
    fileprivate func refuse(keysBeyond known: Set<String>) throws {
        let keys = try container(keyedBy: AnyKey.self).allKeys.map(\.stringValue)
        if let other = keys.first(where: { !known.contains($0) }) {
            throw ComplaintDeedRecord.unreadable("the field \(other) isn't known")
        }
    }
}

extension ComplaintDeedRecord {
    init(_ deed: ComplaintDeed) {
        act = deed.act
        handle(deed)
        investigate(deed)
        resolve(deed)
        join(deed)
    }

    private mutating func handle(_ deed: ComplaintDeed) {
        switch deed {
        case .receive(let receipt): write(receipt)
        case .assess(let found):
            (type, severity, complexity) = (found.type, found.severity, found.complexity)
            escalation = found.escalation.sorted { $0.rawValue < $1.rawValue }
            product = found.product
        case .assign(let worker): (person, agent) = (worker.person, worker.agent)
        case .linkCall(let linked):
            (call, agent, subject) = (linked.call, linked.agent, linked.isSubject)
        case .unlinkCall(let linked): call = linked
        case .represent(let number): representatives = number
        case .place(let place): write(place)
        case .attach(let added):
            (file, document) = (added.id, added.number)
            (kind, bytes) = (added.kind, added.bytes)
            hash = added.contentHash.hexadecimal
        case .arrive(let made): remarks = made.map(\.code)
        case .acknowledgeBy(let letter), .tellDelay(let letter): write(letter)
        default: break
        }
    }

    private mutating func investigate(_ deed: ComplaintDeed) {
        switch deed {
        case .ask(let asked): agent = asked
        case .answerQuestion(let number), .approve(let number), .refuse(let number):
            event = number
        case .find(let found): causes = found.causes.sorted()
        case .wait(let why): reason = why
        case .request(.extension(let name)): `extension` = name
        case .request(.redress(let asked)): redress = asked.map(Redress.init)
        default: break
        }
    }

    private mutating func resolve(_ deed: ComplaintDeed) {
        switch deed {
        case .solve(let made), .decide(let made), .settle(let made), .rule(let made):
            (outcome, agreed) = (made.outcome, made.isAgreed)
            redress = made.redress.map(Redress.init)
        case .answer(let letter): write(letter)
        case .give(let number): place = number
        case .hear(let said):
            (content, satisfaction, recommend) = (
                said.isContent, said.satisfaction, said.wouldRecommend
            )
        default: break
        }
    }

    private mutating func join(_ deed: ComplaintDeed) {
        switch deed {
        case .link(let other), .merge(let other), .absorb(let other), .unmerge(let other),
            .release(let other):
            complaint = other
        case .split(let off, let moved): (complaint, calls) = (off, moved)
        default: break
        }
    }

    private mutating func write(_ receipt: ComplaintReceipt) {
        at = Int64((receipt.at.timeIntervalSince1970 * 1_000_000).rounded())
        channel = receipt.channel
        complainants = receipt.complainants
        representatives = receipt.representatives
        vulnerable = receipt.isVulnerable
        about = receipt.about.sorted()
        aboutDecisionsOf = receipt.aboutDecisionsOf.sorted()
        complaint = receipt.splitFrom
        write(receipt.place)
    }

    private mutating func write(_ written: ComplaintLetter) {
        (template, version) = (written.template, written.version)
        (to, lacks) = (written.to.sorted(), written.lacks.sorted())
        letter = written.number
        (channel, day) = (written.dispatch?.channel, written.dispatch?.day.description)
    }

    private mutating func write(_ new: ComplaintPlace) {
        regimes = new.regimes
        zone = new.clocks?.zone.name
        calendar = new.clocks?.calendar
    }
}
