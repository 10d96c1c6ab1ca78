import CallDesk
import Calls
import Hummingbird

extension Web {
    func apiCustomers(_ visit: Visit) async throws -> Response {
        try visit.query.allow(["after", "limit"])
        let customers = try await desk.customers(
            after: visit.query["after"], limit: try visit.query.limit(orElse: 50),
            by: visit.principal)
        return try .json(
            PageJSON(
                items: customers.items.map { CustomerLineJSON($0, home) }, next: customers.next))
    }

    /// By exact number, document number or id; the customer's id, or null.
    func apiFindCustomer(_ visit: Visit) async throws -> Response {
        try visit.query.allow([])
        struct Body: Decodable {
            let by: String
            let text: String
        }
        struct Found: Encodable { let customer: OrNull<Customer.ID> }
        let body = try await visit.json(Body.self, limits: settings.limits)
        let id = try await desk.findCustomer(
            by: try Self.search(body.by), body.text, by: visit.principal)
        return try .json(Found(customer: OrNull(id)))
    }

    func apiCustomer(_ visit: Visit) async throws -> Response {
        try visit.query.allow([])
        let id: Customer.ID = try visit.id("customer", or: .noSuchCustomer)
        return try .json(CustomerJSON(try await desk.customer(id, by: visit.principal), home))
    }

    func apiCustomerHistory(_ visit: Visit) async throws -> Response {
        try visit.query.allow(["after", "limit"])
        let id: Customer.ID = try visit.id("customer", or: .noSuchCustomer)
        let traces = try await desk.history(
            of: id, after: visit.query["after"], limit: try visit.query.limit(orElse: 50),
            by: visit.principal)
        return try .json(
            PageJSON(items: traces.items.map { TraceJSON($0, home) }, next: traces.next))
    }

    /// A field that isn't there stays as it is; one that is null goes.
    func apiChangeCustomer(_ visit: Visit) async throws -> Response {
        try visit.query.allow([])
        let id: Customer.ID = try visit.id("customer", or: .noSuchCustomer)
        let body = try await visit.json(CustomerChangeJSON.self, limits: settings.limits)
        try await desk.change(body.change(), of: id, at: body.version, by: visit.principal)
        return Response(status: .noContent)
    }

    /// Leaves the entry, then answers the customer in plain.
    func apiReveal(_ visit: Visit) async throws -> Response {
        try visit.query.allow([])
        struct Body: Decodable {
            let purpose: String
            let reason: String
        }
        let id: Customer.ID = try visit.id("customer", or: .noSuchCustomer)
        let body = try await visit.json(Body.self, limits: settings.limits)
        _ = try await desk.reveal(
            id, for: try Self.purpose(body.purpose), because: body.reason, by: visit.principal)
        return try .json(CustomerJSON(try await desk.customer(id, by: visit.principal), home))
    }

    func apiAddNumber(_ visit: Visit) async throws -> Response {
        let (id, body) = try await numberBody(visit)
        try await desk.addNumber(body.number, to: id, at: body.version, by: visit.principal)
        return Response(status: .noContent)
    }

    func apiRemoveNumber(_ visit: Visit) async throws -> Response {
        let (id, body) = try await numberBody(visit)
        try await desk.removeNumber(
            try Self.number(body.number), of: id, at: body.version, by: visit.principal)
        return Response(status: .noContent)
    }

    func apiMerge(_ visit: Visit) async throws -> Response {
        try visit.query.allow([])
        struct Body: Decodable { let into: Customer.ID }
        let id: Customer.ID = try visit.id("customer", or: .noSuchCustomer)
        let body = try await visit.json(Body.self, limits: settings.limits)
        try await desk.merge(id, into: body.into, by: visit.principal)
        return Response(status: .noContent)
    }

    /// The new customer's id.
    func apiSplit(_ visit: Visit) async throws -> Response {
        try visit.query.allow([])
        struct Body: Decodable { let number: String }
        struct New: Encodable { let customer: Customer.ID }
        let id: Customer.ID = try visit.id("customer", or: .noSuchCustomer)
        let body = try await visit.json(Body.self, limits: settings.limits)
        let new = try await desk.split(try Self.number(body.number), of: id, by: visit.principal)
        return try .json(New(customer: new))
    }

