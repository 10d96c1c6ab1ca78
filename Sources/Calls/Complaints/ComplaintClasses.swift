/// What complaints are told apart by: types, severities, causes and kinds of redress, as a file
/// holds them (docs/formats/complaint-classes.md).
package struct ComplaintClasses: Hashable, Sendable {
    /// The slightest first; what stands later weighs more.
    package var severities: [Severity]
    package var types: [Branch]
    package var causes: [Branch]
    package var redress: [RedressKind]
    /// ISO 4217, such as `CNY`; amounts are in its smallest unit.
    package var currency: String
    /// What a role may grant for one complaint; nothing for those that aren't named.
    package var limits: [Role: Int64]
    /// Of a joint complaint.
    package var representativesMost: Int
    /// What the house sells, as returns and rates tell complaints apart; none where products are
    /// written in words alone.
    package var products: [Product] = []

    package struct Severity: Hashable, Sendable {
        package var code: String
        package var title: LocalText
        package var meaning: LocalText
        /// What an open case of it adds to a handler's load.
        package var load: Int

        package init(code: String, title: LocalText, meaning: LocalText, load: Int) {
            self.code = code
            self.title = title
            self.meaning = meaning
            self.load = load
        }
    }

    /// A type or a cause, with finer ones below it.
    package struct Branch: Hashable, Sendable {
        package var code: String
        package var title: LocalText
        /// Up to which severity the first line may solve it; that of the branch above when nil.
        package var firstLine: FirstLine?
        package var branches: [Branch]
        /// Of a cause: the questions of scorecards that watch for it.
        package var questions: [WatchedQuestion] = []

        package init(
            code: String, title: LocalText, firstLine: FirstLine? = nil, branches: [Branch] = []
        ) {
            self.code = code
            self.title = title
            self.firstLine = firstLine
            self.branches = branches
        }
    }

    package enum FirstLine: Hashable, Sendable {
        case never
        /// Code of the gravest severity.
        case upTo(String)
    }

    package struct RedressKind: Hashable, Sendable {
        package var code: String
        package var title: LocalText
        package var isMoney: Bool

        package init(code: String, title: LocalText, isMoney: Bool) {
            self.code = code
            self.title = title
            self.isMoney = isMoney
        }
    }

    package enum Limits {
        package static let branches = 500
        package static let depth = 5
        /// That watch for one cause.
        package static let questions = 20
        package static let severities = 9
        package static let redress = 50
        package static let load = 100
        package static let representatives = 100
        package static let products = 200
    }

    package init(
        severities: [Severity], types: [Branch], causes: [Branch], redress: [RedressKind],
        currency: String, limits: [Role: Int64], representativesMost: Int
    ) {
        self.severities = severities
        self.types = types
        self.causes = causes
        self.redress = redress
        self.currency = currency
        self.limits = limits
        self.representativesMost = representativesMost
    }
}

extension ComplaintClasses {
    /// Without bounds.
    package static let unlimited = Int64.max

    /// The most that anybody in `roles` may grant for one complaint, in the smallest unit.
    package func limit(of roles: Set<Role>) -> Int64 {
        roles.compactMap { limits[$0] }.max() ?? 0
    }

    /// The branches from the top of `trees` to `code`; empty when there is no such code.
    package static func path(to code: String, in trees: [Branch]) -> [Branch] {
        for branch in trees {
            if branch.code == code { return [branch] }
            let below = path(to: code, in: branch.branches)
            if !below.isEmpty { return [branch] + below }
        }
        return []
    }

    /// 0 for the slightest; nil when there is no such code.
    package func rank(of severity: String) -> Int? {
        severities.firstIndex { $0.code == severity }
    }

    /// Whether all codes of `deed` stand here, and each redress is of money or isn't.
    func know(_ deed: ComplaintDeed) -> Bool {
        switch deed {
        case .assess(let found):
            let path = Self.path(to: found.type, in: types)
            return path.last?.branches.isEmpty == true && rank(of: found.severity) != nil
                && found.complexity != .special
                && found.product.map { product($0) != nil } ?? true
        case .find(let findings):
            return findings.causes.allSatisfy { !Self.path(to: $0, in: causes).isEmpty }
        case .request(.redress(let redress)): return know(redress)
        default: return deed.decision.map { know($0.redress) } ?? true
        }
    }

    private func know(_ granted: [ComplaintRedress]) -> Bool {
        granted.allSatisfy { part in
            guard let kind = redress.first(where: { $0.code == part.kind }) else { return false }
            return kind.isMoney ? part.amount > 0 : part.amount == 0
        }
    }
}
