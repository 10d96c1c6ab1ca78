import CallDesk
import CallLedger
import CallStore
import CallVault
import Calls
import Foundation
import TestSupport
import Testing

/// Those who administer in these tests.
enum Staff {
    static let administrator = Principal(id: "local:0", roles: [.administrator])

    static func account(_ id: Account.ID, _ roles: Set<Role>) -> Principal {
        Principal(id: "account:\(id)", roles: roles, account: id)
    }
}

extension House {
    /// An account in `roles`, each of which was granted, by whatever way.
    func addAccount(
        _ name: String, _ roles: Set<Role> = [], origin: Account.Origin = .local
    ) async throws -> Account.ID {
        var new = NewAccount(name: name, title: name, origin: origin)
        new.roles = roles
        new.because = "needed"
        let added = try await desk.addAccount(new, by: Staff.administrator)
        if let approval = added.approval {
            try await desk.decide(
                approval, approve: true,
                by: Principal(id: "local:1", roles: [.complianceOfficer]))
        }
        return added.id
    }

    /// A team of the roster.
    func addTeam(_ name: String, id: Int64) async throws -> Team.ID {
        try await database.write { db in
            try db.execute("""
                INSERT INTO team (id, name, version, row_mac)
                VALUES (\(id), \(name), \(1), \([UInt8]([0])))
                """)
        }
        return Team.ID(id)
    }
}

