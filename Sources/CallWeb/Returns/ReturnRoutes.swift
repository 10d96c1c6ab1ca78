import Calls
import Hummingbird

/// Returns to regulators.
extension Web {
    static let returnRoutes: [Route] = [
        Route(.get, "/complaints/returns", .permission(.reportComplaints), .page) {
            try await $0.returnsPage($1)
        },
        Route(.get, "/complaints/returns/:shape/:period", .permission(.reportComplaints), .page) {
            try await $0.returnPage($1)
        },
        Route(
            .get, "/complaints/returns/:shape/:period/cases", .permission(.reportComplaints), .page
        ) { try await $0.returnCasesPage($1) },
        Route(
            .get, "/complaints/returns/:shape/:period/file", .permission(.reportComplaints), .page
        ) { try await $0.returnFile($1) },
        Route(.get, "/api/v1/complaints/returns", .permission(.reportComplaints), .api) {
            try await $0.apiReturns($1)
        },
        Route(
            .get, "/api/v1/complaints/returns/:shape/:period", .permission(.reportComplaints), .api
        ) { try await $0.apiReturn($1) },
        Route(
            .get, "/api/v1/complaints/returns/:shape/:period/cases",
            .permission(.reportComplaints), .api
        ) { try await $0.apiReturnCases($1) },
        Route(
            .get, "/api/v1/complaints/returns/:shape/:period/file",
            .permission(.reportComplaints), .api
        ) { try await $0.returnFile($1) },
    ]
}
