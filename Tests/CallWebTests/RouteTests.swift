import Calls
import Hummingbird
import Testing

@testable import CallWeb

struct RouteTests {
    /// What may be asked at all, and the permission it takes. A new route is added here too, so
    /// that nobody opens one by accident.
    private static let expected: [String: Route.Need] = [
        calls, quality, evaluations, calibrations, reviews, coaching, complaints, returns, actions,
        figures, sampling, scorecards, roster, people, proof, accounts, notices,
    ].reduce(into: [:]) { all, part in all.merge(part) { first, _ in first } }

    private static let calls: [String: Route.Need] = [
        "GET /": .signedIn,
        "GET /calls": .permission(.listCalls),
        "POST /calls/find": .permission(.findByNumber),
        "GET /calls/:call": .permission(.seeCall),
        "GET /quarantine": .permission(.seeQuarantine),
        "POST /quarantine/:item/retry": .permission(.retryQuarantine),
        "POST /quarantine/:item/discard": .permission(.discardQuarantine),
        "GET /intake": .permission(.seeIntake),
        "POST /preferences": .nothing,
        "GET /assets/:version/*": .nothing,
        "GET /recordings/:recording/audio": .permission(.listen),
        "GET /recordings/:recording/picture": .permission(.seeCall),
        "GET /api/v1/calls": .permission(.listCalls),
        "POST /api/v1/calls/find": .permission(.findByNumber),
        "GET /api/v1/calls/:call": .permission(.seeCall),
        "GET /api/v1/recordings/:recording/audio": .permission(.listen),
        "GET /api/v1/recordings/:recording/waveform": .permission(.seeCall),
        "GET /api/v1/quarantine": .permission(.seeQuarantine),
        "POST /api/v1/quarantine/:item/retry": .permission(.retryQuarantine),
        "POST /api/v1/quarantine/:item/discard": .permission(.discardQuarantine),
        "GET /api/v1/intake": .permission(.seeIntake),
        "GET /healthz": .nothing,
        "GET /readyz": .nothing,
        "GET /api/v1/openapi.json": .nothing,
        "GET /metrics": .nothing,
        "GET /calls/export": .permission(.exportCalls),
        "POST /calls/export": .permission(.exportCalls),
        "GET /calls/export/ask": .permission(.exportCalls),
        "GET /api/v1/calls/export": .permission(.exportCalls),
        "POST /api/v1/calls/export": .permission(.exportCalls),
    ]

    private static let roster: [String: Route.Need] = [
        "GET /roster": .permission(.seeRoster),
        "GET /roster/teams": .permission(.seeRoster),
        "GET /roster/campaigns": .permission(.seeRoster),
        "GET /roster/unassigned": .permission(.seeRoster),
        "GET /roster/import": .permission(.changeRoster),
        "GET /roster/template.csv": .permission(.seeRoster),
        "POST /roster/export": .permission(.seeRoster),
        "GET /roster/agents/:agent": .permission(.seeRoster),
        "POST /roster/agents": .permission(.changeRoster),
        "POST /roster/agents/:agent/name": .permission(.changeRoster),
        "POST /roster/agents/:agent/left": .permission(.changeRoster),
        "POST /roster/agents/:agent/account": .permission(.manageAccounts),
        "POST /roster/agents/:agent/codes": .permission(.changeRoster),
        "POST /roster/agents/:agent/codes/:code": .permission(.changeRoster),
        "POST /roster/agents/:agent/teams": .permission(.changeRoster),
        "POST /roster/agents/:agent/teams/:place": .permission(.changeRoster),
        "POST /roster/teams": .permission(.changeRoster),
        "POST /roster/teams/:team": .permission(.changeRoster),
        "POST /roster/campaigns/:campaign": .permission(.changeRoster),
        "POST /roster/unassigned/:agent/name": .permission(.changeRoster),
        "POST /roster/unassigned/:agent/give": .permission(.changeRoster),
        "POST /roster/import": .permission(.changeRoster),
        "POST /roster/import/apply": .permission(.changeRoster),
        "GET /api/v1/roster/agents": .permission(.seeRoster),
        "GET /api/v1/roster/agents/:agent": .permission(.seeRoster),
        "GET /api/v1/roster/teams": .permission(.seeRoster),
        "GET /api/v1/roster/campaigns": .permission(.seeRoster),
        "GET /api/v1/roster/unassigned": .permission(.seeRoster),
        "POST /api/v1/roster/export": .permission(.seeRoster),
        "POST /api/v1/roster/import": .permission(.changeRoster),
        "POST /api/v1/roster/agents": .permission(.changeRoster),
        "POST /api/v1/roster/agents/:agent": .permission(.changeRoster),
        "POST /api/v1/roster/agents/:agent/account": .permission(.manageAccounts),
        "POST /api/v1/roster/agents/:agent/codes": .permission(.changeRoster),
        "POST /api/v1/roster/agents/:agent/codes/:code": .permission(.changeRoster),
        "POST /api/v1/roster/agents/:agent/teams": .permission(.changeRoster),
        "POST /api/v1/roster/agents/:agent/teams/:place": .permission(.changeRoster),
        "POST /api/v1/roster/teams": .permission(.changeRoster),
        "POST /api/v1/roster/teams/:team": .permission(.changeRoster),
        "POST /api/v1/roster/campaigns/:campaign": .permission(.changeRoster),
        "POST /api/v1/roster/unassigned/:agent/name": .permission(.changeRoster),
        "POST /api/v1/roster/unassigned/:agent/give": .permission(.changeRoster),
    ]

