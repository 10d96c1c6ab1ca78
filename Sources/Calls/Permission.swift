/// What a principal may ask of the desk. Every use case needs exactly one; what isn't granted is
/// denied. The raw value stands in refusals, tokens' scopes and docs/permissions.md.
package enum Permission: String, CaseIterable, Codable, Sendable {
    case listCalls = "call.list"
    case seeCall = "call.see"
    case findByNumber = "call.find-by-number"
    case listen = "recording.listen"
    case exportCalls = "call.export"

    case seeQuarantine = "quarantine.see"
    case retryQuarantine = "quarantine.retry"
    case discardQuarantine = "quarantine.discard"
    case seeIntake = "intake.see"
    case takeIn = "intake.take-in"
    case changeSettings = "settings.change"

    /// One's own password, second factor, sessions and tokens.
    case ownAccount = "account.own"
    case seeAccounts = "account.see"
    case manageAccounts = "account.manage"
    case seePermissions = "permission.see"
    case seeRoster = "roster.see"
    case changeRoster = "roster.change"

    /// Customers with everything masked.
    case seeCustomers = "customer.see"
    case findCustomers = "customer.find"
    case changeCustomers = "customer.change"
    /// Shows what is masked, for a purpose and two minutes.
    case revealCustomer = "customer.reveal"
    case packageCustomer = "customer.package"
    /// Asks for erasure, which waits for a second person.
    case eraseCustomer = "customer.erase"
    case seeReveals = "reveal.see"
    /// Asks to be let at what the own role doesn't allow, for a time.
    case askAccess = "access.ask"
    case decideAccess = "access.decide"
    case seeHolds = "hold.see"
    case placeHold = "hold.place"
    /// Asks for the release of a hold, which waits for a second person.
    case releaseHold = "hold.release"

    case seeApprovals = "approval.see"
    case approveErasure = "approval.erasure"
    case approveRelease = "approval.hold-release"
    case approveExport = "approval.export"
    case approveRotation = "approval.key-rotation"
    case approveGrant = "approval.role-grant"

    case seePlans = "plan.see"
    case managePlans = "plan.manage"
    case seeScorecards = "scorecard.see"
    case manageScorecards = "scorecard.manage"
    case seeEvaluations = "evaluation.see"
    case exportEvaluations = "evaluation.export"
    case score = "evaluation.score"
    case assignEvaluations = "evaluation.assign"
    /// Looks a second time at what failed a form at one stroke.
    case confirmEvaluations = "evaluation.confirm"
    case acknowledge = "evaluation.acknowledge"
    case dispute = "evaluation.dispute"
    case decideDisputes = "dispute.decide"
    /// Calibrations, and once they are closed what everybody handed in; `own`: those that one
    /// rates in.
    case seeCalibrations = "calibration.see"
    case manageCalibrations = "calibration.manage"
    case seeCoaching = "coaching.see"
    case manageCoaching = "coaching.manage"
    case acknowledgeCoaching = "coaching.acknowledge"

    /// Complaints; `own`: those that one registered, has, or is asked about.
    case seeComplaints = "complaint.see"
    case registerComplaints = "complaint.register"
    /// In the first line.
    case solveComplaints = "complaint.solve"
    case workComplaints = "complaint.work"
    /// Approves what waits for a second person, hands cases over, deals with outside bodies.
    case overseeComplaints = "complaint.oversee"
    /// Answers questions that were put to oneself.
    case answerComplaints = "complaint.answer-question"
    /// Lists as files, and one case's whole file, which names people in plain.
    case exportComplaints = "complaint.export"
    /// Makes returns to regulators, of the whole house.
    case reportComplaints = "complaint.report"

    case seeKeys = "key.see"
    case rotateKeys = "key.rotate"
    case seeLedger = "ledger.see"
    case exportLedger = "ledger.export"
    /// Brings checkpoints and signatures: the signer alone.
    case signLedger = "ledger.sign"
    case verify = "integrity.verify"
    case seeJobs = "job.see"
    case cancelJobs = "job.cancel"
    /// Notices that leave the house, and their channels.
    case seeNotices = "notice.see"
    /// Sends notices again, drops them, and tries channels.
    case manageNotices = "notice.manage"
    /// The daemon's own long work.
    case workOnJobs = "job.work"
}
