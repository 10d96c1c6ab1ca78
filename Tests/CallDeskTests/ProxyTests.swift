import CallDesk
import CallLedger
import CallStore
import Calls
import TestSupport
import Testing

struct ProxyTests {
    private static let groups: [String: Role] = [
        "quality": .qaAnalyst, "leads": .qaLead, "admins": .administrator,
        "law": .complianceOfficer,
    ]

    private func house(
        _ engine: Engine = .sqlite, groups: [String: Role]? = Self.groups
    ) async throws -> House {
        try await House(
            on: StateFolder(database: DatabasePlace(engine)), proxyGroups: groups)
    }

    @Test(arguments: Engine.allCases)
    func `who a proxy brings is made once, and roles follow the groups`(
        engine: Engine
    ) async throws {
        let house = try await house(engine)
        let desk = house.desk
        let first = try await desk.principal(proxied: "Li.Na", groups: ["quality", "other"])
        #expect(first.roles == [.qaAnalyst])
        let size = try await house.ledger().count
        #expect(try await desk.principal(proxied: "li.na", groups: ["quality"]) == first)
        #expect(try await house.ledger().count == size)
        let later = try await desk.principal(proxied: "li.na", groups: ["leads"])
        #expect(later.id == first.id && later.roles == [.qaLead])
        #expect(
            try await house.actions().filter { $0 != .daemonStarted } == [
                .accountAdded, .roleGranted, .roleRevoked, .roleGranted,
            ])
        #expect(try await house.ledger().allSatisfy { ["daemon", "proxy"].contains($0.principal) })
    }

    @Test func `groups that one person must not hold together let nobody in`() async throws {
        let house = try await house()
        for _ in 0..<3 {
            let refusal = await #expect(throws: Refusal.self) {
                try await house.desk.principal(proxied: "li.na", groups: ["quality", "admins"])
            }
            #expect(refusal?.code == .separationSystem)
        }
        #expect(try await house.actions().filter { $0 == .proxyRefused }.count == 1)
        #expect(
            try await house.desk.accounts(after: nil, limit: 9, by: Staff.administrator)
                .items.isEmpty)
    }

    @Test func `who has no role by any group makes no account`() async throws {
        let house = try await house()
        let refusal = await #expect(throws: Refusal.self) {
            try await house.desk.principal(proxied: "li.na", groups: ["other"])
        }
        #expect(refusal?.code == .noRoleByProxy)
        #expect(!(try await house.actions().contains(.accountAdded)))
    }

    @Test func `an account with a password isn't taken over by a proxy`() async throws {
        let house = try await house()
        _ = try await house.addAccount("admin", [.administrator])
        let refusal = await #expect(throws: Refusal.self) {
            try await house.desk.principal(proxied: "admin", groups: ["admins"])
        }
        #expect(refusal?.code == .accountOfPerson)
    }

    @Test func `a disabled account stays out, whatever the proxy says`() async throws {
        let house = try await house()
        let principal = try await house.desk.principal(proxied: "li.na", groups: ["quality"])
        try await house.desk.disableAccount(
            try #require(principal.account), by: Staff.administrator)
        for groups in [["quality"], ["leads"]] {
            let refusal = await #expect(throws: Refusal.self) {
                try await house.desk.principal(proxied: "li.na", groups: groups)
            }
            #expect(refusal?.code == .accountDisabled)
        }
    }

    @Test func `without groups roles are given here`() async throws {
        let house = try await house(groups: nil)
        let first = try await house.desk.principal(proxied: "li.na", groups: ["admins"])
        #expect(first.roles.isEmpty)
        let id = try #require(first.account)
        _ = try await house.desk.grantRole(.qaLead, to: id, by: Staff.administrator)
        #expect(
            try await house.desk.principal(proxied: "li.na", groups: []).roles == [.qaLead])
    }

    @Test func `with groups nobody gives or takes roles here`() async throws {
        let house = try await house()
        let id = try #require(
            try await house.desk.principal(proxied: "li.na", groups: ["quality"]).account)
        let refusal = await #expect(throws: Refusal.self) {
            try await house.desk.grantRole(.qaLead, to: id, by: Staff.administrator)
        }
        #expect(refusal?.code == .accountOfProxy)
    }

    @Test func `spoofed headers are noted once a minute and family, without an address`()
        async throws
    {
        let house = try await house()
        for _ in 0..<50 {
            try await house.desk.noteSpoofedProxy(overIPv6: false)
            try await house.desk.noteSpoofedProxy(overIPv6: true)
        }
        house.clock.move(by: 61)
        try await house.desk.noteSpoofedProxy(overIPv6: false)
        let noted = try await house.ledger().filter { $0.action == .proxySpoofed }
        #expect(noted.map(\.reason) == ["ipv4", "ipv6", "ipv4"])
        #expect(noted.allSatisfy { $0.outcome == .refused && $0.details.isEmpty })
    }
}