    private static let people: [String: Route.Need] = [
        "GET /customers": .permission(.seeCustomers),
        "POST /customers/find": .permission(.findCustomers),
        "GET /customers/:customer": .permission(.seeCustomers),
        "GET /customers/:customer/edit": .permission(.changeCustomers),
        "POST /customers/:customer/edit": .permission(.changeCustomers),
        "POST /customers/:customer/reveal": .permission(.revealCustomer),
        "POST /customers/:customer/numbers": .permission(.changeCustomers),
        "POST /customers/:customer/numbers/remove": .permission(.changeCustomers),
        "POST /customers/:customer/merge": .permission(.changeCustomers),
        "POST /customers/:customer/split": .permission(.changeCustomers),
        "POST /customers/:customer/package": .permission(.packageCustomer),
        "GET /reveals": .permission(.seeReveals),
        "GET /access": .permission(.askAccess),
        "POST /access": .permission(.askAccess),
        "POST /access/:request/decide": .permission(.decideAccess),
        "POST /access/:request/withdraw": .permission(.askAccess),
        "GET /api/v1/customers": .permission(.seeCustomers),
        "POST /api/v1/customers/find": .permission(.findCustomers),
        "GET /api/v1/customers/:customer": .permission(.seeCustomers),
        "POST /api/v1/customers/:customer": .permission(.changeCustomers),
        "GET /api/v1/customers/:customer/history": .permission(.seeCustomers),
        "POST /api/v1/customers/:customer/reveal": .permission(.revealCustomer),
        "POST /api/v1/customers/:customer/numbers": .permission(.changeCustomers),
        "POST /api/v1/customers/:customer/numbers/remove": .permission(.changeCustomers),
        "POST /api/v1/customers/:customer/merge": .permission(.changeCustomers),
        "POST /api/v1/customers/:customer/split": .permission(.changeCustomers),
        "POST /api/v1/customers/:customer/package": .permission(.packageCustomer),
        "GET /api/v1/reveals": .permission(.seeReveals),
        "GET /api/v1/reveals/counts": .permission(.seeReveals),
        "GET /api/v1/access": .permission(.askAccess),
        "POST /api/v1/access": .permission(.askAccess),
        "POST /api/v1/access/:request/decide": .permission(.decideAccess),
        "POST /api/v1/access/:request/withdraw": .permission(.askAccess),
        "GET /approvals": .permission(.seeApprovals),
        "POST /approvals/:approval/:act": .permission(.seeApprovals),
        "GET /holds": .permission(.seeHolds),
        "POST /holds": .permission(.placeHold),
        "POST /holds/:hold/release": .permission(.releaseHold),
        "GET /customers/:customer/erase": .permission(.eraseCustomer),
        "POST /customers/:customer/erase": .permission(.eraseCustomer),
        "GET /customers/:customer/certificate": .permission(.seeCustomers),
        "GET /api/v1/approvals": .permission(.seeApprovals),
        "GET /api/v1/approvals/:approval": .permission(.seeApprovals),
        "POST /api/v1/approvals/:approval/:act": .permission(.seeApprovals),
        "GET /api/v1/holds": .permission(.seeHolds),
        "POST /api/v1/holds": .permission(.placeHold),
        "POST /api/v1/holds/:hold/release": .permission(.releaseHold),
        "POST /api/v1/customers/:customer/erase": .permission(.eraseCustomer),
        "GET /api/v1/customers/:customer/certificate": .permission(.seeCustomers),
    ]

