import CallLedger
package import CallStore
import CallVault
import Calls

/// A column that refers to a row of another table by its id.
struct RowReference: Sendable {
    let column: String
    let table: String
    /// The other table's primary key.
    let key: String

    init(_ column: String, to table: String, by key: String = "id") {
        self.column = column
        self.table = table
        self.key = key
    }
}

/// What the ledger says of a table: an entry of `action` names a row that must be there since.
struct RowWitness: Sendable {
    let action: LedgerAction
    let table: String
    let key: String
    /// The row's id in the entry; nil when this one names none.
    let id: @Sendable (LedgerEntry.Content) -> Int64?

    /// The entry's object is `kind:id`.
    static func object(
        _ action: LedgerAction, _ kind: String, in table: String, by key: String = "id"
    ) -> RowWitness {
        RowWitness(action: action, table: table, key: key) { entry in
            let parts = entry.object.split(separator: ":", maxSplits: 1)
            guard parts.count == 2, parts[0] == kind else { return nil }
            return Identifier<Job>(text: parts[1])?.rawValue
        }
    }

    /// One of the entry's details is the id.
    static func detail(
        _ action: LedgerAction, _ name: String, in table: String, by key: String = "id"
    ) -> RowWitness {
        RowWitness(action: action, table: table, key: key) { entry in
            entry.details[name].flatMap { Identifier<Job>(text: $0[...])?.rawValue }
        }
    }
}

