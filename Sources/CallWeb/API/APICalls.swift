import CallDesk
import Calls
import Hummingbird

extension Web {
    func apiCalls(_ visit: Visit) async throws -> Response {
        try visit.query.allow(FilterQuery.names + ["after", "limit"], often: ["verdict"])
        let query = try FilterQuery(visit.query, zone: home)
        let calls = try await desk.calls(
            query.filter, after: visit.query["after"],
            limit: try visit.query.limit(orElse: 50), by: visit.principal)
        return try .json(PageJSON(items: calls.items.map(CallJSON.init), next: calls.next))
    }

    /// One customer's calls by exact number, with the customer's id to walk on by.
    func apiFindCalls(_ visit: Visit) async throws -> Response {
        try visit.query.allow(["limit"])
        struct Body: Decodable { let number: String }
        let body = try await visit.json(Body.self, limits: settings.limits)
        let limit = try visit.query.limit(orElse: 50)
        guard let id = try await desk.customer(withNumber: body.number, by: visit.principal) else {
            return try .json(FoundJSON(customer: nil, items: [], next: nil))
        }
        let calls = try await desk.calls(
            CallFilter(customer: id), after: nil, limit: limit, by: visit.principal)
        return try .json(
            FoundJSON(customer: id, items: calls.items.map(CallJSON.init), next: calls.next))
    }

    func apiCall(_ visit: Visit) async throws -> Response {
        try visit.query.allow([])
        let id: Call.ID = try visit.id("call", or: .noSuchCall)
        let call = try await desk.call(id, thresholds: settings.thresholds, by: visit.principal)
        return try .json(CallDetailJSON(call))
    }
}

private struct FoundJSON: Encodable {
    let customer: OrNull<Customer.ID>
    let items: [CallJSON]
    let next: OrNull<String>

    init(customer: Customer.ID?, items: [CallJSON], next: String?) {
        self.customer = OrNull(customer)
        self.items = items
        self.next = OrNull(next)
    }
}
