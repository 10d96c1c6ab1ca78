import CallDesk
import CallLedger
import CallStore
import CallVault
import Calls
import Foundation
import TestSupport
import Testing

extension PermissionTests {
    /// The use cases of the roster with the permission each needs.
    func rosterUseCases(
        _ desk: CallDesk
    ) -> [(Permission, (Principal) async throws -> Void)] {
        let (agent, code) = (Agent.ID(1), AgentCode.ID(1))
        let (team, place) = (Team.ID(1), Membership.ID(1))
        return [
            (.seeRoster, { _ = try await desk.agents(.init(), after: nil, limit: 1, by: $0) }),
            (.seeRoster, { _ = try await desk.agent(agent, by: $0) }),
            (.seeRoster, { _ = try await desk.agent(staffCode: "A", by: $0) }),
            (.seeRoster, { _ = try await desk.teams(by: $0) }),
            (.seeRoster, { _ = try await desk.unassigned(after: nil, limit: 1, by: $0) }),
            (.seeRoster, { _ = try await desk.hasUnassigned(by: $0) }),
            (.seeRoster, { _ = try await desk.campaigns(after: nil, limit: 1, by: $0) }),
            (.seeRoster, { _ = try await desk.exportRoster(by: $0) }),
            (
                .changeRoster,
                { _ = try await desk.addAgent(staffCode: "A", name: "A", team: nil, by: $0) }
            ),
            (.changeRoster, { try await desk.renameAgent(agent, to: "A", by: $0) }),
            (.changeRoster, { try await desk.agentLeft(agent, at: .now, by: $0) }),
            (.changeRoster, { try await desk.agentReturned(agent, by: $0) }),
            (.changeRoster, { try await desk.nameUnassigned(agent, name: "A", team: nil, by: $0) }),
            (
                .changeRoster,
                { try await desk.giveUnassigned(agent, to: "A", as: .login, .always, by: $0) }
            ),
            (
                .changeRoster,
                {
                    try await desk.addCode(
                        NewCode(kind: .login, code: "A", validity: .always), to: agent, by: $0)
                }
            ),
            (.changeRoster, { try await desk.changeCode(code, of: agent, to: .always, by: $0) }),
            (.changeRoster, { try await desk.removeCode(code, of: agent, by: $0) }),
            (.changeRoster, { try await desk.placeAgent(agent, in: team, .always, by: $0) }),
            (.changeRoster, { try await desk.changePlace(place, of: agent, to: .always, by: $0) }),
            (.changeRoster, { try await desk.removePlace(place, of: agent, by: $0) }),
            (.changeRoster, { _ = try await desk.addTeam("A", by: $0) }),
            (
                .changeRoster,
                { try await desk.changeTeam(team, name: "B", isClosed: nil, by: $0) }
            ),
            (.changeRoster, { try await desk.renameCampaign(Campaign.ID(1), to: "A", by: $0) }),
            (.changeRoster, { _ = try await desk.previewRoster(Data(), by: $0) }),
            (.changeRoster, { _ = try await desk.importRoster(Data(), by: $0) }),
            (.changeRoster, { _ = try await desk.importRoster(draft: "x", by: $0) }),
            (.manageAccounts, { try await desk.linkAgent(agent, toAccount: nil, by: $0) }),
        ]
    }
}

@Suite struct RosterImportTests {
    private let file = """
        staff_code,name,team,extension,login,alias,from,until
        A,Ann,One,201|202,ann,Annie,,
        B,"Bob, Jr",Two,203,,,2024-01-01,
        C,陳大文,One,204,,,,2023-12-31
        C,陳大文,Two,,,=x,2024-01-01,
        """

