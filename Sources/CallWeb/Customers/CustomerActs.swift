import CallDesk
import Calls
import Foundation
import HTTPTypes
import Hummingbird

extension Web {
    private static let callsShown = 10
    private static let holdsShown = 20

    func customerPage(_ visit: Visit) async throws -> Response {
        try visit.query.allow(["history", "done"])
        let done = visit.query["done"].flatMap { CustomerDeed(rawValue: $0) }
        return try await customerPage(
            visit, done: done.map { visit.words("customer.done.\($0.rawValue)") })
    }

    /// The page with what was just done, or what stands in the way of it.
    private func customerPage(
        _ visit: Visit, done: String? = nil, problem: Refusal? = nil
    ) async throws -> Response {
        let id: Customer.ID = try visit.id("customer", or: .noSuchCustomer)
        let customer = try await desk.customer(id, by: visit.principal)
        let mayList = visit.principal.may(.listCalls)
        let history = try await desk.history(
            of: id, after: visit.query["history"], limit: 25, by: visit.principal)
        let holds =
            visit.principal.may(.seeHolds)
            ? try await desk.holds(
                kind: nil, isOpen: nil, on: .customer(id), after: nil, limit: Self.holdsShown,
                by: visit.principal
            ).items : nil
        let visit = try await naming(
            history.items.map(\.principal) + (holds ?? []).map(\.placedBy), in: visit)
        let view = CustomerView(
            customer: customer,
            calls: mayList
                ? try await desk.calls(
                    CallFilter(customer: id), after: nil, limit: Self.callsShown,
                    by: visit.principal
                ).items : [],
            holds: holds, history: history,
            isFirstHistory: visit.query["history"] == nil, done: done,
            problem: problem.map(visit.words.sentence))
        let frame = await frame(visit.words("customer.title"), in: .customers, of: visit)
        var response = try page(
            CustomerPage(view, frame: frame, for: visit), for: visit,
            status: problem?.kind.status ?? .ok)
        if let shown = customer.revealedUntil {
            // Without scripts the page is looked at anew, masked, once the reveal has ended.
            let seconds = max(1, Int(shown.timeIntervalSince(visit.now).rounded(.up)) + 1)
            response.headers[.refreshes] = "\(seconds); url=\(WebURL.customer(id))"
        }
        return response
    }

    func revealFromPage(_ visit: Visit) async throws -> Response {
        try visit.query.allow([])
        let id: Customer.ID = try visit.id("customer", or: .noSuchCustomer)
        let form = try await visit.form(limits: settings.limits)
        try form.allow(["purpose", "reason"])
        return try await act(visit, on: id, nil) {
            _ = try await desk.reveal(
                id, for: try Self.purpose(form["purpose"]), because: form["reason"] ?? "",
                by: visit.principal)
        }
    }

    func addNumberFromPage(_ visit: Visit) async throws -> Response {
        let (id, form) = try await customerForm(visit, ["number", "version"])
        return try await act(visit, on: id, .numberAdded) {
            try await desk.addNumber(
                form["number"] ?? "", to: id, at: try Self.version(form["version"]),
                by: visit.principal)
        }
    }

    func removeNumberFromPage(_ visit: Visit) async throws -> Response {
        let (id, form) = try await customerForm(visit, ["number", "version"])
        return try await act(visit, on: id, .numberRemoved) {
            try await desk.removeNumber(
                try Self.number(form["number"]), of: id, at: try Self.version(form["version"]),
                by: visit.principal)
        }
    }

    func mergeFromPage(_ visit: Visit) async throws -> Response {
        let (id, form) = try await customerForm(visit, ["into"])
        guard let target = form["into"].flatMap({ Customer.ID(text: $0) }) else {
            return try await customerPage(visit, problem: .noSuchCustomer)
        }
        return try await act(visit, on: id, .merged, then: target) {
            try await desk.merge(id, into: target, by: visit.principal)
        }
    }

    func splitFromPage(_ visit: Visit) async throws -> Response {
        let (id, form) = try await customerForm(visit, ["number"])
        do {
            let new = try await desk.split(
                try Self.number(form["number"]), of: id, by: visit.principal)
            return .seeOther(
                WebURL.customer(new, [("done", CustomerDeed.split.rawValue)]))
        } catch let refusal as Refusal where refusal.kind != .notFound {
            return try await customerPage(visit, problem: refusal)
        }
    }

    private func customerForm(
        _ visit: Visit, _ fields: [String]
    ) async throws -> (Customer.ID, Query) {
        try visit.query.allow([])
        let form = try await visit.form(limits: settings.limits)
        try form.allow(fields)
        return (try visit.id("customer", or: .noSuchCustomer), form)
    }

    /// Does `work`, then leads back to the customer; a refusal is shown on the page itself.
    private func act(
        _ visit: Visit, on id: Customer.ID, _ deed: CustomerDeed?, then next: Customer.ID? = nil,
        _ work: () async throws -> Void
    ) async throws -> Response {
        do {
            try await work()
        } catch let refusal as Refusal where [.invalid, .conflict].contains(refusal.kind) {
            return try await customerPage(visit, problem: refusal)
        }
        return .seeOther(
            WebURL.customer(next ?? id, deed.map { [("done", $0.rawValue)] } ?? []))
    }

    static func purpose(_ text: String?) throws -> Reveal.Purpose {
        guard let purpose = text.flatMap({ Reveal.Purpose(rawValue: $0) }) else {
            throw Refusal(
                .invalid, .badPurpose,
                "Name a purpose: "
                    + Reveal.Purpose.allCases.map(\.rawValue).joined(separator: ", ") + ".",
                subject: "purpose")
        }
        return purpose
    }

    static func version(_ text: String?) throws -> Int64 {
        guard let version = text.flatMap({ Int64($0) }), version > 0 else {
            throw Refusal(
                .invalid, .badRequest, "“version” is the number that came with the customer.",
                subject: "version")
        }
        return version
    }

    /// Nil for the first number.
    static func number(_ text: String?) throws -> Customer.NumberID? {
        if text == "first" { return nil }
        guard let id = text.flatMap({ Customer.NumberID(text: $0) }) else {
            throw Refusal.noSuchNumber
        }
        return id
    }
}

/// What was just done with a customer.
enum CustomerDeed: String, CaseIterable, Sendable {
    case changed, numberAdded, numberRemoved, merged, split
}

extension HTTPField.Name {
    fileprivate static let refreshes = HTTPField.Name("Refresh")!
}