struct AccountTests {
    @Test(arguments: Engine.allCases)
    func `an account is added, found, narrowed, disabled and enabled`(engine: Engine) async throws {
        let house = try await House(on: StateFolder(database: DatabasePlace(engine)))
        let north = try await house.addTeam("North", id: 1 << 40)
        var new = NewAccount(name: " Li.Ｎa ", title: "Li Na", origin: .local)
        new.roles = [.qaAnalyst]
        new.teams = ["North"]
        let added = try await house.desk.addAccount(new, by: Staff.administrator)
        #expect(added.invite?.count == 19)
        var account = try await house.desk.account(named: "LI.NA", by: Staff.administrator)
        #expect(account.name == "li.na" && account.roles == [.qaAnalyst])
        #expect(account.state == .invited && account.teams == [.init(id: north, name: "North")])

        for text in ["li", "LI NA", "na"] {
            let found = try await house.desk.accounts(
                matching: text, after: nil, limit: 10, by: Staff.administrator)
            #expect(found.items.map(\.name) == ["li.na"], "\(text)")
        }
        for text in ["%", "l_.na", "zhang"] {
            let found = try await house.desk.accounts(
                matching: text, after: nil, limit: 10, by: Staff.administrator)
            #expect(found.items.isEmpty, "\(text)")
        }

        try await house.desk.narrowAccount(added.id, to: [], by: Staff.administrator)
        try await house.desk.disableAccount(added.id, by: Staff.administrator)
        account = try await house.desk.account(added.id, by: Staff.administrator)
        #expect(account.teams.isEmpty && account.state == .disabled)
        try await house.desk.enableAccount(added.id, by: Staff.administrator)
        house.clock.move(by: 73 * 3600)
        account = try await house.desk.account(added.id, by: Staff.administrator)
        #expect(account.state == .lapsed)
        #expect(
            try await house.actions().filter { $0 != .daemonStarted } == [
                .accountAdded, .accountNarrowed, .roleGranted, .accountNarrowed,
                .accountDisabled, .accountEnabled,
            ])
    }

    @Test(arguments: Engine.allCases)
    func `the list walks every account once, by name`(engine: Engine) async throws {
        let house = try await House(on: StateFolder(database: DatabasePlace(engine)))
        let names = (0..<25).map { "p\($0 * 7 % 25)-x" }
        for name in names { _ = try await house.addAccount(name) }
        var (found, after): ([String], String?) = ([], nil)
        repeat {
            let page = try await house.desk.accounts(
                after: after, limit: 10, by: Staff.administrator)
            found += page.items.map(\.name)
            after = page.next
        } while after != nil
        #expect(found == names.sorted())
    }

    @Test(arguments: [
        "", "a", "a b", "é.x", "-ab", ".ab", "ab/c", "名字", String(repeating: "a", count: 65),
    ])
    func `a name that isn't one is refused`(name: String) async throws {
        let house = try await House()
        let refusal = await #expect(throws: Refusal.self) {
            try await house.desk.addAccount(
                NewAccount(name: name, title: "X", origin: .local), by: Staff.administrator)
        }
        #expect(refusal?.code == .badAccountName)
    }

    @Test func `a name is taken once, whoever asks last`() async throws {
        let house = try await House()
        _ = try await house.addAccount("li.na")
        let refusal = await #expect(throws: Refusal.self) {
            try await house.addAccount("LI.na")
        }
        #expect(refusal?.code == .accountNameTaken)
    }

    @Test func `nothing of a person stands in the ledger`() async throws {
        let house = try await House()
        var new = NewAccount(name: "canary.name", title: "Canary Title", origin: .local)
        new.roles = [.administrator]
        new.because = "canary reason"
        let added = try await house.desk.addAccount(new, by: Staff.administrator)
        _ = try await house.desk.resetAccount(added.id, by: Staff.administrator)
        let text = try await house.ledger().map { "\($0)" }.joined().lowercased()
        #expect(text.contains("account:\(added.id)"))
        #expect(!text.contains("canary"))
    }

    @Test func `a reset takes password, second factor, codes, sessions and tokens`() async throws {
        let house = try await House()
        let id = try await house.addAccount("li.na", [.qaAnalyst])
        let own = Staff.account(id, [.qaAnalyst])
        let token = try await house.desk.addOwnToken(
            NewToken(name: "x", scopes: [.listCalls]), by: own)
        try await house.database.write { db in
            try db.execute("""
                INSERT INTO session
                  (id, secret_hash, account_id, began_at, seen_at, ends_at, agent_text)
                VALUES (\(1), \([UInt8](repeating: 1, count: 32)), \(id), \(1), \(1), \(9), 'x')
                """)
        }
        let code = try await house.desk.resetAccount(id, by: Staff.administrator)
        #expect(code != nil)
        #expect(try await house.desk.principal(bearing: token.secret) == nil)
        let left = try await house.database.read { db in
            try db.row("SELECT count(*) AS count FROM session")?.get("count") ?? 9
        }
        #expect(left == 0)
        let row = try #require(try await house.database.read { try $0.account(id) })
        #expect(
            row.inviteHash == TypedCode(typed: code ?? "")?.hash(for: "invitation"))
        #expect(row.passwordHash == nil && row.totpSealed == nil)
    }

    @Test func `an agent is one account's at most`() async throws {
        let house = try await House()
        let code = "201"
        _ = try await house.desk.addAgent(
            staffCode: code, name: "Ann", team: nil, by: Staff.administrator)
        let (one, other) = (
            try await house.addAccount("one"), try await house.addAccount("other")
        )
        try await house.desk.linkAccount(one, to: code, by: Staff.administrator)
        let refusal = await #expect(throws: Refusal.self) {
            try await house.desk.linkAccount(other, to: code, by: Staff.administrator)
        }
        #expect(refusal?.code == .agentTaken)
        try await house.desk.linkAccount(one, to: nil, by: Staff.administrator)
        try await house.desk.linkAccount(other, to: code, by: Staff.administrator)
        #expect(
            try await house.desk.account(other, by: Staff.administrator).agent?.name == "Ann")
    }

    @Test(arguments: Engine.allCases)
    func `an account altered in the database is shown to nobody`(engine: Engine) async throws {
        let house = try await House(on: StateFolder(database: DatabasePlace(engine)))
        let id = try await house.addAccount("li.na", [.qaAnalyst])
        try await house.alter(
            "UPDATE account_role SET role = 'compliance-officer' WHERE account_id = \(id)")
        await #expect(throws: DeskFault.self) {
            try await house.desk.account(id, by: Staff.administrator)
        }
    }

    @Test(arguments: Engine.allCases)
    func `a team taken away in the database widens nothing, and is found`(
        engine: Engine
    ) async throws {
        let house = try await House(on: StateFolder(database: DatabasePlace(engine)))
        _ = try await house.addTeam("North", id: 1 << 40)
        _ = try await house.addTeam("South", id: 2 << 40)
        var new = NewAccount(name: "li.na", title: "Li Na", origin: .local)
        new.roles = [.qaAnalyst]
        new.teams = ["North", "South"]
        _ = try await house.desk.addAccount(new, by: Staff.administrator)
        #expect(
            try await house.desk.account(named: "li.na", by: Staff.administrator).teams.count == 2)
        try await house.alter("DELETE FROM account_team WHERE team_id = \(Int64(2) << 40)")
        await #expect(throws: DeskFault.self) {
            _ = try await house.desk.account(named: "li.na", by: Staff.administrator)
        }
        let found = try await house.findings().map(\.table)
        #expect(found.contains("account_team"))
    }

    @Test func `who may see accounts or plans is told how people are called`() async throws {
        let house = try await House()
        let id = try await house.addAccount("li.na", [.qaAnalyst])
        let names: Set = ["account:\(id)", "local:0", "account:x"]
        #expect(
            try await house.desk.titles(of: names, by: Staff.administrator)
                == ["account:\(id)": "li.na"])
        let analyst = Principal(id: "account:x", roles: [.qaAnalyst])
        #expect(try await house.desk.titles(of: names, by: analyst).count == 1)
        let supervisor = Principal(id: "account:x", roles: [.supervisor])
        #expect(try await house.desk.titles(of: names, by: supervisor).isEmpty)
    }
}
