import Calls

extension Web {
    /// Who revealed what, and access for a time.
    static let accessOperations: [String: APIOperation] = [
        "GET /api/v1/reveals": APIOperation(
            summary: "Reveals, the newest first; of one `person` by the id that the ledger uses",
            query: [.maybe("person", .text(most: 200))] + APIOperation.paging),
        "GET /api/v1/reveals/counts": APIOperation(
            summary: "Reveals of the last day and week by person"),
        "GET /api/v1/access": APIOperation(
            summary: "Access that was asked for, the newest first: one's own, and everybody's for "
                + "whoever decides",
            query: APIOperation.paging),
        "POST /api/v1/access": APIOperation(
            summary: "Ask to be let at something for a time",
            body: [
                .needed("permission", .choice(AccessRequest.askable.map(\.rawValue))),
                // `call:ID`, `customer:ID`, or left out where there is no object.
                .maybe("object", .text(most: 40)),
                .needed("minutes", minutes),
                .needed("reason", .text(most: 500)),
            ]),
        "POST /api/v1/access/:request/decide": APIOperation(
            summary: "Grant or refuse what somebody else asked for",
            body: [.needed("grant", .flag), .maybe("minutes", minutes)], answer: .nothing),
        "POST /api/v1/access/:request/withdraw": APIOperation(
            summary: "Give back what one asked for or was granted", answer: .nothing),
    ]

    private static let minutes: APIOperation.Field.Kind = .integer(
        AccessRequest.minutesMin...AccessRequest.minutesMax)
}