    func apiPackage(_ visit: Visit) async throws -> Response {
        try visit.query.allow([])
        struct Body: Decodable {
            let recipient: String
            let language: Language?
        }
        let body = try await visit.json(Body.self, limits: settings.limits)
        let words = body.language.map { resources.words(in: $0, home: home) } ?? visit.words
        return try await package(visit, for: body.recipient, in: words)
    }

    private struct NumberBody: Decodable {
        let number: String
        let version: Int64
    }

    private func numberBody(_ visit: Visit) async throws -> (Customer.ID, NumberBody) {
        try visit.query.allow([])
        let id: Customer.ID = try visit.id("customer", or: .noSuchCustomer)
        return (id, try await visit.json(NumberBody.self, limits: settings.limits))
    }
}

struct CustomerLineJSON: Encodable, Sendable {
    let id: Customer.ID
    let number: OrNull<String>
    let name: OrNull<String>
    let document: OrNull<IdentityDocument>
    let isErased: Bool
    let createdAt: String

    init(_ customer: CustomerSummary, _ home: Zone) {
        id = customer.id
        number = OrNull(customer.numberMasked)
        name = OrNull(customer.nameMasked)
        document = OrNull(customer.documentMasked)
        isErased = customer.isErased
        createdAt = home.time(customer.createdAt).iso8601
    }
}

struct CustomerJSON: Encodable, Sendable {
    struct Number: Encodable, Sendable {
        /// `first`, or the number's id.
        let id: String
        let number: String
    }

    let id: Customer.ID
    let name: OrNull<String>
    let document: OrNull<IdentityDocument>
    let address: OrNull<String>
    let fields: [CustomerFacts.Field]
    let numbers: [Number]
    /// Null while everything is masked.
    let revealedUntil: OrNull<String>
    let isErased: Bool
    let mergedInto: OrNull<Customer.ID>
    let version: Int64
    let createdAt: String

    init(_ customer: CustomerDetail, _ home: Zone) {
        id = customer.id
        name = OrNull(customer.facts.name)
        document = OrNull(customer.facts.document)
        address = OrNull(customer.facts.address)
        fields = customer.facts.fields
        numbers = customer.numbers.map {
            Number(id: $0.id?.description ?? "first", number: $0.text)
        }
        revealedUntil = OrNull(customer.revealedUntil.map { home.time($0).iso8601 })
        isErased = customer.isErased
        mergedInto = OrNull(customer.mergedInto)
        version = customer.version
        createdAt = home.time(customer.createdAt).iso8601
    }
}

struct TraceJSON: Encodable, Sendable {
    let sequence: Int64
    let at: String
    let person: String
    let action: String
    let object: String
    let reason: String

    init(_ trace: CustomerTrace, _ home: Zone) {
        sequence = trace.sequence
        at = home.time(trace.at).iso8601
        person = trace.principal
        action = trace.action
        object = trace.object
        reason = trace.reason
    }
}

/// A change as it is posted: a key that is missing keeps, null clears.
struct CustomerChangeJSON: Decodable, Sendable {
    private struct Field: Decodable {
        let name: String
        let value: String?
    }

    private enum Key: String, CodingKey { case version, name, document, address, fields }

    let version: Int64
    private let wish: @Sendable () -> CustomerChange

    init(from decoder: any Decoder) throws {
        let body = try decoder.container(keyedBy: Key.self)
        version = try body.decode(Int64.self, forKey: .version)
        func wished<Value: Decodable & Equatable & Sendable>(
            _ key: Key, _ type: Value.Type
        ) throws -> FieldWish<Value> {
            guard body.contains(key) else { return .keep }
            return try body.decodeNil(forKey: key) ? .clear : .set(body.decode(type, forKey: key))
        }
        let name = try wished(.name, String.self)
        let document = try wished(.document, IdentityDocument.self)
        let address = try wished(.address, String.self)
        let fields = try body.decodeIfPresent([Field].self, forKey: .fields)?
            .map { (name: $0.name, value: $0.value) }
        wish = {
            CustomerChange(name: name, document: document, address: address, fields: fields)
        }
    }

    func change() -> CustomerChange { wish() }
}
