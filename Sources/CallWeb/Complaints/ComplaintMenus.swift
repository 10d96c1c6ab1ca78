import CallDesk
import Calls
import Foundation

/// Makes the menus of the list of complaints for one state of its filters.
struct ComplaintMenus {
    let query: ComplaintQuery
    let rules: ComplaintRules
    /// Nil for who doesn't see lists of calls.
    let choices: FilterChoices?
    /// How the person is called whose cases are shown, if one is named.
    let assigneeTitle: String?
    let words: Words
    let now: Date

    var all: [FilterMenu] {
        [
            states, due, assignees, types, severities, outcomes, channels, regimes, agents,
            campaigns, days, marks,
        ].compactMap(\.self)
    }

    private var states: FilterMenu {
        let set = query.filter.states
        let chosen = Complaint.State.allCases.filter(set.contains).map(name)
        return menu(
            "state", ["state"],
            chosen: chosen.isEmpty ? nil : chosen.joined(separator: words("list.separator")),
            unset: words("complaints.state.open"),
            links: Complaint.State.allCases.map {
                .init(
                    text: name($0), url: query.url("state", $0.rawValue), isCurrent: set == [$0])
            } + [
                .init(
                    text: words("complaints.state.all"),
                    url: query.url(
                        without: ["state"],
                        adding: Complaint.State.allCases.map { ("state", $0.rawValue) }),
                    isCurrent: set.count == Complaint.State.allCases.count)
            ])
    }

    private func name(_ state: Complaint.State) -> String {
        words("complaint.state.\(state.rawValue)")
    }

    private var due: FilterMenu {
        choices(
            "due",
            ComplaintFilter.Due.allCases.map {
                ($0.rawValue, words("complaints.due.\($0.rawValue)"))
            })
    }

    private var assignees: FilterMenu {
        var known = [
            (value: ComplaintQuery.me, label: words("complaints.assignee.me")),
            (value: ComplaintQuery.nobody, label: words("complaints.assignee.nobody")),
        ]
        if let person = query.value("assignee"), !known.contains(where: { $0.value == person }) {
            known.append((person, assigneeTitle ?? words.who(person)))
        }
        return choices("assignee", known)
    }

    /// The whole tree: each branch stands for all below it.
    private var types: FilterMenu? {
        func lines(_ branches: [ComplaintClasses.Branch], depth: Int) -> [(String, String)] {
            branches.flatMap { branch in
                [
                    (
                        branch.code,
                        String(repeating: "  ", count: depth) + words.spoken(branch.title)
                    )
                ] + lines(branch.branches, depth: depth + 1)
            }
        }
        return choices("type", lines(rules.classes.types, depth: 0))
    }

    private var severities: FilterMenu {
        choices("severity", rules.classes.severities.map { ($0.code, words.spoken($0.title)) })
    }

    private var outcomes: FilterMenu {
        choices(
            "outcome",
            Complaint.Outcome.allCases.map {
                ($0.rawValue, words("complaint.outcome.\($0.rawValue)"))
            })
    }

    private var channels: FilterMenu {
        choices(
            "channel",
            ComplaintReceipt.Channel.allCases.map {
                ($0.rawValue, words("complaint.channel.\($0.rawValue)"))
            })
    }

    private var regimes: FilterMenu? {
        let known = rules.book.regimes.values.sorted { $0.name < $1.name }
        return known.isEmpty
            ? nil : choices("regime", known.map { ($0.name, words.spoken($0.title)) })
    }

    private var agents: FilterMenu? {
        choices.map { choices("agent", $0.agents.map(Self.named)) }
    }

    private var campaigns: FilterMenu? {
        choices.map { choices("campaign", $0.campaigns.map(Self.named)) }
    }

    private static func named(_ choice: FilterChoices.Choice) -> (String, String) {
        (choice.code, choice.name.map { "\($0) · \(choice.code)" } ?? choice.code)
    }

    private var days: FilterMenu {
        query.recentDaysMenu(
            "received", label: words("complaints.filter.received"),
            today: words.home.time(now).civilDay, words)
    }

    private var marks: FilterMenu {
        let set = [("asked", "yes"), ("members", "no")]
        let chosen = set.filter { query.value($0.0) == $0.1 }
            .map { words("complaints.marks.\($0.0)") }
        return menu(
            "marks", set.map(\.0),
            chosen: chosen.isEmpty ? nil : chosen.joined(separator: words("list.separator")),
            links: set.map { name, value in
                .init(
                    text: words("complaints.marks.\(name)"), url: query.url(name, value),
                    isCurrent: query.value(name) == value)
            })
    }

    private func choices(
        _ name: String, _ known: [(value: String, label: String)]
    ) -> FilterMenu {
        let current = query.value(name)
        var all = known
        if let current, !known.contains(where: { $0.value == current }) {
            all.append((value: current, label: current))
        }
        return menu(
            name, [name],
            chosen: all.first { $0.value == current }?.label
                .trimmingCharacters(in: .whitespaces),
            links: all.map { value, label in
                .init(text: label, url: query.url(name, value), isCurrent: value == current)
            })
    }

    private func menu(
        _ id: String, _ names: [String], chosen: String?, unset: String? = nil,
        links: [FilterMenu.Link]
    ) -> FilterMenu {
        query.menu(
            id, label: words("complaints.filter.\(id)"), names, chosen: chosen,
            otherwise: unset, links: links, words)
    }
}
