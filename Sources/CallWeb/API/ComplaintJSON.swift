import Calls
import Foundation

/// A complaint as a line of `GET /api/v1/complaints`.
struct ComplaintJSON: Encodable, Sendable {
    let id: Complaint.ID
    /// Such as `26-0000471-4`.
    let number: String
    let state: Complaint.State
    let round: Int
    let channel: ComplaintReceipt.Channel
    let receivedAt: String
    let type: OrNull<String>
    let severity: OrNull<String>
    let complexity: OrNull<Complaint.Complexity>
    let outcome: OrNull<Complaint.Outcome>
    let complainants: Int
    let vulnerable: Bool
    let escalated: Bool
    let waiting: Bool
    /// Something waits for a second person.
    let asked: Bool
    let assignee: OrNull<String>
    let assigneeName: OrNull<String>
    let customer: OrNull<Customer.ID>
    /// Masked.
    let customerName: OrNull<String>
    let mergedInto: OrNull<Complaint.ID>
    let closedAt: OrNull<String>
    /// The clock that ends first.
    let nearest: OrNull<ClockJSON>

    init(_ complaint: ComplaintSummary, home: Zone) {
        (id, state, round) = (complaint.id, complaint.state, complaint.round)
        number = complaint.number.description
        channel = complaint.channel
        receivedAt = home.time(complaint.receivedAt).iso8601
        type = OrNull(complaint.type)
        severity = OrNull(complaint.severity)
        complexity = OrNull(complaint.complexity)
        outcome = OrNull(complaint.outcome)
        complainants = complaint.complainants
        vulnerable = complaint.isVulnerable
        escalated = complaint.isEscalated
        waiting = complaint.isWaiting
        asked = complaint.isAsked
        assignee = OrNull(complaint.assignee)
        assigneeName = OrNull(complaint.assigneeTitle)
        customer = OrNull(complaint.customer)
        customerName = OrNull(complaint.customerNameMasked)
        mergedInto = OrNull(complaint.mergedInto)
        closedAt = OrNull(complaint.closedAt.map { home.time($0).iso8601 })
        nearest = OrNull(complaint.nearest.map { ClockJSON($0, home: home) })
    }
}

/// What a clock reads.
struct ClockJSON: Encodable, Sendable {
    let regime: String
    let clock: String
    let state: ClockReading.State
    let level: ClockReading.Level
    /// Before this instant it must be done.
    let due: OrNull<String>
    /// The day before whose end that is.
    let dueDay: OrNull<String>
    /// Below zero once it is over.
    let daysLeft: OrNull<Int>
    let businessDays: Bool

    init(_ clock: ClockReading, home: Zone) {
        (regime, self.clock) = (clock.regime, clock.clock)
        (state, level) = (clock.state, clock.level)
        due = OrNull(clock.due.map { home.time($0).iso8601 })
        dueDay = OrNull(clock.dueDay.map { "\($0)" })
        daysLeft = OrNull(clock.daysLeft)
        businessDays = clock.countsBusinessDays
    }
}

extension ClockReading.State: Encodable {}
extension ClockReading.Level: Encodable {}

/// `GET /api/v1/complaints/board`.
struct ComplaintBoardJSON: Encodable, Sendable {
    struct Column: Encodable, Sendable {
        let state: Complaint.State
        /// Counted to 10,000.
        let count: Int
        let items: [ComplaintJSON]
    }

    let columns: [Column]
    let breached: Int
    let unassigned: Int

    init(_ board: ComplaintBoard, home: Zone) {
        columns = board.columns.map { column in
            Column(
                state: column.state, count: column.count,
                items: column.cards.map { ComplaintJSON($0, home: home) })
        }
        breached = board.breached
        unassigned = board.unassigned
    }
}

/// `GET /api/v1/complaints/mine`.
struct ComplaintWorkJSON: Encodable, Sendable {
    let mine: PageJSON<ComplaintJSON>
    let questions: [ComplaintQuestionJSON]
    /// What waits for one's decision as a second person.
    let asked: [ComplaintJSON]
    let unassigned: [ComplaintJSON]

    init(_ work: ComplaintWork, home: Zone) {
        mine = PageJSON(
            items: work.mine.items.map { ComplaintJSON($0, home: home) }, next: work.mine.next)
        questions = work.questions.map { ComplaintQuestionJSON($0, home: home) }
        asked = work.asked.map { ComplaintJSON($0, home: home) }
        unassigned = work.unassigned.map { ComplaintJSON($0, home: home) }
    }
}

/// `GET /api/v1/complaints/questions/:complaint/:event`.
struct ComplaintQuestionJSON: Encodable, Sendable {
    let complaint: Complaint.ID
    let number: String
    let event: Int
    let agent: Agent.ID
    let agentName: OrNull<String>
    let askedAt: String
    let text: String
    let answeredAt: OrNull<String>
    let answer: OrNull<String>

    init(_ question: ComplaintQuestion, home: Zone) {
        complaint = question.complaint
        number = question.number.description
        event = question.event
        agent = question.agent
        agentName = OrNull(question.agentTitle)
        askedAt = home.time(question.askedAt).iso8601
        text = question.text
        answeredAt = OrNull(question.answeredAt.map { home.time($0).iso8601 })
        answer = OrNull(question.answer)
    }
}

/// `POST /api/v1/complaints/matches`.
struct ComplaintMatchesJSON: Encodable, Sendable {
    struct Person: Encodable, Sendable {
        let id: Customer.ID
        /// Masked, both.
        let name: OrNull<String>
        let number: OrNull<String>
    }

    let customer: OrNull<Person>
    let calls: [CallJSON]
    let duplicates: [ComplaintJSON]

    init(_ found: ComplaintMatches, home: Zone) {
        customer = OrNull(
            found.customer.map {
                Person(
                    id: $0.id, name: OrNull($0.nameMasked), number: OrNull($0.numberMasked))
            })
        calls = found.calls.map(CallJSON.init)
        duplicates = found.duplicates.map { ComplaintJSON($0, home: home) }
    }
}
