import Calls

extension Web {
    /// Holds, what waits for a second person, and erasure.
    static let controlOperations: [String: APIOperation] = [
        "GET /api/v1/approvals": APIOperation(
            summary: "What waits or waited for a second person, the newest first",
            query: [.maybe("state", .choice(["open", "closed"]))] + APIOperation.paging),
        "GET /api/v1/approvals/:approval": APIOperation(summary: "One of them"),
        "POST /api/v1/approvals/:approval/:act": APIOperation(
            summary: "Approve or refuse what another asked for, or withdraw one's own; each kind "
                + "takes its own permission",
            path: ["act": .choice(ApprovalAct.allCases.map(\.rawValue))], answer: .nothing),
        "GET /api/v1/holds": APIOperation(
            summary: "Holds, the newest first; with `object` those on one, whose `kind` is given "
                + "too",
            query: [
                .maybe("kind", holdKind), .maybe("state", .choice(["standing", "released"])),
                .maybe("object", .text(most: 200)),
            ] + APIOperation.paging),
        "POST /api/v1/holds": APIOperation(
            summary: "Hold a call, a customer or everything of an agent",
            body: [
                .needed("kind", holdKind), .needed("object", .text(most: 200)),
                .needed("reason", .text(most: 500)),
            ], answer: .made),
        "POST /api/v1/holds/:hold/release": APIOperation(
            summary: "Ask for a hold's release; the answer names what waits",
            body: APIOperation.reason, answer: .waits),
        "POST /api/v1/customers/:customer/erase": APIOperation(
            summary: "Ask for a customer's erasure; the answer names what waits",
            body: APIOperation.reason, answer: .waits),
        "GET /api/v1/customers/:customer/certificate": APIOperation(
            summary: "What was destroyed of an erased customer, and when the last backup ends"),
    ]

    private static let holdKind: APIOperation.Field.Kind = .choice(
        Hold.Kind.allCases.map(\.rawValue))
}
