import Calls
import Hummingbird

extension Web {
    /// The first that fits answers, so what is named stands before what is an id.
    static let routes: [Route] =
        control
        + pages + sound + api + state
        + signIn + account
        + accounts
        + roster
        + customerRoutes
        + scorecardRoutes
        + scriptRoutes
        + keys
        + ledger
        + qualityRoutes
        + evaluationRoutes
        + calibrationRoutes
        + reviewRoutes
        + coachingRoutes
        + returnRoutes
        + actionRoutes
        + figureRoutes
        + complaintRoutes
        + jobRoutes
        + noticeRoutes
        + sampling

    private static let pages: [Route] = [
        Route(.get, "/", .signedIn, .page) { _, visit in
            .seeOther(Section.start(visit.principal))
        },
        Route(.get, "/calls", .permission(.listCalls), .page) { try await $0.callsPage($1) },
        Route(.post, "/calls/find", .permission(.findByNumber), .page) {
            try await $0.findCalls($1)
        },
        Route(.get, "/calls/:call", .permission(.seeCall), .page) { try await $0.callPage($1) },
        Route(.get, "/quarantine", .permission(.seeQuarantine), .page) {
            try await $0.quarantinePage($1)
        },
        Route(.post, "/quarantine/:item/retry", .permission(.retryQuarantine), .page) {
            try await $0.retryFromPage($1)
        },
        Route(.post, "/quarantine/:item/discard", .permission(.discardQuarantine), .page) {
            try await $0.discardFromPage($1)
        },
        Route(.get, "/intake", .permission(.seeIntake), .page) { try await $0.intakePage($1) },
        Route(.post, "/preferences", .nothing, .page) { try await $0.setPreferences($1) },
        Route(.get, "/assets/:version/*", .nothing, .plain) { try $0.asset($1) },
    ]

    private static let sound: [Route] = [
        Route(.get, "/recordings/:recording/audio", .permission(.listen), .plain) {
            try await $0.audio($1)
        },
        Route(.get, "/recordings/:recording/picture", .permission(.seeCall), .plain) {
            try await $0.picture($1)
        },
    ]

    private static let api: [Route] = [
        Route(.get, "/api/v1/openapi.json", .nothing, .api) { try await $0.openAPI($1) },
        Route(.get, "/api/v1/calls", .permission(.listCalls), .api) { try await $0.apiCalls($1) },
        Route(.post, "/api/v1/calls/find", .permission(.findByNumber), .api) {
            try await $0.apiFindCalls($1)
        },
        Route(.get, "/api/v1/calls/:call", .permission(.seeCall), .api) {
            try await $0.apiCall($1)
        },
        Route(.get, "/api/v1/recordings/:recording/audio", .permission(.listen), .api) {
            try await $0.audio($1)
        },
        Route(.get, "/api/v1/recordings/:recording/waveform", .permission(.seeCall), .api) {
            try await $0.picture($1)
        },
        Route(.get, "/api/v1/quarantine", .permission(.seeQuarantine), .api) {
            try await $0.apiQuarantine($1)
        },
        Route(.post, "/api/v1/quarantine/:item/retry", .permission(.retryQuarantine), .api) {
            try await $0.apiRetry($1)
        },
        Route(.post, "/api/v1/quarantine/:item/discard", .permission(.discardQuarantine), .api) {
            try await $0.apiDiscard($1)
        },
        Route(.get, "/api/v1/intake", .permission(.seeIntake), .api) {
            try await $0.apiIntake($1)
        },
    ]

    private static let state: [Route] = [
        Route(.get, "/healthz", .nothing, .plain) { web, _ in web.health() },
        Route(.get, "/readyz", .nothing, .plain) { web, _ in await web.readiness() },
        Route(.get, "/metrics", .nothing, .plain) { web, _ in await web.metrics() },
    ]
}
