import Calls
import Hummingbird

extension Web {
    static let jobRoutes: [Route] = [
        Route(.get, "/jobs", .permission(.seeJobs), .page) { try await $0.jobsPage($1) },
        Route(.post, "/jobs/:job/cancel", .permission(.cancelJobs), .page) {
            try await $0.cancelJobFromPage($1)
        },
        Route(.get, "/api/v1/jobs", .permission(.seeJobs), .api) { try await $0.apiJobs($1) },
        Route(.get, "/api/v1/jobs/:job", .permission(.seeJobs), .api) { try await $0.apiJob($1) },
        Route(.post, "/api/v1/jobs/:job/cancel", .permission(.cancelJobs), .api) {
            try await $0.apiCancelJob($1)
        },
    ]
}
