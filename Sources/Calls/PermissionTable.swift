/// Which role may do what, and how far. The one source of who may do what: the tests, the page of
/// permissions and docs/permissions.md are made from it.
package enum PermissionTable {
    /// Nil when the role doesn't have the permission.
    package static func reach(of role: Role, _ permission: Permission) -> Reach? {
        if permission == .ownAccount { return role == .integrator ? nil : .own }
        if permission == .seePermissions { return role == .integrator ? nil : .all }
        return rows[role]?[permission]
    }

    package static func permissions(of role: Role) -> Set<Permission> {
        Set(Permission.allCases.filter { reach(of: role, $0) != nil })
    }

    private static let rows: [Role: [Permission: Reach]] = [
        .agent: [
            .listCalls: .own, .seeCall: .own, .listen: .own, .seeEvaluations: .own,
            .acknowledge: .own, .dispute: .own, .seeCoaching: .own, .acknowledgeCoaching: .own,
            .seeComplaints: .own, .registerComplaints: .own, .solveComplaints: .own,
            .answerComplaints: .own,
        ],
        .qaAnalyst: [
            .listCalls: .scope, .seeCall: .scope, .listen: .scope, .askAccess: .own,
            .seePlans: .all, .seeScorecards: .all, .seeEvaluations: .scope, .score: .scope,
            .seeCalibrations: .own,
            .seeCoaching: .scope, .manageCoaching: .scope,
        ],
        .qaLead: [
            .listCalls: .scope, .seeCall: .scope, .listen: .scope, .askAccess: .own,
            .seeQuarantine: .all, .seeIntake: .all, .seeRoster: .scope, .seeHolds: .scope,
            .placeHold: .scope, .seePlans: .all, .managePlans: .all, .seeScorecards: .all,
            .manageScorecards: .all, .seeEvaluations: .scope, .score: .scope,
            .exportEvaluations: .scope, .assignEvaluations: .scope, .confirmEvaluations: .scope,
            .decideDisputes: .scope, .seeCalibrations: .scope, .manageCalibrations: .scope,
            .seeCoaching: .scope, .manageCoaching: .scope, .seeComplaints: .scope,
        ],
        .supervisor: [
            .listCalls: .scope, .seeCall: .scope, .listen: .scope, .askAccess: .own,
            .seeRoster: .scope, .seeScorecards: .all, .seeEvaluations: .scope,
            .exportEvaluations: .scope, .dispute: .scope, .seeCoaching: .scope,
            .manageCoaching: .scope, .seeComplaints: .scope, .registerComplaints: .scope,
            .solveComplaints: .scope, .answerComplaints: .own,
        ],
        .complaintHandler: [
            .listCalls: .scope, .seeCall: .scope, .listen: .scope, .findByNumber: .scope,
            .seeCustomers: .all, .findCustomers: .all, .changeCustomers: .all,
            .revealCustomer: .all, .askAccess: .own, .seeHolds: .all, .placeHold: .all,
            .seeComplaints: .all, .registerComplaints: .all, .solveComplaints: .all,
            .workComplaints: .all,
        ],
        .complianceOfficer: complianceOfficer,
        .auditor: auditor,
        .administrator: [
            .seeQuarantine: .all, .retryQuarantine: .all, .seeIntake: .all, .seeAccounts: .all,
            .manageAccounts: .all, .seeRoster: .all, .changeRoster: .all, .seeApprovals: .all,
            .approveGrant: .all, .approveRotation: .all, .seeKeys: .all, .rotateKeys: .all,
            .seeLedger: .all, .verify: .all, .seeJobs: .all, .cancelJobs: .all,
            .seeNotices: .all, .manageNotices: .all,
        ],
        .integrator: [
            .listCalls: .scope, .seeCall: .scope, .seeIntake: .all, .seeRoster: .all,
            .changeRoster: .all, .registerComplaints: .all,
        ],
    ]

    private static let complianceOfficer: [Permission: Reach] = [
        .listCalls: .all, .seeCall: .all, .findByNumber: .all, .listen: .all, .exportCalls: .all,
        .seeQuarantine: .all, .retryQuarantine: .all, .discardQuarantine: .all, .seeIntake: .all,
        .seeAccounts: .all, .seeRoster: .all, .seeCustomers: .all, .findCustomers: .all,
        .changeCustomers: .all, .revealCustomer: .all, .packageCustomer: .all,
        .eraseCustomer: .all, .seeReveals: .all, .askAccess: .own, .decideAccess: .all,
        .seeHolds: .all, .placeHold: .all, .releaseHold: .all, .seeApprovals: .all,
        .approveErasure: .all, .approveRelease: .all, .approveExport: .all, .approveGrant: .all,
        .seePlans: .all, .seeScorecards: .all, .seeEvaluations: .all, .exportEvaluations: .all,
        .seeCalibrations: .all, .seeCoaching: .all, .seeComplaints: .all,
        .registerComplaints: .all, .overseeComplaints: .all, .exportComplaints: .all,
        .reportComplaints: .all, .seeKeys: .all, .seeLedger: .all,
        .exportLedger: .all, .verify: .all, .seeJobs: .all, .cancelJobs: .all,
        .seeNotices: .all, .manageNotices: .all,
    ]

    private static let auditor: [Permission: Reach] = [
        .listCalls: .all, .seeCall: .all, .findByNumber: .all, .listen: .all,
        .seeQuarantine: .all, .seeIntake: .all, .seeAccounts: .all, .seeRoster: .all,
        .seeCustomers: .all, .findCustomers: .all, .seeReveals: .all, .askAccess: .own,
        .seeHolds: .all, .seeApprovals: .all, .seePlans: .all, .seeScorecards: .all,
        .seeEvaluations: .all, .seeCalibrations: .all, .seeCoaching: .all, .seeComplaints: .all,
        .reportComplaints: .all, .seeKeys: .all, .seeLedger: .all, .exportLedger: .all,
        .verify: .all, .seeJobs: .all, .seeNotices: .all,
    ]
}
