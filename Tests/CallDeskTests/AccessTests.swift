import CallDesk
import CallLedger
import CallStore
import Calls
import Foundation
import TestSupport
import Testing

struct AccessTests {
    /// Sees no customers and calls of one team, to which none belongs.
    private let analyst = Principal(
        id: "account:analyst", roles: [.qaAnalyst], teams: [Team.ID(1)], account: Account.ID(7))

    /// With the accounts behind those who ask.
    private func house() async throws -> House {
        let house = try await House()
        try await house.database.write { db in
            for id in [7, 9] as [Int64] {
                try db.insert(
                    AccountRow(
                        id: Account.ID(id), name: "person-\(id)", title: "", origin: .local,
                        createdAt: Date(timeIntervalSince1970: 0)))
            }
        }
        return house
    }

    private func granted(
        _ house: House, _ permission: Permission, on object: String, minutes: Int = 60
    ) async throws -> Principal {
        let id = try await house.desk.askAccess(
            to: permission, on: object, because: "a dispute", minutes: minutes, by: analyst)
        try await house.desk.decideAccess(id, grant: true, minutes: nil, by: .page)
        return try await house.desk.withAccess(analyst)
    }

    @Test func `who was granted one call hears it, no other, until it runs out`() async throws {
        let house = try await self.house()
        let (call, recording, _) = try await house.call(of: "13800138000")
        let other = try await house.call(of: "13900139000", name: "b.wav", seed: 2)
        await #expect(throws: Refusal.self) {
            _ = try await house.desk.listen(to: recording, by: analyst)
        }
        let guest = try await granted(house, .listen, on: "call:\(call)")
        _ = try await house.desk.listen(to: recording, by: guest)
        _ = try await house.desk.call(call, thresholds: .init(), by: guest)
        for refused in [
            await #expect(throws: Refusal.self) {
                _ = try await house.desk.listen(to: other.recording, by: guest)
            },
            await #expect(throws: Refusal.self) {
                _ = try await house.desk.call(other.call, thresholds: .init(), by: guest)
            },
        ] { #expect(refused?.kind == .notFound) }
        house.clock.move(by: 3600)
        // Even with what was let in before.
        let late = await #expect(throws: Refusal.self) {
            _ = try await house.desk.listen(to: recording, by: guest)
        }
        #expect(late?.kind == .notFound)
        #expect(try await house.desk.withAccess(analyst).access.isEmpty)
        let used = try await house.ledger().filter { $0.action == .accessUsed }
        #expect(used.count == 2 && used.allSatisfy { $0.principal == "account:analyst" })
    }

    @Test func `who was granted one customer reveals that one alone`() async throws {
        let house = try await self.house()
        let one = try await house.call(of: "13800138000").customer
        let two = try await house.call(of: "13900139000", name: "b.wav", seed: 2).customer
        let guest = try await granted(house, .revealCustomer, on: "customer:\(one)")
        _ = try await house.desk.reveal(one, for: .qualityDispute, because: "dispute", by: guest)
        let seen = try await house.desk.customer(one, by: guest)
        #expect(seen.numbers.map(\.text) == ["+8613800138000"])
        let refusal = await #expect(throws: Refusal.self) {
            _ = try await house.desk.reveal(two, for: .callback, because: "curious", by: guest)
        }
        #expect(refusal?.code == .noSuchCustomer)
        await #expect(throws: Refusal.noSuchCustomer) {
            _ = try await house.desk.customer(two, by: guest)
        }
        // No list of customers comes with it, and no search.
        #expect(
            try await house.desk.customers(after: nil, limit: 9, by: guest).items.isEmpty)
        await #expect(throws: Refusal.self) {
            _ = try await house.desk.findCustomer(by: .number, "13900139000", by: guest)
        }
    }

    @Test func `a search by number can be granted for a time`() async throws {
        let house = try await self.house()
        let customer = try await house.call(of: "13800138000").customer
        let guest = try await granted(house, .findByNumber, on: "", minutes: 15)
        #expect(
            try await house.desk.customer(withNumber: "13800138000", by: guest) == customer)
        house.clock.move(by: 901)
        let refusal = await #expect(throws: Refusal.self) {
            _ = try await house.desk.customer(withNumber: "13800138000", by: guest)
        }
        #expect(refusal?.code == .notAllowed)
    }

    @Test func `nobody decides on the own wish, by whatever door`() async throws {
        let house = try await self.house()
        let call = try await house.call(of: "13800138000").call
        let officer = Principal(
            id: "account:officer", roles: [.complianceOfficer], account: Account.ID(9))
        let id = try await house.desk.askAccess(
            to: .listen, on: "call:\(call)", because: "why not", minutes: 60, by: officer)
        for door in ["account:officer", "token:3"] {
            let asker = Principal(id: door, roles: [.complianceOfficer], account: Account.ID(9))
            let refusal = await #expect(throws: Refusal.self) {
                try await house.desk.decideAccess(id, grant: true, minutes: nil, by: asker)
            }
            #expect(refusal?.code == .secondPerson)
        }
        try await house.desk.decideAccess(id, grant: false, minutes: nil, by: .page)
        let again = await #expect(throws: Refusal.self) {
            try await house.desk.decideAccess(id, grant: true, minutes: nil, by: .page)
        }
        #expect(again?.code == .accessDecided)
    }

    @Test func `what is granted can be given back and taken back`() async throws {
        let house = try await self.house()
        let (call, recording, _) = try await house.call(of: "13800138000")
        for person in [analyst, Principal.page] {
            let guest = try await granted(house, .listen, on: "call:\(call)")
            _ = try await house.desk.listen(to: recording, by: guest)
            let listed = try await house.desk.accessRequests(after: nil, limit: 1, by: analyst)
            let request = try #require(listed.items.first)
            try await house.desk.withdrawAccess(request.id, by: person)
            await #expect(throws: Refusal.self) {
                _ = try await house.desk.listen(to: recording, by: guest)
            }
            house.clock.move(by: 700)
        }
        #expect(try await house.actions().filter { $0 == .accessWithdrawn }.count == 2)
    }

    @Test(arguments: [
        (Permission.listen, "call:nonsense", 60), (.listen, "customer:0000000000001", 60),
        (.findByNumber, "call:0000000000001", 60), (.manageAccounts, "", 60),
        (.seeCall, "call:0000000000001", 14), (.seeCall, "call:0000000000001", 10_081),
    ])
    func `what can't be asked for is refused`(
        permission: Permission, object: String, minutes: Int
    ) async throws {
        let house = try await House()
        let refusal = await #expect(throws: Refusal.self) {
            _ = try await house.desk.askAccess(
                to: permission, on: object, because: "please", minutes: minutes, by: analyst)
        }
        #expect(refusal?.code == .badAccess)
        #expect(try await house.ledger().isEmpty)
    }

    @Test func `an altered grant lets nobody in`() async throws {
        let house = try await self.house()
        let (call, recording, _) = try await house.call(of: "13800138000")
        let guest = try await granted(house, .listen, on: "call:\(call)", minutes: 15)
        house.clock.move(by: 1000)
        try await house.alter("UPDATE access_request SET ends_at = ends_at + 3600000000")
        await #expect(throws: DeskFault.self) {
            _ = try await house.desk.listen(to: recording, by: guest)
        }
        await #expect(throws: DeskFault.self) { _ = try await house.desk.withAccess(analyst) }
    }
}
