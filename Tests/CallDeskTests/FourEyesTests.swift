import CallDesk
import CallLedger
import CallStore
import CallVault
import Calls
import Foundation
import TestSupport
import Testing

/// Four eyes: nobody decides on what they asked for.
struct FourEyesTests {
    private static let asker = Principal(
        id: "account:a", roles: [.complianceOfficer], account: Account.ID(1))

    /// Something that waits, as asking leaves it.
    private func asked(in house: House) async throws -> Approval.ID {
        let id = Approval.ID(7)
        let place = FieldPlace(table: "approval", column: "because", row: 7, version: 1)
        // Without the account's row, to which the column refers.
        let asker = Principal(id: Self.asker.id, roles: Self.asker.roles)
        var row = ApprovalRow(
            id: id, kind: .erasure, object: "customer:x", particulars: "",
            becauseSealed: try house.vault.seal("test", as: place), askedBy: asker,
            askedAt: house.clock.now)
        row.rowMAC = house.vault.rowMAC(
            table: ApprovalRow.table,
            columns: row.regulated.map { value -> MACValue in
                switch value {
                case .null, .real: .null
                case .integer(let number): .integer(number)
                case .text(let text): .text(text)
                case .blob(let bytes): .bytes(bytes)
                }
            })
        let stored = row
        try await house.database.write { try $0.insert(stored) }
        return id
    }

    private func code(_ act: () async throws -> Void) async -> Refusal.Code? {
        await #expect(throws: Refusal.self) { try await act() }?.code
    }

    @Test func `who asked doesn't decide, and another refuses once`() async throws {
        let house = try await House()
        let id = try await asked(in: house)
        let (desk, entries) = (house.desk, try await house.ledger().count)
        #expect(try await desk.approval(id, by: .page).because == "test")
        for approve in [true, false] {
            #expect(
                await code { try await desk.decide(id, approve: approve, by: Self.asker) }
                    == .secondPerson)
        }
        #expect(try await house.ledger().count == entries)
        try await desk.decide(id, approve: false, by: .page)
        #expect(try await desk.approval(id, by: .page).outcome == .refused)
        #expect(try await house.actions().last == .approvalDecided)
        #expect(
            await code { try await desk.decide(id, approve: false, by: .page) }
                == .alreadyDecided)
    }

    @Test func `who lacks the permission of the kind isn't told that it waits`() async throws {
        let house = try await House()
        let id = try await asked(in: house)
        let administrator = Principal(id: "account:b", roles: [.administrator])
        #expect(
            await code { try await house.desk.decide(id, approve: false, by: administrator) }
                == .noSuchApproval)
    }

    @Test func `it waits for seven days, and only the asker withdraws it`() async throws {
        let house = try await House()
        let id = try await asked(in: house)
        #expect(
            await code { try await house.desk.withdrawApproval(id, by: .page) }
                == .noSuchApproval)
        house.clock.move(by: Approval.secondsMax)
        #expect(
            await code { try await house.desk.decide(id, approve: false, by: .page) }
                == .alreadyDecided)
        house.clock.move(by: -1)
        try await house.desk.withdrawApproval(id, by: Self.asker)
        #expect(try await house.desk.approval(id, by: .page).outcome == .withdrawn)
    }

    @Test func `one altered in the database decides nothing`() async throws {
        let house = try await House()
        let id = try await asked(in: house)
        try await house.alter("UPDATE approval SET asked_by = 'account:c'")
        await #expect(throws: DeskFault.self) {
            try await house.desk.decide(id, approve: false, by: Self.asker)
        }
    }
}
