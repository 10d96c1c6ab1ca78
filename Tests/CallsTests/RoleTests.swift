import Calls
import Testing

struct RoleTests {
    @Test func `who runs the system, audits, or is a program stands alone`() {
        for alone in [Role.administrator, .auditor, .integrator] {
            for other in Role.allCases where other != alone {
                #expect(!SeparationOfDuties.mayMeet(alone, other), "\(alone) with \(other)")
                #expect(!SeparationOfDuties.mayMeet(other, alone), "\(other) with \(alone)")
            }
        }
    }

    @Test func `who is scored or complained of doesn't judge`() {
        for judge in [Role.qaAnalyst, .qaLead, .complaintHandler, .complianceOfficer] {
            #expect(SeparationOfDuties.violated(by: [.agent, judge]) != nil, "\(judge)")
        }
        #expect(SeparationOfDuties.violated(by: [.agent, .supervisor]) == nil)
        #expect(SeparationOfDuties.violated(by: [.qaAnalyst, .qaLead, .supervisor]) == nil)
    }

    @Test func `who runs the system reaches nothing of a customer`() {
        let customers: Set<Permission> = [
            .listCalls, .seeCall, .findByNumber, .listen, .exportCalls, .seeCustomers,
            .findCustomers, .changeCustomers, .revealCustomer, .packageCustomer, .eraseCustomer,
        ]
        #expect(PermissionTable.permissions(of: .administrator).isDisjoint(with: customers))
    }

    @Test func `an auditor changes nothing`() {
        let changes: Set<Permission> = [
            .retryQuarantine, .discardQuarantine, .manageAccounts, .changeRoster,
            .changeCustomers, .eraseCustomer, .decideAccess, .placeHold, .releaseHold,
            .approveErasure, .approveRelease, .approveExport, .approveRotation, .approveGrant,
            .rotateKeys, .cancelJobs, .manageNotices,
        ]
        #expect(PermissionTable.permissions(of: .auditor).isDisjoint(with: changes))
    }

    @Test func `of several roles the widest reach counts`() {
        let (own, team) = (Agent.ID(1), Team.ID(2))
        let both = Principal(
            id: "account:x", roles: [.agent, .supervisor], teams: [team], agent: own)
        #expect(both.visibility(.listCalls) == .teams([team]))
        let agent = Principal(id: "account:y", roles: [.agent], agent: own)
        #expect(agent.visibility(.listCalls) == .agent(own))
        let analyst = Principal(id: "account:z", roles: [.qaAnalyst])
        #expect(analyst.visibility(.listCalls) == .everything)
        #expect(Principal.nobody.visibility(.listCalls) == nil)
    }

    @Test func `a token has no more than its holder and its scopes`() {
        let holder = Principal(id: "account:x", roles: [.qaAnalyst])
        let token = holder.narrowed(to: [.listCalls, .seeIntake], id: "token:1")
        #expect(token.permissions == [.listCalls])
        #expect(token.id == "token:1")
    }
}
