import CallStore
import Calls
import Foundation
import TestSupport
import Testing

/// Letters about complaints, as rows.
struct ComplaintLetterStoreTests {
    private static let template = LetterTemplate(
        code: "answer", version: 3, kind: .answer, language: .traditionalChinese,
        title: LetterText.reading("{{receipt}}").text,
        paragraphs: [.init(text: LetterText.reading("{{customer}}").text)])

    @Test(arguments: Engine.allCases)
    func `a letter is kept as a draft, and as it went out`(engine: Engine) async throws {
        let store = try await TestDatabase(engine)
        try await store.withRoster()
        let id = Complaint.ID(1)
        var draft = ComplaintLetterRow(
            complaint: id, number: 1, of: Self.template, by: "account:1", at: .epoch)
        draft.valuesSealed = [1, 2]
        draft.rowMAC = [9]
        let begun = draft
        try await store.database.write { db in
            try db.insert(ComplaintRow.made(1))
            try db.insert(begun)
        }
        var sent = draft
        (sent.valuesSealed, sent.letterSealed, sent.state) = ([], [3], .sent)
        (sent.event, sent.version, sent.revision) = (4, 5, 2)
        sent.dispatch = .init(channel: .letter, day: LocalDay(number: 20_000))
        sent.changedAt = .epoch.addingTimeInterval(60)
        let gone = sent
        try await store.database.write { db in
            #expect(try db.complaintLetters(of: id).map(\.regulated) == [begun.regulated])
            try db.update(gone)
            let read = try db.complaintLetter(1, of: id)
            #expect(read?.regulated == gone.regulated && read?.dispatch == gone.dispatch)
            #expect(read?.rowMAC == [9])
            #expect(try db.complaintLetter(2, of: id) == nil)
            #expect(try db.complaintLetters(of: Complaint.ID(2)).isEmpty)
        }
    }

    @Test(arguments: Engine.allCases)
    func `none went out without saying by which event, how and when`(
        engine: Engine
    ) async throws {
        let store = try await TestDatabase(engine)
        try await store.withRoster()
        var row = ComplaintLetterRow(
            complaint: Complaint.ID(1), number: 1, of: Self.template, by: "account:1", at: .epoch)
        row.state = .sent
        let lacking = row
        try await store.database.write { try $0.insert(ComplaintRow.made(1)) }
        await #expect(throws: (any Error).self) {
            try await store.database.write { try $0.insert(lacking) }
        }
    }
}
