import CallDesk
import Calls
import Foundation
import HTTPTypes
import Hummingbird

/// The form by which an action is opened, its cause filled in where it comes from one.
struct ActionFormPage: PageModel {
    static let template = "action-new"
    let frame: Frame
    let listURL: String
    let postURL: String
    /// What has to be set right, as a finished sentence.
    let refusal: String?
    let complaints: [From]
    let kinds: [ScoringChoice]
    let causes: [ScoringChoice]
    let groups: [Group]
    let agent: String
    let agents: [ScoringChoice]
    let bases: [ScoringChoice]
    let owners: [ScoringChoice]
    let due: String
    let today: String
    let text: String
    let textMax: String

    /// A complaint that it comes from.
    struct From: Sendable {
        let fromID: String
        let fromURL: String
        let fromName: String
    }

    struct Group: Sendable {
        let groupLabel: String
        let choices: [ScoringChoice]
    }
}

extension Web {
    /// From today, unless another day is chosen.
    private static let dueDays = 30

    func newActionPage(_ visit: Visit) async throws -> Response {
        try visit.query.allow(["cause"], often: ["complaint"])
        return try await actionForm(visit, visit.query, refusal: nil)
    }

    func openActionFromPage(_ visit: Visit) async throws -> Response {
        try visit.query.allow([])
        var limits = settings.limits
        limits.bodyBytesMax = Self.actionBytesMax
        let form = try await visit.form(limits: limits)
        do {
            let id = try await desk.openAction(NewAction(form), by: visit.principal)
            return .seeOther(WebURL.action(id, done: .open))
        } catch let refusal as Refusal
            where [.invalid, .conflict].contains(refusal.kind)
        {
            return try await actionForm(visit, form, refusal: refusal)
        }
    }

    private func actionForm(
        _ visit: Visit, _ typed: Query, refusal: Refusal?
    ) async throws -> Response {
        let (words, reader) = (visit.words, visit.principal)
        let choices = try await desk.actionChoices(by: reader)
        var from: [ActionFormPage.From] = []
        var cause = typed["cause"]
        for text in typed.all("complaint").prefix(CorrectiveAction.Limits.complaints) {
            guard let id = Complaint.ID(text: text) else { throw Refusal.noSuchComplaint }
            let detail = try await desk.complaint(id, by: reader)
            from.append(
                .init(
                    fromID: id.description, fromURL: WebURL.complaint(id),
                    fromName: detail.summary.number.description))
            cause = cause ?? detail.complaint.findings?.causes.min()
        }
        let agents = reader.may(.listCalls) ? try await desk.filterChoices(by: reader).agents : []
        let owner =
            typed["owner"]
            ?? (choices.owners.contains { $0.person == reader.person } ? reader.person : nil)
        let kind = typed["kind"] ?? CorrectiveAction.Kind.corrective.rawValue
        let base = typed["base"] ?? RateBase.calls.rawValue
        return try page(
            ActionFormPage(
                frame: await frame(words("action.act.open"), in: .complaints, of: visit),
                listURL: WebURL.actions, postURL: WebURL.actions,
                refusal: refusal.map(words.actionSentence), complaints: from,
                kinds: CorrectiveAction.Kind.allCases.map {
                    ScoringChoice(
                        value: $0.rawValue, label: words("action.kind.\($0.rawValue).means"),
                        isChosen: $0.rawValue == kind)
                },
                causes: words.causeChoices(choices.classes, chosen: cause),
                groups: ActionFormPage.Group.all(choices, chosen: typed["group"], words),
                agent: typed["agent"] ?? "",
                agents: agents.map {
                    ScoringChoice(value: $0.code, label: $0.name ?? $0.code, isChosen: false)
                },
                bases: RateBase.allCases.map {
                    ScoringChoice(
                        value: $0.rawValue, label: words("action.base.\($0.rawValue)"),
                        isChosen: $0.rawValue == base)
                },
                owners: choices.owners.map {
                    ScoringChoice(
                        value: $0.person, label: $0.title, isChosen: $0.person == owner)
                },
                due: typed["due"] ?? "\(choices.today.advanced(by: Self.dueDays))",
                today: "\(choices.today)", text: typed["text"] ?? "",
                textMax: String(CorrectiveAction.Limits.textCharacters)),
            for: visit, status: refusal?.kind.status ?? .ok)
    }
}

extension ActionFormPage.Group {
    /// Teams, campaigns and products, as far as there are any.
    fileprivate static func all(
        _ choices: ActionChoices, chosen: String?, _ words: Words
    ) -> [Self] {
        let products = choices.classes.products.map {
            ActionChoices.Group(.product, key: $0.code, title: words.spoken($0.title))
        }
        return [ComplaintDimension.team, .campaign, .product].compactMap { dimension in
            let known = (choices.groups + products).filter { $0.dimension == dimension }
            guard !known.isEmpty else { return nil }
            return Self(
                groupLabel: words("prevention.dimension.\(dimension.rawValue)"),
                choices: known.map {
                    let value = "\(dimension.rawValue):\($0.key)"
                    return ScoringChoice(
                        value: value, label: $0.title, isChosen: value == chosen)
                })
        }
    }
}
