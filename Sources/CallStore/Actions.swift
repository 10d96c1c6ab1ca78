package import Calls

extension Transaction {
    package func insert(_ action: ActionRow) throws {
        try execute("""
            INSERT INTO corrective_action
              (id, number, kind, cause, dimension, group_key, team_id, agent_id, base, owner,
               state, round, due_day, next_day, done_day, opened_by, opened_at, events, version,
               row_mac)
            VALUES (\(action.id), \(action.number), \(action.kind.rawValue), \(action.cause),
              \(action.group?.dimension.rawValue), \(action.group?.key), \(action.team),
              \(action.agent), \(action.base.rawValue), \(action.owner),
              \(action.state.rawValue), \(action.round), \(action.dueDay), \(action.nextDay),
              \(action.doneDay), \(action.openedBy), \(action.openedAt), \(action.events),
              \(action.version), \(action.rowMAC))
            """)
    }

    /// Writes where an action is in its life; what was planned stays.
    package func update(_ action: ActionRow) throws {
        try execute("""
            UPDATE corrective_action SET
              owner = \(action.owner), state = \(action.state.rawValue),
              round = \(action.round), due_day = \(action.dueDay),
              next_day = \(action.nextDay), done_day = \(action.doneDay),
              events = \(action.events), version = \(action.version),
              row_mac = \(action.rowMAC)
            WHERE id = \(action.id)
            """)
    }

    package func action(_ id: CorrectiveAction.ID) throws -> ActionRow? {
        try row("SELECT * FROM corrective_action WHERE id = \(id)").map(ActionRow.init)
    }

    package func action(numbered number: Int) throws -> ActionRow? {
        try row("SELECT * FROM corrective_action WHERE number = \(number)").map(ActionRow.init)
    }

    /// 0 when there is none. Changes follow one another, so that the next one is free.
    package func lastActionNumber() throws -> Int {
        let last: Int? = try row("SELECT max(number) AS last FROM corrective_action")?.get("last")
        return last ?? 0
    }

    package func insert(_ event: ActionEventRow) throws {
        try execute("""
            INSERT INTO corrective_action_event
              (action_id, number, at, by, act, deed, text_sealed, row_mac)
            VALUES (\(event.action), \(event.event.number), \(event.event.at),
              \(event.event.by), \(event.event.deed.act.rawValue), \(event.deedJSON),
              \(event.textSealed), \(event.rowMAC))
            """)
    }

    /// Takes the words out of an event; nothing else of one ever changes.
    package func update(_ event: ActionEventRow) throws {
        try execute("""
            UPDATE corrective_action_event
            SET text_sealed = \(event.textSealed), row_mac = \(event.rowMAC)
            WHERE action_id = \(event.action) AND number = \(event.event.number)
            """)
    }

    /// In the order in which they happened.
    package func actionEvents(of action: CorrectiveAction.ID) throws -> [ActionEventRow] {
        try rows("""
            SELECT * FROM corrective_action_event WHERE action_id = \(action)
            ORDER BY number LIMIT \(CorrectiveAction.Limits.events)
            """).map(ActionEventRow.init)
    }

    /// How each of `actions` began. Ask for a page of actions at most.
    package func actionOpenings(of actions: [CorrectiveAction.ID]) throws -> [ActionEventRow] {
        guard !actions.isEmpty else { return [] }
        let ids = actions.map { "\($0)" as SQL }.joined(separator: ", ")
        return try rows("""
            SELECT * FROM corrective_action_event WHERE action_id IN (\(ids)) AND number = 1
            ORDER BY action_id
            """).map(ActionEventRow.init)
    }

    package func insert(_ link: ActionComplaintRow) throws {
        try execute("""
            INSERT INTO corrective_action_complaint (action_id, complaint_id, row_mac)
            VALUES (\(link.action), \(link.complaint), \(link.rowMAC))
            """)
    }

    /// The complaints that `action` came from, in the order of their ids.
    package func actionComplaints(
        of action: CorrectiveAction.ID
    ) throws -> [ActionComplaintRow] {
        try rows("""
            SELECT * FROM corrective_action_complaint WHERE action_id = \(action)
            ORDER BY complaint_id LIMIT \(CorrectiveAction.Limits.complaints)
            """).map(ActionComplaintRow.init)
    }

    /// The actions that came from `complaint`, in the order of their ids behind `id`.
    package func actions(
        from complaint: Complaint.ID, after id: CorrectiveAction.ID = CorrectiveAction.ID(0),
        limit: Int
    ) throws -> [CorrectiveAction.ID] {
        try rows("""
            SELECT action_id FROM corrective_action_complaint
            WHERE complaint_id = \(complaint) AND action_id > \(id)
            ORDER BY action_id LIMIT \(limit)
            """).map { try $0.get("action_id") }
    }
}