    @Test func `a file is looked at, applied as a whole, and exported so that it changes nothing`()
        async throws
    {
        let house = try await House()
        let desk = house.desk
        let call = try await house.call(
            by: "202", at: Date(timeIntervalSince1970: 1_705_314_600), seed: 1)
        let entries = try await house.ledger().count
        let preview = try await desk.previewRoster(Data(file.utf8), by: .staffing)
        #expect(preview.plan.problems.isEmpty)
        #expect(preview.plan.counts == [.added: 3, .changed: 1])
        #expect(try await house.ledger().count == entries)
        let draft = try #require(preview.draft)
        let other = Principal(id: "account:other", roles: [.administrator])
        await #expect(throws: Refusal.rosterChanged) {
            _ = try await desk.importRoster(draft: draft, by: other)
        }
        _ = try await desk.importRoster(draft: draft, by: .staffing)
        await #expect(throws: Refusal.rosterChanged) {
            _ = try await desk.importRoster(draft: draft, by: .staffing)
        }
        try await house.workOff()
        #expect(try await house.agent(of: call).name == "Ann")
        let entry = try await house.ledger().first { $0.action == .rosterImported }
        #expect(entry?.details["added"] == "3")
        #expect(entry?.details["teams"] == "2")
        #expect(entry.map { "\($0)".contains("Ann") } == false)

        let exported = try await desk.exportRoster(by: .staffing)
        let again = try await desk.previewRoster(Data(exported.utf8), by: .staffing)
        #expect(again.plan.problems.isEmpty)
        #expect(again.plan.changesNothing, "\(again.plan.previews)")
        #expect(exported.contains("'=x"))
        let empty = try await House()
        _ = try await empty.desk.importRoster(Data(exported.utf8), by: .staffing)
        #expect(try await empty.desk.exportRoster(by: .staffing) == exported)
    }

    @Test func `one wrong line refuses the whole file`() async throws {
        let house = try await House()
        let entries = try await house.ledger().count
        let wrong = file + "\nD,,,,,,,\nE,Eve,,201,,,,\n"
        let preview = try await house.desk.previewRoster(Data(wrong.utf8), by: .staffing)
        #expect(preview.draft == nil)
        #expect(preview.plan.problems.map(\.code) == [.noName, .codeTaken])
        #expect(preview.plan.problems.map(\.line) == [6, 7])
        let refusal = await #expect(throws: Refusal.self) {
            _ = try await house.desk.importRoster(Data(wrong.utf8), by: .staffing)
        }
        #expect(refusal?.code == .rosterProblems)
        #expect(try await house.ledger().count == entries)
        let seen = try await house.desk.agents(.init(), after: nil, limit: 9, by: .staffing)
        #expect(seen.items.isEmpty)
    }

    @Test func `a roster that changed after the preview isn't overwritten`() async throws {
        let house = try await House()
        let preview = try await house.desk.previewRoster(Data(file.utf8), by: .staffing)
        _ = try await house.desk.addAgent(staffCode: "Z", name: "Zoe", team: nil, by: .staffing)
        await #expect(throws: Refusal.rosterChanged) {
            _ = try await house.desk.importRoster(
                draft: try #require(preview.draft), by: .staffing)
        }
    }

    @Test func `accounts are linked by those alone who manage accounts`() async throws {
        let house = try await House()
        try await house.database.write { db in
            var account = AccountRow(
                id: Account.ID(1), name: "ann", title: "", origin: .local, createdAt: .now)
            account.rowMAC = house.vault.rowMAC(
                table: "account", columns: account.regulated.map(macValue))
            try db.insert(account)
        }
        let file = Data("staff_code,name,account\nA,Ann,ann\nB,Bob,nobody\n".utf8)
        let program = Principal(id: "token:1", roles: [.integrator])
        let refused = try await house.desk.previewRoster(file, by: program)
        #expect(refused.plan.problems.map(\.code) == [.mayNotLink, .mayNotLink])
        let missing = try await house.desk.previewRoster(file, by: .staffing)
        #expect(missing.plan.problems.map(\.code) == [.noSuchAccount])
        let right = Data("staff_code,name,account\nA,Ann,ann\n".utf8)
        _ = try await house.desk.importRoster(right, by: .staffing)
        let agent = try await house.desk.agent(staffCode: "A", by: .staffing)
        #expect(agent.account == "ann")
        #expect(try await house.desk.previewRoster(right, by: program).plan.changesNothing)
        try await house.desk.linkAgent(agent.summary.id, toAccount: nil, by: .staffing)
        #expect(try await house.desk.agent(staffCode: "A", by: .staffing).account == nil)
    }

    @Test func `5,000 agents are imported within seconds`() async throws {
        let house = try await House()
        var text = "staff_code,name,team,extension,login\n"
        for number in 0..<5000 {
            text += "W\(number),Agent \(number),Team \(number % 100),"
            text += "\(number + 10_000),l\(number)\n"
        }
        let began = ContinuousClock.now
        let plan = try await house.desk.importRoster(Data(text.utf8), by: .staffing)
        let exported = try await house.desk.exportRoster(by: .staffing)
        let again = try await house.desk.previewRoster(Data(exported.utf8), by: .staffing)
        #expect(plan.counts == [.added: 5000])
        #expect(again.plan.changesNothing)
        #expect(ContinuousClock.now - began < .seconds(25))
        let page = try await house.desk.agents(.init(), after: nil, limit: 200, by: .staffing)
        #expect(page.items.count == 200 && page.next != nil)
    }
}

private func macValue(_ value: SQLValue) -> MACValue {
    switch value {
    case .integer(let integer): .integer(integer)
    case .text(let text): .text(text)
    case .blob(let bytes): .bytes(bytes)
    case .null, .real: .null
    }
}
