@testable import CallStore
import Calls
import Foundation
import TestSupport
import Testing

@Suite struct ComplaintStoreTests {
    /// One in which nothing is what it is in a fresh one.
    private static func full() throws -> ComplaintRow {
        var row = try ComplaintRow.made(9, .referred, due: 3600.5)
        row.round = 2
        (row.customer, row.team, row.campaign) = (Customer.ID(1), Team.ID(2), Campaign.ID(1))
        (row.assignee, row.type, row.severity) = ("account:h", "delay", "high")
        (row.complexity, row.outcome, row.complainants) = (.special, .partly, 12)
        (row.isVulnerable, row.isEscalated, row.isWaiting, row.isAsked) = (true, true, true, true)
        row.mergedInto = Complaint.ID(3)
        (row.nextRegime, row.nextClock) = ("house", "answer")
        row.closedAt = .epoch.addingTimeInterval(7200)
        row.regimes = ["house", "hk-banks"]
        (row.textSealed, row.remedySealed, row.productSealed) = ([1], [2, 0], [3])
        row.productCode = "life"
        (row.contentHash, row.identityHash) = ([4, 4], [5])
        (row.events, row.version, row.rowMAC) = (7, 8, [9])
        return row
    }

    @Test(arguments: Engine.allCases)
    func `a complaint is read as it was written`(engine: Engine) async throws {
        let store = try await TestDatabase(engine)
        try await store.withRoster()
        let (full, bare) = (try Self.full(), try ComplaintRow.made(10))
        try await store.database.write { db in
            try db.insert(full)
            try db.insert(bare)
        }
        try await store.database.read { db in
            for row in [full, bare] {
                let read = try #require(try db.complaint(row.id))
                #expect(read.regulated == row.regulated)
                #expect(read.rowMAC == row.rowMAC)
                #expect(read.nextDueAt == row.nextDueAt && read.regimes == row.regimes)
                #expect(try db.complaint(numbered: row.number)?.id == row.id)
            }
            #expect(try db.complaint(contentHash: [4, 4])?.id == full.id)
            #expect(try db.complaint(contentHash: [4]) == nil)
            #expect(try db.complaint(identityHash: [5])?.id == full.id)
            #expect(try db.complaint(Complaint.ID(77)) == nil)
            let listed = try #require(try db.listedComplaint(full.id))
            #expect(listed.customer?.id == Customer.ID(1))
            let customer = try #require(try db.customer(Customer.ID(1)))
            #expect(listed.customer?.regulated == customer.regulated)
            #expect(try db.listedComplaint(bare.id)?.customer == nil)
        }
    }

    @Test(arguments: Engine.allCases)
    func `a change is written whole but for how it came`(engine: Engine) async throws {
        let store = try await TestDatabase(engine)
        try await store.withRoster()
        let (bare, full) = (try ComplaintRow.made(9), try Self.full())
        try await store.database.write { db in
            try db.insert(bare)
            try db.update(full)
        }
        let read = try await store.database.read { try $0.complaint(bare.id) }
        #expect(try #require(read).regulated == full.regulated)
        try await store.database.write { try $0.update(bare) }
        let again = try await store.database.read { try $0.complaint(bare.id) }
        #expect(try #require(again).regulated == bare.regulated)
    }

