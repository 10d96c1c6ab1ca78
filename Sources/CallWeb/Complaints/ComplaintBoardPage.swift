import CallDesk
import Calls
import Hummingbird

/// What is open, a column for each state, the most urgent first.
struct ComplaintBoardPage: PageModel {
    static let template = "complaint-board"
    let frame: Frame
    let tabs: ComplaintTabs
    let subtitle: String
    /// Nil where none is.
    let breached: Lead?
    let unassigned: Lead?
    let signals: [FigureSignal]
    let hasSignals: Bool
    let columns: [Column]
    let empty: ComplaintsEmpty?

    /// A count that leads to the list of what it counts.
    struct Lead: Sendable {
        let text: String
        let url: String
    }

    struct Column: Sendable {
        let id: String
        let title: String
        let count: String
        let cards: [ComplaintLine]
        let isEmpty: Bool
        /// To the rest of them in the list; nil where all are shown.
        let more: Lead?
    }
}

extension Web {
    func complaintBoardPage(_ visit: Visit) async throws -> Response {
        try visit.query.allow([])
        let (words, reader) = (visit.words, visit.principal)
        let rules = try await desk.complaintRules(by: reader)
        let board = try await desk.complaintBoard(by: reader, namingCustomers: false)
        let signals = try desk.rateSignals(by: reader).map {
            FigureSignal($0, in: rules.classes, words)
        }
        let open = board.columns.map(\.count).reduce(0, +)
        let isBounded = board.columns.contains { $0.count >= ComplaintBoard.countBound }
        let lead = { (name: String, count: Int, pair: (String, String)) in
            count == 0
                ? nil
                : ComplaintBoardPage.Lead(
                    text: words.count("complaints.board.\(name)", count),
                    url: WebURL.complaints([pair]))
        }
        return try page(
            ComplaintBoardPage(
                frame: await frame(
                    words("complaints.tab.board"), in: .complaints, of: visit,
                    keys: Self.complaintKeys(words)),
                tabs: await complaintTabs(.board, visit),
                subtitle: isBounded
                    ? words("complaints.count.atLeast", ["n": words.number(open)])
                    : words.count("complaints.count.open", open),
                breached: lead(
                    "breached", board.breached,
                    ("due", ComplaintFilter.Due.breached.rawValue)),
                unassigned: lead(
                    "unassigned", board.unassigned, ("assignee", ComplaintQuery.nobody)),
                signals: signals, hasSignals: !signals.isEmpty,
                columns: open == 0
                    ? []
                    : board.columns.map { column in
                        .init(
                            column,
                            cards: column.cards.map {
                                ComplaintLine($0, rules, words, now: visit.now)
                            }, words)
                    },
                empty: open == 0 ? Self.emptyBoard(reader, words) : nil),
            for: visit)
    }

    private static func emptyBoard(_ reader: Principal, _ words: Words) -> ComplaintsEmpty {
        ComplaintsEmpty(
            title: words("complaints.empty.none.title"),
            text: words("complaints.empty.none.text"),
            link: reader.may(.registerComplaints)
                ? .init(text: words("complaints.new"), url: WebURL.newComplaint()) : nil)
    }
}

extension ComplaintBoardPage.Column {
    init(_ column: ComplaintBoard.Column, cards: [ComplaintLine], _ words: Words) {
        id = column.state.rawValue
        title = words("complaints.column.\(column.state.rawValue)")
        count = words.number(column.count) + (column.count >= ComplaintBoard.countBound ? "+" : "")
        self.cards = cards
        isEmpty = cards.isEmpty
        let rest = column.count - cards.count
        more =
            rest <= 0
            ? nil
            : .init(
                text: words.count("complaints.board.more", rest),
                url: WebURL.complaints([("state", column.state.rawValue)]))
    }
}

extension ComplaintBoardPage.Column: PagePart {
    func child(named property: String) -> Any? {
        switch property {
        case "id": id
        case "title": title
        case "count": count
        case "cards": cards
        case "isEmpty": isEmpty
        case "more": more
        default: nil
        }
    }
}
