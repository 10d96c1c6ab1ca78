import Calls

/// `GET /api/v1/complaints/rules`: what a complaint can be registered, assessed and decided with.
struct ComplaintRulesJSON: Encodable, Sendable {
    struct Severity: Encodable, Sendable {
        let code: String
        let title: LocalText
    }

    /// A type or a cause; only the finest are given to a case.
    struct Branch: Encodable, Sendable {
        let code: String
        let title: LocalText
        let branches: [Branch]

        init(_ branch: ComplaintClasses.Branch) {
            code = branch.code
            title = branch.title
            branches = branch.branches.map(Branch.init)
        }
    }

    struct Redress: Encodable, Sendable {
        let code: String
        let title: LocalText
        let money: Bool
    }

    struct Product: Encodable, Sendable {
        let code: String
        let title: LocalText
        let campaigns: [String]
    }

    struct Regime: Encodable, Sendable {
        let name: String
        let jurisdiction: String
        let title: LocalText
        let clocks: [Clock]
    }

    struct Clock: Encodable, Sendable {
        let name: String
        let title: LocalText
        let extensions: [String]
        let verified: Bool
    }

    let severities: [Severity]
    let types: [Branch]
    let causes: [Branch]
    let redress: [Redress]
    let products: [Product]
    let currency: String
    let regimes: [Regime]
    let calendars: [String]

    init(_ rules: ComplaintRules) {
        let classes = rules.classes
        severities = classes.severities.map { Severity(code: $0.code, title: $0.title) }
        types = classes.types.map(Branch.init)
        causes = classes.causes.map(Branch.init)
        redress = classes.redress.map {
            Redress(code: $0.code, title: $0.title, money: $0.isMoney)
        }
        products = classes.products.map {
            Product(code: $0.code, title: $0.title, campaigns: $0.campaigns)
        }
        currency = classes.currency
        regimes = rules.book.regimes.values.sorted { $0.name < $1.name }.map(Regime.init)
        calendars = rules.book.calendars.keys.sorted()
    }
}

extension ComplaintRulesJSON.Regime {
    fileprivate init(_ regime: ComplaintRegime) {
        self.init(
            name: regime.name, jurisdiction: regime.jurisdiction, title: regime.title,
            clocks: regime.clocks.map {
                .init(
                    name: $0.name, title: $0.title, extensions: $0.extensions.map(\.name),
                    verified: $0.verified)
            })
    }
}
