import Calls

extension Words {
    func cause(_ code: String, in classes: ComplaintClasses) -> String {
        ComplaintClasses.path(to: code, in: classes.causes).last.map { spoken($0.title) } ?? code
    }

    func product(_ code: String, in classes: ComplaintClasses) -> String {
        classes.product(code).map { spoken($0.title) } ?? code
    }

    /// What a group is called, whose `title` the desk may have said.
    func group(
        _ key: String, of dimension: ComplaintDimension, _ title: FiguresView.Title?,
        in classes: ComplaintClasses
    ) -> String {
        switch dimension {
        case .cause: cause(key, in: classes)
        case .product: product(key, in: classes)
        default: title?.name ?? key
        }
    }

    /// `12.3`, with two places below ten.
    func rate(_ value: Double) -> String { decimal(value, places: value < 9.995 ? 2 : 1) }

    /// `9.81 – 16.0`
    func interval(_ estimate: Estimate) -> String {
        guard let low = estimate.low, let high = estimate.high else { return "" }
        return "\(rate(low)) – \(rate(high))"
    }

    func per(_ base: RateBase) -> String { self("prevention.per.\(base.rawValue)") }

    /// `Retention, 2026-W47: 12 complaints in 800 calls; chance explains up to 7.`
    func said(_ signal: RateSignal, in classes: ComplaintClasses) -> String {
        let who = signal.group.map { group in
            signal.title ?? self.group(group.key, of: group.dimension, nil, in: classes)
        }
        let values = [
            "who": who ?? self("figures.house"), "period": signal.period,
            "n": number(signal.count.events), "calls": number(signal.count.exposure),
            "limit": number(signal.limit ?? 0),
        ]
        return self("figures.signal.\(signal.reason.rawValue)", values)
    }
}

/// Where the cases stand that a number counts: in the list, of every state.
struct FigureLinks {
    let question: FiguresQuestion
    let groupTitle: FiguresView.Title?

    /// Nil where the list can't be narrowed to just these.
    func url(
        _ days: ClosedRange<LocalDay>? = nil, group: ComplaintGroup? = nil,
        title: FiguresView.Title? = nil, cause: String? = nil
    ) -> String? {
        let days = days ?? question.days
        var pairs: [(String, String)] = []
        for (one, title) in [(question.group, groupTitle), (group, title)] {
            guard let one else { continue }
            guard let pair = Self.pair(one, title), !pairs.contains(where: { $0.0 == pair.0 })
            else { return nil }
            pairs.append(pair)
        }
        if let code = question.cause {
            guard cause == nil || cause == code else { return nil }
        }
        if let code = cause ?? question.cause, !pairs.contains(where: { $0.0 == "cause" }) {
            pairs.append(("cause", code))
        }
        return WebURL.complaints(
            pairs + [
                ("about_from", days.lowerBound.description),
                ("about_to", days.upperBound.description), ("members", "no"),
            ] + Complaint.State.allCases.map { ("state", $0.rawValue) })
    }

    private static func pair(
        _ group: ComplaintGroup, _ title: FiguresView.Title?
    ) -> (String, String)? {
        switch group.dimension {
        case .team: ("team", group.key)
        case .product: ("product", group.key)
        case .cause: ("cause", group.key)
        case .campaign: title?.code.map { ("campaign", $0) }
        case .agent: title?.code.map { ("agent", $0) }
        case .scriptVersion: nil
        }
    }
}
