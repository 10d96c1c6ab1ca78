import CallDesk
import CallLedger
import CallStore
import Calls
import TestSupport
import Testing

struct AccountRoleTests {
    private func code(
        _ work: () async throws -> Void, _ place: SourceLocation = #_sourceLocation
    ) async -> Refusal.Code? {
        let refusal = await #expect(throws: Refusal.self, sourceLocation: place) {
            try await work()
        }
        return refusal?.code
    }

    @Test func `every pair that must not meet is refused with its reason, every other given`()
        async throws
    {
        let house = try await House()
        _ = try await house.addAccount("admin", [.administrator])
        for (number, first) in Role.allCases.enumerated() where first != .integrator {
            for second in Role.allCases where second != .integrator && second != first {
                let id = try await house.addAccount("p\(number)-\(second.rawValue)", [first])
                do {
                    let waiting = try await house.desk.grantRole(
                        second, to: id, because: "needed", by: Staff.administrator)
                    #expect(SeparationOfDuties.mayMeet(first, second), "\(first) \(second)")
                    #expect((waiting != nil) == second.waitsForSecondPerson)
                } catch let refusal as Refusal {
                    let pair = SeparationOfDuties.violated(by: [first, second])
                    #expect(refusal == pair?.refusal)
                    #expect(refusal.sentence.contains(first.rawValue))
                    #expect(refusal.sentence.contains(second.rawValue))
                }
            }
        }
    }

    @Test(arguments: Engine.allCases)
    func `a role that decides on customers' data waits for somebody else`(
        engine: Engine
    ) async throws {
        let house = try await House(on: StateFolder(database: DatabasePlace(engine)))
        let admin = try await house.addAccount("admin", [.administrator])
        let second = try await house.addAccount("second", [.administrator])
        let asker = Staff.account(admin, [.administrator])
        for role in [Role.complianceOfficer, .auditor, .administrator] {
            let id = try await house.addAccount("new-\(role.rawValue)")
            let approval = try #require(
                try await house.desk.grantRole(role, to: id, because: "needed", by: asker))
            var account = try await house.desk.account(id, by: asker)
            #expect(account.roles.isEmpty && account.waitingRole == role)
            #expect(
                await code {
                    try await house.desk.decide(approval, approve: true, by: asker)
                } == .secondPerson)
            try await house.desk.decide(
                approval, approve: true, by: Staff.account(second, [.administrator]))
            account = try await house.desk.account(id, by: asker)
            #expect(account.roles == [role] && account.waitingRole == nil)
        }
    }

    @Test func `until there is a second person the first ones are given by one`() async throws {
        let house = try await House()
        var new = NewAccount(name: "first", title: "First", origin: .local)
        new.roles = [.administrator]
        let first = try await house.desk.addAccount(new, by: Staff.administrator)
        #expect(first.approval == nil)
        let own = Staff.account(first.id, [.administrator])
        new = NewAccount(name: "officer", title: "Officer", origin: .local)
        new.roles = [.complianceOfficer]
        let officer = try await house.desk.addAccount(new, by: own)
        #expect(officer.approval == nil)
        // Now there is one, and it stays so when that one is gone.
        new = NewAccount(name: "third", title: "Third", origin: .local)
        new.roles = [.auditor]
        new.because = "needed"
        #expect(try await house.desk.addAccount(new, by: own).approval != nil)
        try await house.desk.revokeRole(.complianceOfficer, of: officer.id, by: own)
        new = NewAccount(name: "fourth", title: "Fourth", origin: .local)
        new.roles = [.complianceOfficer]
        new.because = "needed"
        #expect(try await house.desk.addAccount(new, by: own).approval != nil)
    }

    @Test func `what was approved is checked again when it is carried out`() async throws {
        let house = try await House()
        _ = try await house.addAccount("admin", [.administrator])
        let id = try await house.addAccount("li.na")
        let approval = try #require(
            try await house.desk.grantRole(
                .auditor, to: id, because: "needed", by: Staff.administrator))
        _ = try await house.desk.grantRole(.supervisor, to: id, by: Staff.administrator)
        let officer = Principal(id: "local:1", roles: [.complianceOfficer])
        #expect(
            await code { try await house.desk.decide(approval, approve: true, by: officer) }
                == .separationAudit)
        try await house.desk.revokeRole(.supervisor, of: id, by: Staff.administrator)
        try await house.desk.disableAccount(id, by: Staff.administrator)
        #expect(
            await code { try await house.desk.decide(approval, approve: true, by: officer) }
                == .accountDisabled)
        try await house.desk.enableAccount(id, by: Staff.administrator)
        #expect(
            await code {
                try await house.desk.decide(
                    approval, approve: true, by: Staff.account(id, [.complianceOfficer]))
            } == .ownRoles)
        try await house.desk.decide(approval, approve: true, by: officer)
        #expect(try await house.desk.account(id, by: Staff.administrator).roles == [.auditor])
    }

    @Test func `nobody changes the own account`() async throws {
        let house = try await House()
        let id = try await house.addAccount("admin", [.administrator])
        let own = Staff.account(id, [.administrator])
        let desk = house.desk
        let acts: [() async throws -> Void] = [
            { _ = try await desk.grantRole(.qaLead, to: id, by: own) },
            { try await desk.revokeRole(.administrator, of: id, by: own) },
            { try await desk.disableAccount(id, by: own) },
            { try await desk.narrowAccount(id, to: [], by: own) },
            { try await desk.linkAccount(id, to: nil, by: own) },
            { _ = try await desk.resetAccount(id, by: own) },
        ]
        for act in acts { #expect(await code(act) == .ownRoles) }
    }

    @Test(arguments: Engine.allCases)
    func `the last administrator stays`(engine: Engine) async throws {
        let house = try await House(on: StateFolder(database: DatabasePlace(engine)))
        let id = try await house.addAccount("admin", [.administrator])
        let other = try await house.addAccount("other", [.administrator])
        try await house.desk.disableAccount(other, by: Staff.administrator)
        #expect(
            await code { try await house.desk.disableAccount(id, by: Staff.administrator) }
                == .lastAdministrator)
        #expect(
            await code {
                try await house.desk.revokeRole(.administrator, of: id, by: Staff.administrator)
            } == .lastAdministrator)
        try await house.desk.enableAccount(other, by: Staff.administrator)
        try await house.desk.revokeRole(.administrator, of: id, by: Staff.administrator)
    }

    @Test func `a program is an integrator and nothing else, a person never`() async throws {
        let house = try await House()
        let program = try await house.addAccount("reports", origin: .program)
        let person = try await house.addAccount("li.na")
        let desk = house.desk
        #expect(
            try await desk.account(program, by: Staff.administrator).roles == [.integrator])
        #expect(
            await code {
                _ = try await desk.grantRole(.qaLead, to: program, by: Staff.administrator)
            } == .accountOfProgram)
        #expect(
            await code {
                _ = try await desk.grantRole(.integrator, to: person, by: Staff.administrator)
            } == .accountOfPerson)
    }
}
