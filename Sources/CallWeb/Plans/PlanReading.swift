import Calls
import Foundation

/// Whom the words of a form mean.
struct PlanLookup: Sendable {
    /// By staff number.
    var agents: [String: Agent.ID] = [:]
    /// By name and by id.
    var teams: [String: Team.ID] = [:]
}

/// A plan as a form says it, with all that is wrong with it. What can't be read is taken for
/// something harmless, so that the rest can be checked; such a plan has a problem and isn't kept.
struct PlanReading {
    private(set) var plan: SamplePlan
    private(set) var problems: [SamplePlanProblem] = []

    private let fields: PlanFields
    private let lookup: PlanLookup

    init(_ fields: PlanFields, _ lookup: PlanLookup, today: LocalDay) {
        self.fields = fields
        self.lookup = lookup
        plan = SamplePlan(
            name: fields["name"], zone: fields["zone"],
            period: .closed(from: today, until: today), method: .everything,
            scorecard: fields["scorecard"])
        readPopulation()
        readPeriod(today)
        plan.method = method()
        if fields.has("stream", "risk") { plan.stream = .risk(reason: fields["reason"]) }
        if fields.has("stream", "review") { plan.stream = .review }
        plan.dueDays = Int(fields["dueDays"]) ?? 0
        plan.confidencePercent = Int(fields["confidence"]) ?? 0
        let known = Set(problems.map(\.field))
        problems += plan.problems().filter { !known.contains($0.field) }
    }

    /// Nothing is wrong with what says which calls there are.
    var canBeCounted: Bool {
        problems.allSatisfy { problem in
            !["population", "period", "zone"].contains { problem.field.hasPrefix($0) }
                && !(plan.stream == .review && problem.field == "scorecard")
                || problem.field == "period.spread"
        }
    }

    private mutating func readPopulation() {
        var population = Population()
        population.campaigns = fields.all("campaign")
        population.teams = fields.all("team").compactMap { Team.ID(text: $0) }
        for code in PlanFields.entries(fields["agents"]) {
            if let id = lookup.agents[code] {
                population.agents.append(id)
            } else {
                note(.agentUnknown, "population.agents", code)
            }
        }
        population.directions = fields.all("direction").compactMap { Direction(rawValue: $0) }
        population.dispositions = PlanFields.entries(fields["dispositions"])
        population.stages = fields.all("stage").compactMap { Int($0) }
        population.leastSeconds = seconds("leastSeconds")
        population.mostSeconds = seconds("mostSeconds")
        population.hasComplaint = ["yes": true, "no": false][fields["complaint"]]
        population.verdictsAny = fields.all("verdictAny").compactMap { Verdict(rawValue: $0) }
        population.verdictsNone = fields.all("verdictNone").compactMap { Verdict(rawValue: $0) }
        plan.population = population.normalized
    }

    private mutating func seconds(_ name: String) -> Int? {
        guard !fields[name].isEmpty else { return nil }
        guard let seconds = Int(fields[name]) else {
            note(.secondsOutOfRange, "population.\(name)", fields[name])
            return nil
        }
        return seconds
    }

    private mutating func readPeriod(_ today: LocalDay) {
        let from = day("from") ?? today
        let until = fields["until"].isEmpty ? nil : day("until")
        if fields.has("period", "closed") {
            if fields["until"].isEmpty { note(.dayUnreadable, "period.until", "–") }
            plan.period = .closed(from: from, until: until ?? from)
        } else {
            plan.period = .live(
                LivePeriod(
                    cycle: LivePeriod.Cycle(rawValue: fields["cycle"]) ?? .week, since: from,
                    until: until, spread: fields.has("spread", "yes")))
        }
    }

    private mutating func day(_ name: String) -> LocalDay? {
        let day = LocalDay(fields[name])
        if day == nil {
            note(.dayUnreadable, "period.\(name)", fields[name].isEmpty ? "–" : fields[name])
        }
        return day
    }

