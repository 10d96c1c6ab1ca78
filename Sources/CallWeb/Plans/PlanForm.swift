import CallDesk
import Calls
import Foundation
import Hummingbird

/// The form of a plan, new or changed.
struct PlanFormPage: PageModel {
    struct Choice: Sendable {
        let value: String
        let text: String
        let isChosen: Bool
    }

    struct Field: Sendable {
        let name: String
        let label: String
        let hint: String?
        let problem: String?
        let value: String
        /// Of an input; nil for other fields.
        let type: String?
        let isArea: Bool
        let isSelect: Bool
        let isBoxes: Bool
        let isWide: Bool
        let choices: [Choice]
    }

    /// One of several ways, with the fields that belong to it.
    struct Option: Sendable {
        let group: String
        let value: String
        let label: String
        let meaning: String
        let isChosen: Bool
        let fields: [Field]
    }

    struct Part: Sendable {
        let title: String
        let note: String?
        let fields: [Field]
        let options: [Option]
    }

    /// A problem, and where its field stands.
    struct Trouble: Sendable {
        let text: String
        let url: String
    }

    static let template = "plan-form"
    let frame: Frame
    let title: String
    let backURL: String
    let backText: String
    let postURL: String
    let keep: String
    let purpose: String
    let hasTroubles: Bool
    let troubles: [Trouble]
    let advice: [String]
    let hasAdvice: Bool
    let parts: [Part]
}

extension Web {
    func newPlanPage(_ visit: Visit) async throws -> Response {
        try visit.query.allow([])
        let zone = CallZone(name: home.name) ?? .utc
        let fields = PlanFields(
            newIn: home.name, today: LocalDay(of: visit.now, in: zone))
        return try await planForm(PlanDraft(fields: fields), visit)
    }

    func addPlan(_ visit: Visit) async throws -> Response {
        try await keepPlan(of: nil, visit)
    }

    func editPlanPage(_ visit: Visit) async throws -> Response {
        try visit.query.allow([])
        let id: SamplePlan.ID = try visit.id("plan", or: .noSuchPlan)
        let plan = try await desk.samplePlan(id, by: visit.principal).plan
        var named = plan.population
        if case .stratified(let field, .quotas(let quotas, _)) = plan.method {
            if field == .agent { named.agents += quotas.keys.compactMap { Agent.ID(text: $0) } }
            if field == .team { named.teams += quotas.keys.compactMap { Team.ID(text: $0) } }
        }
        let names = try await desk.names(in: [named], by: visit.principal)
        return try await planForm(PlanDraft(fields: PlanFields(plan, names), id: id), visit)
    }

    func changePlan(_ visit: Visit) async throws -> Response {
        let id: SamplePlan.ID = try visit.id("plan", or: .noSuchPlan)
        _ = try await desk.samplePlan(id, by: visit.principal)
        return try await keepPlan(of: id, visit)
    }

    /// Keeps the plan, or shows the form again with what is wrong or, when asked, with advice.
    private func keepPlan(of id: SamplePlan.ID?, _ visit: Visit) async throws -> Response {
        try visit.query.allow([])
        var limits = settings.limits
        limits.bodyBytesMax = PlanFields.bytesMax
        let form = try await visit.form(limits: limits, pairsMax: PlanFields.pairsMax)
        try form.allow(PlanFields.once, often: PlanFields.often)
        let fields = PlanFields(form)
        let reading = PlanReading(
            fields, try await lookup(fields, visit), today: today(visit))
        var draft = PlanDraft(fields: fields, id: id, reading: reading)
        if fields["act"] == "count", reading.canBeCounted {
            draft.isCounting = true
            return try await planForm(draft, visit)
        }
        guard reading.problems.isEmpty else { return try await planForm(draft, visit) }
        do {
            if let id {
                try await desk.changeSamplePlan(id, to: reading.plan, by: visit.principal)
                return .seeOther(WebURL.plan(id, [("done", PlanDone.changed.rawValue)]))
            }
            let id = try await desk.addSamplePlan(reading.plan, by: visit.principal)
            return .seeOther(WebURL.plan(id, [("done", PlanDone.added.rawValue)]))
        } catch let refusal as Refusal where refusal.isOfPlan {
            draft.refusal = refusal
            return try await planForm(draft, visit)
        }
    }

    /// The day that the business's clocks show.
    func today(_ visit: Visit) -> LocalDay {
        LocalDay(of: visit.now, in: CallZone(name: home.name) ?? .utc)
    }

    private func lookup(_ fields: PlanFields, _ visit: Visit) async throws -> PlanLookup {
        var lookup = PlanLookup()
        for code in fields.staffCodes.prefix(SamplePlan.Limits.listEntries) {
            do {
                lookup.agents[code] =
                    try await desk.agent(staffCode: code, by: visit.principal).summary.id
            } catch let refusal as Refusal where refusal.kind == .notFound {
                // Whom nobody knows is told of beside the field.
                continue
            }
        }
        for team in try await desk.teams(by: visit.principal) {
            lookup.teams[team.name] = team.id
            lookup.teams[team.id.description] = team.id
        }
        return lookup
    }

    private func planForm(_ draft: PlanDraft, _ visit: Visit) async throws -> Response {
        let words = visit.words
        let texts = draft.troubles(words)
        let advice = draft.isCounting ? try await advice(on: draft, visit) : []
        let builder = PlanFormBuilder(
            fields: draft.fields, choices: try await PlanChoices(visit, desk),
            problems: Dictionary(texts, uniquingKeysWith: { first, _ in first }), words: words)
        let isNew = draft.id == nil
        let title = words(isNew ? "plan.form.new" : "plan.form.change")
        let url = draft.id.map { WebURL.plan($0) } ?? WebURL.plans
        let model = PlanFormPage(
            frame: await planFrame(title, visit), title: title, backURL: url,
            backText: words(isNew ? "plans.title" : "plan.form.back"), postURL: url,
            keep: words(isNew ? "plan.form.add" : "plan.form.keep"),
            purpose: words(isNew ? "plan.form.addNote" : "plan.form.changeNote"),
            hasTroubles: !texts.isEmpty,
            troubles: texts.map { .init(text: $0.1, url: "#field-\($0.0)") },
            advice: advice, hasAdvice: !advice.isEmpty, parts: builder.parts)
        return try page(model, for: visit, status: texts.isEmpty ? .ok : .badRequest)
    }
}

/// A form on its way, with what came of it so far.
struct PlanDraft: Sendable {
    var fields: PlanFields
    /// Of the plan that is changed; nil for a new one.
    var id: SamplePlan.ID?
    var reading: PlanReading?
    var isCounting = false
    var refusal: Refusal?

    /// Fields of the form and what is wrong with them. Who only counts isn't told of the rest.
    fileprivate func troubles(_ words: Words) -> [(String, String)] {
        if isCounting { return [] }
        var texts: [(String, String)] = []
        if let reading {
            texts = reading.problems.map {
                ($0.formField(of: reading.plan.method), words.sentence($0))
            }
        }
        if let refusal {
            let field = refusal.subject == "population" ? "campaign" : refusal.subject ?? "name"
            texts.append((field, words.sentence(refusal)))
        }
        return texts
    }
}

extension Refusal {
    /// Something that whoever fills in the form can put right there.
    fileprivate var isOfPlan: Bool {
        [.planNameTaken, .emptyPopulation, .noSuchScorecard, .planProblems].contains(code)
    }
}
