import Calls
import Hummingbird

/// The queue, evaluations, and disputes.
extension Web {
    static let evaluationRoutes: [Route] =
        evaluationPages + evaluationAPI + evaluationActPages + evaluationActAPI

    private static let evaluationPages: [Route] = [
        Route(.get, "/queue", .permission(.score), .page) { try await $0.queuePage($1) },
        Route(.post, "/queue/next", .permission(.score), .page) {
            try await $0.claimNextFromPage($1)
        },
        Route(.get, "/evaluations", .permission(.seeEvaluations), .page) {
            try await $0.evaluationsPage($1)
        },
        Route(.get, "/evaluations/:evaluation", .permission(.seeEvaluations), .page) {
            try await $0.evaluationPage($1)
        },
        Route(
            .post, "/evaluations/:evaluation", .permission(.score), .page,
            bodyBytesMax: ScoringFields.bytesMax
        ) { try await $0.takeScoringForm($1) },
        Route(.post, "/evaluations/:evaluation/disputes", .permission(.dispute), .page) {
            try await $0.disputeFromPage($1)
        },
        Route(.post, "/disputes/:dispute/decide", .permission(.decideDisputes), .page) {
            try await $0.decideFromPage($1)
        },
        Route(.post, "/calls/:call/evaluations", .permission(.assignEvaluations), .page) {
            try await $0.evaluateFromPage($1)
        },
    ]

    private static let evaluationActPages: [Route] = EvaluationAct.allCases.map { act in
        Route(
            .post, "/evaluations/:evaluation/\(act.rawValue)", .permission(act.permission), .page
        ) { try await $0.actOnEvaluation($1, act) }
    }

    private static let evaluationAPI: [Route] = [
        Route(.get, "/api/v1/queue", .permission(.score), .api) { try await $0.apiQueue($1) },
        Route(.post, "/api/v1/queue/next", .permission(.score), .api) {
            try await $0.apiClaimNext($1)
        },
        Route(.get, "/api/v1/evaluations", .permission(.seeEvaluations), .api) {
            try await $0.apiEvaluations($1)
        },
        Route(.get, "/api/v1/evaluations/:evaluation", .permission(.seeEvaluations), .api) {
            try await $0.apiEvaluation($1)
        },
        Route(.get, "/api/v1/evaluations/:evaluation/draft", .permission(.score), .api) {
            try await $0.apiDraft($1)
        },
        Route(
            .put, "/api/v1/evaluations/:evaluation/draft", .permission(.score), .api,
            bodyBytesMax: ScoringFields.bytesMax
        ) { try await $0.apiSaveDraft($1) },
        Route(.post, "/api/v1/evaluations/:evaluation/submit", .permission(.score), .api) {
            try await $0.apiSubmit($1)
        },
        Route(.post, "/api/v1/evaluations/:evaluation/disputes", .permission(.dispute), .api) {
            try await $0.apiDispute($1)
        },
        Route(
            .post, "/api/v1/disputes/:dispute/decide", .permission(.decideDisputes), .api
        ) { try await $0.apiDecide($1) },
        Route(.post, "/api/v1/calls/:call/evaluations", .permission(.assignEvaluations), .api) {
            try await $0.apiEvaluate($1)
        },
    ]

    private static let evaluationActAPI: [Route] = EvaluationAct.allCases.map { act in
        Route(
            .post, "/api/v1/evaluations/:evaluation/\(act.rawValue)", .permission(act.permission),
            .api
        ) { try await $0.apiActOnEvaluation($1, act) }
    }
}

/// What somebody may do with an evaluation as a whole, as it stands in its address.
enum EvaluationAct: String, CaseIterable, Sendable {
    case claim, free, replace, assign, confirm
    /// A second look that doesn't agree.
    case sendBack = "return"
    case acknowledge

    var permission: Permission {
        switch self {
        case .claim, .free, .replace: .score
        case .assign: .assignEvaluations
        case .confirm, .sendBack: .confirmEvaluations
        case .acknowledge: .acknowledge
        }
    }
}

/// What was just done, for the notice on the page one is led back to.
enum EvaluationDone: String, CaseIterable, Sendable {
    case saved, submitted, freed, replaced, replacedByNone, assigned, confirmed, returned
    case acknowledged, disputed, decided, made, nothingWaits
}