    private mutating func method() -> SampleMethod {
        switch fields["method"] {
        case "percentage":
            let hundredths = Self.hundredths(fields["percent"])
            if hundredths == nil {
                note(.percentageOutOfRange, "method.hundredthsOfPercent", fields["percent"])
            }
            return .percentage(
                hundredthsOfPercent: hundredths ?? 1, least: count("percentLeast", "method.least"))
        case "everything": return .everything
        case "perAgent": return .perAgent(count("perAgent", "method.count"))
        case "stratified":
            let field = StratumField(rawValue: fields["by"]) ?? .agent
            return .stratified(by: field, allocation(by: field))
        case "acceptance":
            return .acceptance(
                InspectionLevel(rawValue: fields["level"]) ?? .general2,
                QualityLimit(fields["limit"]) ?? QualityLimit(thousandths: 0))
        default: return .simple(count("count", "method.count"))
        }
    }

    private mutating func allocation(by field: StratumField) -> SampleMethod.Allocation {
        let place = "method.allocation"
        switch fields["allocation"] {
        case "equal": return .equal(each: count("each", "\(place).each"))
        case "quotas":
            var quotas: [String: Int] = [:]
            for (key, number) in fields.quotaLines {
                guard let count = Self.number(number) else {
                    note(.quotaUnreadable, "\(place).quotas", key.isEmpty ? number : key)
                    continue
                }
                quotas[self.key(key, by: field)] = count
            }
            return .quotas(quotas, other: count("other", "\(place).other"))
        default:
            return .proportional(
                total: count("total", "\(place).total"), least: count("least", "\(place).least"))
        }
    }

    /// A stratum's key as the plan writes it.
    private mutating func key(_ text: String, by field: StratumField) -> String {
        guard !text.isEmpty else { return "" }
        switch field {
        case .agent:
            guard let id = lookup.agents[text] else {
                note(.agentUnknown, "method.allocation.quotas", text)
                return text
            }
            return id.description
        case .team: return lookup.teams[text]?.description ?? text
        default: return text
        }
    }

    private mutating func count(_ name: String, _ field: String) -> Int {
        guard let count = Self.number(fields[name]) else {
            note(.countOutOfRange, field, fields[name])
            return 1
        }
        return count
    }

    private mutating func note(
        _ code: SamplePlanProblem.Code, _ field: String, _ subject: String
    ) {
        guard !problems.contains(where: { $0.field == field }) else { return }
        problems.append(
            SamplePlanProblem(
                code, field, String(subject.prefix(SamplePlan.Limits.codeCharacters))))
    }

    /// `1,000` too.
    private static func number(_ text: String) -> Int? {
        Int(text.filter { $0 != "," && $0 != " " })
    }

    /// `2.5` is 250; nil for anything but a number of at most two decimals.
    private static func hundredths(_ text: String) -> Int? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), let whole = Int(parts[0]), (0...100).contains(whole)
        else { return nil }
        guard parts.count == 2 else { return whole * 100 }
        guard (1...2).contains(parts[1].count), let rest = Int(parts[1]), rest >= 0 else {
            return nil
        }
        return whole * 100 + (parts[1].count == 1 ? rest * 10 : rest)
    }
}

extension SamplePlanProblem {
    /// The field of the form beside which it is said.
    func formField(of method: SampleMethod) -> String {
        switch field {
        case "population.campaigns": "campaign"
        case "population.teams": "team"
        case "population.directions": "direction"
        case "population.stages": "stage"
        case "population.verdictsAny": "verdictAny"
        case "population.verdictsNone": "verdictNone"
        case "method.count":
            if case .perAgent = method { "perAgent" } else { "count" }
        case "method.hundredthsOfPercent": "percent"
        case "method.least": "percentLeast"
        case "method.allocation": "quotas"
        case "stream.reason": "reason"
        case "confidencePercent": "confidence"
        default: String(field.split(separator: ".").last ?? "")
        }
    }
}
