import Calls
import Hummingbird
import Testing

@testable import CallWeb

extension RouteTests {
    static let scorecards: [String: Route.Need] = [
        "GET /scorecards": .permission(.seeScorecards),
        "GET /scorecards/new": .permission(.manageScorecards),
        "POST /scorecards/new": .permission(.manageScorecards),
        "POST /scorecards/shipped": .permission(.manageScorecards),
        "GET /scorecards/:card": .permission(.seeScorecards),
        "GET /scorecards/:card/edit": .permission(.manageScorecards),
        "POST /scorecards/:card/edit": .permission(.manageScorecards),
        "POST /scorecards/:card/publish": .permission(.manageScorecards),
        "GET /scorecards/:card/export": .permission(.seeScorecards),
        "GET /scorecards/:card/difference": .permission(.seeScorecards),
        "POST /scorecards/:card/simulate": .permission(.manageScorecards),
        "GET /api/v1/scorecards": .permission(.seeScorecards),
        "POST /api/v1/scorecards": .permission(.manageScorecards),
        "GET /api/v1/scorecards/:card": .permission(.seeScorecards),
        "PUT /api/v1/scorecards/:card": .permission(.manageScorecards),
        "POST /api/v1/scorecards/:card/publish": .permission(.manageScorecards),
        "GET /api/v1/scorecards/:card/difference": .permission(.seeScorecards),
        "POST /api/v1/scorecards/:card/simulate": .permission(.manageScorecards),
        "GET /scripts": .permission(.seeScorecards),
        "POST /scripts": .permission(.manageScorecards),
        "GET /scripts/:script": .permission(.seeScorecards),
        "POST /scripts/:script": .permission(.manageScorecards),
        "GET /api/v1/scripts": .permission(.seeScorecards),
        "POST /api/v1/scripts": .permission(.manageScorecards),
        "GET /api/v1/scripts/:script": .permission(.seeScorecards),
        "PUT /api/v1/scripts/:script": .permission(.manageScorecards),
    ]

    @Test func `every address of a scorecard and a script leads to a route`() throws {
        let card = Scorecard.ID(6 << 40)
        let script = Script.ID(7 << 40)
        let gets = [
            WebURL.scorecards([("after", "x")]), WebURL.newScorecard,
            WebURL.scorecard(card, version: 2), WebURL.scorecard(card, done: .saved),
            WebURL.editScorecard(card), WebURL.exportScorecard(card, version: 1),
            WebURL.scorecardDifference(card, from: 1, to: 2), WebURL.scripts([("after", "x")]),
            WebURL.script(script),
        ]
        for url in gets { _ = try Web.routes.find(.get, String(url.prefix { $0 != "?" })) }
        let posts = [
            WebURL.newScorecard, WebURL.shippedScorecard, WebURL.editScorecard(card),
            WebURL.publishScorecard(card), WebURL.simulateScorecard(card), WebURL.scripts,
            WebURL.script(script),
        ]
        for url in posts { _ = try Web.routes.find(.post, url) }
    }

    @Test func `the form of a new scorecard isn't taken for a card`() throws {
        #expect(
            try Web.routes.find(.get, "/scorecards/new").route.pattern == "/scorecards/new")
    }
}
