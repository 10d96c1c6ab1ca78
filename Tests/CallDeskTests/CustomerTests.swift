import CallDesk
import CallLedger
import CallStore
import CallVault
import Calls
import Foundation
import TestSupport
import Testing

extension House {
    /// A call of the customer with `number`; the call, its recording and the customer.
    func call(
        of number: String?, name: String = "a.wav", seed: Int = 0
    ) async throws -> (call: Call.ID, recording: Recording.ID, customer: Customer.ID) {
        let facts: [Fact: FactValue] = number.map { [.customerNumber: .text($0)] } ?? [:]
        let (call, recording) = try await index(
            TestFile(name: name, sound: Sounds.wav(seed: seed), facts: facts))
        let summary = try await self.call(call).summary
        return (call, recording, try #require(summary.customer))
    }

    /// Gives a customer facts, as the page does.
    func describe(_ customer: Customer.ID, _ wish: CustomerChange) async throws {
        let version = try await desk.customer(customer, by: .page).version
        try await desk.change(wish, of: customer, at: version, by: .page)
    }

    func row(_ customer: Customer.ID) async throws -> CustomerRow {
        let row = try await database.read { try $0.customer(customer) }
        return try #require(row)
    }
}

extension CustomerChange {
    static let sample = CustomerChange(
        name: .set("王小明"), document: .set(IdentityDocument(kind: .passport, number: "G 1234-5678")),
        address: .set("北京市朝阳区建国路88号"),
        fields: [(name: "Policy", value: "P-77"), (name: "VIP", value: "yes")])
}

struct CustomerTests {
    @Test func `a customer is masked wherever nobody revealed it`() async throws {
        let house = try await House()
        let customer = try await house.call(of: "13800138000").customer
        try await house.describe(customer, .sample)
        let seen = try await house.desk.customer(customer, by: .page)
        #expect(seen.facts == CustomerFacts(
            name: "王••", document: IdentityDocument(kind: .passport, number: "•••••5678"),
            address: "北京市朝•••••",
            fields: [.init(name: "Policy", value: "•••••"), .init(name: "VIP", value: "•••••")]))
        #expect(seen.numbers == [.init(id: nil, text: "138•••••000")])
        #expect(seen.revealedUntil == nil)
        let listed = try await house.desk.customers(after: nil, limit: 10, by: .page).items
        #expect(listed.map(\.nameMasked) == ["王••"])
        #expect(listed.map(\.numberMasked) == ["138•••••000"])
    }

    @Test func `a customer is found by exact number, document or id alone`() async throws {
        let house = try await House()
        let customer = try await house.call(of: "13800138000").customer
        try await house.describe(customer, .sample)
        let desk = house.desk
        for (kind, text) in [
            (CustomerSearch.number, "+86 138 0013 8000"), (.document, "g12345678"),
            (.document, "Ｇ１２３４５６７８"), (.id, " \(customer) "),
        ] {
            #expect(try await desk.findCustomer(by: kind, text, by: .page) == customer)
        }
        #expect(try await desk.findCustomer(by: .document, "G1234567", by: .page) == nil)
        #expect(try await desk.findCustomer(by: .number, "13800138001", by: .page) == nil)
        let found = try await house.ledger().filter { $0.action == .customerFound }
        #expect(found.map { $0.details["found"] } == ["yes", "yes", "yes", "yes", "no", "no"])
        #expect(!found.contains { "\($0)".contains("12345678") || "\($0)".contains("0013") })
    }

    @Test func `a page that is opened leaves one entry in ten minutes for each person`()
        async throws
    {
        let house = try await House()
        let customer = try await house.call(of: "13800138000").customer
        for _ in 0..<3 { _ = try await house.desk.customer(customer, by: .page) }
        _ = try await house.desk.customer(customer, by: .operatorAtShell)
        house.clock.move(by: 601)
        _ = try await house.desk.customer(customer, by: .page)
        #expect(try await house.actions().filter { $0 == .customerSeen }.count == 3)
    }

    @Test func `the history tells of every look, listening and search, the newest first`()
        async throws
    {
        let house = try await House()
        let (_, recording, customer) = try await house.call(of: "13800138000")
        _ = try await house.desk.listen(to: recording, by: .page)
        _ = try await house.desk.customer(withNumber: "13800138000", by: .operatorAtShell)
        _ = try await house.desk.customer(customer, by: .page)
        _ = try await house.desk.reveal(
            customer, for: .complaint, because: "case 4711", by: .page)
        let all = try await house.desk.history(of: customer, after: nil, limit: 50, by: .page)
        #expect(
            all.items.map(\.action) == [
                "customer.revealed", "customer.seen", "call.found-by-number", "recording.listened",
                "recording.taken-in",
            ])
        #expect(all.items.map(\.principal) == ["page", "page", "local:1000", "page", "daemon"])
        #expect(all.items.first?.reason == "complaint")
        var walked: [CustomerTrace] = []
        var cursor: String?
        repeat {
            let page = try await house.desk.history(
                of: customer, after: cursor, limit: 2, by: .page)
            walked += page.items
            cursor = page.next
        } while cursor != nil && walked.count < 20
        #expect(walked == all.items)
    }

    @Test func `two who change the same customer don't overwrite each other`() async throws {
        let house = try await House()
        let customer = try await house.call(of: "13800138000").customer
        let version = try await house.desk.customer(customer, by: .page).version
        try await house.desk.change(
            CustomerChange(name: .set("One")), of: customer, at: version, by: .page)
        let refusal = await #expect(throws: Refusal.self) {
            try await house.desk.change(
                CustomerChange(name: .set("Two")), of: customer, at: version, by: .page)
        }
        #expect(refusal?.code == .customerChanged)
        #expect(try await house.desk.customer(customer, by: .page).facts.name == "O••")
        // What isn't named stays, though nobody saw it.
        try await house.describe(customer, CustomerChange(address: .set("somewhere else")))
        try await house.describe(customer, CustomerChange(name: .clear))
        let facts = try await house.desk.customer(customer, by: .page).facts
        #expect(facts.name == nil && facts.address == "some•••••")
        let entries = try await house.ledger().filter { $0.action == .customerChanged }
        #expect(entries.map { $0.details["fields"] } == ["name", "address", "name"])
    }

    @Test func `numbers come and go, and each of them finds the customer`() async throws {
        let house = try await House()
        let one = try await house.call(of: "13800138000").customer
        let two = try await house.call(of: "13900139000", name: "b.wav", seed: 2).customer
        try await house.desk.addNumber("13800138001", to: one, at: 1, by: .page)
        let desk = house.desk
        #expect(try await desk.findCustomer(by: .number, "13800138001", by: .page) == one)
        #expect(try await desk.findCustomer(by: .number, "13800138000", by: .page) == one)
        let refusal = await #expect(throws: Refusal.self) {
            try await desk.addNumber("13900139000", to: one, at: 2, by: .page)
        }
        #expect(refusal?.code == .numberTaken)
        #expect(try await house.ledger().last?.object == "customer:\(two)")
        // A call by the further number is this customer's.
        let joined = try await house.call(of: "13800138001", name: "c.wav", seed: 3)
        #expect(joined.customer == one)
        try await desk.removeNumber(nil, of: one, at: 2, by: .page)
        #expect(try await desk.findCustomer(by: .number, "13800138000", by: .page) == nil)
        #expect(
            try await desk.customer(one, by: .page).numbers
                == [.init(id: nil, text: "138•••••001")])
    }

    @Test func `a sealed value moved to another row, column or customer is refused`() async throws {
        let house = try await House()
        let one = try await house.call(of: "13800138000").customer
        let two = try await house.call(of: "13900139000", name: "b.wav", seed: 2).customer
        for customer in [one, two] {
            try await house.describe(
                customer,
                CustomerChange(name: .set("Marvin \(customer)"), address: .set("Row \(customer)")))
        }
        try await house.desk.addNumber("13800138001", to: one, at: 2, by: .page)
        try await house.desk.addNumber("13900139001", to: two, at: 2, by: .page)
        let (first, second) = (try await house.row(one), try await house.row(two))
        // Even with the right row code, as whoever holds its key alone could write one.
        var moves: [CustomerRow] = []
        var row = first
        row.nameSealed = second.nameSealed
        moves.append(row)
        row = first
        row.nameSealed = first.addressSealed
        moves.append(row)
        row = first
        row.wrappedKey = second.wrappedKey
        moves.append(row)
        row = first
        row.version += 1
        moves.append(row)
        for (number, moved) in moves.enumerated() {
            var moved = moved
            moved.rowMAC = house.vault.rowMAC(
                table: "customer", columns: moved.regulated.map(\.macValue))
            let altered = moved
            try await house.database.write { try $0.update(altered) }
            let refusal = await #expect(throws: Refusal.self, "move \(number)") {
                _ = try await house.desk.customer(one, by: .page)
            }
            #expect(refusal?.code == .damagedCustomer)
            #expect(try await house.actions().last == .vaultOpeningFailed)
        }
        try await house.database.write { try $0.update(first) }
        _ = try await house.desk.customer(one, by: .page)
        // Without the key of row codes the move is told by the row alone.
        try await house.alter("""
            UPDATE customer_number SET number_sealed =
              (SELECT number_sealed FROM customer_number other WHERE other.customer_id = \(two))
            WHERE customer_id = \(one)
            """)
        await #expect(throws: DeskFault.self) {
            _ = try await house.desk.customer(one, by: .page)
        }
    }

    @Test(arguments: [
        "UPDATE customer SET blind_index = blind_index + 1",
        "UPDATE customer SET name_sealed = NULL",
        "UPDATE customer SET document_index = NULL",
        "UPDATE customer SET created_at = created_at + 1",
        "UPDATE customer SET merged_into = id",
        "UPDATE customer SET key_epoch = 1, row_mac = \([UInt8]())",
        "UPDATE reveal SET ends_at = ends_at + 3600000000",
        "UPDATE customer_number SET blind_index = blind_index + 1",
    ] as [SQL])
    func `an altered customer, number or reveal isn't shown`(statement: SQL) async throws {
        let house = try await House()
        let customer = try await house.call(of: "13800138000").customer
        try await house.describe(customer, .sample)
        try await house.desk.addNumber("13800138001", to: customer, at: 2, by: .page)
        _ = try await house.desk.reveal(customer, for: .callback, because: "calls back", by: .page)
        try await house.alter(statement)
        await #expect(throws: DeskFault.self) {
            _ = try await house.desk.customer(customer, by: .page)
        }
    }

    @Test func `customers from before get their row codes, and then one without is altered`()
        async throws
    {
        let house = try await House()
        for number in 0..<3 {
            _ = try await house.call(
                of: "1380013800\(number)", name: "\(number).wav", seed: number)
        }
        try await house.alter("UPDATE customer SET row_mac = \([UInt8]())")
        try await house.alter("DELETE FROM setting WHERE name = 'customers.sealed'")
        let next = try await house.restarted()
        let listed = try await next.desk.customers(after: nil, limit: 5, by: .page).items
        let customer = try #require(listed.first?.id)
        // Before the work has come to it, it is shown.
        _ = try await next.desk.customer(customer, by: .page)
        #expect(try await next.desk.stepOpenJob())
        let jobs = try await next.desk.jobs(after: nil, limit: 5, by: .page).items
        #expect(jobs.map(\.kind) == [.sealCustomers])
        #expect(jobs.map(\.outcome) == [.done] && jobs.map(\.done) == [3])
        _ = try await next.desk.customer(customer, by: .page)
        try await next.alter("UPDATE customer SET row_mac = \([UInt8]())")
        await #expect(throws: DeskFault.self) {
            _ = try await next.desk.customer(customer, by: .page)
        }
    }
}

extension SQLValue {
    var macValue: MACValue {
        switch self {
        case .null: .null
        case .integer(let value): .integer(value)
        case .real(let value): .integer(Int64(value))
        case .text(let text): .text(text)
        case .blob(let bytes): .bytes(bytes)
        }
    }
}
