import Calls
import Foundation

/// `GET /api/v1/complaints/:complaint`.
struct ComplaintDetailJSON: Encodable, Sendable {
    struct Party: Encodable, Sendable {
        let number: Int
        let kind: ComplaintForm.Party.Kind
        let customer: OrNull<Customer.ID>
        /// Masked unless the reader's own reveal lasts; empty for what isn't known.
        let name: String
        let phone: String
        let email: String
        let address: String
        let relation: String
    }

    /// A clock with why it reads what it reads, in the reader's language.
    struct Clock: Encodable, Sendable {
        let reading: ClockJSON
        let began: OrNull<String>
        let stopped: OrNull<String>
        let line: String
        let reasons: [String]
        let notes: [String]
    }

    struct Event: Encodable, Sendable {
        /// Whose it is: the case itself, or one that was merged into it.
        let complaint: Complaint.ID
        let number: Int
        let at: String
        let by: String
        let byName: OrNull<String>
        let act: ComplaintAct
        let deed: JSONTree
        let text: OrNull<String>
    }

    struct LinkedCall: Encodable, Sendable {
        let call: CallJSON
        let subject: Bool
        let held: Bool
        let complaint: Complaint.ID
        let evaluations: [Evaluation.ID]
    }

    struct Request: Encodable, Sendable {
        /// Of the event that asked.
        let number: Int
        let kind: ComplaintAct
        /// The extension's name; null for all else.
        let `extension`: OrNull<String>
        let redress: [Redress]
        let outcome: OrNull<ComplaintRequest.Outcome>
        let askedBy: String
        let decidedBy: OrNull<String>
        let text: OrNull<String>
    }

    struct Redress: Encodable, Sendable {
        let kind: String
        /// In the smallest unit of the currency.
        let amount: Int64
        /// Null for what isn't granted yet.
        let given: OrNull<Bool>
    }

    struct Decision: Encodable, Sendable {
        let outcome: Complaint.Outcome
        let by: OrNull<String>
        let agreed: Bool
        let redress: [Redress]
    }

    struct Worker: Encodable, Sendable {
        let person: String
        let title: String
        let load: Int
    }

    let complaint: ComplaintJSON
    /// Number of the last event, for `after` of the next act.
    let version: Int
    let language: String
    let product: String
    let productCode: OrNull<String>
    let remedy: String
    let text: OrNull<String>
    let campaign: OrNull<String>
    let regimes: [String]
    let parties: [Party]
    let clocks: [Clock]
    let timeline: [Event]
    let calls: [LinkedCall]
    let documents: [ComplaintDocumentJSON]
    let questions: [ComplaintQuestionJSON]
    let requests: [Request]
    let decision: OrNull<Decision>
    let causes: [String]
    let members: [ComplaintJSON]
    let mergedInto: OrNull<ComplaintJSON>
    let links: [ComplaintJSON]
    let duplicates: [ComplaintJSON]
    let acts: [ComplaintAct]
    let recusal: OrNull<String>
    let openNeeds: [String]
    let workers: [Worker]
    /// What the reader may grant alone, in the smallest unit; null for without bounds.
    let limit: OrNull<Int64>
    let currency: String
}

extension ComplaintDetailJSON {
    init(_ detail: ComplaintDetail, _ words: Words, now: Date) throws {
        let (matter, home) = (detail.complaint, words.home)
        func line(_ other: ComplaintSummary) -> ComplaintJSON { ComplaintJSON(other, home: home) }
        complaint = line(detail.summary)
        version = detail.version
        (language, product, remedy) = (detail.language, detail.product, detail.remedy)
        productCode = OrNull(detail.productCode)
        text = OrNull(detail.text)
        campaign = OrNull(detail.campaign)
        regimes = matter.place.regimes
        parties = detail.parties.map(Party.init)
        clocks = detail.clocks.map { Clock($0, words, now: now) }
        timeline = try detail.timeline.map { try Event($0, home: home) }
        calls = detail.calls.map {
            LinkedCall(
                call: CallJSON($0.call), subject: $0.isSubject, held: $0.isHeld,
                complaint: $0.complaint, evaluations: $0.evaluations)
        }
        documents = detail.documents.map { ComplaintDocumentJSON($0, home: home) }
        questions = detail.questions.map { ComplaintQuestionJSON($0, home: home) }
        requests = detail.requests.map(Request.init)
        decision = OrNull(
            matter.decision.map {
                Decision($0, by: matter.decidedBy, open: matter.openRedress)
            })
        causes = (matter.findings?.causes ?? []).sorted()
        members = detail.members.map(line)
        mergedInto = OrNull(detail.mergedInto.map(line))
        links = detail.links.map(line)
        duplicates = detail.duplicates.map(line)
        acts = detail.acts
        recusal = OrNull(detail.recusal?.rawValue)
        openNeeds = detail.openNeeds.map(\.rawValue)
        workers = detail.workers.map {
            Worker(person: $0.person, title: $0.title, load: $0.load)
        }
        limit = OrNull(detail.limit == ComplaintClasses.unlimited ? nil : detail.limit)
        currency = detail.rules.classes.currency
    }
}

