import Calls
import Hummingbird

extension Web {
    static let signIn: [Route] = [
        Route(.get, "/sign-in", .nothing, .page) { try await $0.signInPage($1) },
        Route(.post, "/sign-in", .nothing, .page) { try await $0.signIn($1) },
        Route(.post, "/sign-in/code", .nothing, .page) { try await $0.signInByCode($1) },
        Route(.get, "/invite", .nothing, .page) { try await $0.invitePage($1) },
        Route(.post, "/invite", .nothing, .page) { try await $0.takeInvitation($1) },
        Route(.post, "/sign-out", .signedIn, .page) { try await $0.signOut($1) },
        Route(.post, "/api/v1/accounts/first", .permission(.manageAccounts), .api) {
            try await $0.apiInviteFirst($1)
        },
    ]
}