/// Every regulated table, what its rows refer to, and what the ledger says of them. A new row type
/// is entered here, and with that it is checked, re-sealed on rotation and sealed at a first start.
package enum RegulatedTables {
    package static let all: [RegulatedTable] = [
        table(KeyEpochRow.self), table(CallRow.self), table(RecordingRow.self),
        table(QuarantineRow.self), table(QuarantineOutcomeRow.self), table(AccountRow.self),
        table(AccountRoleRow.self), table(AccountTeamRow.self), table(ApprovalRow.self),
        table(ApprovalDecisionRow.self), table(TokenRow.self), table(TeamRow.self),
        table(AgentRow.self), table(AgentCodeRow.self), table(AgentTeamRow.self),
        table(CampaignRow.self), table(CustomerRow.self), table(CustomerNumberRow.self),
        table(RevealRow.self), table(AccessRow.self), table(HoldRow.self),
        table(HoldReleaseRow.self), table(ErasureRow.self), table(SamplePlanRow.self),
        table(SamplePlanVersionRow.self), table(DrawRow.self), table(DrawStratumRow.self),
        table(DrawPickRow.self), table(ScorecardRow.self), table(ScorecardVersionRow.self),
        table(EvaluationRow.self), table(EvaluationSheetRow.self),
        table(EvaluationStepRow.self), table(DisputeRow.self), table(ScriptRow.self),
        table(ScriptVersionRow.self), table(CalibrationRow.self),
        table(CalibrationRaterRow.self), table(CalibrationCallRow.self),
        table(CalibrationRatingRow.self), table(ReviewRow.self), table(CoachingRow.self),
        table(CoachingTopicRow.self), table(CoachingStepRow.self), table(ComplaintRow.self),
        table(ComplaintEventRow.self), table(ComplaintPartyRow.self),
        table(ComplaintCallRow.self), table(ComplaintQuestionRow.self),
        table(ComplaintAgentRow.self), table(ComplaintDocumentRow.self),
        table(ComplaintLetterRow.self), table(ComplaintCauseRow.self), table(ActionRow.self),
        table(ActionEventRow.self), table(ActionComplaintRow.self), table(NoticeRow.self),
    ].compactMap(\.self)

    static let references: [String: [RowReference]] = [
        "call": [
            RowReference("customer_id", to: "customer"), RowReference("agent_id", to: "agent"),
            RowReference("campaign_id", to: "campaign"), RowReference("team_id", to: "team"),
        ],
        "recording": [RowReference("call_id", to: "call")],
        "quarantine_outcome": [RowReference("quarantine_id", to: "quarantine")],
        "account": [RowReference("agent_id", to: "agent")],
        "account_role": [RowReference("account_id", to: "account")],
        "account_team": [
            RowReference("account_id", to: "account"), RowReference("team_id", to: "team"),
        ],
        "token": [RowReference("account_id", to: "account")],
        "agent_code": [RowReference("agent_id", to: "agent")],
        "agent_team": [
            RowReference("agent_id", to: "agent"), RowReference("team_id", to: "team"),
        ],
        "customer": [RowReference("merged_into", to: "customer")],
        "customer_number": [RowReference("customer_id", to: "customer")],
        "reveal": [RowReference("customer_id", to: "customer")],
        "access_request": [RowReference("account_id", to: "account")],
        "hold_release": [
            RowReference("hold_id", to: "hold"), RowReference("approval_id", to: "approval"),
        ],
        "erasure": [
            RowReference("customer_id", to: "customer"),
            RowReference("approval_id", to: "approval"),
        ],
        "sample_plan_version": [RowReference("plan_id", to: "sample_plan")],
        "draw": [RowReference("plan_id", to: "sample_plan")],
        "draw_stratum": [RowReference("draw_id", to: "draw")],
        "draw_pick": [RowReference("draw_id", to: "draw"), RowReference("call_id", to: "call")],
        "scorecard_version": [RowReference("card_id", to: "scorecard")],
        "script": [RowReference("campaign_id", to: "campaign")],
        "script_version": [RowReference("script_id", to: "script")],
        "evaluation": [
            RowReference("call_id", to: "call"), RowReference("draw_id", to: "draw"),
            RowReference("card_id", to: "scorecard"), RowReference("agent_id", to: "agent"),
            RowReference("team_id", to: "team"), RowReference("campaign_id", to: "campaign"),
            RowReference("assigned_to", to: "account"),
        ],
        "evaluation_sheet": [RowReference("evaluation_id", to: "evaluation")],
        "evaluation_step": [RowReference("evaluation_id", to: "evaluation")],
        "dispute": [RowReference("evaluation_id", to: "evaluation")],
        "calibration": [
            RowReference("card_id", to: "scorecard"),
            RowReference("reference_id", to: "account"),
        ],
        "calibration_rater": [
            RowReference("calibration_id", to: "calibration"),
            RowReference("account_id", to: "account"),
        ],
        "calibration_call": [
            RowReference("calibration_id", to: "calibration"),
            RowReference("call_id", to: "call"),
        ],
        "calibration_rating": [
            RowReference("evaluation_id", to: "evaluation"),
            RowReference("calibration_id", to: "calibration"),
            RowReference("rater_id", to: "account"),
        ],
        "review": [
            RowReference("evaluation_id", to: "evaluation"),
            RowReference("original_id", to: "evaluation"),
            RowReference("scorer_id", to: "account"),
        ],
        "coaching": [RowReference("agent_id", to: "agent"), RowReference("team_id", to: "team")],
        "coaching_topic": [
            RowReference("coaching_id", to: "coaching"),
            RowReference("evaluation_id", to: "evaluation"), RowReference("call_id", to: "call"),
            RowReference("card_id", to: "scorecard"),
        ],
        "coaching_step": [RowReference("coaching_id", to: "coaching")],
        "complaint": [
            RowReference("customer_id", to: "customer"), RowReference("team_id", to: "team"),
            RowReference("campaign_id", to: "campaign"),
            RowReference("merged_into", to: "complaint"),
        ],
        "complaint_event": [RowReference("complaint_id", to: "complaint")],
        "complaint_party": [
            RowReference("complaint_id", to: "complaint"),
            RowReference("customer_id", to: "customer"),
        ],
        "complaint_call": [
            RowReference("complaint_id", to: "complaint"), RowReference("call_id", to: "call"),
        ],
        "complaint_question": [
            RowReference("complaint_id", to: "complaint"), RowReference("agent_id", to: "agent"),
        ],
        "complaint_agent": [
            RowReference("complaint_id", to: "complaint"), RowReference("agent_id", to: "agent"),
        ],
        "complaint_letter": [RowReference("complaint_id", to: "complaint")],
        "complaint_document": [RowReference("complaint_id", to: "complaint")],
        "corrective_action": [
            RowReference("team_id", to: "team"), RowReference("agent_id", to: "agent"),
        ],
        "corrective_action_event": [RowReference("action_id", to: "corrective_action")],
        "corrective_action_complaint": [
            RowReference("action_id", to: "corrective_action"),
            RowReference("complaint_id", to: "complaint"),
        ],
        "complaint_cause": [RowReference("complaint_id", to: "complaint")],
        "approval": [RowReference("account_id", to: "account")],
        "approval_decision": [RowReference("approval_id", to: "approval")],
    ]

    static let witnesses: [RowWitness] = [
        .object(.recordingTakenIn, "recording", in: "recording"),
        .object(.quarantineEntered, "quarantine", in: "quarantine"),
        .object(
            .quarantineDiscarded, "quarantine", in: "quarantine_outcome", by: "quarantine_id"),
        .object(
            .quarantineTakenIn, "quarantine", in: "quarantine_outcome", by: "quarantine_id"),
        .detail(
            .recordingTakenIn, "quarantined", in: "quarantine_outcome", by: "quarantine_id"),
        .detail(
            .recordingDuplicate, "quarantined", in: "quarantine_outcome", by: "quarantine_id"),
        .detail(.recordingTakenIn, "call", in: "call"),
        .detail(.customerRevealed, "reveal", in: "reveal"),
        .object(.accessAsked, "access", in: "access_request"),
        .detail(.holdPlaced, "hold", in: "hold"),
        .detail(.holdReleased, "hold", in: "hold_release", by: "hold_id"),
        .object(.customerErased, "customer", in: "erasure", by: "customer_id"),
        .detail(.approvalAsked, "approval", in: "approval"),
        .detail(.approvalDecided, "approval", in: "approval_decision", by: "approval_id"),
        .object(.planAdded, "plan", in: "sample_plan"),
        .object(.drawCommitted, "draw", in: "draw"),
        .object(.scorecardAdded, "scorecard", in: "scorecard"),
        .object(.scriptAdded, "script", in: "script"),
        .object(.evaluationMade, "evaluation", in: "evaluation"),
        .object(
            .evaluationSubmitted, "evaluation", in: "evaluation_sheet", by: "evaluation_id"),
        .detail(.disputeRaised, "dispute", in: "dispute"),
        .object(.calibrationOpened, "calibration", in: "calibration"),
        .object(.coachingMade, "coaching", in: "coaching"),
        .object(.coachingMade, "coaching", in: "coaching_step", by: "coaching_id"),
        .object(.complaintReceived, "complaint", in: "complaint"),
        .object(.complaintReceived, "complaint", in: "complaint_event", by: "complaint_id"),
        .detail(.complaintDocumentAdded, "file", in: "complaint_document"),
        .object(.actionOpened, "action", in: "corrective_action"),
        .object(.actionOpened, "action", in: "corrective_action_event", by: "action_id"),
        RowWitness(action: .keyRotationBegun, table: "key_epoch", key: "epoch") { entry in
            entry.details["epoch"].flatMap { Int64($0) }
        },
    ]

    private static func table<Row: RegulatedRow>(_ type: Row.Type) -> RegulatedTable? {
        RegulatedTable(type)
    }
}
