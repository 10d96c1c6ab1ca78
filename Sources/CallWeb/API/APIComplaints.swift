import CallDesk
import Calls
import Foundation
import Hummingbird

extension Web {
    func apiComplaints(_ visit: Visit) async throws -> Response {
        try visit.query.allow(
            ComplaintQuery.names + ["after", "limit"], often: ComplaintQuery.often)
        let found = try await desk.complaints(
            ComplaintQuery(visit.query, by: visit.principal).filter,
            after: visit.query["after"], limit: try visit.query.limit(orElse: 50),
            by: visit.principal)
        return try .json(
            PageJSON(items: found.items.map { ComplaintJSON($0, home: home) }, next: found.next))
    }

    func apiComplaintBoard(_ visit: Visit) async throws -> Response {
        try visit.query.allow([])
        return try .json(
            ComplaintBoardJSON(try await desk.complaintBoard(by: visit.principal), home: home))
    }

    func apiOwnComplaints(_ visit: Visit) async throws -> Response {
        try visit.query.allow(["after", "limit"])
        let work = try await desk.complaintWork(
            after: visit.query["after"], limit: try visit.query.limit(orElse: 50),
            by: visit.principal)
        return try .json(ComplaintWorkJSON(work, home: home))
    }

    func apiComplaintRules(_ visit: Visit) async throws -> Response {
        try visit.query.allow([])
        return try .json(ComplaintRulesJSON(try await desk.complaintRules(by: visit.principal)))
    }

    func apiComplaintNumber(_ visit: Visit) async throws -> Response {
        let id = try await complaintNamed(visit)
        let number = visit.query["n"].flatMap { ComplaintNumber(text: $0) }
        return try .json(["id": id.description, "number": number?.description ?? ""])
    }

    func apiComplaint(_ visit: Visit) async throws -> Response {
        try visit.query.allow([])
        let id: Complaint.ID = try visit.id("complaint", or: .noSuchComplaint)
        let detail = try await desk.complaint(id, by: visit.principal)
        return try .json(ComplaintDetailJSON(detail, visit.words, now: visit.now))
    }

    func apiComplaintQuestion(_ visit: Visit) async throws -> Response {
        try visit.query.allow([])
        let id: Complaint.ID = try visit.id("complaint", or: .noSuchComplaint)
        guard let event = visit.parameters["event"].flatMap({ Int($0) }) else {
            throw Refusal.noSuchComplaint
        }
        let question = try await desk.complaintQuestion(id, event, by: visit.principal)
        return try .json(ComplaintQuestionJSON(question, home: home))
    }

    func apiComplaintMatches(_ visit: Visit) async throws -> Response {
        try visit.query.allow([])
        struct Body: Decodable {
            let customer: Customer.ID?
            let phone: String?
            let around: String?
        }
        let body = try await visit.json(Body.self, limits: settings.limits)
        let probe = ComplaintProbe(
            customer: body.customer, phone: body.phone,
            around: try body.around.map { try complaintInstant($0, "around") })
        return try .json(
            ComplaintMatchesJSON(
                try await desk.complaintMatches(probe, by: visit.principal), home: home))
    }

    func apiReceiveComplaint(_ visit: Visit) async throws -> Response {
        try visit.query.allow([])
        var limits = settings.limits
        limits.bodyBytesMax = Self.complaintBytesMax
        let body = try await visit.json(ComplaintBody.self, limits: limits)
        var form = body.form(language: visit.words.language)
        form.receivedAt = try body.receivedAt.map { try complaintInstant($0, "receivedAt") }
        let made = try await desk.receiveComplaint(
            try await withCaller(form, visit.principal), by: visit.principal)
        return try .json(
            ["id": made.id.description, "number": made.number.description], status: .created)
    }

    /// A day begins in the installation's zone.
    private func complaintInstant(_ text: String, _ name: String) throws -> Date {
        do {
            return try FilterQuery.instant(text, name, home, endOfDay: false)
        } catch let refusal as Refusal {
            throw Refusal(.invalid, .badComplaint, refusal.sentence, subject: name)
        }
    }
}

/// A complaint as it is sent to be registered; what isn't sent is as in an empty form.
private struct ComplaintBody: Decodable, Sendable {
    struct Party: Decodable, Sendable {
        let kind: ComplaintForm.Party.Kind?
        let customer: Customer.ID?
        let name: String?
        let phone: String?
        let email: String?
        let address: String?
        let relation: String?

        var party: ComplaintForm.Party {
            var party = ComplaintForm.Party(
                kind: kind ?? .complainant, customer: customer, name: name ?? "")
            party.phone = phone ?? ""
            party.email = email ?? ""
            party.address = address ?? ""
            party.relation = relation ?? ""
            return party
        }
    }

    let receivedAt: String?
    let channel: ComplaintReceipt.Channel
    let language: String?
    let parties: [Party]?
    let complainants: Int?
    let vulnerable: Bool?
    let text: String
    let remedy: String?
    let product: String?
    let productCode: String?
    let campaign: String?
    let agents: [String]?
    let aboutDecisionsOf: [String]?
    let calls: [Call.ID]?
    let regimes: [String]?
    let links: [Complaint.ID]?

    func form(language usual: Language) -> ComplaintForm {
        var form = ComplaintForm(
            channel: channel, language: language ?? usual.rawValue, text: text)
        form.parties = (parties ?? []).map(\.party)
        form.complainants = complainants ?? max(1, form.parties.count { $0.kind == .complainant })
        form.isVulnerable = vulnerable ?? false
        form.remedy = remedy ?? ""
        form.product = product ?? ""
        form.productCode = productCode
        form.campaign = campaign
        form.agents = agents ?? []
        form.aboutDecisionsOf = aboutDecisionsOf ?? []
        form.calls = calls ?? []
        form.regimes = regimes
        form.links = links ?? []
        return form
    }
}
