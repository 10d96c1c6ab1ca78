import CallLedger
import CallStore
package import Calls
import Foundation

/// Writing letters about complaints, and sending them: what a letter says follows from its template
/// and what was typed, and what the regimes want in it is compared here, never by whoever sends it.
extension CallDesk {
    /// Begins a letter of `kind`; of the template that is proposed for the case unless one is
    /// named. Returns its number.
    package func beginComplaintLetter(
        _ id: Complaint.ID, _ kind: LetterTemplate.Kind, template code: String? = nil,
        in language: LetterLanguage? = nil, by principal: Principal
    ) async throws -> Int {
        let desk = self
        let opensName = principal.may(.revealCustomer)
        if opensName { try reveals.admit(principal, now: now()) }
        let permission = kind.act.permission(of: principal)
        return try await change(by: principal, needing: permission) { change in
            let found = try desk.openToWrite(id, kind, in: change)
            let template = try desk.template(of: kind, code, in: language, for: found)
            let rows = try change.db.complaintLetters(of: id)
            guard rows.count < ComplaintLetterSummary.Limits.letters else {
                throw Refusal(.needs([.room]))
            }
            var row = ComplaintLetterRow(
                complaint: id, number: (rows.last?.number ?? 0) + 1, of: template,
                by: principal.person, at: change.now)
            let values = try desk.suggestedValues(
                of: template, for: found, opensName: opensName, in: change)
            row.valuesSealed = try desk.sealed(values: values, of: row)
            try change.db.insert(desk.sealed(row))
            var details = Self.details(of: row)
            if values[.customer] != nil { details["opened"] = "name" }
            try change.record(
                .complaintLetterDrafted, object: found.object, details: details,
                concerning: found.row.customer)
            return row.number
        }
    }

    /// Saves a draft as `draft` has it.
    package func saveComplaintLetter(
        _ id: Complaint.ID, _ number: Int, _ draft: ComplaintLetterDraft,
        by principal: Principal
    ) async throws {
        let desk = self
        try await change(by: principal, needing: .seeComplaints) { change in
            let (found, row) = try desk.openDraft(id, number, draft.revision, in: change)
            let saved = try desk.filled(row, draft, of: found, in: change)
            try change.db.update(desk.sealed(saved))
            try change.record(
                .complaintLetterDrafted, object: found.object, details: Self.details(of: saved),
                concerning: found.row.customer)
        }
    }

    /// Fixes the letter as it stands, or as `draft` has it, notes how and when it went, and does
    /// what it is for: the customer is told that the complaint came, what was decided, or that it
    /// takes longer.
    package func sendComplaintLetter(
        _ id: Complaint.ID, _ number: Int, _ draft: ComplaintLetterDraft? = nil,
        by dispatch: ComplaintLetter.Dispatch, as principal: Principal
    ) async throws {
        let desk = self
        try await change(by: principal, needing: .seeComplaints) { change in
            var (found, row) = try desk.openDraft(id, number, draft?.revision, in: change)
            if let draft { row = try desk.filled(row, draft, of: found, in: change) }
            try desk.check(dispatch, of: found, at: change.now)
            let values = try desk.values(of: row)
            let made = try desk.made(row, values, of: found, on: dispatch.day)
            var letter = ComplaintLetter(
                template: made.letter.template, version: made.letter.version,
                to: found.complaint.members.union([id]), lacks: made.lacks)
            (letter.number, letter.dispatch) = (number, dispatch)
            guard letter.lacks.isEmpty else { throw Refusal(.needs([.wholeLetter])) }
            let said = made.masked
            let event = try found.standing.event(
                of: row.kind.deed(letter), by: principal, saying: said, at: change.now)
            try desk.add(event, saying: said, to: &found, in: &change)
            row.letterSealed = try desk.sealed(made.letter, of: row)
            (row.valuesSealed, row.state, row.version) = ([], .sent, letter.version)
            (row.event, row.dispatch, row.changedAt) = (event.number, dispatch, change.now)
            row.revision += 1
            try change.db.update(desk.sealed(row))
        }
    }

    /// A letter that nobody wrote from a template: it goes to all, and lacks whatever the regimes
    /// want, for nobody can tell whether its words say it.
    func freeWorded(_ letter: ComplaintLetter, of found: ComplaintCase) -> ComplaintLetter {
        let demands = letterBook.demands(
            on: .answer, outcome: found.complaint.decision?.outcome, by: regimes(of: found))
        return ComplaintLetter(
            template: letter.template, version: 0,
            to: found.complaint.members.union([found.id]), lacks: Set(demands.map(\.code)))
    }

