import CallDesk
import Calls
import Foundation
import Hummingbird

extension Web {
    func customerEditPage(_ visit: Visit) async throws -> Response {
        try visit.query.allow([])
        let id: Customer.ID = try visit.id("customer", or: .noSuchCustomer)
        let customer = try await desk.customer(id, by: visit.principal)
        return try await editPage(visit, customer, typed: nil, problem: nil)
    }

    /// Changes the customer. When somebody else did so meanwhile, or something can't be kept, the
    /// form comes back with all that was typed.
    func changeFromPage(_ visit: Visit) async throws -> Response {
        try visit.query.allow([])
        let id: Customer.ID = try visit.id("customer", or: .noSuchCustomer)
        let form = try await visit.form(limits: settings.limits)
        try form.allow(
            [
                "version", "name", "nameClear", "documentKind", "documentNumber",
                "documentClear", "address", "addressClear",
            ], often: ["fieldName", "fieldValue"])
        let typed = TypedCustomer(form)
        do {
            try await desk.change(
                try typed.change(), of: id, at: try Self.version(form["version"]),
                by: visit.principal)
        } catch let refusal as Refusal where [.invalid, .conflict].contains(refusal.kind) {
            let customer = try await desk.customer(id, by: visit.principal)
            return try await editPage(visit, customer, typed: typed, problem: refusal)
        }
        return .seeOther(WebURL.customer(id, [("done", CustomerDeed.changed.rawValue)]))
    }

    private func editPage(
        _ visit: Visit, _ customer: CustomerDetail, typed: TypedCustomer?, problem: Refusal?
    ) async throws -> Response {
        guard !customer.isErased, customer.mergedInto == nil else {
            throw customer.isErased ? Refusal.customerErased : .customerMerged
        }
        let frame = await frame(visit.words("customer.editTitle"), in: .customers, of: visit)
        return try page(
            CustomerEditPage(customer, typed: typed, problem: problem, frame: frame, visit.words),
            for: visit, status: problem?.kind.status ?? .ok)
    }
}

/// A form as it was sent.
struct TypedCustomer: Sendable {
    let name: String
    let documentKind: String
    let documentNumber: String
    let address: String
    let cleared: Set<String>
    let fields: [(name: String, value: String)]

    init(_ form: Query) {
        name = form["name"] ?? ""
        documentKind = form["documentKind"] ?? ""
        documentNumber = form["documentNumber"] ?? ""
        address = form["address"] ?? ""
        cleared = Set(["name", "document", "address"].filter { form["\($0)Clear"] != nil })
        // Browsers send fields in the order of the page, the empty ones too.
        let names = form.pairs.filter { $0.name == "fieldName" }.map(\.value)
        let values = form.pairs.filter { $0.name == "fieldValue" }.map(\.value)
        fields = zip(names, values).map { ($0, $1) }
    }

    /// An empty field keeps what stands there.
    func change() throws -> CustomerChange {
        CustomerChange(
            name: wish("name", name), document: try document(), address: wish("address", address),
            fields: fields.filter { !$0.name.trimmingCharacters(in: .whitespaces).isEmpty }.map {
                ($0.name, $0.value.isEmpty ? nil : $0.value)
            })
    }

    private func wish(_ field: String, _ text: String) -> FieldWish<String> {
        if cleared.contains(field) { return .clear }
        return text.isEmpty ? .keep : .set(text)
    }

    private func document() throws -> FieldWish<IdentityDocument> {
        if cleared.contains("document") { return .clear }
        if documentNumber.isEmpty { return .keep }
        guard let kind = IdentityDocument.Kind(rawValue: documentKind) else {
            throw Refusal(
                .invalid, .badCustomer, "Choose what kind of document this is.",
                subject: "document")
        }
        return .set(IdentityDocument(kind: kind, number: documentNumber))
    }
}

/// The form that changes a customer. What is masked isn't put into fields: it stands beside them.
struct CustomerEditPage: PageModel {
    struct Field: Sendable {
        let number: Int
        let name: String
        let value: String
        /// What stands there now, masked.
        let hint: String
    }

    struct Choice: Sendable {
        let value: String
        let label: String
        let isCurrent: Bool
    }

    static let template = "customer-edit"
    private static let emptyFields = 2
    let frame: Frame
    let url: String
    let backURL: String
    let version: String
    let problem: String?
    let isPlain: Bool
    let name: Field
    let address: Field
    let documentNumber: Field
    let documentKinds: [Choice]
    let nameClears: Bool
    let documentClears: Bool
    let addressClears: Bool
    let fields: [Field]

    init(
        _ customer: CustomerDetail, typed: TypedCustomer?, problem: Refusal?, frame: Frame,
        _ words: Words
    ) {
        let facts = customer.facts
        let isPlain = customer.revealedUntil != nil
        self.frame = frame
        url = WebURL.editCustomer(customer.id)
        backURL = WebURL.customer(customer.id)
        version = String(customer.version)
        self.problem = problem.map(words.sentence)
        self.isPlain = isPlain
        func field(_ label: String, _ typed: String?, _ known: String?) -> Field {
            Field(
                number: 0, name: label, value: typed ?? (isPlain ? known ?? "" : ""),
                hint: isPlain ? "" : known ?? "")
        }
        name = field("name", typed?.name, facts.name)
        address = field("address", typed?.address, facts.address)
        documentNumber = field("documentNumber", typed?.documentNumber, facts.document?.number)
        let kind = typed?.documentKind ?? facts.document?.kind.rawValue
        documentKinds = IdentityDocument.Kind.allCases.map {
            Choice(value: $0.rawValue, label: words.name($0), isCurrent: $0.rawValue == kind)
        }
        nameClears = typed?.cleared.contains("name") ?? false
        documentClears = typed?.cleared.contains("document") ?? false
        addressClears = typed?.cleared.contains("address") ?? false
        var shown = typed?.fields ?? facts.fields.map { ($0.name, isPlain ? $0.value : "") }
        let blank = shown.filter { $0.name.isEmpty && $0.value.isEmpty }.count
        let room = min(Self.emptyFields - min(blank, 2), Customer.fieldsMax - shown.count)
        if room > 0 { shown += Array(repeating: ("", ""), count: room) }
        fields = shown.enumerated().map { place, pair in
            let known = facts.fields.first { $0.name == pair.name }
            return Field(
                number: place + 1, name: pair.name, value: pair.value,
                hint: isPlain ? "" : known?.value ?? "")
        }
    }
}
