import Calls
import Hummingbird

extension Web {
    static let customerRoutes: [Route] = customerPages + revealAndAccessPages + customerAPI

    private static let customerPages: [Route] = [
        Route(.get, "/customers", .permission(.seeCustomers), .page) {
            try await $0.customersPage($1)
        },
        Route(.post, "/customers/find", .permission(.findCustomers), .page) {
            try await $0.findCustomerFromPage($1)
        },
        Route(.get, "/customers/:customer", .permission(.seeCustomers), .page) {
            try await $0.customerPage($1)
        },
        Route(.get, "/customers/:customer/edit", .permission(.changeCustomers), .page) {
            try await $0.customerEditPage($1)
        },
        Route(.post, "/customers/:customer/edit", .permission(.changeCustomers), .page) {
            try await $0.changeFromPage($1)
        },
        Route(.post, "/customers/:customer/reveal", .permission(.revealCustomer), .page) {
            try await $0.revealFromPage($1)
        },
        Route(.post, "/customers/:customer/numbers", .permission(.changeCustomers), .page) {
            try await $0.addNumberFromPage($1)
        },
        Route(.post, "/customers/:customer/numbers/remove", .permission(.changeCustomers), .page) {
            try await $0.removeNumberFromPage($1)
        },
        Route(.post, "/customers/:customer/merge", .permission(.changeCustomers), .page) {
            try await $0.mergeFromPage($1)
        },
        Route(.post, "/customers/:customer/split", .permission(.changeCustomers), .page) {
            try await $0.splitFromPage($1)
        },
        Route(.post, "/customers/:customer/package", .permission(.packageCustomer), .page) {
            try await $0.packageFromPage($1)
        },
    ]

    private static let revealAndAccessPages: [Route] = [
        Route(.get, "/reveals", .permission(.seeReveals), .page) { try await $0.revealsPage($1) },
        Route(.get, "/access", .permission(.askAccess), .page) { try await $0.accessPage($1) },
        Route(.post, "/access", .permission(.askAccess), .page) {
            try await $0.askAccessFromPage($1)
        },
        Route(.post, "/access/:request/decide", .permission(.decideAccess), .page) {
            try await $0.decideAccessFromPage($1)
        },
        Route(.post, "/access/:request/withdraw", .permission(.askAccess), .page) {
            try await $0.withdrawAccessFromPage($1)
        },
    ]

    private static let customerAPI: [Route] = [
        Route(.get, "/api/v1/customers", .permission(.seeCustomers), .api) {
            try await $0.apiCustomers($1)
        },
        Route(.post, "/api/v1/customers/find", .permission(.findCustomers), .api) {
            try await $0.apiFindCustomer($1)
        },
        Route(.get, "/api/v1/customers/:customer", .permission(.seeCustomers), .api) {
            try await $0.apiCustomer($1)
        },
        Route(.post, "/api/v1/customers/:customer", .permission(.changeCustomers), .api) {
            try await $0.apiChangeCustomer($1)
        },
        Route(.get, "/api/v1/customers/:customer/history", .permission(.seeCustomers), .api) {
            try await $0.apiCustomerHistory($1)
        },
        Route(.post, "/api/v1/customers/:customer/reveal", .permission(.revealCustomer), .api) {
            try await $0.apiReveal($1)
        },
        Route(.post, "/api/v1/customers/:customer/numbers", .permission(.changeCustomers), .api) {
            try await $0.apiAddNumber($1)
        },
        Route(
            .post, "/api/v1/customers/:customer/numbers/remove", .permission(.changeCustomers), .api
        ) { try await $0.apiRemoveNumber($1) },
        Route(.post, "/api/v1/customers/:customer/merge", .permission(.changeCustomers), .api) {
            try await $0.apiMerge($1)
        },
        Route(.post, "/api/v1/customers/:customer/split", .permission(.changeCustomers), .api) {
            try await $0.apiSplit($1)
        },
        Route(.post, "/api/v1/customers/:customer/package", .permission(.packageCustomer), .api) {
            try await $0.apiPackage($1)
        },
        Route(.get, "/api/v1/reveals", .permission(.seeReveals), .api) {
            try await $0.apiReveals($1)
        },
        Route(.get, "/api/v1/reveals/counts", .permission(.seeReveals), .api) {
            try await $0.apiRevealCounts($1)
        },
        Route(.get, "/api/v1/access", .permission(.askAccess), .api) {
            try await $0.apiAccess($1)
        },
        Route(.post, "/api/v1/access", .permission(.askAccess), .api) {
            try await $0.apiAskAccess($1)
        },
        Route(.post, "/api/v1/access/:request/decide", .permission(.decideAccess), .api) {
            try await $0.apiDecideAccess($1)
        },
        Route(.post, "/api/v1/access/:request/withdraw", .permission(.askAccess), .api) {
            try await $0.apiWithdrawAccess($1)
        },
    ]
}
