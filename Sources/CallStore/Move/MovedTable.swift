/// A table as a move copies it: every column, the primary key's first, in the order of that key.
struct MovedTable: Hashable, Sendable {
    let name: String
    let columns: [String]
    /// How many of the columns are the primary key.
    private let keyWidth: Int
    /// Which rows move; the rest belongs to the move itself.
    private let condition: String
    /// Its one row stands in every database from the start, so it is replaced and not added.
    let isReplaced: Bool

    private init(
        _ name: String, key: String, _ columns: String = "", where condition: String = "1 = 1",
        isReplaced: Bool = false
    ) {
        self.name = name
        let key = key.split(whereSeparator: \.isWhitespace).map(String.init)
        self.columns = key + columns.split(whereSeparator: \.isWhitespace).map(String.init)
        keyWidth = key.count
        self.condition = condition
        self.isReplaced = isReplaced
    }

    /// Every table but `schema_step`, one that others refer to before those.
    static let all = [
        MovedTable(
            "key_epoch", key: "epoch",
            "wrapped_blind_key created_at carried_keys retired_at key_id source row_mac"),
        MovedTable(
            "customer", key: "id",
            """
            wrapped_key key_epoch blind_index number_sealed version created_at name_sealed
            document_sealed document_index address_sealed fields_sealed merged_into row_mac
            """),
        MovedTable(
            "customer_number", key: "id", "customer_id blind_index number_sealed row_mac"),
        MovedTable("team", key: "id", "name closed_at version row_mac"),
        MovedTable("agent", key: "id", "code first_seen_at name left_at version row_mac"),
        MovedTable(
            "agent_code", key: "id", "agent_id kind code valid_from valid_until row_mac"),
        MovedTable("agent_team", key: "id", "agent_id team_id valid_from valid_until row_mac"),
        MovedTable("campaign", key: "id", "code first_seen_at name version row_mac"),
        MovedTable(
            "call", key: "id",
            """
            started_at zone local_day duration_ms direction agent_id campaign_id customer_id
            verdicts talk_shape draw_hash version row_mac team_id code_written disposition
            stage
            """),
        MovedTable("call_key", key: "key_hash", "call_id"),
        MovedTable("call_word", key: "word started_at call_id"),
        MovedTable(
            "recording", key: "id",
            """
            call_id generation content_hash content_bytes sealed_hash wrapped_key container codec
            raw_encoding sample_rate_hz channels frames frames_claimed roles loudness_clu
            measures_mac verdicts source_path profile name_sealed name_hash facts_sealed
            taken_in_at version row_mac
            """),
        MovedTable(
            "channel_measure", key: "recording_id channel",
            """
            peak_cdb rms_cdb clipped_samples dc_offset_ppm loudness_clu noise_floor_cdb speech_ms
            """),
        MovedTable("duplicate", key: "id", "recording_id source_path name_hash seen_at"),
        MovedTable(
            "quarantine", key: "id",
            """
            reason detail source_path profile name_sealed name_hash content_hash content_bytes
            wrapped_key modified_at seen_at tried_at tries row_mac
            """),
        MovedTable("quarantine_retry", key: "quarantine_id", "asked_by asked_at"),
        MovedTable(
            "quarantine_outcome", key: "quarantine_id",
            "outcome because_sealed decided_by decided_at row_mac"),
        MovedTable("file_seen", key: "fingerprint", "seen_at"),
        MovedTable("tally", key: "name", "count"),
        MovedTable(
            "setting", key: "name", "value",
            where: "name NOT IN ('\(MoveMark.name)', '\(MoveMark.movedToName)')"),
        MovedTable(
            "node", key: "number",
            "name instance version started_at beat_at takes_in waiting taken_in key_ids"),
    ] + people + control + scoring + complaints + actions + notices + ledger

    private static let people = [
        MovedTable(
            "account", key: "id",
            """
            name title origin agent_id password_hash totp_sealed totp_step invite_hash
            invite_ends_at created_at disabled_at team_scope version row_mac
            """),
        MovedTable("account_role", key: "account_id role", "granted_by granted_at row_mac"),
        MovedTable("account_team", key: "account_id team_id", "row_mac"),
        MovedTable("recovery_code", key: "account_id code_hash"),
        MovedTable(
            "session", key: "id",
            "secret_hash account_id began_at seen_at ends_at agent_text"),
        MovedTable("device", key: "secret_hash", "account_id ends_at"),
        MovedTable("sign_in_failure", key: "key_hash", "count last_at closed_until"),
        MovedTable(
            "token", key: "id",
            "account_id name secret_hash scopes created_at ends_at revoked_at row_mac"),
    ]

