import CallDesk
import CallLedger
import CallStore
import CallVault
import Calls
import Foundation
import Testing

struct SecondFactorTests {
    private struct Owner {
        var house: House
        var principal: Principal
        var totp: TOTP
        var recovery: [TypedCode]
    }

    private func owner() async throws -> Owner {
        let house = try await House()
        _ = try await house.account("anna")
        let ticket = try await house.enter("anna").ticket
        let principal = try #require(await house.desk.person(with: ticket)).principal
        try await house.desk.newSecondFactor(password: House.password, by: principal)
        let totp = try #require(await house.desk.pendingSecondFactor(by: principal)).totp
        // Until it is confirmed it isn't asked for.
        _ = try await house.enter("anna")
        await #expect(throws: Refusal.self) {
            try await house.desk.confirmSecondFactor(
                code: "000000x", sparing: ticket.id, by: principal)
        }
        let code = totp.code(step: TOTP.step(at: house.clock.now))
        let recovery = try await house.desk.confirmSecondFactor(
            code: code, sparing: ticket.id, by: principal)
        house.clock.move(by: 60)
        return Owner(house: house, principal: principal, totp: totp, recovery: recovery)
    }

    private func half(_ house: House) async throws -> String {
        guard case .needsCode(let half) = try await house.desk.signIn(house.attempt("anna"))
        else { throw House.CodeWanted() }
        return half
    }

    @Test func `a password alone doesn't open what has a second factor`() async throws {
        let owner = try await owner()
        let house = owner.house
        let code = owner.totp.code(step: TOTP.step(at: house.clock.now))
        let signedIn = try await house.desk.signIn(
            try await half(house), code: code, house.attempt("anna"))
        #expect(try await house.desk.person(with: signedIn.ticket) != nil)
        let again = try await half(house)
        let used = await #expect(throws: Refusal.self) {
            try await house.desk.signIn(again, code: code, house.attempt("anna"))
        }
        #expect(used?.code == .codeFailed)
        let late = try await half(house)
        house.clock.move(by: 301)
        let over = await #expect(throws: Refusal.self) {
            try await house.desk.signIn(
                late, code: owner.totp.code(step: TOTP.step(at: house.clock.now)),
                house.attempt("anna"))
        }
        #expect(over?.code == .signInOver)
    }

    @Test func `a recovery code opens once, and new ones take the old away`() async throws {
        let owner = try await owner()
        let house = owner.house
        #expect(Set(owner.recovery).count == 10)
        let signedIn = try await house.desk.signIn(
            try await half(house), code: owner.recovery[0].text, house.attempt("anna"))
        #expect(signedIn.usedRecoveryCode)
        #expect(signedIn.recoveryCodesLeft == 9)
        let half = try await half(house)
        await #expect(throws: Refusal.self) {
            try await house.desk.signIn(
                half, code: owner.recovery[0].text, house.attempt("anna"))
        }
        let fresh = try await house.desk.newRecoveryCodes(
            password: House.password, by: owner.principal)
        await #expect(throws: Refusal.self) {
            try await house.desk.signIn(
                half, code: owner.recovery[1].text, house.attempt("anna"))
        }
        _ = try await house.desk.signIn(half, code: fresh[1].text, house.attempt("anna"))
    }

    @Test func `codes can't be guessed in a row`() async throws {
        let owner = try await owner()
        let house = owner.house
        let half = try await half(house)
        var refusals: [Refusal.Code] = []
        for guess in 0..<100 {
            do {
                _ = try await house.desk.signIn(
                    half, code: "00000\(guess)", house.attempt("anna"))
            } catch let refusal as Refusal {
                refusals.append(refusal.code)
            }
        }
        #expect(refusals.count { $0 == .codeFailed } == 6)
        #expect(refusals.count { $0 == .signInClosed } == 94)
    }

    @Test func `its secret and its codes stand nowhere in plain`() async throws {
        let owner = try await owner()
        let (stored, codes) = try await owner.house.database.read { db in
            (
                try db.account(named: "anna")?.totpSealed ?? [],
                try db.recoveryCodes(of: owner.principal.account ?? Account.ID(0))
            )
        }
        #expect(!stored.isEmpty && codes.count == 10)
        #expect(!stored.hexadecimal.contains(owner.totp.secret.hexadecimal))
        let entries = try await owner.house.actions().suffix(4)
        #expect(entries.contains(.secondFactorAdded))
        // A recovery code that somebody wrote into the table opens nothing.
        let forged = TypedCode.random()
        let hash = forged.hash(for: "recovery \(owner.principal.account!)")
        try await owner.house.alter(
            "UPDATE recovery_code SET code_hash = \(hash) WHERE code_hash = \(codes[0])")
        let half = try await half(owner.house)
        await #expect(throws: Refusal.self) {
            try await owner.house.desk.signIn(
                half, code: forged.text, owner.house.attempt("anna"))
        }
    }

    @Test func `a short password stays only as long as the second factor does`() async throws {
        let owner = try await owner()
        let house = owner.house
        try await house.desk.changePassword(
            from: House.password, to: "kd9!mWq0z", sparing: nil, by: owner.principal)
        let short = await #expect(throws: Refusal.self) {
            try await house.desk.removeSecondFactor(password: "kd9!mWq0z", by: owner.principal)
        }
        #expect(short?.code == .passwordShort)
        try await house.desk.changePassword(
            from: "kd9!mWq0z", to: House.password, sparing: nil, by: owner.principal)
        try await house.desk.removeSecondFactor(
            password: House.password, by: owner.principal)
        _ = try await house.enter("anna")
    }
}