    private static let proof: [String: Route.Need] = [
        "GET /jobs": .permission(.seeJobs),
        "POST /jobs/:job/cancel": .permission(.cancelJobs),
        "GET /api/v1/jobs": .permission(.seeJobs),
        "GET /api/v1/jobs/:job": .permission(.seeJobs),
        "POST /api/v1/jobs/:job/cancel": .permission(.cancelJobs),
        "GET /ledger": .permission(.seeLedger),
        "GET /ledger/:entry": .permission(.seeLedger),
        "GET /api/v1/ledger": .permission(.seeLedger),
        "GET /api/v1/ledger/standing": .permission(.seeLedger),
        "GET /api/v1/ledger/entries": .permission(.seeLedger),
        "GET /api/v1/ledger/entries/:entry": .permission(.seeLedger),
        "GET /api/v1/ledger/checkpoint": .permission(.seeLedger),
        "POST /api/v1/ledger/checkpoints": .permission(.signLedger),
        "POST /api/v1/ledger/refusals": .permission(.signLedger),
        "GET /api/v1/ledger/exports/waiting": .permission(.signLedger),
        "POST /api/v1/ledger/exports": .permission(.exportLedger),
        "GET /api/v1/ledger/exports/:export": .permission(.exportLedger),
        "GET /api/v1/ledger/exports/:export/archive": .permission(.exportLedger),
        "POST /api/v1/ledger/exports/:export/signature": .permission(.signLedger),
        "GET /keys": .permission(.seeKeys),
        "POST /keys/rotation": .permission(.rotateKeys),
        "POST /keys/check": .permission(.verify),
        "GET /api/v1/keys": .permission(.seeKeys),
        "POST /api/v1/keys/rotation": .permission(.rotateKeys),
        "POST /api/v1/keys/rotation/resume": .permission(.rotateKeys),
        "POST /api/v1/keys/escrow": .permission(.rotateKeys),
        "GET /api/v1/checks": .permission(.verify),
        "POST /api/v1/checks": .permission(.verify),
        "GET /api/v1/checks/:job": .permission(.verify),
    ]

    private static let accounts: [String: Route.Need] = [
        "GET /sign-in": .nothing,
        "POST /sign-in": .nothing,
        "POST /sign-in/code": .nothing,
        "GET /invite": .nothing,
        "POST /invite": .nothing,
        "POST /sign-out": .signedIn,
        "POST /api/v1/accounts/first": .permission(.manageAccounts),
        "GET /account": .permission(.ownAccount),
        "POST /account/password": .permission(.ownAccount),
        "GET /account/second-factor": .permission(.ownAccount),
        "POST /account/second-factor": .permission(.ownAccount),
        "POST /account/second-factor/new": .permission(.ownAccount),
        "POST /account/second-factor/remove": .permission(.ownAccount),
        "POST /account/recovery-codes": .permission(.ownAccount),
        "POST /account/sessions/end": .permission(.ownAccount),
        "POST /account/sessions/:session/end": .permission(.ownAccount),
        "GET /api/v1/account": .permission(.ownAccount),
        "GET /api/v1/account/sessions": .permission(.ownAccount),
        "POST /api/v1/account/sessions/:session/end": .permission(.ownAccount),
        "GET /accounts": .permission(.seeAccounts),
        "POST /accounts/find": .permission(.seeAccounts),
        "POST /accounts": .permission(.manageAccounts),
        "GET /accounts/:account": .permission(.seeAccounts),
        "POST /accounts/:account/disable": .permission(.manageAccounts),
        "POST /accounts/:account/enable": .permission(.manageAccounts),
        "POST /accounts/:account/reset": .permission(.manageAccounts),
        "POST /accounts/:account/agent": .permission(.manageAccounts),
        "POST /accounts/:account/teams": .permission(.manageAccounts),
        "POST /accounts/:account/roles/grant": .permission(.manageAccounts),
        "POST /accounts/:account/roles/revoke": .permission(.manageAccounts),
        "GET /permissions": .permission(.seePermissions),
        "GET /api/v1/accounts": .permission(.seeAccounts),
        "POST /api/v1/accounts/find": .permission(.seeAccounts),
        "POST /api/v1/accounts": .permission(.manageAccounts),
        "GET /api/v1/accounts/:account": .permission(.seeAccounts),
        "POST /api/v1/accounts/:account/disable": .permission(.manageAccounts),
        "POST /api/v1/accounts/:account/enable": .permission(.manageAccounts),
        "POST /api/v1/accounts/:account/reset": .permission(.manageAccounts),
        "POST /api/v1/accounts/:account/agent": .permission(.manageAccounts),
        "POST /api/v1/accounts/:account/teams": .permission(.manageAccounts),
        "POST /api/v1/accounts/:account/roles/grant": .permission(.manageAccounts),
        "POST /api/v1/accounts/:account/roles/revoke": .permission(.manageAccounts),
        "GET /account/tokens": .permission(.ownAccount),
        "POST /account/tokens": .permission(.ownAccount),
        "POST /account/tokens/:token/revoke": .permission(.ownAccount),
        "POST /accounts/:account/tokens": .permission(.manageAccounts),
        "POST /accounts/:account/tokens/:token/revoke": .permission(.manageAccounts),
        "GET /api/v1/tokens": .permission(.ownAccount),
        "POST /api/v1/tokens": .permission(.ownAccount),
        "POST /api/v1/tokens/:token/revoke": .permission(.ownAccount),
        "GET /api/v1/accounts/:account/tokens": .permission(.manageAccounts),
        "POST /api/v1/accounts/:account/tokens": .permission(.manageAccounts),
        "POST /api/v1/accounts/:account/tokens/:token/revoke": .permission(.manageAccounts),
    ]

