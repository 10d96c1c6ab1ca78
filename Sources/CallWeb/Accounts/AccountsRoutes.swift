import Calls
import Hummingbird

extension Web {
    /// Accounts, roles, tokens and the table of permissions.
    static let accounts: [Route] = accountPages + accountAPI + tokenRoutes

    private static let accountPages: [Route] = [
        Route(.get, "/accounts", .permission(.seeAccounts), .page) {
            try await $0.accountsPage($1)
        },
        Route(.post, "/accounts/find", .permission(.seeAccounts), .page) {
            try await $0.findAccounts($1)
        },
        Route(.post, "/accounts", .permission(.manageAccounts), .page) {
            try await $0.addAccountFromPage($1)
        },
        Route(.get, "/accounts/:account", .permission(.seeAccounts), .page) {
            try await $0.accountPage($1)
        },
        Route(.post, "/accounts/:account/disable", .permission(.manageAccounts), .page) {
            try await $0.disableAccountFromPage($1)
        },
        Route(.post, "/accounts/:account/enable", .permission(.manageAccounts), .page) {
            try await $0.enableAccountFromPage($1)
        },
        Route(.post, "/accounts/:account/reset", .permission(.manageAccounts), .page) {
            try await $0.resetAccountFromPage($1)
        },
        Route(.post, "/accounts/:account/agent", .permission(.manageAccounts), .page) {
            try await $0.linkAccountFromPage($1)
        },
        Route(.post, "/accounts/:account/teams", .permission(.manageAccounts), .page) {
            try await $0.narrowAccountFromPage($1)
        },
        Route(.post, "/accounts/:account/roles/grant", .permission(.manageAccounts), .page) {
            try await $0.grantRoleFromPage($1)
        },
        Route(.post, "/accounts/:account/roles/revoke", .permission(.manageAccounts), .page) {
            try await $0.revokeRoleFromPage($1)
        },
        Route(.get, "/permissions", .permission(.seePermissions), .page) {
            try await $0.permissionsPage($1)
        },
    ]

    private static let accountAPI: [Route] = [
        Route(.get, "/api/v1/accounts", .permission(.seeAccounts), .api) {
            try await $0.apiAccounts($1)
        },
        Route(.post, "/api/v1/accounts/find", .permission(.seeAccounts), .api) {
            try await $0.apiFindAccounts($1)
        },
        Route(.post, "/api/v1/accounts", .permission(.manageAccounts), .api) {
            try await $0.apiAddAccount($1)
        },
        Route(.get, "/api/v1/accounts/:account", .permission(.seeAccounts), .api) {
            try await $0.apiAccount($1)
        },
        Route(.post, "/api/v1/accounts/:account/disable", .permission(.manageAccounts), .api) {
            try await $0.apiDisableAccount($1)
        },
        Route(.post, "/api/v1/accounts/:account/enable", .permission(.manageAccounts), .api) {
            try await $0.apiEnableAccount($1)
        },
        Route(.post, "/api/v1/accounts/:account/reset", .permission(.manageAccounts), .api) {
            try await $0.apiResetAccount($1)
        },
        Route(.post, "/api/v1/accounts/:account/agent", .permission(.manageAccounts), .api) {
            try await $0.apiLinkAccount($1)
        },
        Route(.post, "/api/v1/accounts/:account/teams", .permission(.manageAccounts), .api) {
            try await $0.apiNarrowAccount($1)
        },
        Route(
            .post, "/api/v1/accounts/:account/roles/grant", .permission(.manageAccounts), .api
        ) { try await $0.apiGrantRole($1) },
        Route(
            .post, "/api/v1/accounts/:account/roles/revoke", .permission(.manageAccounts), .api
        ) { try await $0.apiRevokeRole($1) },
    ]

    private static let tokenRoutes: [Route] = [
        Route(.get, "/account/tokens", .permission(.ownAccount), .page) {
            try await $0.tokensPage($1)
        },
        Route(.post, "/account/tokens", .permission(.ownAccount), .page) {
            try await $0.addOwnTokenFromPage($1)
        },
        Route(.post, "/account/tokens/:token/revoke", .permission(.ownAccount), .page) {
            try await $0.revokeOwnTokenFromPage($1)
        },
        Route(.post, "/accounts/:account/tokens", .permission(.manageAccounts), .page) {
            try await $0.addTokenFromPage($1)
        },
        Route(
            .post, "/accounts/:account/tokens/:token/revoke", .permission(.manageAccounts), .page
        ) { try await $0.revokeTokenFromPage($1) },
        Route(.get, "/api/v1/tokens", .permission(.ownAccount), .api) {
            try await $0.apiOwnTokens($1)
        },
        Route(.post, "/api/v1/tokens", .permission(.ownAccount), .api) {
            try await $0.apiAddOwnToken($1)
        },
        Route(.post, "/api/v1/tokens/:token/revoke", .permission(.ownAccount), .api) {
            try await $0.apiRevokeOwnToken($1)
        },
        Route(.get, "/api/v1/accounts/:account/tokens", .permission(.manageAccounts), .api) {
            try await $0.apiTokens($1)
        },
        Route(.post, "/api/v1/accounts/:account/tokens", .permission(.manageAccounts), .api) {
            try await $0.apiAddToken($1)
        },
        Route(
            .post, "/api/v1/accounts/:account/tokens/:token/revoke",
            .permission(.manageAccounts), .api
        ) { try await $0.apiRevokeToken($1) },
    ]
}
