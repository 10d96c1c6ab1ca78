import Calls

/// Tells of one complaint in the reader's words: what codes, people and other cases in it are
/// called.
struct ComplaintTelling: Sendable {
    let detail: ComplaintDetail
    let words: Words

    init(_ detail: ComplaintDetail, _ words: Words) {
        (self.detail, self.words) = (detail, words)
    }

    private var classes: ComplaintClasses { detail.rules.classes }

    /// `Service › Delay`
    func path(ofType code: String) -> String { path(to: code, in: classes.types) }

    func path(ofCause code: String) -> String { path(to: code, in: classes.causes) }

    func product(_ code: String) -> String {
        classes.product(code).map { words.spoken($0.title) } ?? code
    }

    private func path(to code: String, in trees: [ComplaintClasses.Branch]) -> String {
        let path = ComplaintClasses.path(to: code, in: trees).map { words.spoken($0.title) }
        return path.isEmpty ? code : path.joined(separator: " › ")
    }

    /// Every branch with its path, as the file has them.
    func branches(_ trees: [ComplaintClasses.Branch]) -> [(code: String, path: String)] {
        func below(_ branches: [ComplaintClasses.Branch], _ path: String)
            -> [(code: String, path: String)]
        {
            branches.flatMap { branch in
                let own = path + words.spoken(branch.title)
                return [(branch.code, own)] + below(branch.branches, own + " › ")
            }
        }
        return below(trees, "")
    }

    /// `Refund: 420.00 CNY`, `Apology`
    func name(of redress: ComplaintRedress) -> String {
        let kind = classes.redress.first { $0.code == redress.kind }
        let name = kind.map { words.spoken($0.title) } ?? redress.kind
        guard redress.amount != 0 else { return name }
        let sum = Currency(classes.currency).text(redress.amount)
        return words(
            "complaint.sum", ["what": name, "sum": "\(sum) \(classes.currency)"])
    }

    /// The redress that a second person approved in this round, as it was asked for.
    var approvedRedress: [ComplaintRedress] {
        let approved = detail.complaint.requests.sorted { $0.key > $1.key }.compactMap {
            if case .redress(let redress) = $0.value.kind, $0.value.outcome == .approved {
                return redress
            }
            return nil
        }
        return approved.first ?? []
    }

    func name(ofExtension name: String) -> String {
        let known = detail.complaint.place.regimes.compactMap { detail.rules.book.regimes[$0] }
            .flatMap { $0.clocks.flatMap(\.extensions) }.first { $0.name == name }
        return known.map { words.spoken($0.title) } ?? name
    }

    func name(of kind: ComplaintRequest.Kind) -> String {
        switch kind {
        case .extension(let name):
            words("complaint.asks.extension", ["name": self.name(ofExtension: name)])
        case .special: words("complaint.asks.special")
        case .redress(let redress):
            words(
                "complaint.asks.redress",
                ["redress": redress.map(name(of:)).joined(separator: words("complaint.comma"))])
        }
    }

    /// `Li Wei, 21 Nov 2026, 14:32:08, 6:41`
    func name(of call: CallSummary) -> String {
        let agent = call.agentName ?? call.agent ?? words("call.unknownAgent")
        return words(
            "complaint.call",
            [
                "agent": agent, "when": moment(of: call),
                "length": words.length(call.durationSeconds),
            ])
    }

    func moment(of call: CallSummary) -> String {
        let time = Zone(named: call.zone).time(call.startedAt)
        return words("date.moment", ["day": words.shortDay(time), "clock": time.clock])
    }

    /// `26-0000471-4 · Delay`
    func name(of other: ComplaintSummary) -> String {
        let type = other.type.map { words.complaintType($0, in: classes) }
        return [other.number.description, type].compactMap { $0 }.joined(separator: " · ")
    }

    /// The number of another case that is named on the page.
    func number(of id: Complaint.ID) -> String {
        if id == detail.complaint.id { return detail.summary.number.description }
        let near =
            detail.members + detail.links + detail.duplicates
            + [detail.mergedInto].compactMap { $0 }
        return near.first { $0.id == id }?.number.description ?? words("complaint.other")
    }

    func agent(_ id: Agent.ID) -> String {
        detail.agentTitles[id] ?? words("call.unknownAgent")
    }

    /// As the event calls them, else as they are called elsewhere on the page.
    func who(_ person: String) -> String {
        if let title = detail.titles[person] { return title }
        if person == detail.summary.assignee, let title = detail.summary.assigneeTitle {
            return title
        }
        return detail.workers.first { $0.person == person }?.title ?? words.who(person)
    }
}
