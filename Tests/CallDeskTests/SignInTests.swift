import CallDesk
import CallLedger
import CallStore
import CallVault
import Calls
import Foundation
import Testing

struct SignInTests {
    @Test func `who has name and password is let in as what they are`() async throws {
        let house = try await House()
        let id = try await house.account("anna", .qaLead)
        let signedIn = try await house.enter(" Anna ")
        let person = try #require(await house.desk.person(with: signedIn.ticket))
        #expect(person.principal.account == id)
        #expect(person.principal.roles == [.qaLead])
        #expect(person.principal.id == "account:\(id)")
        #expect(person.name == "anna")
        let entries = try await house.ledger()
        #expect(entries.map(\.action) == [.invited, .invitationTaken, .signedIn])
        #expect(entries.last?.principal == "account:\(id)")
        #expect(entries.last?.role == "qa-lead")
        #expect(!entries.contains { "\($0)".contains("anna") })
    }

    @Test func `no secret of a session opens another, nor an altered one`() async throws {
        let house = try await House()
        _ = try await house.account("anna")
        let one = try await house.enter("anna").ticket
        let two = try await house.enter("anna").ticket
        let crossed = try #require(SessionTicket(text: "\(one.id).\(two.secret.text)"))
        #expect(try await house.desk.person(with: crossed) == nil)
        try await house.alter("UPDATE session SET ends_at = ends_at + 1 WHERE id = \(one.id)")
        #expect(try await house.desk.person(with: one) == nil)
        #expect(try await house.desk.person(with: two) != nil)
        try await house.alter("UPDATE account_role SET role = 'administrator'")
        await #expect(throws: DeskFault.self) { try await house.desk.person(with: two) }
    }

    @Test func `a session ends after 15 minutes without use`() async throws {
        let house = try await House()
        _ = try await house.account("anna")
        let ticket = try await house.enter("anna").ticket
        for _ in 0..<5 {
            house.clock.move(by: 890)
            #expect(try await house.desk.person(with: ticket) != nil)
        }
        // Pages that look again by themselves don't keep it alive.
        for _ in 0..<2 {
            house.clock.move(by: 440)
            #expect(try await house.desk.person(with: ticket, isActive: false) != nil)
        }
        house.clock.move(by: 21)
        #expect(try await house.desk.person(with: ticket) == nil)
    }

    @Test func `a session ends after 8 hours however much it is used`() async throws {
        let house = try await House()
        _ = try await house.account("anna")
        let ticket = try await house.enter("anna").ticket
        for _ in 0..<47 {
            house.clock.move(by: 600)
            #expect(try await house.desk.person(with: ticket) != nil)
        }
        house.clock.move(by: 600)
        #expect(try await house.desk.person(with: ticket) == nil)
    }

    @Test func `use is written down at most once a minute`() async throws {
        let house = try await House()
        _ = try await house.account("anna")
        let ticket = try await house.enter("anna").ticket
        func seen() async throws -> Date? {
            try await house.database.read { try $0.session(ticket.id)?.seenAt }
        }
        let began = try await seen()
        house.clock.move(by: 59)
        _ = try await house.desk.person(with: ticket)
        #expect(try await seen() == began)
        house.clock.move(by: 1)
        _ = try await house.desk.person(with: ticket)
        #expect(try await seen() == began?.addingTimeInterval(60))
    }

    @Test func `a changed password ends all other sessions`() async throws {
        let house = try await House()
        _ = try await house.account("anna")
        let here = try await house.enter("anna").ticket
        let there = try await house.enter("anna").ticket
        let person = try #require(await house.desk.person(with: here))
        let wrong = await #expect(throws: Refusal.self) {
            try await house.desk.changePassword(
                from: "wrong", to: "another trapeze under rain", sparing: here.id,
                by: person.principal)
        }
        #expect(wrong?.code == .wrongPassword)
        try await house.desk.changePassword(
            from: House.password, to: "another trapeze under rain", sparing: here.id,
            by: person.principal)
        #expect(try await house.desk.person(with: here) != nil)
        #expect(try await house.desk.person(with: there) == nil)
        #expect(try await house.refusal("anna")?.code == .signInFailed)
        _ = try await house.enter("anna", "another trapeze under rain")
    }

    @Test func `a locked account opens by its invitation alone`() async throws {
        let house = try await House()
        let id = try await house.account("anna")
        let old = try await house.enter("anna")
        let code = try #require(
            try await house.desk.resetAccount(id, by: House.administrator))
        #expect(try await house.desk.person(with: old.ticket) == nil)
        #expect(try await house.refusal("anna")?.code == .signInFailed)
        var answer = InvitationAnswer(
            code: code, name: "bert", title: nil, password: House.password,
            address: "192.0.2.1")
        await #expect(throws: Refusal.self) { try await house.desk.takeInvitation(answer) }
        answer.name = "anna"
        house.clock.move(by: Invitation.lastsSeconds)
        await #expect(throws: Refusal.self) { try await house.desk.takeInvitation(answer) }
        house.clock.move(by: -60)
        #expect(try await house.desk.takeInvitation(answer) == id)
        _ = try await house.enter("anna")
    }

    @Test func `a first account is made until somebody holds the role`() async throws {
        let house = try await House()
        let first = try await house.desk.inviteFirst(.auditor, by: House.administrator)
        let second = try await house.desk.inviteFirst(.auditor, by: House.administrator)
        #expect(first.account == second.account)
        var answer = InvitationAnswer(
            code: first.code.text, name: "anna", title: nil, password: House.password,
            address: "192.0.2.1")
        await #expect(throws: Refusal.self) { try await house.desk.takeInvitation(answer) }
        answer.code = second.code.text
        _ = try await house.desk.takeInvitation(answer)
        let held = await #expect(throws: Refusal.self) {
            try await house.desk.inviteFirst(.auditor, by: House.administrator)
        }
        #expect(held?.code == .roleHeld)
        let remote = Principal(id: "account:x", roles: [.administrator])
        await #expect(throws: Refusal.self) {
            try await house.desk.inviteFirst(.supervisor, by: remote)
        }
    }

    @Test func `a hash of another cost is made anew by its owner`() async throws {
        let state = try StateFolder()
        let clock = StandingClock()
        let house = try await House(on: state, clock: clock)
        let id = try await house.account("anna")
        try await house.desk.close()
        let dear = PasswordCost(memoryBytes: 16_384, passes: 1)
        let later = try await House(on: state, clock: clock, passwordCost: dear)
        _ = try await later.enter("anna")
        let hash = try await later.database.read { try $0.account(id)?.passwordHash }
        #expect(Passwords.needsRehash(hash ?? "", cost: dear) == false)
        _ = try await later.enter("anna")
    }
}
