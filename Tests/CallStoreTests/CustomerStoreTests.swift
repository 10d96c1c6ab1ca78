import CallStore
import Calls
import Foundation
import TestSupport
import Testing

@Suite struct CustomerStoreTests {
    private func customer(_ id: Int64, index: Int64? = nil) -> CustomerRow {
        CustomerRow(
            id: Customer.ID(id), wrappedKey: [1], keyEpoch: 1, blindIndex: index,
            numberSealed: index == nil ? nil : [3], version: 1, createdAt: .epoch)
    }

    private func store(_ engine: Engine) async throws -> TestDatabase {
        let store = try await TestDatabase(engine)
        let rows = [customer(1, index: 77), customer(2, index: 78), customer(3)]
        try await store.database.write { db in
            try db.insert(KeyEpochRow.sample(blindKey: [1]))
            for row in rows { try db.insert(row) }
        }
        return store
    }

    @Test(arguments: Engine.allCases)
    func `a customer comes back with all its columns`(engine: Engine) async throws {
        let store = try await store(engine)
        var row = customer(2, index: 5)
        row.version = 7
        (row.nameSealed, row.documentSealed, row.documentIndex) = ([1], [2], 9)
        (row.addressSealed, row.fieldsSealed, row.rowMAC) = ([3], [4], [5])
        row.mergedInto = Customer.ID(1)
        let wanted = row
        let (found, byDocument, merged) = try await store.database.write { db in
            try db.update(wanted)
            return (
                try db.customer(wanted.id), try db.customers(documentIndex: 9),
                try db.customersMerged(into: Customer.ID(1), limit: 5)
            )
        }
        #expect(found?.regulated == wanted.regulated && found?.rowMAC == [5])
        #expect(byDocument.map(\.id) == [wanted.id] && merged.map(\.id) == [wanted.id])
    }

    @Test(arguments: Engine.allCases)
    func `a further number finds its customer, and goes alone`(engine: Engine) async throws {
        let store = try await store(engine)
        let found = try await store.database.write { db in
            for id in [10, 11] as [Int64] {
                try db.insert(
                    CustomerNumberRow(
                        id: Customer.NumberID(id), customerID: Customer.ID(3),
                        blindIndex: 70 + id - 3, numberSealed: [UInt8(id)]))
            }
            return (
                try db.customers(blindIndex: 77).map(\.id.rawValue),
                try db.numbers(of: Customer.ID(3)).map(\.id.rawValue)
            )
        }
        #expect(found.0 == [1, 3] && found.1 == [10, 11])
        let left = try await store.database.write { db in
            try db.deleteNumber(Customer.NumberID(10))
            return (
                try db.customers(blindIndex: 77).map(\.id.rawValue),
                try db.numbers(of: Customer.ID(3)).map(\.id.rawValue)
            )
        }
        #expect(left.0 == [1] && left.1 == [11])
    }

    @Test(arguments: Engine.allCases)
    func `the list walks everybody once, without those who became others`(
        engine: Engine
    ) async throws {
        let store = try await store(engine)
        let pages = try await store.database.write { db in
            var merged = try db.customer(Customer.ID(2))
            merged?.mergedInto = Customer.ID(1)
            if let merged { try db.update(merged) }
            let first = try db.customers(after: nil, limit: 1)
            return (first, try db.customers(after: first.last?.id, limit: 9))
        }
        #expect(pages.0.map(\.id.rawValue) == [3] && pages.1.map(\.id.rawValue) == [1])
    }

    @Test(arguments: Engine.allCases)
    func `a customer of whom something is known isn't deleted for want of calls`(
        engine: Engine
    ) async throws {
        let store = try await store(engine)
        let left = try await store.database.write { db in
            try db.insert(
                RevealRow(
                    id: Reveal.ID(1), customerID: Customer.ID(1), principal: "p",
                    purpose: .complaint, becauseSealed: [1], beganAt: .epoch))
            var named = try db.customer(Customer.ID(2))
            named?.nameSealed = [1]
            if let named { try db.update(named) }
            for id in 1...3 as ClosedRange<Int64> {
                try db.deleteCustomerWithoutCalls(Customer.ID(id))
            }
            return try db.customers(after: nil, limit: 9).map(\.id.rawValue)
        }
        #expect(left == [2, 1])
    }

    @Test(arguments: Engine.allCases)
    func `reveals are told by person and time, and counted`(engine: Engine) async throws {
        let store = try await store(engine)
        let (running, over, tallies, customers) = try await store.database.write { db in
            for (number, purpose) in [Reveal.Purpose.complaint, .complaint, .callback].enumerated()
            {
                try db.insert(
                    RevealRow(
                        id: Reveal.ID(Int64(number + 1)),
                        customerID: Customer.ID(Int64(number % 2 + 1)), principal: "p",
                        purpose: purpose, becauseSealed: [1],
                        beganAt: Date.epoch + Double(number) * 1000))
            }
            let one = Customer.ID(1)
            return (
                try db.reveal(of: one, by: "p", now: .epoch + 2119),
                try db.reveal(of: one, by: "p", now: .epoch + 2120),
                try db.revealTallies(since: .epoch, day: .epoch + 500),
                try db.revealedCustomers(since: .epoch)
            )
        }
        #expect(running?.id == Reveal.ID(3) && over == nil)
        #expect(tallies.map(\.purpose) == ["callback", "complaint"])
        #expect(tallies.map(\.count) == [1, 2] && tallies.map(\.lastDay) == [1, 1])
        #expect(customers == ["p": 2])
    }

    @Test(arguments: Engine.allCases)
    func `access runs from the decision to its end`(engine: Engine) async throws {
        let store = try await store(engine)
        let asker = Principal(id: "account:a", grants: [:])
        let (open, running, over) = try await store.database.write { db in
            var row = AccessRow(
                id: AccessRequest.ID(1), askedBy: asker, permission: .listen, object: "call:x",
                becauseSealed: [1], askedAt: .epoch, minutes: 60)
            try db.insert(row)
            let open = try db.openAccess(of: asker.id, .listen, "call:x")
            row.outcome = .granted
            row.decidedBy = "account:b"
            row.decidedAt = .epoch + 5
            row.endsAt = .epoch + 100
            row.version = 2
            row.rowMAC = [9]
            try db.update(row)
            return (
                open, try db.runningAccess(of: asker.id, now: .epoch + 99),
                try db.runningAccess(of: asker.id, now: .epoch + 100)
            )
        }
        #expect(open?.id == AccessRequest.ID(1) && open?.outcome == nil)
        #expect(running.map(\.rowMAC) == [[9]] && over.isEmpty)
    }

    @Test(arguments: Engine.allCases)
    func `entries of a customer are those of the object and those noted beside`(
        engine: Engine
    ) async throws {
        let store = try await store(engine)
        let one = Customer.ID(1)
        try await store.database.write { db in
            for sequence in 0..<6 as Range<Int64> {
                try db.append { _ in
                    var row = LedgerRow.sample(sequence, bytes: [])
                    row.object = sequence == 1 ? "customer:\(one)" : "recording:x"
                    row.customer = [2, 4].contains(sequence) ? one : nil
                    return (row, [1])
                }
            }
        }
        let found = try await store.database.read { db in
            [nil, 4].map { before in
                (try? db.ledgerEntries(concerning: [one], before: before, limit: 2))?
                    .map(\.sequence)
            }
        }
        #expect(found == [[4, 2], [2, 1]])
    }
}