    private static let sampling: [String: Route.Need] = [
        "GET /plans": .permission(.seePlans),
        "GET /plans/new": .permission(.managePlans),
        "POST /plans": .permission(.managePlans),
        "GET /plans/:plan": .permission(.seePlans),
        "GET /plans/:plan/edit": .permission(.managePlans),
        "POST /plans/:plan": .permission(.managePlans),
        "POST /plans/:plan/stop": .permission(.managePlans),
        "GET /draws/:draw": .permission(.seePlans),
        "GET /draws/:draw/file": .permission(.seePlans),
        "POST /draws/:draw/draw": .permission(.managePlans),
        "GET /api/v1/plans": .permission(.seePlans),
        "POST /api/v1/plans": .permission(.managePlans),
        "GET /api/v1/plans/:plan": .permission(.seePlans),
        "PUT /api/v1/plans/:plan": .permission(.managePlans),
        "POST /api/v1/plans/:plan/stop": .permission(.managePlans),
        "GET /api/v1/plans/:plan/draws": .permission(.seePlans),
        "GET /api/v1/draws/:draw": .permission(.seePlans),
        "GET /api/v1/draws/:draw/file": .permission(.seePlans),
        "POST /api/v1/draws/:draw/draw": .permission(.managePlans),
    ]

    @Test func `the form of a new plan isn't taken for a plan`() throws {
        #expect(try Web.routes.find(.get, "/plans/new").route.pattern == "/plans/new")
    }

    @Test func `the export of calls isn't taken for a call`() throws {
        #expect(try Web.routes.find(.get, "/calls/export").route.pattern == "/calls/export")
    }

    @Test func `every route stands in the table with its permission, and no other does`() {
        let routes = Web.routes.map { ("\($0.method.rawValue) \($0.pattern)", $0.need) }
        #expect(Set(routes.map(\.0)).count == routes.count)
        #expect(Dictionary(uniqueKeysWithValues: routes) == Self.expected)
    }

