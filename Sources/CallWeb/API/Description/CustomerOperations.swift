import CallDesk
import Calls

extension Web {
    static let customerOperations: [String: APIOperation] = [
        "GET /api/v1/customers": APIOperation(
            summary: "Customers, masked, the newest first", query: APIOperation.paging),
        "POST /api/v1/customers/find": APIOperation(
            summary: "The customer's id by exact number, document number or id; null when there "
                + "is none",
            body: [
                .needed("by", .choice(CustomerSearch.allCases.map(\.rawValue))),
                .needed("text", .text(most: 64)),
            ]),
        "GET /api/v1/customers/:customer": APIOperation(
            summary: "One customer, masked except during one's own reveal"),
        "POST /api/v1/customers/:customer": APIOperation(
            summary: "Change a customer: a field that is missing stays, one that is null goes",
            body: customerChange, answer: .nothing),
        "GET /api/v1/customers/:customer/history": APIOperation(
            summary: "Who did what with a customer, the newest first",
            query: APIOperation.paging),
        "POST /api/v1/customers/:customer/reveal": APIOperation(
            summary: "Show in plain what is masked, for two minutes; the ledger keeps why",
            body: [
                .needed("purpose", .choice(Reveal.Purpose.allCases.map(\.rawValue))),
                .needed("reason", .text(least: Reveal.reasonMin, most: Reveal.reasonMax)),
            ]),
        "POST /api/v1/customers/:customer/numbers": APIOperation(
            summary: "Add a number to a customer", body: numberOf("number", .text(most: 64)),
            answer: .nothing),
        "POST /api/v1/customers/:customer/numbers/remove": APIOperation(
            summary: "Take a number away, by its id or `first`",
            body: numberOf("number", .text(least: 5, most: 13)), answer: .nothing),
        "POST /api/v1/customers/:customer/merge": APIOperation(
            summary: "Give all that is this customer's to another, who is the same person",
            body: [.needed("into", .id)], answer: .nothing),
        "POST /api/v1/customers/:customer/split": APIOperation(
            summary: "Make the holder of one of the numbers a customer apart; the new one's id",
            body: [.needed("number", .text(least: 5, most: 13))]),
        "POST /api/v1/customers/:customer/package": APIOperation(
            summary: "All that is held on a customer, as a tar sealed by age to the recipient",
            body: [
                .needed("recipient", .text(most: 200)),
                .maybe("language", .choice(Language.allCases.map(\.rawValue))),
            ], answer: .bytes(type: "application/octet-stream", isPartial: false)),
    ]

    private static func numberOf(
        _ name: String, _ kind: APIOperation.Field.Kind
    ) -> [APIOperation.Field] {
        [.needed(name, kind), .needed("version", version)]
    }

    /// The one that the customer had when it was looked at.
    private static let version: APIOperation.Field.Kind = .integer(0...Int(Int32.max))

    private static let customerChange: [APIOperation.Field] = [
        .needed("version", version),
        .maybe("name", .orNull(.text(most: CustomerChange.nameMax))),
        .maybe(
            "document",
            .orNull(
                .object([
                    .needed(
                        "kind", .choice(IdentityDocument.Kind.allCases.map(\.rawValue))),
                    .needed("number", .text(most: CustomerChange.documentMax)),
                ]))),
        .maybe("address", .orNull(.text(most: CustomerChange.addressMax))),
        .maybe(
            "fields",
            .list(
                .object([
                    .needed("name", .text(most: CustomerChange.fieldNameMax)),
                    .maybe("value", .orNull(.text(most: CustomerChange.fieldValueMax))),
                ]), most: Customer.fieldsMax)),
    ]
}
