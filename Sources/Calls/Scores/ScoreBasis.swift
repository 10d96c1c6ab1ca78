/// What a mean over scored calls stands for, by the plans that drew them. The raw value stands in
/// catalogue keys, so a case is never renamed.
package enum ScoreBasis: String, CaseIterable, Codable, Sendable {
    /// Each call had the same chance: the mean estimates that of all calls of the plan's
    /// population.
    case population
    /// Parts were drawn with different chances: the mean is that of the scored calls alone.
    case uneven
    /// Several plans drew with chances of their own: likewise.
    case several
    /// No plan that drew is known for these days.
    case unknown

    /// Of the plans that drew in a period, for the scores of `scope`.
    package init(methods: [SampleMethod], of scope: ScoreScope) {
        switch methods.count {
        case 0: self = .unknown
        case 1: self = methods[0].givesSameChance(within: scope) ? .population : .uneven
        default: self = .several
        }
    }
}

extension SampleMethod {
    /// Whether each call within one subject of `scope` has the same chance to be drawn. An
    /// acceptance sample has it lot by lot, not over several of them.
    fileprivate func givesSameChance(within scope: ScoreScope) -> Bool {
        switch self {
        case .simple, .percentage, .everything: true
        case .acceptance: false
        case .perAgent: scope == .agent
        case .stratified(_, .proportional(_, let least)) where least <= 1: true
        case .stratified(let field, _):
            switch field {
            case .agent: scope == .agent
            case .team: scope == .team
            case .campaign: scope == .campaign
            default: false
            }
        }
    }
}
