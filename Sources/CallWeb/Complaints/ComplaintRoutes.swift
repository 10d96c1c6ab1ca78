import Calls
import Hummingbird

/// Complaints of customers. What can be done with one is a route for each line of the table of
/// acts, by its permissions.
extension Web {
    static let complaintRoutes: [Route] =
        documentRoutes("/complaints", .page) + documentRoutes("/api/v1/complaints", .api)
        + complaintPages + complaintAPI + complaintLetterRoutes

    /// What a person does by a plain form; `absorb` and `release` are the other ends of `merge` and
    /// `unmerge`, and a document comes as a file.
    static let complaintActs = ComplaintAct.allCases.filter {
        ![.receive, .absorb, .release, .attach].contains($0)
    }

    private static func documentRoutes(_ base: String, _ speech: Route.Speech) -> [Route] {
        [
            Route(
                .post, "\(base)/:complaint/documents", .ofAct(.attach), speech,
                bodyBytesMax: documentBodyBytesMax
            ) { web, visit in
                speech == .api
                    ? try await web.apiAttach(visit) : try await web.attachFromPage(visit)
            },
            Route(
                .get, "\(base)/:complaint/documents/:document", .permission(.seeComplaints),
                speech
            ) { try await $0.complaintDocument($1) },
        ]
    }

    private static let complaintPages: [Route] = [
        Route(.get, "/complaints/export", .permission(.exportComplaints), .page) {
            try await $0.exportComplaints($1)
        },
        Route(.post, "/complaints/:complaint/file", .permission(.exportComplaints), .page) {
            try await $0.caseFileFromPage($1)
        },
        Route(.get, "/complaints", .permission(.seeComplaints), .page) {
            try await $0.complaintsPage($1)
        },
        Route(
            .post, "/complaints", .permission(.registerComplaints), .page,
            bodyBytesMax: complaintBytesMax
        ) { try await $0.receiveComplaintFromPage($1) },
        Route(.get, "/complaints/board", .permission(.seeComplaints), .page) {
            try await $0.complaintBoardPage($1)
        },
        Route(.get, "/complaints/mine", .permission(.seeComplaints), .page) {
            try await $0.ownComplaintsPage($1)
        },
        Route(.get, "/complaints/new", .permission(.registerComplaints), .page) {
            try await $0.newComplaintPage($1)
        },
        Route(
            .post, "/complaints/matches", .permission(.registerComplaints), .page,
            bodyBytesMax: complaintBytesMax
        ) { try await $0.matchComplaintFromPage($1) },
        Route(.get, "/complaints/number", .permission(.seeComplaints), .page) {
            try await $0.complaintByNumber($1)
        },
        Route(
            .get, "/complaints/questions/:complaint/:event", .permission(.answerComplaints), .page
        ) { try await $0.complaintQuestionPage($1) },
        Route(.get, "/complaints/:complaint", .permission(.seeComplaints), .page) {
            try await $0.complaintPage($1)
        },
    ] + complaintActs.map { act in
        Route(
            .post, "/complaints/:complaint/\(act.rawValue)", .ofAct(act), .page,
            bodyBytesMax: complaintBytesMax
        ) { try await $0.actOnComplaint($1, act) }
    }

    private static let complaintAPI: [Route] = [
        Route(.get, "/api/v1/complaints/export", .permission(.exportComplaints), .api) {
            try await $0.exportComplaints($1)
        },
        Route(.post, "/api/v1/complaints/:complaint/file", .permission(.exportComplaints), .api) {
            try await $0.apiCaseFile($1)
        },
        Route(.get, "/api/v1/complaints", .permission(.seeComplaints), .api) {
            try await $0.apiComplaints($1)
        },
        Route(
            .post, "/api/v1/complaints", .permission(.registerComplaints), .api,
            bodyBytesMax: complaintBytesMax
        ) { try await $0.apiReceiveComplaint($1) },
        Route(.get, "/api/v1/complaints/board", .permission(.seeComplaints), .api) {
            try await $0.apiComplaintBoard($1)
        },
        Route(.get, "/api/v1/complaints/mine", .permission(.seeComplaints), .api) {
            try await $0.apiOwnComplaints($1)
        },
        Route(
            .get, "/api/v1/complaints/rules", .anyOf([.seeComplaints, .registerComplaints]), .api
        ) { try await $0.apiComplaintRules($1) },
        Route(
            .post, "/api/v1/complaints/matches", .permission(.registerComplaints), .api
        ) { try await $0.apiComplaintMatches($1) },
        Route(.get, "/api/v1/complaints/number", .permission(.seeComplaints), .api) {
            try await $0.apiComplaintNumber($1)
        },
        Route(
            .get, "/api/v1/complaints/questions/:complaint/:event",
            .permission(.answerComplaints), .api
        ) { try await $0.apiComplaintQuestion($1) },
        Route(
            .get, "/api/v1/complaints/:complaint/documents", .permission(.seeComplaints), .api
        ) { try await $0.apiComplaintDocuments($1) },
        Route(.get, "/api/v1/complaints/:complaint", .permission(.seeComplaints), .api) {
            try await $0.apiComplaint($1)
        },
    ] + complaintActs.map { act in
        Route(
            .post, "/api/v1/complaints/:complaint/\(act.rawValue)", .ofAct(act), .api,
            bodyBytesMax: complaintBytesMax
        ) { try await $0.apiActOnComplaint($1, act) }
    }
}

extension Route.Need {
    /// What the table of acts asks for.
    static func ofAct(_ act: ComplaintAct) -> Self {
        let permissions = ComplaintTable.rule(act).permissions
        return permissions.count == 1 ? .permission(permissions[0]) : .anyOf(permissions)
    }
}
