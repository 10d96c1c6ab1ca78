import CallStore
import CallVault
import Calls
import Foundation

/// What letters are made of, and how they are kept: what was typed and the letter that went out
/// stand sealed beside the case.
extension CallDesk {
    var letterBook: LetterBook { settings.complaints.letters }

    func letterRow(
        _ number: Int, of id: Complaint.ID, in db: Transaction
    ) throws -> ComplaintLetterRow {
        guard let row = try verified(db.complaintLetter(number, of: id)) else {
            throw Refusal.noSuchLetter
        }
        return row
    }

    /// Everything that the case itself says in a letter of `day`.
    func letterBasis(of found: ComplaintCase, on day: LocalDay) -> LetterBasis {
        LetterBasis(
            receipt: found.row.number.description,
            received: LocalDay(of: found.complaint.receipt.at, in: letterZone(of: found)),
            day: day, outcome: found.complaint.decision?.outcome, regimes: regimes(of: found))
    }

    /// Of the case and of all that were merged into it, whose customers are told with it.
    func regimes(of found: ComplaintCase) -> [String] {
        let all = ([found.complaint] + found.standing.members).flatMap(\.place.regimes)
        return all.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }

    /// By whose days the letter is dated.
    func letterZone(of found: ComplaintCase) -> CallZone {
        found.complaint.place.clocks?.zone ?? settings.zone
    }

    func sealed(values: LetterValues, of row: ComplaintLetterRow) throws -> [UInt8] {
        let texts = Dictionary(uniqueKeysWithValues: values.map { ($0.key.rawValue, $0.value) })
        return try vault.seal(
            Array(try JSONEncoder.stable.encode(texts)), as: Self.place(of: row, "values"))
    }

    func values(of row: ComplaintLetterRow) throws -> LetterValues {
        guard !row.valuesSealed.isEmpty else { return [:] }
        let bytes = try vault.open(row.valuesSealed, as: Self.place(of: row, "values"))
        let texts = try JSONDecoder.stable.decode([String: String].self, from: Data(bytes))
        return texts.reduce(into: [:]) { values, text in
            if let place = LetterPlace(rawValue: text.key) { values[place] = text.value }
        }
    }

    func sealed(_ letter: Letter, of row: ComplaintLetterRow) throws -> [UInt8] {
        let sent = SentLetter(title: letter.title, paragraphs: letter.paragraphs)
        return try vault.seal(
            Array(try JSONEncoder.stable.encode(sent)), as: Self.place(of: row, "letter"))
    }

    /// The letter as it went out.
    func sentLetter(_ row: ComplaintLetterRow) throws -> Letter {
        guard !row.letterSealed.isEmpty else { throw Refusal.letterGone }
        let bytes = try vault.open(row.letterSealed, as: Self.place(of: row, "letter"))
        let sent = try JSONDecoder.stable.decode(SentLetter.self, from: Data(bytes))
        return Letter(
            template: row.template, version: row.version, language: row.language,
            title: sent.title, paragraphs: sent.paragraphs)
    }

    /// Every letter of the case itself that went out and whose words are still there, with the
    /// instant that its PDF is dated. Whoever hands them on enters it in the ledger.
    func sentLetters(
        of found: ComplaintCase, in db: Transaction
    ) throws -> [(row: ComplaintLetterRow, letter: Letter, date: Date)] {
        try db.complaintLetters(of: found.id).compactMap { row in
            try verify(row)
            guard row.state == .sent, !row.letterSealed.isEmpty, let sent = row.dispatch
            else { return nil }
            return (row, try sentLetter(row), sent.day.start(in: letterZone(of: found)))
        }
    }

    /// When the customer is erased no word of their letters is left, nor of those begun.
    func blankLetters(of id: Complaint.ID, in db: Transaction) throws {
        for row in try db.complaintLetters(of: id) {
            try verify(row)
            guard !row.valuesSealed.isEmpty || !row.letterSealed.isEmpty else { continue }
            var blank = row
            (blank.valuesSealed, blank.letterSealed) = ([], [])
            try db.update(sealed(blank))
        }
    }

    private static func place(of row: ComplaintLetterRow, _ column: String) -> FieldPlace {
        FieldPlace(
            table: ComplaintLetterRow.table, column: column, row: row.complaint.rawValue,
            version: Int64(row.number))
    }
}

/// What is sealed of a letter that went out; all else stands in its row.
private struct SentLetter: Codable {
    let title: String
    let paragraphs: [String]
}
