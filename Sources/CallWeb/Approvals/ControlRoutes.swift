import Calls
import Hummingbird

/// Holds, what waits for a second person, erasure, and lists of calls that go out. They stand
/// before the other routes: `/calls/export` is no call's id.
extension Web {
    static let control: [Route] = controlPages + controlAPI

    private static let controlPages: [Route] = [
        Route(.get, "/approvals", .permission(.seeApprovals), .page) {
            try await $0.approvalsPage($1)
        },
        Route(.post, "/approvals/:approval/:act", .permission(.seeApprovals), .page) {
            try await $0.actOnApproval($1)
        },
        Route(.get, "/holds", .permission(.seeHolds), .page) { try await $0.holdsPage($1) },
        Route(.post, "/holds", .permission(.placeHold), .page) { try await $0.placeHold($1) },
        Route(.post, "/holds/:hold/release", .permission(.releaseHold), .page) {
            try await $0.askRelease($1)
        },
        Route(.get, "/customers/:customer/erase", .permission(.eraseCustomer), .page) {
            try await $0.erasePage($1)
        },
        Route(.post, "/customers/:customer/erase", .permission(.eraseCustomer), .page) {
            try await $0.askErasure($1)
        },
        Route(.get, "/customers/:customer/certificate", .permission(.seeCustomers), .page) {
            try await $0.certificatePage($1)
        },
        Route(.get, "/calls/export", .permission(.exportCalls), .page) {
            try await $0.exportCalls($1)
        },
        Route(.post, "/calls/export", .permission(.exportCalls), .page) {
            try await $0.askExport($1)
        },
        Route(.get, "/calls/export/ask", .permission(.exportCalls), .page) {
            try await $0.askExportPage($1)
        },
    ]

    private static let controlAPI: [Route] = [
        Route(.get, "/api/v1/approvals", .permission(.seeApprovals), .api) {
            try await $0.apiApprovals($1)
        },
        Route(.get, "/api/v1/approvals/:approval", .permission(.seeApprovals), .api) {
            try await $0.apiApproval($1)
        },
        Route(.post, "/api/v1/approvals/:approval/:act", .permission(.seeApprovals), .api) {
            try await $0.apiActOnApproval($1)
        },
        Route(.get, "/api/v1/holds", .permission(.seeHolds), .api) { try await $0.apiHolds($1) },
        Route(.post, "/api/v1/holds", .permission(.placeHold), .api) {
            try await $0.apiPlaceHold($1)
        },
        Route(.post, "/api/v1/holds/:hold/release", .permission(.releaseHold), .api) {
            try await $0.apiAskRelease($1)
        },
        Route(.post, "/api/v1/customers/:customer/erase", .permission(.eraseCustomer), .api) {
            try await $0.apiAskErasure($1)
        },
        Route(.get, "/api/v1/customers/:customer/certificate", .permission(.seeCustomers), .api) {
            try await $0.apiCertificate($1)
        },
        Route(.get, "/api/v1/calls/export", .permission(.exportCalls), .api) {
            try await $0.exportCalls($1)
        },
        Route(.post, "/api/v1/calls/export", .permission(.exportCalls), .api) {
            try await $0.apiAskExport($1)
        },
    ]
}
