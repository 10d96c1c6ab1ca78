import Calls
import Hummingbird

extension Web {
    static let account: [Route] = [
        Route(.get, "/account", .permission(.ownAccount), .page) {
            try await $0.ownAccountPage($1)
        },
        Route(.post, "/account/password", .permission(.ownAccount), .page) {
            try await $0.changePassword($1)
        },
        Route(.get, "/account/second-factor", .permission(.ownAccount), .page) {
            try await $0.secondFactorPage($1)
        },
        Route(.post, "/account/second-factor", .permission(.ownAccount), .page) {
            try await $0.confirmSecondFactor($1)
        },
        Route(.post, "/account/second-factor/new", .permission(.ownAccount), .page) {
            try await $0.newSecondFactor($1)
        },
        Route(.post, "/account/second-factor/remove", .permission(.ownAccount), .page) {
            try await $0.removeSecondFactor($1)
        },
        Route(.post, "/account/recovery-codes", .permission(.ownAccount), .page) {
            try await $0.newRecoveryCodes($1)
        },
        Route(.post, "/account/sessions/end", .permission(.ownAccount), .page) {
            try await $0.endSessions($1)
        },
        Route(.post, "/account/sessions/:session/end", .permission(.ownAccount), .page) {
            try await $0.endSession($1)
        },
        Route(.get, "/api/v1/account", .permission(.ownAccount), .api) {
            try await $0.apiOwnAccount($1)
        },
        Route(.get, "/api/v1/account/sessions", .permission(.ownAccount), .api) {
            try await $0.apiSessions($1)
        },
        Route(.post, "/api/v1/account/sessions/:session/end", .permission(.ownAccount), .api) {
            try await $0.apiEndSession($1)
        },
    ]
}
