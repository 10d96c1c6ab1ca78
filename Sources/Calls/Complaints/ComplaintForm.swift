package import Foundation

/// A complaint as somebody writes it down when it comes. Codes are looked up by the desk.
package struct ComplaintForm: Hashable, Sendable {
    /// Somebody who complains, or who speaks for those who do. All of it is personal data.
    package struct Party: Hashable, Sendable, Codable {
        package enum Kind: String, CaseIterable, Codable, Sendable {
            case complainant
            case representative
        }

        package var kind: Kind
        /// When they are in the vault; their facts stand there and nothing stands here.
        package var customer: Customer.ID?
        package var name: String
        package var phone: String
        package var email: String
        package var address: String
        /// Of a representative to the complainant, in words.
        package var relation: String

        package init(kind: Kind, customer: Customer.ID? = nil, name: String = "") {
            self.kind = kind
            self.customer = customer
            self.name = name
            phone = ""
            email = ""
            address = ""
            relation = ""
        }
    }

    package enum Limits {
        package static let parties = 100
        /// Of each part of a party, of product and remedy.
        package static let partCharacters = 500
    }

    /// Nil for now.
    package var receivedAt: Date?
    package var channel: ComplaintReceipt.Channel
    /// Tag of the language in which the customer is answered, such as `zh-Hant`.
    package var language: String
    /// At least one complainant.
    package var parties: [Party]
    /// How many complain; those who aren't named count.
    package var complainants: Int
    package var isVulnerable: Bool
    /// In the customer's words.
    package var text: String
    /// What the customer wants.
    package var remedy: String
    /// In words, beside what `productCode` says.
    package var product: String
    /// Of the house's classes; that of the campaign when nil.
    package var productCode: String?
    /// By code.
    package var campaign: String?
    /// Codes of those whom it is about.
    package var agents: [String]
    /// `Principal.person` or account names of those whose decision it is about.
    package var aboutDecisionsOf: [String]
    package var calls: [Call.ID]
    /// Nil for what the settings name.
    package var regimes: [String]?
    /// Other complaints about one matter.
    package var links: [Complaint.ID]

    package init(channel: ComplaintReceipt.Channel, language: String, text: String) {
        self.channel = channel
        self.language = language
        self.text = text
        parties = []
        complainants = 1
        isVulnerable = false
        remedy = ""
        product = ""
        agents = []
        aboutDecisionsOf = []
        calls = []
        links = []
    }
}

/// What is known of a complaint that is about to be written down, to find what belongs to it.
package struct ComplaintProbe: Hashable, Sendable {
    package var customer: Customer.ID?
    /// As somebody typed it.
    package var phone: String?
    /// When the call was, if it is known.
    package var around: Date?

    package init(customer: Customer.ID? = nil, phone: String? = nil, around: Date? = nil) {
        self.customer = customer
        self.phone = phone
        self.around = around
    }
}

/// What may belong to a complaint.
package struct ComplaintMatches: Sendable {
    package static let callsMost = 20
    package static let duplicatesMost = 10

    package var customer: CustomerSummary?
    /// The nearest in time first, or the latest.
    package var calls: [CallSummary]
    /// Complaints of the same customer or about the same calls, not closed since long, the latest
    /// first.
    package var duplicates: [ComplaintSummary]

    package init(
        customer: CustomerSummary?, calls: [CallSummary], duplicates: [ComplaintSummary]
    ) {
        self.customer = customer
        self.calls = calls
        self.duplicates = duplicates
    }
}
