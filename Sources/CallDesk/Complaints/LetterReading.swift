import CallLedger
import CallSandbox
import CallStore
package import Calls
import Foundation

/// Letters about complaints, to look at. Whoever sees a case sees which letters there are; their
/// words name the customer in plain, so they are opened for who wrote them, whose case it is, and
/// who may reveal customers, and each opening stands in the ledger before anything goes out.
extension CallDesk {
    /// The letters of a complaint that `principal` sees, in the order in which they were begun.
    package func complaintLetters(
        of id: Complaint.ID, by principal: Principal
    ) async throws -> ComplaintLetterList {
        let desk = self
        return try await see(by: principal, needing: .seeComplaints) { db in
            let found = try desk.existing(id, for: principal, in: db)
            return try desk.letterList(of: found, for: principal, in: db)
        }
    }

    func letterList(
        of found: ComplaintCase, for principal: Principal, in db: Transaction
    ) throws -> ComplaintLetterList {
        let language = LetterLanguage(answering: found.row.language)
        let regimes = regimes(of: found)
        return ComplaintLetterList(
            letters: try db.complaintLetters(of: found.id).map { row in
                try verify(row)
                return try summary(of: row, of: found, for: principal, in: db)
            },
            choices: found.standing.letters(of: principal).flatMap {
                letterBook.offered($0, in: language, for: regimes)
            })
    }

    /// One letter: a draft as its form shows it, or what went out.
    package func complaintLetter(
        _ id: Complaint.ID, _ number: Int, by principal: Principal
    ) async throws -> ComplaintLetterDetail {
        let desk = self
        return try await opening(id, number, by: principal) { row, found, db, now in
            try desk.letterDetail(row, found, for: principal, at: now, in: db)
        }
    }

    /// The letter as it went out; a draft as it would go out today.
    package func openComplaintLetter(
        _ id: Complaint.ID, _ number: Int, by principal: Principal
    ) async throws -> Letter {
        let desk = self
        return try await opening(id, number, by: principal) { row, found, _, now in
            try desk.wholeLetter(row, found, at: now)
        }
    }

    /// The same as a PDF 1.5, dated as the letter is.
    package func complaintLetterPDF(
        _ id: Complaint.ID, _ number: Int, by principal: Principal
    ) async throws -> [UInt8] {
        let desk = self
        let (letter, date) = try await opening(id, number, by: principal) { row, found, _, now in
            let zone = desk.letterZone(of: found)
            let day = row.dispatch?.day ?? LocalDay(of: now, in: zone)
            return (try desk.wholeLetter(row, found, at: now), day.start(in: zone))
        }
        do throws(LetterPressFailure) {
            return try await letterPress.pdf(of: letter, dated: date)
        } catch {
            throw Refusal(
                .unavailable, .letterNotMade, error.sentence, subject: error.reason.rawValue)
        }
    }

    private func wholeLetter(
        _ row: ComplaintLetterRow, _ found: ComplaintCase, at now: Date
    ) throws -> Letter {
        if row.state == .sent { return try sentLetter(row) }
        let day = LocalDay(of: now, in: letterZone(of: found))
        return try made(row, try values(of: row), of: found, on: day).letter
    }

    /// Opens a letter that `principal` may open. That somebody opens what isn't their own draft is
    /// in the ledger before this returns.
    private func opening<Value: Sendable>(
        _ id: Complaint.ID, _ number: Int, by principal: Principal,
        _ body: @escaping @Sendable (
            ComplaintLetterRow, ComplaintCase, Transaction, Date
        ) throws -> Value
    ) async throws -> Value {
        let desk = self
        return try await change(by: principal, needing: .seeComplaints) { change in
            let found = try desk.existing(id, for: principal, in: change.db)
            let row = try desk.letterRow(number, of: id, in: change.db)
            guard desk.mayOpen(row, of: found, principal) else { throw Refusal.noSuchLetter }
            if row.state == .draft, row.madeBy == principal.person {
                change.isUnchanged = true
            } else {
                try change.record(
                    .complaintLetterOpened, object: found.object,
                    details: ["letter": "\(number)"], concerning: found.row.customer)
            }
            return try body(row, found, change.db, change.now)
        }
    }

    func mayOpen(
        _ row: ComplaintLetterRow, of found: ComplaintCase, _ principal: Principal
    ) -> Bool {
        guard found.standing.recusal(of: ComplaintWorker(principal)) == nil else { return false }
        return row.madeBy == principal.person
            || found.complaint.assignee == principal.person || principal.may(.revealCustomer)
    }

    func summary(
        of row: ComplaintLetterRow, of found: ComplaintCase, for principal: Principal,
        in db: Transaction
    ) throws -> ComplaintLetterSummary {
        var summary = ComplaintLetterSummary(
            complaint: row.complaint, number: row.number, kind: row.kind, template: row.template,
            version: row.version, language: row.language, state: row.state, madeBy: row.madeBy,
            changedAt: row.changedAt, revision: row.revision)
        (summary.event, summary.dispatch) = (row.event, row.dispatch)
        summary.madeByTitle = try title(of: row.madeBy, in: db)
        summary.isOpenable = mayOpen(row, of: found, principal)
        summary.isBlank = row.state == .sent && row.letterSealed.isEmpty
        return summary
    }

    private func letterDetail(
        _ row: ComplaintLetterRow, _ found: ComplaintCase, for principal: Principal,
        at now: Date, in db: Transaction
    ) throws -> ComplaintLetterDetail {
        let today = LocalDay(of: now, in: letterZone(of: found))
        var detail = ComplaintLetterDetail(
            summary: try summary(of: row, of: found, for: principal, in: db),
            receipt: found.row.number.description, today: today)
        detail.addressees = found.complaint.members.count + 1
        guard row.state == .draft else {
            detail.letter = row.letterSealed.isEmpty ? nil : try sentLetter(row)
            return detail
        }
        let language = LetterLanguage(answering: found.row.language)
        detail.choices = letterBook.offered(row.kind, in: language, for: regimes(of: found))
        detail.bar = found.standing.bar(toWrite: row.kind, by: principal)
        detail.values = try values(of: row)
        if row.kind == .answer { detail.ground = try decisionWords(of: found, in: db) }
        preview(&detail, basis: letterBasis(of: found, on: today))
        return detail
    }

    private func preview(_ detail: inout ComplaintLetterDetail, basis: LetterBasis) {
        let summary = detail.summary
        guard let template = letterBook.template(summary.template, in: summary.language) else {
            return
        }
        let facts = letterBook.facts(basis, in: template.language, detail.values)
        detail.summary.version = template.version
        detail.places = letterBook.written(in: template)
        detail.letter = template.draft(with: facts)
        detail.lacks = letterBook.demands(
            on: template.kind, outcome: facts.outcome, by: basis.regimes
        ).filter { letterBook.lacks(template, with: facts, by: basis.regimes).contains($0.code) }
        do throws(LetterGaps) { _ = try template.letter(with: facts) } catch {
            detail.gaps = error
        }
    }
}
