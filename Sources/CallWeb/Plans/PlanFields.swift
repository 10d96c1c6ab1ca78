import Calls
import Foundation

/// What stands in the form of a plan, as text: what somebody typed, or a plan written out.
struct PlanFields: Sendable {
    static let once = [
        "name", "agents", "dispositions", "leastSeconds", "mostSeconds", "period", "from", "until",
        "cycle", "spread", "zone", "method", "count", "perAgent", "percent", "percentLeast", "by",
        "allocation", "total", "least", "each", "quotas", "other", "level", "limit", "stream",
        "reason", "scorecard", "dueDays", "confidence", "margin", "deviation", "complaint", "act",
        "csrf",
    ]
    static let often = ["campaign", "team", "direction", "stage", "verdictAny", "verdictNone"]
    /// For as many boxes as lists have entries.
    static let pairsMax = 2_048
    /// Percent-encoding makes nine bytes of a Chinese character.
    static let bytesMax = 262_144

    private(set) var values: [String: [String]]

    init(_ form: Query) {
        values = Dictionary(grouping: form.pairs, by: \.name).mapValues { $0.map(\.value) }
    }

    /// A new plan, as most are.
    init(newIn zone: String, today: LocalDay) {
        values = [
            "period": ["live"], "from": [today.description], "cycle": ["week"],
            "spread": ["yes"], "zone": [zone], "method": ["simple"], "count": ["50"],
            "by": ["agent"], "allocation": ["proportional"], "stream": ["estimate"],
        ].merging(Self.usual) { own, _ in own }
    }

    private static let usual = [
        "perAgent": ["2"], "percent": ["2"], "percentLeast": ["0"], "total": ["100"],
        "least": ["2"], "each": ["5"], "other": ["0"], "level": ["II"], "limit": ["2.5"],
        "dueDays": ["5"], "confidence": ["95"], "margin": ["5"], "deviation": ["15"],
    ]

    subscript(name: String) -> String {
        (values[name]?.first ?? "").trimmingCharacters(in: .whitespacesAndNewlines)
    }

    func all(_ name: String) -> [String] { (values[name] ?? []).filter { !$0.isEmpty } }

    func has(_ name: String, _ value: String) -> Bool { values[name]?.contains(value) == true }

    /// Staff numbers that the form names: of the population, and of quotas by agent.
    var staffCodes: [String] {
        let quotas = has("by", "agent") ? quotaLines.map(\.key) : []
        return Set(Self.entries(self["agents"]) + quotas.filter { !$0.isEmpty }).sorted()
    }

    /// Key and rest of each line of quotas; `-` stands for calls that lack the field.
    var quotaLines: [(key: String, count: String)] {
        self["quotas"].split(whereSeparator: \.isNewline).map { line in
            let place = line.lastIndex(of: "=")
            let key = line[..<(place ?? line.endIndex)].trimmingCharacters(in: .whitespaces)
            let count = place.map { String(line[line.index(after: $0)...]) } ?? ""
            return (key == "-" ? "" : key, count.trimmingCharacters(in: .whitespaces))
        }
    }

    /// What stands between commas, of either width, or on lines of its own.
    static func entries(_ text: String) -> [String] {
        text.split { ",，、;；\n\r".contains($0) }
            .map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
    }
}

/// A plan written into its form.
extension PlanFields {
    init(_ plan: SamplePlan, _ names: PopulationNames) {
        let population = plan.population
        values = Self.usual
        set("name", plan.name)
        values["campaign"] = population.campaigns
        values["team"] = population.teams.map(\.description)
        set(
            "agents",
            population.agents.map { names.agents[$0]?.code ?? $0.description }
                .joined(separator: ", "))
        values["direction"] = population.directions.map(\.rawValue)
        set("dispositions", population.dispositions.joined(separator: ", "))
        values["stage"] = population.stages.map(String.init)
        set("leastSeconds", population.leastSeconds.map(String.init))
        set("mostSeconds", population.mostSeconds.map(String.init))
        set("complaint", population.hasComplaint.map { $0 ? "yes" : "no" })
        values["verdictAny"] = population.verdictsAny.map(\.rawValue)
        values["verdictNone"] = population.verdictsNone.map(\.rawValue)
        set("zone", plan.zone)
        set("from", plan.period.from.description)
        set("until", plan.period.until?.description)
        set("period", "closed")
        set("cycle", "week")
        if case .live(let live) = plan.period {
            set("period", "live")
            set("cycle", live.cycle.rawValue)
            set("spread", live.spread ? "yes" : nil)
        }
        write(plan.method, names)
        set("stream", "estimate")
        if case .risk(let reason) = plan.stream {
            set("stream", "risk")
            set("reason", reason)
        }
        if plan.stream == .review { set("stream", "review") }
        set("scorecard", plan.scorecard)
        set("dueDays", "\(plan.dueDays)")
        set("confidence", "\(plan.confidencePercent)")
    }

    private mutating func set(_ name: String, _ value: String?) {
        values[name] = value.map { [$0] }
    }

    private mutating func write(_ method: SampleMethod, _ names: PopulationNames) {
        set("by", "agent")
        set("allocation", "proportional")
        switch method {
        case .simple(let count):
            set("method", "simple")
            set("count", "\(count)")
        case .percentage(let hundredths, let least):
            set("method", "percentage")
            set("percent", Words.percent(hundredths: hundredths))
            set("percentLeast", "\(least)")
        case .everything: set("method", "everything")
        case .perAgent(let count):
            set("method", "perAgent")
            set("perAgent", "\(count)")
        case .stratified(let field, let allocation):
            set("method", "stratified")
            set("by", field.rawValue)
            write(allocation, by: field, names)
        case .acceptance(let level, let limit):
            set("method", "acceptance")
            set("level", level.rawValue)
            set("limit", limit.text)
        }
    }

    private mutating func write(
        _ allocation: SampleMethod.Allocation, by field: StratumField, _ names: PopulationNames
    ) {
        switch allocation {
        case .proportional(let total, let least):
            set("total", "\(total)")
            set("least", "\(least)")
        case .equal(let each):
            set("allocation", "equal")
            set("each", "\(each)")
        case .quotas(let quotas, let other):
            set("allocation", "quotas")
            set("other", "\(other)")
            let lines = quotas.sorted { $0.key < $1.key }.map { key, count in
                "\(Self.written(key, by: field, names)) = \(count)"
            }
            set("quotas", lines.joined(separator: "\n"))
        }
    }

    /// A stratum's key as people write it: a team's name, a staff number.
    private static func written(
        _ key: String, by field: StratumField, _ names: PopulationNames
    ) -> String {
        if key.isEmpty { return "-" }
        switch field {
        case .agent: return Agent.ID(text: key).flatMap { names.agents[$0]?.code } ?? key
        case .team: return Team.ID(text: key).flatMap { names.teams[$0] } ?? key
        default: return key
        }
    }
}