    /// The letter, what the regimes want and it lacks, and its words with the name masked. Throws
    /// what is missing.
    func made(
        _ row: ComplaintLetterRow, _ values: LetterValues, of found: ComplaintCase,
        on day: LocalDay
    ) throws -> (letter: Letter, lacks: Set<String>, masked: String) {
        guard let template = letterBook.template(row.template, in: row.language),
            template.kind == row.kind
        else { throw Refusal.noLetterTemplate }
        let basis = letterBasis(of: found, on: day)
        var facts = letterBook.facts(basis, in: row.language, values)
        do throws(LetterGaps) {
            let letter = try template.letter(with: facts)
            let lacks = letterBook.lacks(template, with: facts, by: basis.regimes)
            facts[.customer] = facts[.customer].map(Masking.name)
            let masked = try template.letter(with: facts).plainText
            return (letter, lacks, String(masked.prefix(Complaint.Limits.textCharacters)))
        } catch {
            throw Refusal(error)
        }
    }
}

extension CallDesk {
    private func openToWrite(
        _ id: Complaint.ID, _ kind: LetterTemplate.Kind, in change: Change
    ) throws -> ComplaintCase {
        let found = try open(id, to: kind.act, after: nil, in: change)
        if let bar = found.standing.bar(toWrite: kind, by: change.principal) {
            throw Refusal(bar)
        }
        return found
    }

    private func openDraft(
        _ id: Complaint.ID, _ number: Int, _ revision: Int?, in change: Change
    ) throws -> (ComplaintCase, ComplaintLetterRow) {
        let seen = try existing(id, for: change.principal, in: change.db)
        let row = try letterRow(number, of: id, in: change.db)
        guard mayOpen(row, of: seen, change.principal) else { throw Refusal.noSuchLetter }
        guard row.state == .draft else { throw Refusal.letterSent }
        let found = try openToWrite(id, row.kind, in: change)
        if let revision, revision != row.revision { throw Refusal.letterChanged }
        return (found, row)
    }

    private func template(
        of kind: LetterTemplate.Kind, _ code: String?, in language: LetterLanguage?,
        for found: ComplaintCase
    ) throws -> LetterTemplate {
        let usual = LetterLanguage(answering: found.row.language)
        let offered = letterBook.offered(
            kind, in: language ?? usual, for: regimes(of: found))
        let fitting = offered.first {
            (code == nil || $0.code == code) && (language == nil || $0.language == language)
        }
        guard let fitting else { throw Refusal.noLetterTemplate }
        return fitting
    }

    /// `row` with what `draft` says.
    private func filled(
        _ row: ComplaintLetterRow, _ draft: ComplaintLetterDraft, of found: ComplaintCase,
        in change: Change
    ) throws -> ComplaintLetterRow {
        let template = try template(
            of: row.kind, draft.template, in: draft.language, for: found)
        let written = Set(letterBook.written(in: template))
        var gaps = LetterGaps()
        for (place, text) in draft.values {
            gaps.charactersTooMany = max(
                gaps.charactersTooMany, text.count - place.charactersMax)
        }
        guard gaps.isEmpty else { throw Refusal(gaps) }
        // What another template asks for stays, for who changes their mind.
        var values = try values(of: row)
        for place in LetterPlace.written where draft.values[place] != nil {
            values[place] = draft.values[place]
        }
        values = values.filter { !$0.value.isEmpty || written.contains($0.key) }
        var saved = row
        (saved.template, saved.version) = (template.code, template.version)
        saved.language = template.language
        saved.valuesSealed = try sealed(values: values, of: row)
        saved.changedAt = change.now
        saved.revision += 1
        return saved
    }

    /// A letter goes out between the receipt and today.
    private func check(
        _ dispatch: ComplaintLetter.Dispatch, of found: ComplaintCase, at now: Date
    ) throws {
        let zone = letterZone(of: found)
        let days = LocalDay(of: found.complaint.receipt.at, in: zone)...max(
            LocalDay(of: now, in: zone), LocalDay(of: found.complaint.receipt.at, in: zone))
        guard days.contains(dispatch.day) else {
            throw Refusal(
                .invalid, .badComplaintField,
                "A letter goes out between the receipt of the complaint and today. Correct the "
                    + "day.", subject: "day")
        }
    }

    private static func details(of row: ComplaintLetterRow) -> [String: String] {
        [
            "letter": "\(row.number)", "kind": row.kind.rawValue,
            "template": "\(row.template) \(row.version) \(row.language.rawValue)",
        ]
    }
}
