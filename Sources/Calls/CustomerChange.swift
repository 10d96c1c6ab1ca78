import Foundation

/// What somebody wants of a field of a customer.
package enum FieldWish<Value: Equatable & Sendable>: Equatable, Sendable {
    case keep
    case clear
    case set(Value)

    package func applied(to value: Value?) -> Value? {
        switch self {
        case .keep: value
        case .clear: nil
        case .set(let new): new
        }
    }
}

/// A change of a customer's facts. What is masked can be kept without being seen.
package struct CustomerChange: Sendable, Equatable {
    package static let nameMax = 200
    package static let documentMax = 64
    package static let addressMax = 500
    package static let fieldNameMax = 60
    package static let fieldValueMax = 1000

    package var name: FieldWish<String>
    package var document: FieldWish<IdentityDocument>
    package var address: FieldWish<String>
    /// The free fields as they shall be, in order; nil leaves all. A field without a value keeps
    /// the value that it has.
    package var fields: [(name: String, value: String?)]?

    package init(
        name: FieldWish<String> = .keep, document: FieldWish<IdentityDocument> = .keep,
        address: FieldWish<String> = .keep, fields: [(name: String, value: String?)]? = nil
    ) {
        self.name = name
        self.document = document
        self.address = address
        self.fields = fields
    }

    package static func == (left: CustomerChange, right: CustomerChange) -> Bool {
        left.name == right.name && left.document == right.document && left.address == right.address
            && (left.fields == nil) == (right.fields == nil)
            && (left.fields ?? []).elementsEqual(right.fields ?? []) { $0 == $1 }
    }

    /// `facts` with the change; a refusal names the field that can't be kept as it is.
    package func applied(to facts: CustomerFacts) throws -> CustomerFacts {
        var next = facts
        next.name = try Self.checked(name, "name", Self.nameMax).applied(to: facts.name)
        next.address =
            try Self.checked(address, "address", Self.addressMax).applied(to: facts.address)
        if case .set(let wanted) = document {
            let number = try Self.text(wanted.number, "document", Self.documentMax)
            guard IdentityDocument.comparable(number) != nil else {
                throw Self.bad("document", "A document's number has at least four characters.")
            }
            next.document = IdentityDocument(kind: wanted.kind, number: number)
        } else {
            next.document = document.applied(to: facts.document)
        }
        if let fields { next.fields = try Self.fields(fields, from: facts.fields) }
        return next
    }

    private static func fields(
        _ wanted: [(name: String, value: String?)], from known: [CustomerFacts.Field]
    ) throws -> [CustomerFacts.Field] {
        guard wanted.count <= Customer.fieldsMax else {
            throw bad("fields", "A customer has at most \(Customer.fieldsMax) further fields.")
        }
        var seen: Set<String> = []
        return try wanted.map { field in
            let name = try text(field.name, "fields", fieldNameMax)
            guard seen.insert(name).inserted else {
                throw bad("fields", "Two further fields have the same name; rename one of them.")
            }
            if let value = field.value {
                return .init(name: name, value: try text(value, "fields", fieldValueMax))
            }
            guard let old = known.first(where: { $0.name == name }) else {
                throw bad("fields", "A further field needs a value beside its name.")
            }
            return old
        }
    }

    private static func checked(
        _ wish: FieldWish<String>, _ field: String, _ most: Int
    ) throws -> FieldWish<String> {
        guard case .set(let value) = wish else { return wish }
        return .set(try text(value, field, most))
    }

    /// `text` without control characters and spaces around; refused when nothing or too much is
    /// left.
    private static func text(_ text: String, _ field: String, _ most: Int) throws -> String {
        let printable = text.unicodeScalars.map { scalar in
            scalar != "\n" && CharacterSet.controlCharacters.contains(scalar) ? " " : scalar
        }
        let trimmed = String(String.UnicodeScalarView(printable))
            .trimmingCharacters(in: .whitespacesAndNewlines)
        guard (1...most).contains(trimmed.count), trimmed.utf8.count <= 4 * most else {
            throw bad(field, "“\(field)” takes between 1 and \(most) characters.")
        }
        return trimmed
    }

    private static func bad(_ field: String, _ sentence: String) -> Refusal {
        Refusal(.invalid, .badCustomer, sentence, subject: field)
    }
}
