import CallDesk
import Calls
import Foundation

/// What a form lets one choose from.
struct PlanChoices: Sendable {
    struct Pair: Sendable {
        let value: String
        let text: String

        init(_ value: String, _ text: String) { (self.value, self.text) = (value, text) }
    }

    var campaigns: [Pair] = []
    var teams: [Pair] = []
    var scorecards: [Pair] = []

    private static let campaignsMax = 400
    private static let scorecardsMax = 400

    init() {}

    /// Open teams and campaigns that the reader may know of, and scorecards in force.
    init(_ visit: Visit, _ desk: CallDesk) async throws {
        let reader = visit.principal
        if reader.may(.seeRoster) {
            teams = try await desk.teams(by: reader).filter { $0.closedAt == nil }
                .map { Pair($0.id.description, $0.name) }
            var after: String?
            repeat {
                let page = try await desk.campaigns(after: after, limit: 200, by: reader)
                campaigns += page.items.map { campaign in
                    let title = campaign.name.map { "\($0) (\(campaign.code))" }
                    return Pair(campaign.code, title ?? campaign.code)
                }
                after = page.next
            } while after != nil && campaigns.count < Self.campaignsMax
        }
        var after: String?
        repeat {
            let page = try await desk.scorecards(after: after, limit: 200, by: reader)
            scorecards += page.items.filter { $0.inForce != nil }.map {
                Pair($0.code, "\($0.title[visit.words.language.rawValue]) (\($0.code))")
            }
            after = page.next
        } while after != nil && scorecards.count < Self.scorecardsMax
    }
}

/// Makes the form of what stands in it.
struct PlanFormBuilder {
    private typealias Pair = PlanChoices.Pair

    let fields: PlanFields
    let choices: PlanChoices
    /// By field of the form.
    let problems: [String: String]
    let words: Words

    var parts: [PlanFormPage.Part] { [what, population, period, method, stream, advice] }

    private var what: PlanFormPage.Part {
        part("what", [
            input("name", isWide: true),
            select("scorecard", choices.scorecards, orNone: true), input("dueDays"),
        ])
    }

    private var population: PlanFormPage.Part {
        let verdicts = Verdict.allCases.map { Pair($0.rawValue, words.name($0)) }
        return part("population", [
            boxes("campaign", choices.campaigns), boxes("team", choices.teams),
            input("agents", isWide: true),
            boxes("direction", Direction.allCases.map { Pair($0.rawValue, words.name($0)) }),
            boxes("stage", Population.stagesKnown.map { Pair("\($0)", "\($0) %") }),
            input("dispositions", isWide: true), input("leastSeconds"), input("mostSeconds"),
            select(
                "complaint",
                [
                    Pair("", words("plan.complaint.any")), Pair("yes", words.complaint(true)),
                    Pair("no", words.complaint(false)),
                ]),
            boxes("verdictAny", verdicts), boxes("verdictNone", verdicts),
        ])
    }

    private var period: PlanFormPage.Part {
        let cycles = LivePeriod.Cycle.allCases.map {
            Pair($0.rawValue, words("plan.every.\($0.rawValue)"))
        }
        return part(
            "period", [input("from", type: "date"), input("until", type: "date"), input("zone")],
            [
                option(
                    "period", "live",
                    [
                        select("cycle", cycles),
                        boxes("spread", [Pair("yes", words("plan.field.spreadYes"))]),
                    ]),
                option("period", "closed", []),
            ])
    }

    private var method: PlanFormPage.Part {
        let levels = InspectionLevel.allCases.map { Pair($0.rawValue, $0.rawValue) }
        let limits = QualityLimit.series.map { Pair($0.text, $0.text) }
        return part(
            "method", [],
            [
                option("method", "simple", [input("count")]),
                option("method", "percentage", [input("percent"), input("percentLeast")]),
                option("method", "perAgent", [input("perAgent")]),
                option("method", "stratified", strata),
                option("method", "everything", []),
                option(
                    "method", "acceptance", [select("level", levels), select("limit", limits)]),
            ])
    }

