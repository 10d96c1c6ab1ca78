package import Calls
package import Foundation

/// A letter about a complaint.
package struct ComplaintLetterRow: RegulatedRow {
    package static let table = "complaint_letter"

    package let complaint: Complaint.ID
    /// From 1, of the complaint.
    package let number: Int
    package let kind: LetterTemplate.Kind
    package var template: String
    package var version: Int
    package var language: LetterLanguage
    package var state = ComplaintLetterSummary.State.draft
    /// What was typed; empty once it was sent, and once it had to go.
    package var valuesSealed: [UInt8] = []
    /// The letter as it went out; empty before, and once it had to go.
    package var letterSealed: [UInt8] = []
    /// The number of the event that sent it.
    package var event: Int?
    package var dispatch: ComplaintLetter.Dispatch?
    /// `Principal.person`
    package let madeBy: String
    package let madeAt: Date
    package var changedAt: Date
    package var revision = 1
    package var rowMAC: [UInt8] = []

    package init(
        complaint: Complaint.ID, number: Int, of template: LetterTemplate, by person: String,
        at now: Date
    ) {
        self.complaint = complaint
        self.number = number
        kind = template.kind
        self.template = template.code
        version = template.version
        language = template.language
        madeBy = person
        madeAt = now
        changedAt = now
    }

    package init(_ row: Row) throws {
        complaint = try row.get("complaint_id")
        number = try row.get("number")
        kind = try row.named("kind")
        template = try row.get("template")
        version = try row.get("template_version")
        language = try row.named("language")
        state = try row.named("state")
        valuesSealed = try row.get("values_sealed")
        letterSealed = try row.get("letter_sealed")
        event = try row.get("event")
        madeBy = try row.get("made_by")
        madeAt = try row.get("made_at")
        changedAt = try row.get("changed_at")
        revision = try row.get("revision")
        rowMAC = try row.get("row_mac")
        let day: String? = try row.get("day")
        if let day {
            guard let read = LocalDay(day) else {
                throw StoreFault.unexpectedRow("a letter that was sent on the day \(day)")
            }
            dispatch = .init(channel: try row.named("channel"), day: read)
        }
    }

    package var regulated: [SQLValue] {
        let values: [any SQLBindable] = [
            complaint, number, kind.rawValue, template, version, language.rawValue,
            state.rawValue, valuesSealed, letterSealed, event, dispatch?.channel.rawValue,
            dispatch?.day.description, madeBy, madeAt, changedAt, revision,
        ]
        return values.map(\.sqlValue)
    }
}

extension Transaction {
    package func insert(_ letter: ComplaintLetterRow) throws {
        try execute("""
            INSERT INTO complaint_letter
              (complaint_id, number, kind, template, template_version, language, state,
               values_sealed, letter_sealed, event, channel, day, made_by, made_at, changed_at,
               revision, row_mac)
            VALUES (\(letter.complaint), \(letter.number), \(letter.kind.rawValue),
              \(letter.template), \(letter.version), \(letter.language.rawValue),
              \(letter.state.rawValue), \(letter.valuesSealed), \(letter.letterSealed),
              \(letter.event), \(letter.dispatch?.channel.rawValue),
              \(letter.dispatch?.day.description), \(letter.madeBy), \(letter.madeAt),
              \(letter.changedAt), \(letter.revision), \(letter.rowMAC))
            """)
    }

    /// Writes everything of `letter` but what it is for, and who began it when.
    package func update(_ letter: ComplaintLetterRow) throws {
        try execute("""
            UPDATE complaint_letter SET
              template = \(letter.template), template_version = \(letter.version),
              language = \(letter.language.rawValue), state = \(letter.state.rawValue),
              values_sealed = \(letter.valuesSealed), letter_sealed = \(letter.letterSealed),
              event = \(letter.event), channel = \(letter.dispatch?.channel.rawValue),
              day = \(letter.dispatch?.day.description), changed_at = \(letter.changedAt),
              revision = \(letter.revision), row_mac = \(letter.rowMAC)
            WHERE complaint_id = \(letter.complaint) AND number = \(letter.number)
            """)
    }

    /// In the order in which they were begun.
    package func complaintLetters(of complaint: Complaint.ID) throws -> [ComplaintLetterRow] {
        try rows("""
            SELECT * FROM complaint_letter WHERE complaint_id = \(complaint) ORDER BY number
            LIMIT \(ComplaintLetterSummary.Limits.letters)
            """).map(ComplaintLetterRow.init)
    }

    package func complaintLetter(
        _ number: Int, of complaint: Complaint.ID
    ) throws -> ComplaintLetterRow? {
        try row("""
            SELECT * FROM complaint_letter
            WHERE complaint_id = \(complaint) AND number = \(number)
            """).map(ComplaintLetterRow.init)
    }
}
