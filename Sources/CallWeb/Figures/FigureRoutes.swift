import Calls
import Hummingbird

/// Rates of complaints.
extension Web {
    static let figureRoutes: [Route] = [
        Route(.get, "/complaints/figures", .permission(.seeComplaints), .page) {
            try await $0.figurePage($1)
        },
        Route(.get, "/api/v1/complaints/figures", .permission(.seeComplaints), .api) {
            try await $0.apiFigures($1)
        },
    ]
}
