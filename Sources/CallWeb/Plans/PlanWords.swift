import Calls
import Foundation

/// Plans in words.
extension Words {
    /// What the population asks for, label by label; empty for all calls.
    func asked(of population: Population, _ names: PopulationNames) -> [PlanFact] {
        func fact(_ field: String, _ texts: [String]) -> PlanFact? {
            texts.isEmpty
                ? nil
                : PlanFact(
                    label: self("plan.field.\(field)"),
                    value: texts.joined(separator: self("list.separator")))
        }
        let facts = [
            fact(
                "campaign",
                population.campaigns.map { code in
                    names.campaigns[code].map { "\($0) (\(code))" } ?? code
                }),
            fact("team", population.teams.map { names.teams[$0] ?? $0.description }),
            fact("agents", population.agents.map { title(ofAgent: $0, names) }),
            fact("direction", population.directions.map { name($0) }),
            fact("dispositions", population.dispositions),
            fact("stage", population.stages.map { "\($0) %" }),
            fact("length", lengths(of: population).map { [$0] } ?? []),
            fact("complaint", population.hasComplaint.map { [complaint($0)] } ?? []),
            fact("verdictAny", population.verdictsAny.map { name($0) }),
            fact("verdictNone", population.verdictsNone.map { name($0) }),
        ]
        return facts.compactMap(\.self)
    }

    /// Which calls are asked for by whether a complaint is linked to them.
    func complaint(_ isThere: Bool) -> String {
        self(isThere ? "plan.complaint.yes" : "plan.complaint.no")
    }

    /// The same in one line.
    func sentence(of population: Population, _ names: PopulationNames) -> String {
        let facts = asked(of: population, names)
        guard !facts.isEmpty else { return self("plan.allCalls") }
        return facts.map { self("plan.fact", ["label": $0.label, "value": $0.value]) }
            .joined(separator: " · ")
    }

    private func title(ofAgent id: Agent.ID, _ names: PopulationNames) -> String {
        guard let person = names.agents[id] else { return id.description }
        return person.name.map { "\($0) (\(person.code))" } ?? person.code
    }

    private func lengths(of population: Population) -> String? {
        switch (population.leastSeconds, population.mostSeconds) {
        case (nil, nil): nil
        case (let least?, nil): self("plan.lengthFrom", ["least": length(Double(least))])
        case (nil, let most?): self("plan.lengthUpTo", ["most": length(Double(most))])
        case (let least?, let most?):
            self(
                "plan.lengthBetween",
                ["least": length(Double(least)), "most": length(Double(most))])
        }
    }

    func sentence(of period: SamplePeriod) -> String {
        switch period {
        case .closed(let from, let until):
            return self("plan.closed", ["from": "\(from)", "until": "\(until)"])
        case .live(let live):
            let cycle = self("plan.cycle.\(live.cycle.rawValue)")
            let span = live.until.map {
                self("plan.liveUntil", ["from": "\(live.since)", "until": "\($0)"])
            } ?? self("plan.liveSince", ["from": "\(live.since)"])
            let text = self("plan.live", ["cycle": cycle, "span": span])
            return live.spread ? self("plan.liveSpread", ["period": text]) : text
        }
    }

    func sentence(of method: SampleMethod) -> String {
        switch method {
        case .simple(let count): return self("plan.simple", ["n": number(count)])
        case .percentage(let hundredths, let least):
            let text = self("plan.percentage", ["percent": Self.percent(hundredths: hundredths)])
            return least == 0
                ? text : self("plan.atLeast", ["what": text, "n": number(least)])
        case .everything: return self("plan.everything")
        case .perAgent(let count): return self("plan.perAgent", ["n": number(count)])
        case .stratified(let field, let allocation):
            return self(
                "plan.stratified",
                [
                    "field": self("plan.by.\(field.rawValue)"),
                    "allocation": sentence(of: allocation),
                ])
        case .acceptance(let level, let limit):
            return self("plan.acceptance", ["level": level.rawValue, "limit": limit.text])
        }
    }

    private func sentence(of allocation: SampleMethod.Allocation) -> String {
        switch allocation {
        case .proportional(let total, let least):
            let text = self("plan.proportional", ["n": number(total)])
            return least == 0
                ? text : self("plan.atLeastEach", ["what": text, "n": number(least)])
        case .equal(let each): return self("plan.equal", ["n": number(each)])
        case .quotas(let quotas, let other):
            return self(
                "plan.quotas", ["n": number(quotas.count), "other": number(other)])
        }
    }

    /// `2.5`
    static func percent(hundredths: Int) -> String {
        let (whole, rest) = (hundredths / 100, hundredths % 100)
        guard rest > 0 else { return "\(whole)" }
        return rest.isMultiple(of: 10) ? "\(whole).\(rest / 10)" : "\(whole).\(rest.twoDigits)"
    }

    /// In the reader's language, with what it is about.
    func sentence(_ problem: SamplePlanProblem) -> String {
        self("plan.problem.\(problem.code.rawValue)", ["subject": problem.subject])
    }

    /// How a stratum is called: a name where it has one, else its key.
    func title(of stratum: DrawStratum, by field: StratumField?) -> String {
        guard field != nil else { return self("draw.allStrata") }
        guard !stratum.key.isEmpty else { return self("draw.noValue") }
        return title(ofKey: stratum.key, stratum.title, by: field)
    }

    private func title(ofKey key: String, _ title: String, by field: StratumField?) -> String {
        switch field {
        case .direction: Direction(rawValue: key).map { name($0) } ?? title
        case .stage: "\(key) %"
        case .weekday: Int(key).map { self("weekday.\($0)") } ?? title
        case .hour: "\(key):00"
        case .duration: "\(key) s"
        default: title
        }
    }
}

/// One thing that is said of a plan or a draw.
struct PlanFact: Sendable {
    let label: String
    let value: String
    var isCode = false
}

extension Tag {
    init(_ stream: SamplePlan.Stream, _ words: Words) {
        switch stream {
        case .estimate:
            self.init(symbol: "≈", text: words("plan.stream.estimate"), tone: "good")
        case .risk: self.init(symbol: "△", text: words("plan.stream.risk"), tone: "warn")
        case .review: self.init(symbol: "⇄", text: words("plan.stream.review"), tone: "plain")
        }
    }

    init(_ draw: Draw, now: Date, _ words: Words) {
        switch draw.outcome {
        case .drawn: self.init(symbol: "✓", text: words("draw.state.drawn"), tone: "good")
        case .cancelled:
            self.init(symbol: "○", text: words("draw.state.cancelled"), tone: "plain")
        case nil where draw.dueAt <= now:
            self.init(symbol: "!", text: words("draw.state.due"), tone: "warn")
        case nil: self.init(symbol: "◷", text: words("draw.state.waits"), tone: "plain")
        }
    }
}

extension Draw {
    /// Its first and last day in `zone`: `2026-11-01 – 2026-11-30`.
    func days(in zone: String) -> String {
        let zone = CallZone(name: zone) ?? .utc
        let first = LocalDay(of: slice.start, in: zone)
        let last = LocalDay(of: slice.end.addingTimeInterval(-1), in: zone)
        return last > first ? "\(first) – \(last)" : "\(first)"
    }
}