    @Test func `every address that pages are built from leads to a route`() throws {
        let call = Call.ID(1 << 40)
        let recording = Recording.ID(2 << 40)
        let item = QuarantineItem.ID(3 << 40)
        let account = Account.ID(4 << 40)
        let agent = Agent.ID(4 << 40)
        let customer = Customer.ID(4 << 40)
        let request = AccessRequest.ID(5 << 40)
        let evaluation = Evaluation.ID(6 << 40)
        let (plan, draw) = (SamplePlan.ID(6 << 40), Draw.ID(7 << 40))
        let gets: [String] = [
            WebURL.roster, WebURL.agent(agent), WebURL.rosterTeams, WebURL.rosterCampaigns,
            WebURL.unassigned, WebURL.rosterImport, WebURL.rosterTemplate,
            WebURL.calls, WebURL.call(call), WebURL.audio(recording), WebURL.picture(recording),
            WebURL.quarantine, WebURL.intake, WebURL.jobs, WebURL.keys, WebURL.ledger,
            WebURL.ledgerEntry(7), WebURL.history(of: "call:x"), WebURL.start, WebURL.signIn,
            WebURL.invite, WebURL.account, WebURL.secondFactor, WebURL.accounts,
            WebURL.ownTokens, WebURL.permissions, WebURL.account(account),
            WebURL.account(account, done: .asked),
            WebURL.customers, WebURL.customer(customer), WebURL.editCustomer(customer),
            WebURL.reveals, WebURL.access, WebURL.approvals, WebURL.holds, WebURL.exportCalls,
            WebURL.askExport, WebURL.erase(customer), WebURL.certificate(customer),
            WebURL.queue, WebURL.evaluations,
            WebURL.evaluation(evaluation), WebURL.draft(evaluation), WebURL.quality,
            WebURL.exportEvaluations,
            WebURL.asset("player/lanes.js", version: "x"), WebURL.plans, WebURL.newPlan,
            WebURL.plan(plan), WebURL.editPlan(plan), WebURL.draw(draw), WebURL.drawFile(draw),
        ] + Self.calibrationURLs.gets + Self.coachingURLs.gets + Self.complaintURLs.gets
            + [WebURL.notices]
        let posts: [String] = EvaluationAct.allCases.map { WebURL.evaluation(evaluation, $0) } + [
            WebURL.nextInQueue, WebURL.evaluation(evaluation), WebURL.dispute(evaluation),
            WebURL.decideDispute(Dispute.ID(7 << 40)), WebURL.evaluate(call),
            WebURL.rosterAgents, WebURL.rosterExport, WebURL.rosterApply,
            WebURL.agent(agent, "name"), WebURL.agent(agent, "left"),
            WebURL.agent(agent, "account"), WebURL.agent(agent, "codes"),
            WebURL.agent(agent, "teams"), WebURL.code(AgentCode.ID(1), of: agent),
            WebURL.place(Membership.ID(1), of: agent), WebURL.team(Team.ID(1)),
            WebURL.campaign(Campaign.ID(1)), WebURL.unassigned(agent, "name"),
            WebURL.unassigned(agent, "give"),
            WebURL.findCustomer, WebURL.revealCustomer(customer), WebURL.addNumber(customer),
            WebURL.removeNumber(customer), WebURL.mergeCustomer(customer),
            WebURL.splitCustomer(customer), WebURL.packageCustomer(customer),
            WebURL.decideAccess(request), WebURL.withdrawAccess(request),
            WebURL.approval(Approval.ID(5 << 40), "approve"), WebURL.holds,
            WebURL.releaseHold(Hold.ID(6 << 40)), WebURL.erase(customer), WebURL.exportCalls,
            WebURL.findCall, WebURL.retry(item), WebURL.discard(item), WebURL.preferences,
            WebURL.signIn, WebURL.signInCode, WebURL.invite, WebURL.signOut, WebURL.password,
            WebURL.secondFactor, WebURL.newSecondFactor, WebURL.removeSecondFactor,
            WebURL.recoveryCodes, WebURL.endSessions, WebURL.endSession(Session.ID(4 << 40)),
            WebURL.cancelJob(Job.ID(5 << 40)), WebURL.rotateKeys, WebURL.check,
            WebURL.accounts, WebURL.ownTokens, WebURL.tokens(of: account),
            WebURL.plans, WebURL.plan(plan), WebURL.stopPlan(plan), WebURL.drawNow(draw),
        ] + Self.calibrationURLs.posts + Self.coachingURLs.posts + Self.complaintURLs.posts
            + Self.noticePosts
        let more: [String] = Self.returnURLs + Self.figureURLs + Self.actionURLs.gets
        for url in gets + more {
            _ = try Web.routes.find(.get, String(url.prefix { $0 != "?" }))
        }
        for url in posts + Self.actionURLs.posts { _ = try Web.routes.find(.post, url) }
    }

    @Test func `HEAD is answered wherever GET is`() throws {
        #expect(try Web.routes.find(.head, "/calls").route.pattern == "/calls")
    }

    @Test func `a known path with another method says which ones there are`() {
        #expect(throws: WrongMethod.self) { try Web.routes.find(.delete, "/calls") }
        #expect(throws: WrongMethod.self) { try Web.routes.find(.get, "/preferences") }
    }

    @Test(arguments: ["/nothing", "/calls/a/b", "/api/v2/calls", "/calls/%zz", "/calls/%00"])
    func `an unknown path is no page`(path: String) {
        #expect(throws: Refusal.noSuchPage) { try Web.routes.find(.get, path) }
    }

    @Test func `named parts arrive decoded`() throws {
        let match = try Web.routes.find(.get, "/assets/v1/behaviors/%6Beys.js")
        #expect(match.parameters == ["version": "v1", "*": "behaviors/keys.js"])
    }

    @Test func `every kind of refusal has a status of its own family`() {
        for kind in Refusal.Kind.allCases {
            #expect((400...599).contains(kind.status.code))
        }
    }
}
