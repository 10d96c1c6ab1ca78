import CallDesk
import Calls
import Hummingbird

extension Web {
    /// Stands for a customer in an address after a search that found nobody.
    private static let nobody = "nobody"

    func customersPage(_ visit: Visit) async throws -> Response {
        try visit.query.allow(["after", "limit", "found"])
        let words = visit.words
        let customers = try await desk.customers(
            after: visit.query["after"], limit: try visit.query.limit(orElse: 50),
            by: visit.principal)
        let frame = await frame(words("customers.title"), in: .customers, of: visit)
        let isFirst = visit.query["after"] == nil
        return try page(
            CustomersPage(
                frame: frame, mayFind: visit.principal.may(.findCustomers),
                findURL: WebURL.findCustomer,
                kinds: CustomerSearch.allCases.map {
                    .init(value: $0.rawValue, label: words("customers.by.\($0.rawValue)"))
                },
                foundNobody: visit.query["found"] == Self.nobody,
                rows: customers.items.map { .init($0, words) }, isEmpty: customers.items.isEmpty,
                newestURL: isFirst ? nil : WebURL.customers,
                olderURL: customers.next.map { WebURL.customers([("after", $0)]) }),
            for: visit)
    }

    /// Looks a customer up: nothing that was looked for stands in an address.
    func findCustomerFromPage(_ visit: Visit) async throws -> Response {
        try visit.query.allow([])
        let form = try await visit.form(limits: settings.limits)
        try form.allow(["by", "text"])
        guard let text = form["text"] else { return .seeOther(WebURL.customers) }
        let found = try await desk.findCustomer(
            by: try Self.search(form["by"]), text, by: visit.principal)
        guard let found else {
            return .seeOther(WebURL.customers([("found", Self.nobody)]))
        }
        return .seeOther(WebURL.customer(found))
    }

    static func search(_ text: String?) throws -> CustomerSearch {
        guard let search = CustomerSearch(rawValue: text ?? "number") else {
            throw Refusal(
                .invalid, .badRequest, "“by” is number, document or id.", subject: "by")
        }
        return search
    }
}

/// Customers, everything masked.
struct CustomersPage: PageModel {
    struct Kind: Sendable {
        let value: String
        let label: String
    }

    struct Row: Sendable {
        let url: String
        let id: String
        let name: String
        let number: String
        let document: String
        let since: String
        let tags: [Tag]
    }

    static let template = "customers"
    let frame: Frame
    let mayFind: Bool
    let findURL: String
    let kinds: [Kind]
    let foundNobody: Bool
    let rows: [Row]
    let isEmpty: Bool
    let newestURL: String?
    let olderURL: String?
}

extension CustomersPage.Row {
    init(_ customer: CustomerSummary, _ words: Words) {
        url = WebURL.customer(customer.id)
        id = customer.id.description
        name = customer.nameMasked ?? "–"
        number = customer.numberMasked ?? "–"
        document =
            customer.documentMasked.map { "\(words.name($0.kind)) \($0.number)" } ?? "–"
        since = words.moment(customer.createdAt)
        tags = customer.isErased ? [Tag.erased(words)] : []
    }
}

extension Tag {
    static func erased(_ words: Words) -> Tag {
        Tag(symbol: "∅", text: words("customer.erased"), tone: "plain")
    }
}

extension Words {
    func name(_ kind: IdentityDocument.Kind) -> String { catalogue("document.\(kind.rawValue)") }
    func name(_ purpose: Reveal.Purpose) -> String { catalogue("purpose.\(purpose.rawValue)") }
}