    private var strata: [PlanFormPage.Field] {
        let by = StratumField.allCases.map { Pair($0.rawValue, words("plan.by.\($0.rawValue)")) }
        let allocations = ["proportional", "equal", "quotas"].map {
            Pair($0, words("plan.allocation.\($0)"))
        }
        return [
            select("by", by), select("allocation", allocations), input("total"), input("least"),
            input("each"), area("quotas"), input("other"),
        ]
    }

    private var stream: PlanFormPage.Part {
        part(
            "stream", [],
            [
                option("stream", "estimate", []),
                option("stream", "risk", [input("reason", isWide: true)]),
                option("stream", "review", []),
            ])
    }

    private var advice: PlanFormPage.Part {
        part("advice", [input("margin"), input("deviation"), input("confidence")])
    }

    private func part(
        _ name: String, _ fields: [PlanFormPage.Field], _ options: [PlanFormPage.Option] = []
    ) -> PlanFormPage.Part {
        PlanFormPage.Part(
            title: words("plan.part.\(name)"), note: text("plan.part.\(name).note"),
            fields: fields, options: options)
    }

    private func option(
        _ group: String, _ value: String, _ fields: [PlanFormPage.Field]
    ) -> PlanFormPage.Option {
        PlanFormPage.Option(
            group: group, value: value, label: words("plan.option.\(group).\(value)"),
            meaning: words("plan.option.\(group).\(value).means"),
            isChosen: self.fields.has(group, value), fields: fields)
    }

    private func input(
        _ name: String, type: String = "text", isWide: Bool = false
    ) -> PlanFormPage.Field {
        field(name, .input(type), isWide: isWide)
    }

    private func area(_ name: String) -> PlanFormPage.Field { field(name, .area, isWide: true) }

    private func select(
        _ name: String, _ pairs: [Pair], orNone: Bool = false
    ) -> PlanFormPage.Field {
        var pairs = pairs
        let value = fields[name]
        // What was chosen before stays a choice.
        if !value.isEmpty, !pairs.contains(where: { $0.value == value }) {
            pairs.append(Pair(value, value))
        }
        if orNone, value.isEmpty { pairs.insert(Pair("", words("plan.field.choose")), at: 0) }
        return field(name, .select, pairs, isWide: false)
    }

    private func boxes(_ name: String, _ pairs: [Pair]) -> PlanFormPage.Field {
        let missing = fields.all(name).filter { value in
            !pairs.contains { $0.value == value }
        }
        return field(name, .boxes, pairs + missing.map { Pair($0, $0) }, isWide: pairs.count > 6)
    }

    private enum Shape {
        case input(String)
        case area, select, boxes
    }

    private func field(
        _ name: String, _ shape: Shape, _ pairs: [Pair] = [], isWide: Bool
    ) -> PlanFormPage.Field {
        var (type, isArea, isSelect, isBoxes): (String?, Bool, Bool, Bool) =
            (nil, false, false, false)
        switch shape {
        case .input(let kind): type = kind
        case .area: isArea = true
        case .select: isSelect = true
        case .boxes: isBoxes = true
        }
        return PlanFormPage.Field(
            name: name, label: words("plan.field.\(name)"), hint: text("plan.hint.\(name)"),
            problem: problems[name], value: fields.values[name]?.first ?? "", type: type,
            isArea: isArea, isSelect: isSelect, isBoxes: isBoxes, isWide: isWide,
            choices: pairs.map {
                .init(value: $0.value, text: $0.text, isChosen: fields.has(name, $0.value))
            })
    }

    /// Nil where the catalogue has no such sentence.
    private func text(_ key: String) -> String? {
        words.catalogue.has(key) ? words(key) : nil
    }
}