extension ComplaintDetailJSON.Party {
    init(_ party: ComplaintDetail.Party) {
        self.init(
            number: party.number, kind: party.kind, customer: OrNull(party.customer),
            name: party.name, phone: party.phone, email: party.email, address: party.address,
            relation: party.relation)
    }
}

extension ComplaintDetailJSON.Clock {
    private enum Key: String, CodingKey { case began, stopped, line, reasons, notes }

    init(_ clock: ClockReading, _ words: Words, now: Date) {
        self.init(
            reading: ClockJSON(clock, home: words.home),
            began: OrNull(clock.began.map { words.home.time($0).iso8601 }),
            stopped: OrNull(clock.stopped.map { words.home.time($0).iso8601 }),
            line: words.line(clock, now: now), reasons: words.reasons(clock),
            notes: words.notes(clock))
    }

    /// The reading's fields stand beside the others.
    func encode(to encoder: any Encoder) throws {
        try reading.encode(to: encoder)
        var object = encoder.container(keyedBy: Key.self)
        try object.encode(began, forKey: .began)
        try object.encode(stopped, forKey: .stopped)
        try object.encode(line, forKey: .line)
        try object.encode(reasons, forKey: .reasons)
        try object.encode(notes, forKey: .notes)
    }
}

extension ComplaintDetailJSON.Event {
    init(_ line: ComplaintDetail.Event, home: Zone) throws {
        let event = line.event
        let deed = try JSONDecoder().decode(JSONTree.self, from: Data(event.deed.json.utf8))
        self.init(
            complaint: line.complaint, number: event.number, at: home.time(event.at).iso8601,
            by: event.by, byName: OrNull(line.byTitle), act: event.deed.act, deed: deed,
            text: OrNull(line.text))
    }
}

extension ComplaintDetailJSON.Request {
    init(_ asked: ComplaintDetail.Request) {
        let request = asked.request
        var (name, granted): (String?, [ComplaintRedress]) = (nil, [])
        switch request.kind {
        case .extension(let called): name = called
        case .redress(let wanted): granted = wanted
        case .special: break
        }
        self.init(
            number: asked.number, kind: ComplaintDeed.request(request.kind).act,
            extension: OrNull(name),
            redress: granted.map { .init(kind: $0.kind, amount: $0.amount, given: OrNull(nil)) },
            outcome: OrNull(request.outcome), askedBy: asked.askedByTitle ?? request.askedBy,
            decidedBy: OrNull(request.decidedBy), text: OrNull(asked.text))
    }
}

extension ComplaintDetailJSON.Decision {
    init(_ decision: ComplaintDecision, by person: String?, open: Set<Int>) {
        self.init(
            outcome: decision.outcome, by: OrNull(person), agreed: decision.isAgreed,
            redress: decision.redress.enumerated().map { place, part in
                .init(
                    kind: part.kind, amount: part.amount, given: OrNull(!open.contains(place)))
            })
    }
}

extension JSONTree: Decodable {
    init(from decoder: any Decoder) throws {
        let value = try decoder.singleValueContainer()
        if let flag = try? value.decode(Bool.self) {
            self = .flag(flag)
        } else if let integer = try? value.decode(Int.self) {
            self = .integer(integer)
        } else if let text = try? value.decode(String.self) {
            self = .text(text)
        } else if let list = try? value.decode([JSONTree].self) {
            self = .list(list)
        } else {
            self = .object(try value.decode([String: JSONTree].self))
        }
    }
}
