/// What was done. The raw value is what stands in the entry, so a case is never renamed.
package enum LedgerAction: String, CaseIterable, Codable, Sendable {
    case recordingTakenIn = "recording.taken-in"
    /// The same bytes came again; nothing was stored.
    case recordingDuplicate = "recording.duplicate"
    /// A sidecar came after its recording and changed what is known of the call.
    case recordingAmended = "recording.amended"
    case recordingListened = "recording.listened"
    case callFoundByNumber = "call.found-by-number"
    case quarantineEntered = "quarantine.entered"
    case quarantineRetried = "quarantine.retried"
    /// A quarantined sidecar was read after all; its recording is amended in an entry of its own.
    case quarantineTakenIn = "quarantine.taken-in"
    case quarantineDiscarded = "quarantine.discarded"
    case settingsChanged = "settings.changed"
    case daemonStarted = "daemon.started"
    case daemonStopped = "daemon.stopped"
    case approvalAsked = "approval.asked"
    case approvalDecided = "approval.decided"
    case jobStarted = "job.started"
    case jobCancelled = "job.cancelled"
    case jobEnded = "job.ended"
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
    /// Agents and campaigns of earlier schemas got what authenticates them.
    case rosterSealed = "roster.sealed"
    /// Sealed data didn't open: damaged, moved, or under another key.
    case vaultOpeningFailed = "vault.opening-failed"
}

package enum LedgerOutcome: String, CaseIterable, Codable, Sendable {
    case done, refused, failed
}
