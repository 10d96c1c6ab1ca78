/// What was done. The raw value is what stands in the entry, so a case is never renamed.
package enum LedgerAction: String, CaseIterable, Codable, Sendable {
    case recordingTakenIn = "recording.taken-in"
    /// The same bytes came again; nothing was stored.
    case recordingDuplicate = "recording.duplicate"
    /// A sidecar came after its recording and changed what is known of the call.
    case recordingAmended = "recording.amended"
    case recordingListened = "recording.listened"
    /// What was sent of a listening that is over: from when to when, from where to where.
    case recordingHeard = "recording.heard"
    case callFoundByNumber = "call.found-by-number"
    case quarantineEntered = "quarantine.entered"
    case quarantineRetried = "quarantine.retried"
    /// A quarantined sidecar was read after all; its recording is amended in an entry of its own.
    case quarantineTakenIn = "quarantine.taken-in"
    case quarantineDiscarded = "quarantine.discarded"
    case settingsChanged = "settings.changed"
    case daemonStarted = "daemon.started"
    case daemonStopped = "daemon.stopped"
    // Getting in.
    case signedIn = "account.signed-in"
    /// The first of a row of failures, and each by which a door closed for a while.
    case signInFailed = "account.sign-in-failed"
    case signedOut = "account.signed-out"
    case sessionsEnded = "account.sessions-ended"
    case passwordChanged = "account.password-changed"
    case secondFactorBegun = "account.second-factor-begun"
    case secondFactorAdded = "account.second-factor-added"
    case secondFactorRemoved = "account.second-factor-removed"
    case recoveryCodesMade = "account.recovery-codes-made"
    case invited = "account.invited"
    case invitationTaken = "account.invitation-taken"
    case approvalAsked = "approval.asked"
    case approvalDecided = "approval.decided"
    // Customers' data.
    case customerFound = "customer.found"
    /// A customer's page was opened.
    case customerSeen = "customer.seen"
    case customerRevealed = "customer.revealed"
    case customerChanged = "customer.changed"
    case customerNumberAdded = "customer.number-added"
    case customerNumberRemoved = "customer.number-removed"
    case customerMerged = "customer.merged"
    case customerSplit = "customer.split"
    case customerPackaged = "customer.packaged"
    case accessAsked = "access.asked"
    case accessGranted = "access.granted"
    case accessRefused = "access.refused"
    case accessWithdrawn = "access.withdrawn"
    case accessUsed = "access.used"
    case jobStarted = "job.started"
    case jobCancelled = "job.cancelled"
    case jobEnded = "job.ended"
    // The ledger itself.
    /// Somebody asked for what they may not do; at most one for each permission and minute.
    case permissionRefused = "permission.refused"
    /// A signer's key that wasn't known before, and by which checkpoints are checked from now on.
    case signerEnrolled = "ledger.signer-enrolled"
    /// The signer found the ledger altered and signs no more.
    case signerRefused = "ledger.signer-refused"
    case ledgerExported = "ledger.exported"
    /// An officer accepted that the ledger is older than a checkpoint says it was.
    case rollbackAccepted = "ledger.rollback-accepted"
    // Accounts, roles, tokens and the outer doors.
    case accountAdded = "account.added"
    case accountDisabled = "account.disabled"
    case accountEnabled = "account.enabled"
    case accountReset = "account.reset"
    case accountLinked = "account.linked"
    case accountNarrowed = "account.narrowed"
    case roleGranted = "role.granted"
    case roleRevoked = "role.revoked"
    case tokenAdded = "token.added"
    case tokenRevoked = "token.revoked"
    /// A proxy brought groups whose roles one person must not hold.
    case proxyRefused = "proxy.refused"
    /// Somebody else than a declared proxy sent the headers of one.
    case proxySpoofed = "proxy.spoofed"
    // Master keys and checking.
    case keyRotationBegun = "key.rotation-begun"
    /// Nothing needs the master keys of earlier epochs any more.
    case keyRetired = "key.retired"
    case keyEscrowed = "key.escrowed"
    /// Rows from before codes of rows got theirs.
    case rowsSealed = "integrity.rows-sealed"
    case integrityVerified = "integrity.verified"
    // The roster.
    case agentAdded = "agent.added"
    case agentChanged = "agent.changed"
    case agentLeft = "agent.left"
    /// An account became an agent's, or ceased to be.
    case agentLinked = "agent.linked"
    /// An agent's time in a team was added, changed or taken away.
    case agentPlaced = "agent.placed"
    case teamAdded = "team.added"
    case teamChanged = "team.changed"
    case campaignChanged = "campaign.changed"
    case codeAssigned = "code.assigned"
    case codeChanged = "code.changed"
    case codeRemoved = "code.removed"
    case callsAssigned = "calls.assigned"
    case rosterImported = "roster.imported"
    case rosterExported = "roster.exported"
    // Holds, erasure, export.
    case holdPlaced = "hold.placed"
    case holdReleased = "hold.released"
    case customerErased = "customer.erased"
    case callsExported = "call.exported"
    // Samples and scores.
    case planAdded = "plan.added"
    case planChanged = "plan.changed"
    case planStopped = "plan.stopped"
    /// A seed was made and is bound from here on, before anybody knows it.
    case drawCommitted = "draw.committed"
    case drawMade = "draw.made"
    case drawCancelled = "draw.cancelled"
    case pickReplaced = "draw.replaced"
    case drawExported = "draw.exported"
    case scorecardAdded = "scorecard.added"
    case scorecardChanged = "scorecard.changed"
    case scorecardPublished = "scorecard.published"
    case scriptAdded = "script.added"
    case scriptChanged = "script.changed"
    case evaluationMade = "evaluation.made"
    case evaluationAssigned = "evaluation.assigned"
    case evaluationClaimed = "evaluation.claimed"
    case evaluationFreed = "evaluation.freed"
    case evaluationSubmitted = "evaluation.submitted"
    case evaluationConfirmed = "evaluation.confirmed"
    case evaluationReturned = "evaluation.returned"
    case evaluationReleased = "evaluation.released"
    case evaluationAcknowledged = "evaluation.acknowledged"
    case evaluationRevised = "evaluation.revised"
    /// A list of them goes out; how it ended, with a digest of what went.
    case evaluationsExported = "evaluation.exported"
    case evaluationsSent = "evaluation.export-sent"
    case disputeRaised = "dispute.raised"
    case disputeDecided = "dispute.decided"
    case calibrationOpened = "calibration.opened"
    case calibrationClosed = "calibration.closed"
    case calibrationCancelled = "calibration.cancelled"
    case coachingMade = "coaching.made"
    case coachingAcknowledged = "coaching.acknowledged"
    case coachingDone = "coaching.done"
    case coachingWithdrawn = "coaching.withdrawn"
    // Each act of a complaint.
    case complaintReceived = "complaint.receive"
    case complaintAcknowledged = "complaint.acknowledge"
    case complaintAssessed = "complaint.assess"
    case complaintTaken = "complaint.take"
    case complaintAssigned = "complaint.assign"
    case complaintEscalated = "complaint.escalate"
    case complaintCallLinked = "complaint.link-call"
    case complaintCallUnlinked = "complaint.unlink-call"
    case complaintRepresented = "complaint.represent"
    case complaintPlaced = "complaint.place"
    case complaintFollowedUp = "complaint.follow-up"
    case complaintNoted = "complaint.note"
    case complaintDocumentAdded = "complaint.attach"
    case complaintInvestigated = "complaint.investigate"
    case complaintAsked = "complaint.ask"
    case complaintQuestionAnswered = "complaint.answer-question"
    case complaintFound = "complaint.find"
    case complaintPaused = "complaint.wait"
    case complaintResumed = "complaint.resume"
    case complaintExtensionAsked = "complaint.ask-extension"
    case complaintSpecialAsked = "complaint.ask-special"
    case complaintRedressAsked = "complaint.ask-redress"
    case complaintApproved = "complaint.approve"
    case complaintRefused = "complaint.refuse"
    case complaintSolved = "complaint.solve"
    case complaintDecided = "complaint.decide"
    case complaintSettled = "complaint.settle"
    case complaintWithdrawn = "complaint.withdraw"
    case complaintAnswered = "complaint.answer"
    case complaintRedressGiven = "complaint.give"
    case complaintHeard = "complaint.hear"
    case complaintClosed = "complaint.close"
    case complaintReopened = "complaint.reopen"
    case complaintReferred = "complaint.refer"
    case complaintRuled = "complaint.rule"
    case complaintCameBack = "complaint.come-back"
    case complaintLinked = "complaint.link"
    case complaintMerged = "complaint.merge"
    case complaintAbsorbed = "complaint.absorb"
    case complaintUnmerged = "complaint.unmerge"
    case complaintReleased = "complaint.release"
    case complaintSplit = "complaint.split"
    /// A message came again with other bytes and fell to the complaint that it had made.
    case complaintDuplicate = "complaint.duplicate"
    /// Somebody is handed a document of a complaint.
    case complaintDocumentOpened = "complaint.document-opened"
    /// A list of complaints went out as a file, and went out whole.
    case complaintsExported = "complaint.exported"
    case complaintsSent = "complaint.export-sent"
    /// One case's whole file went out, with people named in plain.
    case complaintFileExported = "complaint.file-exported"
    /// A draft of a letter about a complaint was begun or saved.
    case complaintLetterDrafted = "complaint.letter-drafted"
    /// A letter was opened with its customer's name in plain.
    case complaintLetterOpened = "complaint.letter-opened"
    /// A clock of a complaint ran out.
    case complaintBreached = "complaint.breached"
    /// A rate of complaints left its control limits.
    case complaintRateSignal = "complaint.rate-signal"
    /// A return to a regulator left as a file.
    case returnExported = "complaint.return-exported"
    // Each act of an action against a cause of complaints.
    case actionOpened = "action.open"
    case actionNoted = "action.note"
    case actionAssigned = "action.assign"
    case actionRescheduled = "action.reschedule"
    case actionFinished = "action.finish"
    case actionCheckPostponed = "action.postpone-check"
    case actionConfirmed = "action.confirm"
    case actionRejected = "action.reject"
    case actionDropped = "action.drop"
    case actionReopened = "action.reopen"
    /// A notice that leaves the house wasn't sent, however often it was tried.
    case noticeFailed = "notice.failed"
    /// Somebody's name and words leave the house with a notice.
    case noticePersonal = "notice.personal-data"
    case noticeRetried = "notice.retried"
    case noticeDropped = "notice.dropped"
    /// Somebody tried a channel.
    case noticeTested = "notice.tested"
    /// Sealed data didn't open: damaged, moved, or under another key.
    case vaultOpeningFailed = "vault.opening-failed"
}

package enum LedgerOutcome: String, CaseIterable, Codable, Sendable {
    case done, refused, failed
}