    @Test(arguments: Engine.allCases)
    func `the same number or the same content isn't there twice`(engine: Engine) async throws {
        let store = try await TestDatabase(engine)
        var first = try ComplaintRow.made(1)
        first.contentHash = [1]
        var same = try ComplaintRow.made(2)
        same.contentHash = [1]
        let rows = (first, same)
        try await store.database.write { try $0.insert(rows.0) }
        await #expect(throws: (any Error).self) {
            try await store.database.write { try $0.insert(rows.1) }
        }
        var twin = try ComplaintRow.made(1)
        twin.id = Complaint.ID(3)
        let other = twin
        await #expect(throws: (any Error).self) {
            try await store.database.write { try $0.insert(other) }
        }
    }

    @Test(arguments: Engine.allCases)
    func `numbers are counted within their year`(engine: Engine) async throws {
        let store = try await TestDatabase(engine)
        try await store.database.write { db in
            #expect(try db.lastComplaintCount(inYear: 2026) == 0)
            try db.insert(ComplaintRow.made(41, year: 26))
            try db.insert(ComplaintRow.made(7, year: 27))
            try db.insert(ComplaintRow.made(9_999_999, year: 25))
            #expect(try db.lastComplaintCount(inYear: 2026) == 41)
            #expect(try db.lastComplaintCount(inYear: 27) == 7)
            #expect(try db.lastComplaintCount(inYear: 2025) == 9_999_999)
            #expect(try db.lastComplaintCount(inYear: 2028) == 0)
        }
    }

    @Test(arguments: Engine.allCases)
    func `a history is read in its order, and loses words only`(engine: Engine) async throws {
        let store = try await TestDatabase(engine)
        let receipt = ComplaintReceipt(at: .epoch, channel: .letter, about: [Agent.ID(1)])
        let events = [
            try ComplaintEventRow.sample(1, 1, .receive(receipt), saying: [1, 2]),
            try ComplaintEventRow.sample(1, 2, .acknowledge, at: 5, saying: [3]),
            try ComplaintEventRow.sample(1, 3, .take, by: "account:h", at: 5),
        ]
        try await store.database.write { db in
            try db.insert(ComplaintRow.made(1))
            try db.insert(ComplaintRow.made(2))
            for event in [events[2], events[0], events[1]] { try db.insert(event) }
            try db.insert(ComplaintEventRow.sample(2, 1, .receive(receipt)))
        }
        try await store.database.read { db in
            let read = try db.complaintEvents(of: Complaint.ID(1))
            #expect(read.map(\.regulated) == events.map(\.regulated))
            #expect(read.map(\.event) == events.map(\.event))
            #expect(try db.complaintEvents(of: Complaint.ID(1), limit: 2).count == 2)
            let all = try db.complaintEvents(ofAll: [Complaint.ID(2), Complaint.ID(1)])
            #expect(all.map(\.complaint.rawValue) == [1, 1, 1, 2])
            #expect(all.map(\.number) == [1, 2, 3, 1])
            let some = try db.complaintEvents(
                ofAll: [Complaint.ID(2), Complaint.ID(1)], acts: [.take, .receive])
            #expect(some.map(\.number) == [1, 3, 1])
            #expect(try db.complaintEvents(ofAll: []).isEmpty)
            #expect(try db.complaintEvents(ofAll: [Complaint.ID(1)], acts: []).isEmpty)
        }
        try await store.database.write { db in
            var blank = events[1]
            (blank.textSealed, blank.rowMAC) = ([], [7])
            try db.update(blank)
        }
        let blank = try await store.database.read { try $0.complaintEvents(of: Complaint.ID(1))[1] }
        #expect(blank.textSealed.isEmpty && blank.rowMAC == [7] && blank.event == events[1].event)
    }

    @Test(arguments: Engine.allCases, [
        "UPDATE complaint_event SET act = 'take'", "UPDATE complaint_event SET deed = '{}'",
        "UPDATE complaint_event SET deed = '{\"act\":\"note\",\"agent\":\"0000000000001\"}'",
    ])
    func `an event with another deed than its act isn't read`(
        engine: Engine, change: String
    ) async throws {
        let store = try await TestDatabase(engine)
        try await store.database.write { db in
            try db.insert(ComplaintRow.made(1))
            try db.insert(ComplaintEventRow.sample(1, 1, .note))
            try db.execute(SQL(stringLiteral: change))
        }
        await #expect(throws: (any Error).self) {
            try await store.database.read { try $0.complaintEvents(of: Complaint.ID(1)) }
        }
    }

    @Test(arguments: Engine.allCases)
    func `documents are kept in their order, and only name and key ever go`(
        engine: Engine
    ) async throws {
        let store = try await TestDatabase(engine)
        let id = Complaint.ID(1)
        let rows = (1...2).map { number in
            ComplaintDocumentRow(
                complaint: id,
                attachment: ComplaintAttachment(
                    id: ComplaintDocument.ID(Int64(80 - number)), number: number, kind: .word,
                    bytes: 1 << 33, contentHash: [1, UInt8(number)]),
                source: .mail, nameSealed: [2], sealedHash: [3], wrappedKey: [4],
                of: ComplaintEvent(
                    number: number + 1, at: .epoch.addingTimeInterval(5), by: "daemon",
                    deed: .note))
        }
        try await store.database.write { db in
            try db.insert(ComplaintRow.made(1))
            for row in rows.reversed() { try db.insert(row) }
        }
        var blank = rows[0]
        (blank.nameSealed, blank.wrappedKey, blank.rowMAC) = ([], nil, [9])
        let gone = blank
        try await store.database.write { db in
            #expect(try db.complaintDocuments(of: id).map(\.regulated) == rows.map(\.regulated))
            #expect(try db.complaintDocuments(after: .min, limit: 9).map(\.id.rawValue) == [78, 79])
            try db.update(gone)
        }
        try await store.database.read { (db: Transaction) throws -> Void in
            #expect(try db.complaintDocument(1, of: id)?.regulated == gone.regulated)
            #expect(try db.complaintDocument(gone.id)?.rowMAC == [9])
            #expect(try db.complaintDocument(3, of: id) == nil)
            #expect(try db.complaintDocuments(after: .min, limit: 9).map(\.id.rawValue) == [78])
            #expect(try db.countComplaintDocumentsWithKeys() == 1)
        }
        await #expect(throws: (any Error).self) {
            try await store.database.write { try $0.insert(rows[1]) }
        }
    }

    @Test(arguments: Engine.allCases)
    func `parties, calls, agents and questions are kept beside it`(engine: Engine) async throws {
        let store = try await TestDatabase(engine)
        try await store.withRoster()
        let id = Complaint.ID(1)
        var party = ComplaintPartyRow(
            complaint: id, number: 2, kind: .representative, factsSealed: [1])
        var call = ComplaintCallRow(complaint: id, call: Call.ID(2), isSubject: false)
        var question = ComplaintQuestionRow(
            complaint: id, number: 4, agent: Agent.ID(2), askedAt: .epoch)
        let agent = ComplaintAgentRow(complaint: id, agent: Agent.ID(1))
        let before = (party, call, question)
        try await store.database.write { db in
            try db.insert(ComplaintRow.made(1))
            try db.insert(before.0)
            try db.insert(
                ComplaintPartyRow(
                    complaint: id, number: 1, kind: .complainant, customer: Customer.ID(1)))
            try db.insert(before.1)
            try db.insert(before.2)
            try db.insert(agent)
        }
        party.customer = Customer.ID(2)
        party.factsSealed = []
        call.isSubject = true
        question.answeredAt = .epoch.addingTimeInterval(9)
        let after = (party, call, question)
        try await store.database.write { db in
            #expect(try db.openQuestions(of: Agent.ID(2), limit: 9).map(\.number) == [4])
            #expect(try db.complaintCalls(of: id).map(\.isSubject) == [false])
            try db.update(after.0)
            try db.update(after.1)
            try db.update(after.2)
        }
        try await store.database.write { db in
            let parties = try db.complaintParties(of: id)
            #expect(parties.map(\.number) == [1, 2] && parties[1].regulated == after.0.regulated)
            #expect(try db.complaintCalls(of: id).map(\.regulated) == [after.1.regulated])
            #expect(try db.complaintAgents(of: id).map(\.regulated) == [agent.regulated])
            #expect(try db.complaintQuestions(of: id).map(\.regulated) == [after.2.regulated])
            #expect(try db.complaintQuestion(4, of: id)?.answeredAt == after.2.answeredAt)
            #expect(try db.complaintQuestion(5, of: id) == nil)
            #expect(try db.openQuestions(of: Agent.ID(2), limit: 9).isEmpty)
            #expect(try db.isComplaintCall(Call.ID(2)))
            #expect(try !db.isComplaintCall(Call.ID(1)))
            try db.delete(after.1)
            try db.delete(agent)
            #expect(try db.complaintCalls(of: id).isEmpty)
            #expect(try db.complaintAgents(of: id).isEmpty)
            #expect(try !db.isComplaintCall(Call.ID(2)))
        }
    }

    @Test(arguments: Engine.allCases)
    func `a customer of whom a complaint tells isn't cleared away`(engine: Engine) async throws {
        let store = try await TestDatabase(engine)
        try await store.withRoster()
        try await store.database.write { db in
            var row = try ComplaintRow.made(1)
            row.customer = Customer.ID(2)
            try db.insert(row)
            try db.deleteCustomerWithoutCalls(Customer.ID(2))
            #expect(try db.customer(Customer.ID(2)) != nil)
            row.customer = nil
            try db.update(row)
            let party = ComplaintPartyRow(
                complaint: row.id, number: 1, kind: .complainant, customer: Customer.ID(2))
            try db.insert(party)
            try db.deleteCustomerWithoutCalls(Customer.ID(2))
            #expect(try db.customer(Customer.ID(2)) != nil)
            #expect(try db.complaints(about: Customer.ID(2), limit: 9).map(\.id) == [row.id])
        }
    }
}
