import CallDesk
import Calls
import Foundation
import Hummingbird

extension Web {
    /// The words of a customer and of an answer as a form writes them, nine bytes for a Chinese
    /// character, and what stands beside them.
    static let complaintBytesMax = 512 << 10

    /// Causes may be ticked by the hundred.
    private static let complaintPairsMax = 1024

    /// After a refusal the page comes back with the sentence, and with all that was typed.
    func actOnComplaint(_ visit: Visit, _ act: ComplaintAct) async throws -> Response {
        try visit.query.allow([])
        let id: Complaint.ID = try visit.id("complaint", or: .noSuchComplaint)
        var limits = settings.limits
        limits.bodyBytesMax = Self.complaintBytesMax
        let form = try await visit.form(limits: limits, pairsMax: Self.complaintPairsMax)
        do {
            let classes = try await desk.complaintRules(by: visit.principal).classes
            let fields = try ComplaintActFields(form, classes)
            let new = try await carryOut(act, fields, on: id, by: visit.principal)
            if let new { return .seeOther(WebURL.complaint(new, done: act)) }
            guard act == .answerQuestion, let event = fields.event else {
                return .seeOther(WebURL.complaint(id, done: act))
            }
            return .seeOther(WebURL.complaintQuestion(id, event))
        } catch let refusal as Refusal where refusal.leadsBack {
            let refused = RefusedComplaintAct(act: act, form: form, refusal: refusal)
            if act == .answerQuestion, let event = form["event"].flatMap({ Int($0) }) {
                return try await complaintQuestionPage(visit, id, event, refused)
            }
            return try await complaintPage(visit, id, refused)
        }
    }

    func apiActOnComplaint(_ visit: Visit, _ act: ComplaintAct) async throws -> Response {
        try visit.query.allow([])
        let id: Complaint.ID = try visit.id("complaint", or: .noSuchComplaint)
        var limits = settings.limits
        limits.bodyBytesMax = Self.complaintBytesMax
        let fields = try await visit.json(ComplaintActFields.self, limits: limits)
        guard let new = try await carryOut(act, fields, on: id, by: visit.principal) else {
            return Response(status: .noContent)
        }
        return try .json(["id": new.description], status: .created)
    }

    /// Returns the case that was split off, if one was.
    private func carryOut(
        _ act: ComplaintAct, _ fields: ComplaintActFields, on id: Complaint.ID,
        by principal: Principal
    ) async throws -> Complaint.ID? {
        let (text, after) = (fields.text, fields.after)
        switch act {
        case .assess:
            try await desk.assessComplaint(
                id, type: fields.type ?? "", severity: fields.severity ?? "",
                complexity: try fields.chosenComplexity(), product: fields.product, saying: text,
                after: after, by: principal)
        case .assign:
            try await desk.assignComplaint(
                id, to: fields.person, saying: text, after: after, by: principal)
        case .ask:
            try await desk.askAboutComplaint(
                id, agentCode: fields.agent ?? "", saying: text, after: after, by: principal)
        case .linkCall:
            try await desk.linkCall(
                id, call: try fields.callID(), isSubject: fields.isSubject, saying: text,
                after: after, by: principal)
        case .merge:
            try await desk.mergeComplaint(
                id, into: try fields.complaintNumber(), saying: text, after: after, by: principal)
        case .link:
            try await desk.linkComplaint(
                id, with: try fields.complaintNumber(), saying: text, after: after, by: principal)
        case .unmerge:
            try await desk.unmergeComplaint(id, saying: text, after: after, by: principal)
        case .split:
            return try await desk.splitComplaint(
                id, calls: try fields.callIDs(), saying: text, after: after, by: principal)
        default:
            try await desk.actOnComplaint(
                id, try fields.deed(act), saying: text, after: after, by: principal)
        }
        return nil
    }
}

/// An act that was refused, with all that was sent.
struct RefusedComplaintAct: Sendable {
    let act: ComplaintAct
    let form: Query
    let refusal: Refusal
}

extension Refusal {
    /// Whether the form is shown again; who may not be here, or asks too often, sees the sentence
    /// alone.
    var leadsBack: Bool {
        switch kind {
        case .invalid, .conflict, .forbidden: true
        case .notFound: code != .noSuchComplaint
        case .signedOut, .tooLarge, .tooMany, .unavailable: false
        }
    }
}

