import Calls

/// A part of the house in the navigation.
enum Section: String, CaseIterable, Sendable {
    case calls, customers, complaints
    case quality, queue, evaluations, calibrations, coaching, plans, scorecards
    case approvals, access, holds, reveals, ledger
    case roster, accounts, permissions
    case intake, quarantine, jobs, notices, keys

    /// What belongs together, in the order of the navigation.
    enum Group: String, CaseIterable, Sendable {
        case calls, quality, control, people, system

        var sections: [Section] {
            switch self {
            case .calls: [.calls, .customers, .complaints]
            case .quality:
                [
                    .quality, .queue, .evaluations, .coaching, .calibrations, .plans, .scorecards,
                ]
            case .control: [.approvals, .access, .holds, .reveals, .ledger]
            case .people: [.roster, .accounts, .permissions]
            case .system: [.intake, .quarantine, .jobs, .notices, .keys]
            }
        }
    }

    /// Who sees it.
    var permission: Permission {
        switch self {
        case .calls: .listCalls
        case .customers: .seeCustomers
        case .complaints: .seeComplaints
        case .quality: .seeEvaluations
        case .queue: .score
        case .evaluations: .seeEvaluations
        case .calibrations: .seeCalibrations
        case .coaching: .seeCoaching
        case .plans: .seePlans
        case .scorecards: .seeScorecards
        case .approvals: .seeApprovals
        case .access: .askAccess
        case .holds: .seeHolds
        case .reveals: .seeReveals
        case .ledger: .seeLedger
        case .roster: .seeRoster
        case .accounts: .seeAccounts
        case .permissions: .seePermissions
        case .intake: .seeIntake
        case .quarantine: .seeQuarantine
        case .jobs: .seeJobs
        case .notices: .seeNotices
        case .keys: .seeKeys
        }
    }

    /// Where `principal` begins: at the calls, else at what runs the system, else at the first
    /// section that they may see, else at their own account.
    static func start(_ principal: Principal) -> String {
        let order = [.calls, .intake] + allCases
        return order.first { principal.may($0.permission) }?.url(for: principal) ?? WebURL.account
    }

    /// Where it begins for `principal`: complaints with their own work, if they have any.
    func url(for principal: Principal) -> String {
        let work: [Permission] = [
            .workComplaints, .solveComplaints, .answerComplaints, .overseeComplaints,
        ]
        let isOwn = self == .complaints && work.contains(where: principal.may)
        return isOwn ? WebURL.ownComplaints : url
    }

    var url: String {
        switch self {
        case .calls: WebURL.calls
        case .customers: WebURL.customers
        case .complaints: WebURL.complaintBoard
        case .quality: WebURL.quality
        case .queue: WebURL.queue
        case .evaluations: WebURL.evaluations
        case .calibrations: WebURL.calibrations
        case .coaching: WebURL.coachings
        case .plans: WebURL.plans
        case .scorecards: WebURL.scorecards
        case .approvals: WebURL.approvals
        case .access: WebURL.access
        case .holds: WebURL.holds
        case .reveals: WebURL.reveals
        case .ledger: WebURL.ledger
        case .roster: WebURL.roster
        case .accounts: WebURL.accounts
        case .permissions: WebURL.permissions
        case .intake: WebURL.intake
        case .quarantine: WebURL.quarantine
        case .jobs: WebURL.jobs
        case .notices: WebURL.notices
        case .keys: WebURL.keys
        }
    }

    /// The outline of its 16-pixel icon.
    var icon: String {
        switch self {
        case .calls: "M2 8v0M5 5v6M8 2.5v11M11 5v6M14 7v2"
        case .customers: "M8 2.5a2.6 2.6 0 1 0 0 5.2 2.6 2.6 0 0 0 0-5.2M2.8 13.5c.4-5 10-5 10.4 0z"
        case .complaints: "M2.5 3h11v8H8l-3 2.5V11H2.5zM8 5.2v2.6M8 9.3v.1"
        case .quality: "M2 12.5l3.5-4 3 2.5L13.5 4M10 4h3.5v3.5"
        case .queue: "M2.5 3.5h11M2.5 8h7M2.5 12.5h5M11 10.5l1.5 1.5 2.5-3"
        case .evaluations: "M3 2h10v12H3zM5.5 8.2l1.7 1.7L10.6 6"
        case .calibrations: "M2 8h12M4.5 5.5v5M8 3.5v9M11.5 5.5v5"
        case .coaching:
            "M2 3h8v6H6l-2.5 2.2V9H2zM12 6.5h2v5h-1.5v2L10.3 11.5H7.5"
        case .plans: "M2 13.5h12M4 13.5V9M7 13.5V4M10 13.5V7M13 13.5V2.5"
        case .scorecards:
            "M2.5 2.5h11v11h-11zM5 5.5h.1M7.5 5.5h4M5 8h.1M7.5 8h4M5 10.5h.1M7.5 10.5h4"
        case .approvals: "M2 8.5l3 3L9 6M8 11.5l6-6.5"
        case .access: "M5.5 6.5a3 3 0 1 0 0 .1M8.4 7H14M11.5 7v2.5M14 7v2"
        case .holds: "M4 7h8v6.5H4zM5.5 7V5a2.5 2.5 0 0 1 5 0v2"
        case .reveals:
            "M1.5 8C4 4 12 4 14.5 8 12 12 4 12 1.5 8zM8 6.2a1.8 1.8 0 1 0 0 3.6 1.8 1.8 0 0 0 0-3.6"
        case .ledger: "M4 2h8v12H4zM6.5 5h3M6.5 8h3M6.5 11h3"
        case .roster:
            "M6 3a2.3 2.3 0 1 0 0 4.6A2.3 2.3 0 0 0 6 3M1.8 13c0-2.6 1.8-4 4.2-4s4.2 1.4 4.2 4"
                + "M11 3.6a2 2 0 0 1 0 3.6M12 9.4c1.4.5 2.2 1.7 2.2 3.6"
        case .accounts:
            "M8 8a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5zM3 14c.6-2.6 2.4-4 5-4s4.4 1.4 5 4"
        case .permissions: "M2.5 3h11v10h-11zM2.5 6.5h11M6 3v10M9.8 9.6l1 1 1.6-1.8"
        case .intake: "M8 2v7M5 6.5L8 9.5l3-3M2.5 9.5v4h11v-4"
        case .quarantine: "M8 2l6 11H2zM8 6.5v3M8 11.4v.2"
        case .jobs: "M8 2a6 6 0 1 0 6 6M8 4.5V8l2.5 1.5M11 2.5h3v3"
        case .notices: "M2 4h12v8.5H2zM2 4.5l6 4.5 6-4.5"
        case .keys: "M8 2l5 2v4c0 3-2 5-5 6-3-1-5-3-5-6V4zM6 8l1.5 1.5L10.2 6.5"
        }
    }
}
