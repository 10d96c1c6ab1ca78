import CallDesk
import Calls
import Foundation
import HTTPTypes
import Hummingbird

/// The form by which a complaint is registered, with what may belong to it.
struct ComplaintFormPage: PageModel {
    static let template = "complaint-new"
    let frame: Frame
    let backURL: String
    let postURL: String
    let matchURL: String
    /// The number of what was just registered, as a finished sentence.
    let done: String?
    /// What has to be set right: a finished sentence that leads to its field.
    let trouble: Trouble?
    let parties: [Party]
    let matches: Matches?
    let phoneProblem: String?
    let partiesProblem: String?
    let linkProblem: String?
    let channelProblem: String?
    let around: Field
    let complainants: Field
    let isVulnerable: Bool
    let text: Field
    let remedy: Field
    let product: Field
    /// Those of the house; without any, words are all there is.
    let products: [ScoringChoice]
    let hasProducts: Bool
    let productProblem: String?
    let campaign: Field
    let campaigns: [ScoringChoice]
    let agents: Field
    let knownAgents: [ScoringChoice]
    let decisions: Field
    let received: Field
    let latest: String
    let channels: [ScoringChoice]
    let languages: [ScoringChoice]
    let regimes: [ScoringChoice]
    let hasRegimes: Bool
    let isByOther: Bool
    let regimeProblem: String?
    let zone: String

    struct Trouble: Sendable {
        let text: String
        let field: String
    }

    struct Field: Sendable {
        let value: String
        let most: Int
        /// As a finished sentence, where this field has to be set right.
        let problem: String?
    }

    /// Somebody who complains or speaks for those who do.
    struct Party: Sendable {
        let place: Int
        let title: String
        let isFirst: Bool
        let kinds: [ScoringChoice]
        let name: String
        let phone: String
        let email: String
        let address: String
        let relation: String
        let isOpen: Bool
    }
}

extension Web {
    func newComplaintPage(_ visit: Visit) async throws -> Response {
        try visit.query.allow(["customer", "call", "done"])
        let reader = visit.principal
        var fields = ComplaintFormFields(language: visit.words.language)
        var probe = ComplaintProbe()
        if let text = visit.query["customer"] {
            guard let id = Customer.ID(text: text) else { throw Refusal.noSuchCustomer }
            probe.customer = id
        }
        if let text = visit.query["call"] {
            guard let id = Call.ID(text: text) else { throw Refusal.noSuchCall }
            let call = try await desk.call(
                id, thresholds: settings.thresholds, by: reader
            ).summary
            fields.choose("call", id.description)
            probe.around = call.startedAt
            if probe.customer == nil, !call.isErased { probe.customer = call.customer }
        }
        if let customer = probe.customer { fields["customer"] = customer.description }
        let matches =
            probe.customer == nil
            ? nil : try await desk.complaintMatches(probe, by: reader)
        return try await complaintForm(visit, fields, matches)
    }

    /// The same form again, with what was found. With `more` there is room for one more party.
    func matchComplaintFromPage(_ visit: Visit) async throws -> Response {
        try visit.query.allow([])
        var fields = try await complaintFields(visit)
        if fields["act"] == "more" {
            fields.addParty()
            return try await complaintForm(visit, fields, try? await known(fields, visit))
        }
        do {
            let matches = try await desk.complaintMatches(
                fields.probe(in: home), by: visit.principal)
            if let customer = matches.customer, !customer.isErased {
                fields["customer"] = customer.id.description
            }
            return try await complaintForm(visit, fields, matches, isAsked: true)
        } catch let refusal as Refusal where refusal.leavesTheForm {
            return try await complaintForm(
                visit, fields, try? await known(fields, visit), refusal: refusal)
        }
    }

    func receiveComplaintFromPage(_ visit: Visit) async throws -> Response {
        try visit.query.allow([])
        let fields = try await complaintFields(visit)
        let reader = visit.principal
        do {
            let form = try await withCaller(fields.form(in: home), reader)
            let made = try await desk.receiveComplaint(form, by: reader)
            return .seeOther(
                await seesComplaint(made.number, reader)
                    ? WebURL.complaint(made.id, done: .receive)
                    : WebURL.newComplaint(after: made.number))
        } catch let refusal as Refusal where refusal.leavesTheForm {
            return try await complaintForm(
                visit, fields, try? await known(fields, visit), refusal: refusal)
        }
    }

