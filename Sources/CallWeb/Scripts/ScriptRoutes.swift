import Calls
import Hummingbird

extension Web {
    /// In three languages, each byte of a Chinese character written as three.
    static let scriptBytesMax = 1 << 20

    static let scriptRoutes: [Route] = [
        Route(.get, "/scripts", .permission(.seeScorecards), .page) {
            try await $0.scriptsPage($1)
        },
        Route(
            .post, "/scripts", .permission(.manageScorecards), .page,
            bodyBytesMax: scriptBytesMax
        ) {
            try await $0.addScriptFromPage($1)
        },
        Route(.get, "/scripts/:script", .permission(.seeScorecards), .page) {
            try await $0.scriptPage($1)
        },
        Route(
            .post, "/scripts/:script", .permission(.manageScorecards), .page,
            bodyBytesMax: scriptBytesMax
        ) {
            try await $0.changeScriptFromPage($1)
        },
        Route(.get, "/api/v1/scripts", .permission(.seeScorecards), .api) {
            try await $0.apiScripts($1)
        },
        Route(
            .post, "/api/v1/scripts", .permission(.manageScorecards), .api,
            bodyBytesMax: scriptBytesMax
        ) {
            try await $0.apiAddScript($1)
        },
        Route(.get, "/api/v1/scripts/:script", .permission(.seeScorecards), .api) {
            try await $0.apiScript($1)
        },
        Route(
            .put, "/api/v1/scripts/:script", .permission(.manageScorecards), .api,
            bodyBytesMax: scriptBytesMax
        ) {
            try await $0.apiChangeScript($1)
        },
    ]
}
