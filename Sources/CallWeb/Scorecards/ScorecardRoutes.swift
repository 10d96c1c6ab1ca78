import Calls
import Hummingbird

/// Scorecards: what is named stands before what is an id or a code.
extension Web {
    static let scorecardRoutes: [Route] = scorecardPages + scorecardAPI

    private static let scorecardPages: [Route] = [
        Route(.get, "/scorecards", .permission(.seeScorecards), .page) {
            try await $0.scorecardsPage($1)
        },
        Route(.get, "/scorecards/new", .permission(.manageScorecards), .page) {
            try await $0.newScorecardPage($1)
        },
        Route(
            .post, "/scorecards/new", .permission(.manageScorecards), .page,
            bodyBytesMax: ScorecardForm.bytesMax
        ) {
            try await $0.writeNewScorecard($1)
        },
        Route(.post, "/scorecards/shipped", .permission(.manageScorecards), .page) {
            try await $0.addShippedScorecard($1)
        },
        Route(.get, "/scorecards/:card", .permission(.seeScorecards), .page) {
            try await $0.scorecardPage($1)
        },
        Route(.get, "/scorecards/:card/edit", .permission(.manageScorecards), .page) {
            try await $0.editScorecardPage($1)
        },
        Route(
            .post, "/scorecards/:card/edit", .permission(.manageScorecards), .page,
            bodyBytesMax: ScorecardForm.bytesMax
        ) {
            try await $0.writeScorecard($1)
        },
        Route(.post, "/scorecards/:card/publish", .permission(.manageScorecards), .page) {
            try await $0.publishScorecardFromPage($1)
        },
        Route(.get, "/scorecards/:card/export", .permission(.seeScorecards), .page) {
            try await $0.exportScorecard($1)
        },
        Route(.get, "/scorecards/:card/difference", .permission(.seeScorecards), .page) {
            try await $0.scorecardDifferencePage($1)
        },
        Route(.post, "/scorecards/:card/simulate", .permission(.manageScorecards), .page) {
            try await $0.scorecardSimulationPage($1)
        },
    ]

    private static let scorecardAPI: [Route] = [
        Route(.get, "/api/v1/scorecards", .permission(.seeScorecards), .api) {
            try await $0.apiScorecards($1)
        },
        Route(
            .post, "/api/v1/scorecards", .permission(.manageScorecards), .api,
            bodyBytesMax: ScorecardBody.bytesMax
        ) {
            try await $0.apiAddScorecard($1)
        },
        Route(.get, "/api/v1/scorecards/:card", .permission(.seeScorecards), .api) {
            try await $0.apiScorecard($1)
        },
        Route(
            .put, "/api/v1/scorecards/:card", .permission(.manageScorecards), .api,
            bodyBytesMax: ScorecardBody.bytesMax
        ) {
            try await $0.apiChangeScorecard($1)
        },
        Route(.post, "/api/v1/scorecards/:card/publish", .permission(.manageScorecards), .api) {
            try await $0.apiPublishScorecard($1)
        },
        Route(.get, "/api/v1/scorecards/:card/difference", .permission(.seeScorecards), .api) {
            try await $0.apiScorecardDifference($1)
        },
        Route(
            .post, "/api/v1/scorecards/:card/simulate", .permission(.manageScorecards), .api,
            bodyBytesMax: ScorecardBody.bytesMax
        ) {
            try await $0.apiSimulateScorecard($1)
        },
    ]
}
