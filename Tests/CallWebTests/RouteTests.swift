import Calls
import Hummingbird
import Testing

@testable import CallWeb

struct RouteTests {
    /// What may be asked at all, and the permission it takes. A new route is added here too, so
    /// that nobody opens one by accident.
    private static let expected: [String: Route.Need] = [
        "GET /": .nothing, "GET /calls": .permission(.listCalls),
        "POST /calls/find": .permission(.findByNumber),
        "GET /calls/:call": .permission(.seeCall), "GET /quarantine": .permission(.seeQuarantine),
        "POST /quarantine/:item/retry": .permission(.retryQuarantine),
        "POST /quarantine/:item/discard": .permission(.discardQuarantine),
        "GET /intake": .permission(.seeIntake),
        "POST /preferences": .nothing, "GET /assets/:version/*": .nothing,
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
        "GET /api/v1/intake": .permission(.seeIntake), "GET /healthz": .nothing,
        "GET /readyz": .nothing,
        "GET /metrics": .nothing,
    ].merging(control) { first, _ in first }

    private static let control: [String: Route.Need] = [
        "GET /approvals": .permission(.seeApprovals),
        "POST /approvals/:approval/:act": .permission(.seeApprovals),
        "GET /holds": .permission(.seeHolds), "POST /holds": .permission(.placeHold),
        "POST /holds/:hold/release": .permission(.releaseHold),
        "GET /customers/:customer/erase": .permission(.eraseCustomer),
        "POST /customers/:customer/erase": .permission(.eraseCustomer),
        "GET /customers/:customer/certificate": .permission(.seeCustomers),
        "GET /calls/export": .permission(.exportCalls),
        "POST /calls/export": .permission(.exportCalls),
        "GET /calls/export/ask": .permission(.exportCalls),
        "GET /api/v1/approvals": .permission(.seeApprovals),
        "GET /api/v1/approvals/:approval": .permission(.seeApprovals),
        "POST /api/v1/approvals/:approval/:act": .permission(.seeApprovals),
        "GET /api/v1/holds": .permission(.seeHolds),
        "POST /api/v1/holds": .permission(.placeHold),
        "POST /api/v1/holds/:hold/release": .permission(.releaseHold),
        "POST /api/v1/customers/:customer/erase": .permission(.eraseCustomer),
        "GET /api/v1/customers/:customer/certificate": .permission(.seeCustomers),
        "GET /api/v1/calls/export": .permission(.exportCalls),
        "POST /api/v1/calls/export": .permission(.exportCalls),
    ]

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
        let gets = [
            WebURL.calls, WebURL.call(call), WebURL.audio(recording), WebURL.picture(recording),
            WebURL.approvals, WebURL.holds, WebURL.exportCalls, WebURL.askExport,
            WebURL.erase(Customer.ID(4 << 40)), WebURL.certificate(Customer.ID(4 << 40)),
            WebURL.quarantine, WebURL.intake, WebURL.asset("player/lanes.js", version: "x"),
        ]
        let posts = [
            WebURL.approval(Approval.ID(5 << 40), "approve"), WebURL.exportCalls, WebURL.holds,
            WebURL.releaseHold(Hold.ID(6 << 40)), WebURL.erase(Customer.ID(4 << 40)),
            WebURL.findCall, WebURL.retry(item), WebURL.discard(item), WebURL.preferences,
        ]
        for url in gets { _ = try Web.routes.find(.get, url) }
        for url in posts { _ = try Web.routes.find(.post, url) }
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
