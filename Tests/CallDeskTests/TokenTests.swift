import CallDesk
import CallLedger
import CallStore
import Calls
import TestSupport
import Testing

struct TokenTests {
    private struct Made {
        var house: House
        var account: Account.ID
        var secret: String
        var token: Token
    }

    private func made(
        engine: Engine = .sqlite, scopes: Set<Permission> = [.listCalls, .listen]
    ) async throws -> Made {
        let house = try await House(on: StateFolder(database: DatabasePlace(engine)))
        let id = try await house.addAccount("li.na", [.qaAnalyst])
        let made = try await house.desk.addOwnToken(
            NewToken(name: "nightly", scopes: scopes, days: 1),
            by: Staff.account(id, [.qaAnalyst]))
        return Made(house: house, account: id, secret: made.secret, token: made.token)
    }

    @Test(arguments: Engine.allCases)
    func `a token acts within its scopes, as far as its account may just then`(
        engine: Engine
    ) async throws {
        let made = try await made(engine: engine)
        let desk = made.house.desk
        let found = try #require(try await desk.principal(bearing: made.secret))
        #expect(found.id == "token:\(made.token.id)" && found.account == made.account)
        #expect(found.permissions == [.listCalls, .listen])
        try await desk.revokeRole(.qaAnalyst, of: made.account, by: Staff.administrator)
        #expect(try await desk.principal(bearing: made.secret)?.permissions == [])
        _ = try await desk.grantRole(.agent, to: made.account, by: Staff.administrator)
        let agent = try #require(try await desk.principal(bearing: made.secret))
        #expect(agent.grants == [.listCalls: .own, .listen: .own])
    }

    @Test func `a token ends by its day, by hand and with its account`() async throws {
        let made = try await made()
        let desk = made.house.desk
        try await desk.disableAccount(made.account, by: Staff.administrator)
        #expect(try await desk.principal(bearing: made.secret) == nil)
        try await desk.enableAccount(made.account, by: Staff.administrator)
        #expect(try await desk.principal(bearing: made.secret) != nil)
        made.house.clock.move(by: 86_401)
        #expect(try await desk.principal(bearing: made.secret) == nil)
        made.house.clock.move(by: -86_401)
        try await desk.revokeOwnToken(
            made.token.id, by: Staff.account(made.account, [.qaAnalyst]))
        #expect(try await desk.principal(bearing: made.secret) == nil)
        #expect(
            try await made.house.actions().suffix(4) == [
                .tokenAdded, .accountDisabled, .accountEnabled, .tokenRevoked,
            ])
    }

    @Test func `what is no secret of ours opens nothing`() async throws {
        let made = try await made()
        let secret = made.secret
        var wrong = ["", "ca_", "nightly", secret + "A", String(secret.dropLast())]
        wrong.append(secret.replacing("ca_", with: "cb_"))
        wrong.append(String(secret.dropLast()) + (secret.hasSuffix("A") ? "E" : "A"))
        for text in wrong {
            #expect(try await made.house.desk.principal(bearing: text) == nil)
        }
    }

    @Test func `the secret is kept as a hash alone`() async throws {
        let made = try await made()
        let row = try #require(try await made.house.database.read { try $0.token(made.token.id) })
        #expect(row.secretHash == LedgerHash.plain(Array(made.secret.utf8)).bytes)
        let ledger = try await made.house.ledger().map { "\($0)" }.joined()
        #expect(!ledger.contains(made.secret) && !ledger.contains("nightly"))
    }

    private static let tooFar: [(NewToken, Refusal.Code)] = [
        (NewToken(name: "x", scopes: []), .badScopes),
        (NewToken(name: "x", scopes: [.eraseCustomer]), .badScopes),
        (NewToken(name: "x", scopes: [.ownAccount]), .badScopes),
        (NewToken(name: "x", scopes: [.listCalls], days: 0), .badTokenDays),
        (NewToken(name: "x", scopes: [.listCalls], days: 367), .badTokenDays),
        (NewToken(name: " ", scopes: [.listCalls]), .badTokenName),
    ]

    @Test func `a token that goes too far isn't made`() async throws {
        let made = try await made()
        for (new, code) in Self.tooFar {
            let refusal = await #expect(throws: Refusal.self) {
                try await made.house.desk.addOwnToken(
                    new, by: Staff.account(made.account, [.qaAnalyst]))
            }
            #expect(refusal?.code == code)
        }
    }

    @Test func `a token makes no token, and an administrator none for a person`() async throws {
        let made = try await made()
        let bearer = try #require(try await made.house.desk.principal(bearing: made.secret))
        let new = NewToken(name: "x", scopes: [.listCalls])
        await #expect(throws: Refusal.self) {
            try await made.house.desk.addOwnToken(new, by: bearer)
        }
        let refusal = await #expect(throws: Refusal.self) {
            try await made.house.desk.addToken(
                new, for: made.account, by: Staff.administrator)
        }
        #expect(refusal?.code == .accountOfPerson)
        let program = try await made.house.addAccount("reports", origin: .program)
        let token = try await made.house.desk.addToken(
            new, for: program, by: Staff.administrator)
        let principal = try await made.house.desk.principal(bearing: token.secret)
        #expect(principal?.grants == [.listCalls: .scope])
    }

    @Test func `a token whose scopes were widened in the database is refused`() async throws {
        let made = try await made(scopes: [.listCalls])
        try await made.house.alter(
            "UPDATE token SET scopes = 'call.list recording.listen' WHERE id = \(made.token.id)")
        await #expect(throws: DeskFault.self) {
            try await made.house.desk.principal(bearing: made.secret)
        }
    }

    @Test func `an account has twenty good tokens at most`() async throws {
        let made = try await made()
        let own = Staff.account(made.account, [.qaAnalyst])
        let new = NewToken(name: "x", scopes: [.listCalls])
        for _ in 1..<Token.countMax { _ = try await made.house.desk.addOwnToken(new, by: own) }
        let refusal = await #expect(throws: Refusal.self) {
            try await made.house.desk.addOwnToken(new, by: own)
        }
        #expect(refusal?.code == .tooManyTokens)
    }
}
