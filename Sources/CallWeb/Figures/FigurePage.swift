import Calls

/// Rates of complaints: whose are highest, how they went, and what they came from.
struct FigurePage: PageModel {
    struct Link: Sendable {
        let text: String
        let url: String
        let isCurrent: Bool
    }

    /// A count that leads to its cases where the list can show just these.
    struct Count: Sendable {
        let text: String
        let url: String?
    }

    struct Rate: Sendable {
        /// `12.3`; nil with too little exposure.
        let value: String?
        /// Or why there is none.
        let interval: String
        let bar: ScoreBar?
    }

    struct Row: Sendable {
        let name: String
        let code: String?
        /// To the rates of this group alone; nil where it is the one that is shown.
        let url: String?
        let count: Count
        let exposure: String
        let rate: Rate
    }

    struct Period: Sendable {
        let name: String
        let count: Count
        let exposure: String
        let rate: Rate
        let limits: String
        let signals: [String]
        let isThin: Bool
    }

    struct Cause: Sendable {
        let name: String
        /// How deep it stands in the tree, 0 to 5.
        let depth: Int
        let whole: Count
        let own: String
        let share: String
        let interval: String
        let bar: ScoreBar?
    }

    struct Step: Sendable {
        let name: String
        let own: String
        let covered: String
        let share: String
    }

    static let template = "figures"
    let frame: Frame
    let tabs: ComplaintTabs
    let subtitle: String
    let heading: String
    let listURL: String
    let menus: [FilterMenu]
    let clearAllURL: String?
    /// That calls are still to be counted; nil when all are.
    let counting: String?
    let asOf: String?
    let signals: [FigureSignal]
    let hasSignals: Bool
    let isEmpty: Bool
    let whole: Row
    let per: String
    let exposed: String
    let dimensions: [Link]
    let rows: [Row]
    let cut: String?
    let chart: FigureChart?
    var silence: String?
    let base: String?
    var periods: [Period]
    let found: String
    let causes: [Cause]
    let steps: [Step]
}

/// What stands out just now, and where its rates are.
struct FigureSignal: Sendable {
    let text: String
    let url: String

    init(_ signal: RateSignal, in classes: ComplaintClasses, _ words: Words) {
        text = words.said(signal, in: classes)
        url = WebURL.figures(signal.group.map { [("group", FigureQuery.text($0))] } ?? [])
    }
}
