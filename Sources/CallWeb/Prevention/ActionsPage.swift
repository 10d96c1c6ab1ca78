import CallDesk
import Calls
import Foundation
import Hummingbird

/// Actions, the most urgent first, under the filters in the address; one's own above them.
struct ActionsPage: PageModel {
    struct Choice: Sendable {
        let label: String
        let url: String
        let isCurrent: Bool
    }

    static let template = "actions"
    let frame: Frame
    let tabs: ComplaintTabs
    let subtitle: String
    let listURL: String
    /// Nil for who may not open any.
    let openURL: String?
    let views: [Choice]
    let hidden: [FilterMenu.Hidden]
    let causes: [ScoringChoice]
    let kinds: [ScoringChoice]
    let owners: [ScoringChoice]
    let clearURL: String?
    /// Theirs who reads, where nothing is filtered; nil when there are none.
    let own: Own?
    let rows: [ActionLine]
    let empty: String?
    let firstURL: String?
    let moreURL: String?

    struct Own: Sendable {
        let ownRows: [ActionLine]
    }
}

/// An action as a row of a list.
struct ActionLine: Sendable {
    let url: String
    /// `Action 12`
    let number: String
    let what: String
    let cause: String
    let group: String
    let kind: String
    let owner: String
    let day: String
    let isLate: Bool
    let tags: [Tag]
}

extension ActionLine {
    init(_ action: ActionSummary, _ classes: ComplaintClasses, _ words: Words, today: LocalDay) {
        url = WebURL.action(action.id)
        number = words("action.number", ["n": "\(action.number)"])
        what = action.words.isEmpty ? words("action.wordsGone") : action.words
        cause = words.path(ofCause: action.cause, in: classes)
        group = words.group(action.group, called: action.groupTitle, in: classes)
        kind = words("action.kind.\(action.kind.rawValue)")
        owner = action.ownerTitle ?? words.who(action.owner)
        day = words.shortDay(action.next)
        isLate = action.isOverdue(on: today) || action.isCheckDue(on: today)
        tags = Tag.all(of: action, words, today: today)
    }
}

/// The filters of the list as they stand in an address.
struct ActionQuery: FilterAddress, Sendable {
    static let names = ["state", "due", "owner", "cause", "kind", "complaint"]
    static let me = "me"

    let filter: ActionFilter
    let pairs: [(name: String, value: String)]

    /// Throws a refusal that names the filter which can't be read.
    init(_ query: Query, by reader: Principal) throws {
        pairs = Self.names.compactMap { name in query[name].map { (name: name, value: $0) } }
        var filter = ActionFilter()
        if let state: CorrectiveAction.State = try Self.choice(query, "state") {
            filter.states = [state]
        }
        filter.due = try Self.choice(query, "due")
        filter.kind = try Self.choice(query, "kind")
        filter.cause = try query["cause"].map { try FilterQuery.short($0, "cause") }
        let owner = try query["owner"].map { try FilterQuery.short($0, "owner") }
        filter.owner = owner == Self.me ? reader.person : owner
        filter.complaint = try query["complaint"].map { text in
            guard let id = Complaint.ID(text: text) else {
                throw Self.bad("complaint", "complaint is an id of 13 characters.")
            }
            return id
        }
        // What came of a case is all of it, ended or not.
        if filter.complaint != nil, filter.states.isEmpty, filter.due == nil {
            filter.states = Set(CorrectiveAction.State.allCases)
        }
        self.filter = filter
    }

    var isFiltered: Bool { !pairs.isEmpty }

    static func url(_ pairs: [(String, String)]) -> String { WebURL.actions(pairs) }

    private static func choice<Choice: RawRepresentable<String> & CaseIterable>(
        _ query: Query, _ name: String
    ) throws -> Choice? {
        guard let text = query[name] else { return nil }
        guard let choice = Choice(rawValue: text) else {
            let known = Choice.allCases.map(\.rawValue).joined(separator: ", ")
            throw bad(name, "\(name) is one of \(known).")
        }
        return choice
    }

    private static func bad(_ name: String, _ sentence: String) -> Refusal {
        Refusal(.invalid, .badFilter, "The filter can't be read: \(sentence)", subject: name)
    }
}
