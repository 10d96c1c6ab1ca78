import Calls
import Foundation

/// A complaint as a row of the list or a card of the board.
struct ComplaintLine: Sendable {
    let url: String
    let number: String
    let state: Tag
    /// What it is about; that it isn't assessed yet where nobody has.
    let type: String
    let isAssessed: Bool
    let severity: String?
    /// What its nearest clock is called, and what it reads; nil where none runs.
    let clock: Clock?
    let assignee: String?
    /// Masked; nil where nobody is known.
    let customer: String?
    let channel: String
    let received: String
    let receivedISO8601: String
    /// Once it is decided.
    let outcome: String?
    let tags: [Tag]
    /// `late`, `soon` or nothing, for the edge of a card.
    let edge: String

    struct Clock: Sendable {
        let title: String
        let reading: Tag
        /// The instant, where the reading doesn't say it.
        let instant: String?
    }

    init(_ complaint: ComplaintSummary, _ rules: ComplaintRules, _ words: Words, now: Date) {
        let classes = rules.classes
        url = WebURL.complaint(complaint.id)
        number = complaint.number.description
        state = Tag(complaint.state, words)
        type =
            complaint.type.map { words.complaintType($0, in: classes) }
            ?? words("complaints.notAssessed")
        isAssessed = complaint.type != nil
        severity = complaint.severity.map { words.complaintSeverity($0, in: classes) }
        clock = complaint.nearest.map {
            Clock(
                title: words.clockTitle($0, in: rules),
                reading: Tag(short: $0, words, now: now), instant: words.due($0, now: now))
        }
        assignee = complaint.assignee.map { complaint.assigneeTitle ?? words.who($0) }
        customer = complaint.customerNameMasked
        channel = words("complaint.channel.\(complaint.channel.rawValue)")
        let time = words.home.time(complaint.receivedAt)
        received = words.shortDay(time)
        receivedISO8601 = time.iso8601
        outcome = complaint.outcome.map { words("complaint.outcome.\($0.rawValue)") }
        tags = Tag.all(of: complaint, words)
        edge =
            switch complaint.nearest?.level {
            case .breached?: "late"
            case .alarm?, .warning?: "soon"
            default: ""
            }
    }
}

extension ComplaintLine: PagePart {
    func child(named property: String) -> Any? {
        switch property {
        case "url": url
        case "number": number
        case "state": state
        case "type": type
        case "isAssessed": isAssessed
        case "severity": severity
        case "clock": clock
        case "assignee": assignee
        case "customer": customer
        case "channel": channel
        case "received": received
        case "receivedISO8601": receivedISO8601
        case "outcome": outcome
        case "tags": tags
        case "edge": edge
        default: nil
        }
    }
}

extension ComplaintLine.Clock: PagePart {
    func child(named property: String) -> Any? {
        switch property {
        case "title": title
        case "reading": reading
        case "instant": instant
        default: nil
        }
    }
}
