package import Calls

extension Transaction {
    package func insert(_ event: ComplaintEventRow) throws {
        try execute("""
            INSERT INTO complaint_event
              (complaint_id, number, at, by, act, deed, text_sealed, row_mac)
            VALUES (\(event.complaint), \(event.number), \(event.at), \(event.by),
              \(event.act.rawValue), \(event.deedJSON), \(event.textSealed), \(event.rowMAC))
            """)
    }

    /// Takes the words out of an event; nothing else of one ever changes.
    package func update(_ event: ComplaintEventRow) throws {
        try execute("""
            UPDATE complaint_event
            SET text_sealed = \(event.textSealed), row_mac = \(event.rowMAC)
            WHERE complaint_id = \(event.complaint) AND number = \(event.number)
            """)
    }

    /// In the order in which they happened.
    package func complaintEvents(
        of complaint: Complaint.ID, limit: Int = Complaint.Limits.events
    ) throws -> [ComplaintEventRow] {
        try rows("""
            SELECT * FROM complaint_event WHERE complaint_id = \(complaint)
            ORDER BY number LIMIT \(limit)
            """).map(ComplaintEventRow.init)
    }

    /// The events of all of `complaints` that are any of `acts`, those of each in the order in
    /// which they happened. Ask for a page of complaints at most.
    package func complaintEvents(
        ofAll complaints: [Complaint.ID], acts: [ComplaintAct] = ComplaintAct.allCases
    ) throws -> [ComplaintEventRow] {
        guard !complaints.isEmpty, !acts.isEmpty else { return [] }
        let ids = complaints.map { "\($0)" as SQL }.joined(separator: ", ")
        let names = acts.map { "\($0.rawValue)" as SQL }.joined(separator: ", ")
        return try rows("""
            SELECT * FROM complaint_event
            WHERE complaint_id IN (\(ids)) AND act IN (\(names))
            ORDER BY complaint_id, number
            """).map(ComplaintEventRow.init)
    }

    /// Of each complaint from `first` through `last` the number of its last event, where as many
    /// are there; nothing for one whose history has a gap, or none at all.
    package func wholeHistories(
        from first: Complaint.ID, through last: Complaint.ID
    ) throws -> [Complaint.ID: Int] {
        let found = try rows("""
            SELECT complaint_id, max(number) AS events FROM complaint_event
            WHERE complaint_id BETWEEN \(first) AND \(last)
            GROUP BY complaint_id HAVING max(number) = count(*)
            """)
        return try Dictionary(
            uniqueKeysWithValues: found.map { (try $0.get("complaint_id"), try $0.get("events")) })
    }

    package func insert(_ party: ComplaintPartyRow) throws {
        try execute("""
            INSERT INTO complaint_party
              (complaint_id, number, kind, customer_id, facts_sealed, row_mac)
            VALUES (\(party.complaint), \(party.number), \(party.kind.rawValue),
              \(party.customer), \(party.factsSealed), \(party.rowMAC))
            """)
    }

    /// Writes who a party is.
    package func update(_ party: ComplaintPartyRow) throws {
        try execute("""
            UPDATE complaint_party SET
              kind = \(party.kind.rawValue), customer_id = \(party.customer),
              facts_sealed = \(party.factsSealed), row_mac = \(party.rowMAC)
            WHERE complaint_id = \(party.complaint) AND number = \(party.number)
            """)
    }

    /// In the order in which they were named.
    package func complaintParties(of complaint: Complaint.ID) throws -> [ComplaintPartyRow] {
        try rows("""
            SELECT * FROM complaint_party WHERE complaint_id = \(complaint)
            ORDER BY number LIMIT \(ComplaintForm.Limits.parties)
            """).map(ComplaintPartyRow.init)
    }

    package func insert(_ call: ComplaintCallRow) throws {
        try execute("""
            INSERT INTO complaint_call (complaint_id, call_id, is_subject, row_mac)
            VALUES (\(call.complaint), \(call.call), \(call.isSubject.number), \(call.rowMAC))
            """)
    }

    /// Writes whether a linked call is what the complaint is about.
    package func update(_ call: ComplaintCallRow) throws {
        try execute("""
            UPDATE complaint_call
            SET is_subject = \(call.isSubject.number), row_mac = \(call.rowMAC)
            WHERE complaint_id = \(call.complaint) AND call_id = \(call.call)
            """)
    }

    package func delete(_ call: ComplaintCallRow) throws {
        try execute("""
            DELETE FROM complaint_call
            WHERE complaint_id = \(call.complaint) AND call_id = \(call.call)
            """)
    }

    /// In the order of the calls' ids.
    package func complaintCalls(of complaint: Complaint.ID) throws -> [ComplaintCallRow] {
        try rows("""
            SELECT * FROM complaint_call WHERE complaint_id = \(complaint) ORDER BY call_id
            LIMIT \(Complaint.Limits.calls)
            """).map(ComplaintCallRow.init)
    }

    package func insert(_ agent: ComplaintAgentRow) throws {
        try execute("""
            INSERT INTO complaint_agent (complaint_id, agent_id, row_mac)
            VALUES (\(agent.complaint), \(agent.agent), \(agent.rowMAC))
            """)
    }

    package func delete(_ agent: ComplaintAgentRow) throws {
        try execute("""
            DELETE FROM complaint_agent
            WHERE complaint_id = \(agent.complaint) AND agent_id = \(agent.agent)
            """)
    }

    /// In the order of the agents' ids.
    package func complaintAgents(of complaint: Complaint.ID) throws -> [ComplaintAgentRow] {
        try rows("""
            SELECT * FROM complaint_agent WHERE complaint_id = \(complaint) ORDER BY agent_id
            """).map(ComplaintAgentRow.init)
    }
}

extension Transaction {
    package func insert(_ question: ComplaintQuestionRow) throws {
        try execute("""
            INSERT INTO complaint_question
              (complaint_id, number, agent_id, asked_at, answered_at, row_mac)
            VALUES (\(question.complaint), \(question.number), \(question.agent),
              \(question.askedAt), \(question.answeredAt), \(question.rowMAC))
            """)
    }

    /// Writes when a question was answered.
    package func update(_ question: ComplaintQuestionRow) throws {
        try execute("""
            UPDATE complaint_question
            SET answered_at = \(question.answeredAt), row_mac = \(question.rowMAC)
            WHERE complaint_id = \(question.complaint) AND number = \(question.number)
            """)
    }

    /// In the order in which they were asked.
    package func complaintQuestions(
        of complaint: Complaint.ID
    ) throws -> [ComplaintQuestionRow] {
        try rows("""
            SELECT * FROM complaint_question WHERE complaint_id = \(complaint)
            ORDER BY number LIMIT \(Complaint.Limits.events)
            """).map(ComplaintQuestionRow.init)
    }

    package func complaintQuestion(
        _ number: Int, of complaint: Complaint.ID
    ) throws -> ComplaintQuestionRow? {
        try row("""
            SELECT * FROM complaint_question
            WHERE complaint_id = \(complaint) AND number = \(number)
            """).map(ComplaintQuestionRow.init)
    }

    /// What `agent` was asked and hasn't answered, the longest asked first.
    package func openQuestions(of agent: Agent.ID, limit: Int) throws -> [ComplaintQuestionRow] {
        try rows("""
            SELECT * FROM complaint_question
            WHERE agent_id = \(agent) AND answered_at IS NULL
            ORDER BY asked_at, complaint_id, number LIMIT \(limit)
            """).map(ComplaintQuestionRow.init)
    }
}
