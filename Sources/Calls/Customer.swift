package import Foundation

/// The person called or calling; the data subject.
package enum Customer {
    package typealias ID = Identifier<Customer>
    package typealias NumberID = Identifier<CustomerNumber>

    /// How many numbers one customer may have, the first included.
    package static let numbersMax = 50
    package static let fieldsMax = 20
}

/// A further number of a customer.
package enum CustomerNumber {}

/// What is known of a customer beside the numbers. All of it is personal data: it stands sealed in
/// the database, and masked wherever nobody has revealed it.
package struct CustomerFacts: Codable, Sendable, Equatable {
    package struct Field: Codable, Sendable, Equatable {
        package var name: String
        package var value: String

        package init(name: String, value: String) {
            self.name = name
            self.value = value
        }
    }

    package var name: String?
    package var document: IdentityDocument?
    package var address: String?
    package var fields: [Field]

    package init(
        name: String? = nil, document: IdentityDocument? = nil, address: String? = nil,
        fields: [Field] = []
    ) {
        self.name = name
        self.document = document
        self.address = address
        self.fields = fields
    }

    package var isEmpty: Bool {
        name == nil && document == nil && address == nil && fields.isEmpty
    }

    /// Everything hidden but what tells one customer from the next. Names of fields stay.
    package var masked: CustomerFacts {
        CustomerFacts(
            name: name.map(Masking.name), document: document?.masked,
            address: address.map(Masking.address),
            fields: fields.map { Field(name: $0.name, value: Masking.whole($0.value)) })
    }
}

/// A paper by which a person is known.
package struct IdentityDocument: Codable, Sendable, Equatable {
    /// The raw value stands in sealed fields, so a case is never renamed.
    package enum Kind: String, Codable, CaseIterable, Sendable {
        case identityCard = "identity-card"
        case passport
        case residencePermit = "residence-permit"
        case drivingLicence = "driving-licence"
        case companyRegistration = "company-registration"
        case other
    }

    package var kind: Kind
    package var number: String

    package init(kind: Kind, number: String) {
        self.kind = kind
        self.number = number
    }

    package var masked: IdentityDocument {
        IdentityDocument(kind: kind, number: Masking.document(number))
    }

    /// How documents are compared, whatever their kind: compatibility forms resolved, capital
    /// letters and digits alone. Nil when fewer than four of them are left.
    package static func comparable(_ number: String) -> String? {
        let kept = number.precomposedStringWithCompatibilityMapping.uppercased()
            .filter { $0.isLetter || $0.isNumber }
        return kept.count >= 4 && kept.utf8.count <= 200 ? kept : nil
    }
}

/// A customer as a line of the list, everything masked.
package struct CustomerSummary: Sendable, Equatable {
    package var id: Customer.ID
    /// Nil for an anonymous or an erased customer.
    package var numberMasked: String?
    package var nameMasked: String?
    package var documentMasked: IdentityDocument?
    package var isErased: Bool
    package var mergedInto: Customer.ID?
    package var createdAt: Date

    package init(
        id: Customer.ID, numberMasked: String?, nameMasked: String?,
        documentMasked: IdentityDocument?, isErased: Bool, mergedInto: Customer.ID?,
        createdAt: Date
    ) {
        self.id = id
        self.numberMasked = numberMasked
        self.nameMasked = nameMasked
        self.documentMasked = documentMasked
        self.isErased = isErased
        self.mergedInto = mergedInto
        self.createdAt = createdAt
    }
}

/// One customer for one reader: masked, or plain while that reader's own reveal lasts.
package struct CustomerDetail: Sendable, Equatable {
    package struct Number: Sendable, Equatable {
        /// Nil for the first, which stands in the customer's own row.
        package var id: Customer.NumberID?
        /// `138•••••000`, or `+8613800138000` while revealed.
        package var text: String

        package init(id: Customer.NumberID?, text: String) {
            self.id = id
            self.text = text
        }
    }

    package var id: Customer.ID
    package var facts: CustomerFacts
    package var numbers: [Number]
    /// Nil while everything is masked.
    package var revealedUntil: Date?
    package var isErased: Bool
    package var mergedInto: Customer.ID?
    /// Of the row, to be sent back with a change.
    package var version: Int64
    package var createdAt: Date

    package init(
        id: Customer.ID, facts: CustomerFacts, numbers: [Number], revealedUntil: Date?,
        isErased: Bool, mergedInto: Customer.ID?, version: Int64, createdAt: Date
    ) {
        self.id = id
        self.facts = facts
        self.numbers = numbers
        self.revealedUntil = revealedUntil
        self.isErased = isErased
        self.mergedInto = mergedInto
        self.version = version
        self.createdAt = createdAt
    }
}

/// One line of who did what with a customer's data.
package struct CustomerTrace: Sendable, Equatable {
    package var sequence: Int64
    package var at: Date
    /// `Principal.id`
    package var principal: String
    package var action: String
    package var object: String
    /// A code, such as the purpose of a reveal; empty for most.
    package var reason: String

    package init(
        sequence: Int64, at: Date, principal: String, action: String, object: String,
        reason: String
    ) {
        self.sequence = sequence
        self.at = at
        self.principal = principal
        self.action = action
        self.object = object
        self.reason = reason
    }
}