    private static let control = [
        MovedTable(
            "reveal", key: "id",
            "customer_id principal purpose because_sealed began_at ends_at row_mac"),
        MovedTable(
            "access_request", key: "id",
            """
            asked_by account_id permission object because_sealed asked_at minutes outcome
            decided_by decided_at ends_at version row_mac
            """),
        MovedTable(
            "hold", key: "id", "kind object_id because_sealed placed_by placed_at row_mac"),
        MovedTable(
            "hold_release", key: "hold_id", "approval_id released_by released_at row_mac"),
        MovedTable(
            "approval", key: "id",
            """
            kind object particulars because_sealed asked_by account_id asked_at ends_at row_mac
            """),
        MovedTable(
            "approval_decision", key: "approval_id", "outcome decided_by decided_at row_mac"),
        MovedTable(
            "erasure", key: "customer_id",
            """
            approval_id erased_by erased_at last_backup_ends_at keys recordings numbers words
            hashes calls files_gone_at row_mac
            """),
        MovedTable(
            "job", key: "id",
            """
            kind particulars asked_by asked_at cursor done total node beat_at cancelled_by outcome
            sentence ended_at
            """),
        MovedTable("finding", key: "job_id number", "table_name row_key kind"),
    ]

    private static let scoring = [
        MovedTable("sample_plan", key: "id", "name stopped_at version row_mac"),
        MovedTable(
            "sample_plan_version", key: "plan_id number", "body made_by made_at row_mac"),
        MovedTable(
            "draw", key: "id",
            """
            plan_id plan_version from_at until_at due_at slice slices commitment seed_sealed
            committed_at seed frame_digest calls picks outcome ended_at version severity row_mac
            """),
        MovedTable("draw_stratum", key: "draw_id stratum", "calls asked picks digest row_mac"),
        MovedTable("draw_frame", key: "draw_id stratum part", "first_id last_id ids bytes"),
        MovedTable(
            "draw_pick", key: "draw_id stratum place",
            "call_id replaced_because replaced_by replaced_at row_mac"),
        MovedTable("scorecard", key: "id", "code version row_mac"),
        MovedTable(
            "scorecard_version", key: "card_id number",
            """
            body digest valid_from made_by made_at published_by published_at version row_mac
            """),
        MovedTable("script", key: "id", "kind code campaign_id version row_mac"),
        MovedTable(
            "script_version", key: "script_id number",
            "title body valid_from valid_until made_by made_at row_mac"),
        MovedTable(
            "evaluation", key: "id",
            """
            call_id stream draw_id stratum place card_id card_version agent_id team_id campaign_id
            local_day made_at due_at assigned_to claimed_at state sheets score passed auto_fails
            scored_by submitted_at release_at released_at version row_mac
            """),
        MovedTable(
            "draft_sheet", key: "evaluation_id", "revision sheet_sealed saved_by saved_at"),
        MovedTable(
            "evaluation_sheet", key: "evaluation_id number",
            "sheet_sealed score passed auto_fails made_by made_at row_mac"),
        MovedTable(
            "evaluation_step", key: "evaluation_id number",
            "kind done_by done_at text_sealed row_mac"),
        MovedTable(
            "dispute", key: "id",
            """
            evaluation_id question text_sealed raised_by raised_at due_at outcome because_sealed
            decided_by decided_at version row_mac
            """),
        MovedTable(
            "roll_up", key: "scope subject_id card_id question grain day team_id",
            "evaluations total squares passed auto_fails disputed upheld"),
    ] + calibrations + coaching

    private static let calibrations = [
        MovedTable(
            "calibration", key: "id",
            """
            title card_id reference_id made_by made_at due_at state because_sealed ended_by ended_at
            version row_mac
            """),
        MovedTable("calibration_rater", key: "calibration_id account_id", "place row_mac"),
        MovedTable("calibration_call", key: "calibration_id call_id", "place row_mac"),
        MovedTable(
            "calibration_rating", key: "evaluation_id", "calibration_id rater_id row_mac"),
        MovedTable("review", key: "evaluation_id", "original_id scorer_id row_mac"),
    ]

    private static let coaching = [
        MovedTable(
            "coaching", key: "id",
            """
            kind agent_id team_id day due_day text_sealed state made_by made_at version row_mac
            """),
        MovedTable(
            "coaching_topic", key: "coaching_id number",
            "evaluation_id call_id card_id question row_mac"),
        MovedTable(
            "coaching_step", key: "coaching_id number",
            "kind done_by done_at text_sealed row_mac"),
    ]

