import CallStore
import Calls
import Foundation

/// Complaints counted against what could have brought them.
extension CallDesk {
    /// Calls that are looked at one by one for one figure of customers.
    static var customerCallsMax: Int { 500_000 }

    /// Complaints of `cause` or a finer one, each once, in `group`, and the calls, customers or
    /// sales there on the same days. A complaint counts on the day of what it is about. Without
    /// regard to who asks.
    func exposedCount(
        cause: String?, group: ComplaintGroup?, base: RateBase, over days: ClosedRange<LocalDay>,
        in db: Transaction
    ) throws -> ExposedCount {
        guard let scope = try callScope(of: group, days, in: db) else {
            return ExposedCount(0, in: 0)
        }
        let complaints = try occurredComplaints(cause: cause, group: group, days, in: db)
        return ExposedCount(complaints.count, in: try exposure(scope, base, in: db))
    }

    /// Those that `exposedCount` counts, the latest first; at most `limit`.
    func causedComplaints(
        cause: String, group: ComplaintGroup?, over days: ClosedRange<LocalDay>, limit: Int,
        in db: Transaction
    ) throws -> [Complaint.ID] {
        try occurredComplaints(cause: cause, group: group, days, in: db)
            .map(\.id).sorted(by: >).prefix(limit).map(\.self)
    }

    func occurredComplaints(
        cause: String?, group: ComplaintGroup?, _ days: ClosedRange<LocalDay>,
        teams: Set<Team.ID>? = nil, in db: Transaction
    ) throws -> [OccurredComplaint] {
        let found = try db.occurredComplaints(
            OccurredDays(days, in: settings.zone), teams: teams,
            causes: cause.map { Set(complaintRules.classes.causes(below: $0)) })
        guard let group else { return found }
        let belongs = try membership(of: group, in: db)
        return found.filter(belongs)
    }

    /// The calls among which complaints of `group` could have come; nil when there is no such
    /// group. Of which cause a complaint would be no call says.
    func callScope(
        of group: ComplaintGroup?, _ days: ClosedRange<LocalDay>, teams: Set<Team.ID>? = nil,
        in db: Transaction
    ) throws -> CallScope? {
        var scope = CallScope(days, teams: teams)
        guard let group else { return scope }
        switch group.dimension {
        case .team:
            guard let team = Team.ID(text: group.key) else { return nil }
            scope.teams = Set([team]).intersection(teams ?? [team])
        case .campaign:
            guard let campaign = Campaign.ID(text: group.key) else { return nil }
            scope.campaigns = [campaign]
        case .agent:
            guard let agent = Agent.ID(text: group.key) else { return nil }
            scope.agents = [agent]
        case .product:
            guard let product = complaintRules.classes.product(group.key) else { return nil }
            scope.campaigns = try Set(
                product.campaigns.compactMap { try db.campaign(code: $0)?.id })
        case .scriptVersion:
            guard let version = try scriptVersion(group.key, in: db) else { return nil }
            scope.days = version.days(within: days)
            scope.campaigns = version.campaign.map { [$0] }
        case .cause: break
        }
        return scope
    }

    /// Throws when customers are asked for and there are too many calls to look at.
    func exposure(_ scope: CallScope, _ base: RateBase, in db: Transaction) throws -> Int {
        let sum = try db.callSum(scope)
        switch base {
        case .calls: return sum.calls
        case .sales: return sum.sales
        case .customers:
            guard sum.calls <= Self.customerCallsMax else { throw Refusal.tooManyCalls }
            return sum.calls == 0 ? 0 : try db.customerCount(scope)
        }
    }

    /// Whether a complaint is of `group`.
    func membership(
        of group: ComplaintGroup, in db: Transaction
    ) throws -> (OccurredComplaint) -> Bool {
        switch group.dimension {
        case .team:
            let team = Team.ID(text: group.key)
            return { $0.team != nil && $0.team == team }
        case .campaign:
            let campaign = Campaign.ID(text: group.key)
            return { $0.campaign != nil && $0.campaign == campaign }
        case .agent:
            guard let agent = Agent.ID(text: group.key) else { return { _ in false } }
            return { $0.agents.contains(agent) }
        case .product: return { $0.product == group.key }
        case .scriptVersion:
            guard let version = try scriptVersion(group.key, in: db) else {
                return { _ in false }
            }
            return { version.holds($0) }
        case .cause:
            let causes = Set(complaintRules.classes.causes(below: group.key))
            return { !$0.causes.isDisjoint(with: causes) }
        }
    }
}

extension ComplaintClasses {
    /// Codes of the cause `code` and of all below it; of one that the tree doesn't know, itself.
    func causes(below code: String) -> [String] {
        func codes(_ branch: Branch) -> [String] {
            [branch.code] + branch.branches.flatMap(codes)
        }
        return Self.path(to: code, in: causes).last.map(codes) ?? [code]
    }
}

extension Refusal {
    static let tooManyCalls = Refusal(
        .invalid, .tooManyCallsToCount,
        "There are too many calls on these days to count their customers. "
            + "Ask for fewer days, or against calls.",
        subject: "base")
}
