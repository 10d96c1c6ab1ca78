import Calls
import Hummingbird

/// Sampling plans and draws.
extension Web {
    static let sampling: [Route] = samplingPages + samplingAPI

    private static let samplingPages: [Route] = [
        Route(.get, "/plans", .permission(.seePlans), .page) { try await $0.plansPage($1) },
        Route(.get, "/plans/new", .permission(.managePlans), .page) {
            try await $0.newPlanPage($1)
        },
        Route(
            .post, "/plans", .permission(.managePlans), .page, bodyBytesMax: PlanFields.bytesMax
        ) { try await $0.addPlan($1) },
        Route(.get, "/plans/:plan", .permission(.seePlans), .page) { try await $0.planPage($1) },
        Route(.get, "/plans/:plan/edit", .permission(.managePlans), .page) {
            try await $0.editPlanPage($1)
        },
        Route(
            .post, "/plans/:plan", .permission(.managePlans), .page,
            bodyBytesMax: PlanFields.bytesMax
        ) { try await $0.changePlan($1) },
        Route(.post, "/plans/:plan/stop", .permission(.managePlans), .page) {
            try await $0.stopPlan($1)
        },
        Route(.get, "/draws/:draw", .permission(.seePlans), .page) { try await $0.drawPage($1) },
        Route(.get, "/draws/:draw/file", .permission(.seePlans), .page) {
            try await $0.drawFile($1)
        },
        Route(.post, "/draws/:draw/draw", .permission(.managePlans), .page) {
            try await $0.drawNow($1)
        },
    ]

    private static let samplingAPI: [Route] = [
        Route(.get, "/api/v1/plans", .permission(.seePlans), .api) { try await $0.apiPlans($1) },
        Route(
            .post, "/api/v1/plans", .permission(.managePlans), .api,
            bodyBytesMax: SamplePlan.Limits.jsonBytes
        ) { try await $0.apiAddPlan($1) },
        Route(.get, "/api/v1/plans/:plan", .permission(.seePlans), .api) {
            try await $0.apiPlan($1)
        },
        Route(
            .put, "/api/v1/plans/:plan", .permission(.managePlans), .api,
            bodyBytesMax: SamplePlan.Limits.jsonBytes
        ) { try await $0.apiChangePlan($1) },
        Route(.post, "/api/v1/plans/:plan/stop", .permission(.managePlans), .api) {
            try await $0.apiStopPlan($1)
        },
        Route(.get, "/api/v1/plans/:plan/draws", .permission(.seePlans), .api) {
            try await $0.apiDraws($1)
        },
        Route(.get, "/api/v1/draws/:draw", .permission(.seePlans), .api) {
            try await $0.apiDraw($1)
        },
        Route(.get, "/api/v1/draws/:draw/file", .permission(.seePlans), .api) {
            try await $0.drawFile($1)
        },
        Route(.post, "/api/v1/draws/:draw/draw", .permission(.managePlans), .api) {
            try await $0.apiDrawNow($1)
        },
    ]
}

extension Refusal {
    static let noSuchPlan = Refusal(
        .notFound, .noSuchPlan,
        "There is no such sampling plan. Choose one from the list.")
    static let noSuchDraw = Refusal(
        .notFound, .noSuchDraw, "There is no such draw. Choose one from its plan.")
}