    /// Where nobody is named, the customer of the first call complains.
    func withCaller(_ form: ComplaintForm, _ reader: Principal) async throws -> ComplaintForm {
        var form = form
        guard form.parties.isEmpty, reader.may(.seeCall), let call = form.calls.first,
            let customer = try await desk.call(
                call, thresholds: settings.thresholds, by: reader
            ).summary.customer
        else { return form }
        form.parties = [.init(kind: .complainant, customer: customer)]
        return form
    }

    /// Who is named in a complaint doesn't see it, even when they registered it.
    private func seesComplaint(_ number: ComplaintNumber, _ reader: Principal) async -> Bool {
        guard reader.may(.seeComplaints) else { return false }
        return (try? await desk.complaintID(numbered: number, by: reader)) != nil
    }

    private func complaintFields(_ visit: Visit) async throws -> ComplaintFormFields {
        var limits = settings.limits
        limits.bodyBytesMax = Self.complaintBytesMax
        return try ComplaintFormFields(
            try await visit.form(limits: limits, pairsMax: ComplaintFormFields.pairsMax))
    }

    /// What belongs to a customer who is known already; a number isn't looked up again.
    private func known(
        _ fields: ComplaintFormFields, _ visit: Visit
    ) async throws -> ComplaintMatches? {
        var probe = try fields.probe(in: home)
        guard probe.customer != nil else { return nil }
        probe.phone = nil
        return try await desk.complaintMatches(probe, by: visit.principal)
    }

    private func complaintForm(
        _ visit: Visit, _ fields: ComplaintFormFields, _ matches: ComplaintMatches?,
        isAsked: Bool = false, refusal: Refusal? = nil
    ) async throws -> Response {
        let (words, reader) = (visit.words, visit.principal)
        let rules = try await desk.complaintRules(by: reader)
        let isReading = reader.may(.listCalls)
        let form = FilledComplaintForm(
            fields: fields, refusal: refusal, rules: rules,
            choices: isReading ? try await desk.filterChoices(by: reader) : nil, words: words)
        let found = try await foundMatches(
            fields, matches, isAsked: isAsked, rules, visit)
        return try page(
            ComplaintFormPage(
                form, found,
                frame: await frame(words("complaints.new"), in: .complaints, of: visit),
                done: visit.request.method == .get ? visit.query["done"] : nil,
                latest: words.home.time(visit.now)),
            for: visit, status: refusal?.kind.status ?? .ok)
    }

    /// Calls that were chosen stay chosen, also where they aren't among those that were found.
    private func foundMatches(
        _ fields: ComplaintFormFields, _ matches: ComplaintMatches?, isAsked: Bool,
        _ rules: ComplaintRules, _ visit: Visit
    ) async throws -> ComplaintFormPage.Matches? {
        let found = matches ?? ComplaintMatches(customer: nil, calls: [], duplicates: [])
        let shown = Set(found.calls.map(\.id.description))
        var kept: [CallSummary] = []
        for text in fields.all("call").prefix(ComplaintMatches.callsMost)
        where !shown.contains(text) {
            guard visit.principal.may(.seeCall), let id = Call.ID(text: text),
                let call = try? await desk.call(
                    id, thresholds: settings.thresholds, by: visit.principal)
            else { continue }
            kept.append(call.summary)
        }
        let part = ComplaintFormPage.Matches(
            found, kept: kept, fields, isAsked: isAsked, rules, visit)
        return part.isShown ? part : nil
    }
}

extension Refusal {
    /// Whether the form can be set right and sent again. What somebody may not do at all is told
    /// as everywhere.
    fileprivate var leavesTheForm: Bool {
        switch kind {
        case .invalid, .conflict, .notFound, .tooMany: true
        case .signedOut, .forbidden, .tooLarge, .unavailable: false
        }
    }
}