extension ComplaintActFields {
    /// What `act` does; of those that the desk completes by itself, a note.
    func deed(_ act: ComplaintAct) throws(Refusal) -> ComplaintDeed {
        if let plain = Self.plain[act] { return plain }
        return switch act {
        case .unlinkCall: .unlinkCall(try callID())
        case .represent: .represent(try given(representatives, "representatives"))
        case .place: .place(try place())
        case .answerQuestion: .answerQuestion(try given(event, "event"))
        case .find: .find(ComplaintFindings(causes: Set(causes)))
        case .wait: .wait(try given(reason.flatMap { PauseReason(rawValue: $0) }, "reason"))
        case .askExtension: .request(.extension(try given(`extension`, "extension")))
        case .askRedress: .request(.redress(try granted()))
        case .approve: .approve(try given(request, "request"))
        case .refuse: .refuse(try given(request, "request"))
        case .solve: .solve(try decision())
        case .decide: .decide(try decision())
        case .settle: .settle(try decision(orElse: .settled))
        case .rule: .rule(try decision())
        case .answer: .answer(try letter())
        case .give: .give(try given(redressPlace, "redress"))
        case .hear: .hear(try reply())
        default: .note
        }
    }

    private static let plain: [ComplaintAct: ComplaintDeed] = [
        .acknowledge: .acknowledge, .take: .take, .escalate: .escalate, .followUp: .followUp,
        .note: .note, .investigate: .investigate, .resume: .resume,
        .askSpecial: .request(.special), .withdraw: .withdraw, .close: .close, .reopen: .reopen,
        .refer: .refer, .comeBack: .comeBack,
    ]

    func chosenComplexity() throws(Refusal) -> Complaint.Complexity {
        try given(complexity.flatMap { Complaint.Complexity(rawValue: $0) }, "complexity")
    }

    func callID() throws(Refusal) -> Call.ID {
        guard let id = call.flatMap({ Call.ID(text: $0) }) else { throw .noSuchComplaintCall }
        return id
    }

    func callIDs() throws(Refusal) -> [Call.ID] {
        let ids = calls.compactMap { Call.ID(text: $0) }
        guard ids.count == calls.count, Set(ids).count == ids.count else {
            throw .noSuchComplaintCall
        }
        return ids
    }

    func complaintNumber() throws(Refusal) -> ComplaintNumber {
        guard let known = number.flatMap({ ComplaintNumber(text: $0) }) else {
            throw .badComplaintNumber
        }
        return known
    }

    private func place() throws(Refusal) -> ComplaintPlace {
        var clocks: ClockPlace?
        if let zone {
            clocks = ClockPlace(
                zone: try given(CallZone(name: zone), "zone"), calendar: calendar)
        } else if calendar != nil {
            throw Refusal(
                .invalid, .badComplaintField,
                "A calendar goes with a zone. Name the zone too, such as Asia/Shanghai.",
                subject: "zone")
        }
        return ComplaintPlace(regimes: try given(regimes, "regimes"), clocks: clocks)
    }

    private func decision(
        orElse usual: Complaint.Outcome? = nil
    ) throws(Refusal) -> ComplaintDecision {
        let named = outcome.map { Complaint.Outcome(rawValue: $0) } ?? usual
        return ComplaintDecision(
            try given(named, "outcome"), redress: redress, isAgreed: isAgreed)
    }

    private func granted() throws(Refusal) -> [ComplaintRedress] {
        guard !redress.isEmpty else { throw Refusal(field: "redress") }
        return redress
    }

    /// Written by hand; to whom it goes is the desk's to say.
    private func letter() throws(Refusal) -> ComplaintLetter {
        guard text.contains(where: { !$0.isWhitespace }) else { throw Refusal(.needs([.words])) }
        return ComplaintLetter(template: template ?? "", version: 0, to: [])
    }

    private func reply() throws(Refusal) -> ComplaintReply {
        ComplaintReply(
            isContent: try given(isContent, "content"), satisfaction: satisfaction,
            wouldRecommend: recommend)
    }

    private func given<Value>(_ value: Value?, _ field: String) throws(Refusal) -> Value {
        guard let value else { throw Refusal(field: field) }
        return value
    }
}

extension Refusal {
    fileprivate init(field: String) {
        self.init(
            .invalid, .badComplaintField,
            "The field \(field) is missing, or can't be read. Choose from what is offered.",
            subject: field)
    }

    fileprivate static let noSuchComplaintCall = Refusal(
        .notFound, .noSuchCall,
        "There is no such call. Choose one, or copy the address of the call's page.")
}