    private static let complaints = [
        MovedTable(
            "complaint", key: "id",
            """
            number language state round channel received_at registered_by registered_at
            customer_id team_id campaign_id assignee type severity complexity outcome complainants
            is_vulnerable is_escalated is_waiting is_asked merged_into next_due_at next_regime
            next_clock closed_at regimes text_sealed remedy_sealed product_sealed product_code
            content_hash identity_hash events version row_mac
            """),
        MovedTable(
            "complaint_event", key: "complaint_id number",
            "at by act deed text_sealed row_mac"),
        MovedTable(
            "complaint_party", key: "complaint_id number",
            "kind customer_id facts_sealed row_mac"),
        MovedTable("complaint_call", key: "complaint_id call_id", "is_subject row_mac"),
        MovedTable(
            "complaint_question", key: "complaint_id number",
            "agent_id asked_at answered_at row_mac"),
        MovedTable("complaint_agent", key: "complaint_id agent_id", "row_mac"),
        MovedTable(
            "complaint_document", key: "id",
            """
            complaint_id number event kind source name_sealed content_bytes content_hash
            sealed_hash wrapped_key added_by added_at row_mac
            """),
        MovedTable(
            "complaint_letter", key: "complaint_id number",
            """
            kind template template_version language state values_sealed letter_sealed event channel
            day made_by made_at changed_at revision row_mac
            """),
        MovedTable("complaint_cause", key: "complaint_id code", "row_mac"),
        MovedTable("call_tally", key: "day team_id campaign_id agent_id", "calls sales"),
        MovedTable("call_tally_mark", key: "day"),
        MovedTable(
            "complaint_figure", key: "complaint_id",
            """
            received_at closed_at outcome channel regimes type cause product redress
            has_other_redress clocks
            """),
    ]

    private static let actions = [
        MovedTable(
            "corrective_action", key: "id",
            """
            number kind cause dimension group_key team_id agent_id base owner state round due_day
            next_day done_day opened_by opened_at events version row_mac
            """),
        MovedTable(
            "corrective_action_event", key: "action_id number",
            "at by act deed text_sealed row_mac"),
        MovedTable("corrective_action_complaint", key: "action_id complaint_id", "row_mac"),
    ]

    private static let notices = [
        MovedTable(
            "notice", key: "id",
            """
            kind object recipient channel facts made_at state tries next_try_at problem ended_at
            version row_mac
            """)
    ]

    private static let ledger = [
        MovedTable("ledger_customer", key: "customer_id seq"),
        MovedTable("checkpoint", key: "size", "note came_at"),
        MovedTable(
            "ledger_export", key: "id",
            "first_seq end_seq size members sums signature asked_by asked_at"),
        MovedTable("ledger_entry", key: "seq", "at action bytes leaf_hash principal object"),
        MovedTable("ledger_head", key: "id", "size bytes", isReplaced: true),
    ]

    var key: [String] { Array(columns.prefix(keyWidth)) }

    /// Rows that are read or written at once: about 20,000 values.
    var pageRows: Int { max(1, 20_000 / columns.count) }

    /// The key of a row with all columns.
    func key(of row: [SQLValue]) -> [SQLValue] { Array(row.prefix(keyWidth)) }
}

extension MovedTable {
    /// At most `pageRows` rows behind the key `cursor`, in the order of the key.
    func page(after cursor: [SQLValue]?, limit: Int? = nil) -> SQL {
        let all = columns.joined(separator: ", ")
        var statement = SQL(stringLiteral: "SELECT \(all) FROM \(name) WHERE \(condition)")
        if let cursor {
            let values = cursor.map { "\($0)" as SQL }.joined(separator: ", ")
            statement = statement + SQL(stringLiteral: " AND (\(keyList)) > (") + values + ")"
        }
        return statement + SQL(stringLiteral: " ORDER BY \(keyList) LIMIT \(limit ?? pageRows)")
    }

    var lastKey: SQL {
        let backwards = key.map { $0 + " DESC" }.joined(separator: ", ")
        return SQL(
            stringLiteral:
                "SELECT \(keyList) FROM \(name) WHERE \(condition) ORDER BY \(backwards) LIMIT 1")
    }

    var rowCount: SQL {
        SQL(stringLiteral: "SELECT count(*) AS count FROM \(name) WHERE \(condition)")
    }

    /// Gives the row that has the key of `row` the rest of its values.
    func update(_ row: [SQLValue]) -> SQL {
        let values = zip(columns, row).map { column, value in
            SQL(stringLiteral: "\(column) = ") + "\(value)"
        }
        return SQL(stringLiteral: "UPDATE \(name) SET ")
            + Array(values.dropFirst(keyWidth)).joined(separator: ", ") + " WHERE "
            + Array(values.prefix(keyWidth)).joined(separator: " AND ")
    }

    private var keyList: String { key.joined(separator: ", ") }
}
