import Calls
import Hummingbird

extension Web {
    static let keys: [Route] = [
        Route(.get, "/keys", .permission(.seeKeys), .page) { try await $0.keysPage($1) },
        Route(.post, "/keys/rotation", .permission(.rotateKeys), .page) {
            try await $0.rotateFromPage($1)
        },
        Route(.post, "/keys/check", .permission(.verify), .page) {
            try await $0.checkFromPage($1)
        },
        Route(.get, "/api/v1/keys", .permission(.seeKeys), .api) { try await $0.apiKeys($1) },
        Route(.post, "/api/v1/keys/rotation", .permission(.rotateKeys), .api) {
            try await $0.apiRotate($1)
        },
        Route(.post, "/api/v1/keys/rotation/resume", .permission(.rotateKeys), .api) {
            try await $0.apiResumeRotation($1)
        },
        Route(.post, "/api/v1/keys/escrow", .permission(.rotateKeys), .api) {
            try await $0.apiEscrow($1)
        },
        Route(.post, "/api/v1/checks", .permission(.verify), .api) {
            try await $0.apiStartCheck($1)
        },
        Route(.get, "/api/v1/checks", .permission(.verify), .api) {
            try await $0.apiCheck($1, nil)
        },
        Route(.get, "/api/v1/checks/:job", .permission(.verify), .api) {
            try await $0.apiCheck($1, try $1.id("job", or: .noSuchJob))
        },
    ]
}
