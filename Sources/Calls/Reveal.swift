package import Foundation

/// Somebody saw a customer's data in plain, for a purpose, for a short time.
package struct Reveal: Sendable, Equatable {
    package typealias ID = Identifier<Reveal>

    /// The raw value stands in the database and the ledger, so a case is never renamed.
    package enum Purpose: String, CaseIterable, Codable, Sendable {
        case complaint
        case callback
        case identityCheck = "identity-check"
        case regulator
        case subjectRequest = "subject-request"
        case qualityDispute = "quality-dispute"
        case dataCorrection = "data-correction"
    }

    /// How long a reveal shows.
    package static let seconds: TimeInterval = 120
    package static let reasonMin = 5
    package static let reasonMax = 500

    package var id: ID
    package var customer: Customer.ID
    /// `Principal.id`
    package var principal: String
    package var purpose: Purpose
    /// In the words of whoever revealed; nil when they can't be read any more, since the customer
    /// was erased.
    package var because: String?
    package var beganAt: Date
    package var endsAt: Date

    package init(
        id: ID, customer: Customer.ID, principal: String, purpose: Purpose, because: String?,
        beganAt: Date, endsAt: Date
    ) {
        self.id = id
        self.customer = customer
        self.principal = principal
        self.purpose = purpose
        self.because = because
        self.beganAt = beganAt
        self.endsAt = endsAt
    }
}

/// How often one person revealed, and how that stands to the others.
package struct RevealCount: Sendable, Equatable {
    package var principal: String
    package var lastDay: Int
    package var lastWeek: Int
    /// Different customers in the last week.
    package var customers: Int
    package var byPurpose: [Reveal.Purpose: Int]
    /// Far more than the others in the last week.
    package var isOutlier: Bool

    package init(
        principal: String, lastDay: Int, lastWeek: Int, customers: Int,
        byPurpose: [Reveal.Purpose: Int], isOutlier: Bool = false
    ) {
        self.principal = principal
        self.lastDay = lastDay
        self.lastWeek = lastWeek
        self.customers = customers
        self.byPurpose = byPurpose
        self.isOutlier = isOutlier
    }

    /// Fewer in a week are nobody's concern.
    package static let outlierMin = 10

    /// Marks whoever revealed at least `outlierMin` times in the week and more than thrice the
    /// median of the others; alone, whoever reached five times `outlierMin`. The most come first.
    package static func marked(_ counts: [RevealCount]) -> [RevealCount] {
        let sorted = counts.sorted { ($0.lastWeek, $1.principal) > ($1.lastWeek, $0.principal) }
        return sorted.enumerated().map { place, count in
            var count = count
            let others = sorted.enumerated().filter { $0.offset != place }.map(\.element.lastWeek)
            count.isOutlier =
                others.isEmpty
                ? count.lastWeek >= 5 * outlierMin
                : count.lastWeek >= outlierMin && count.lastWeek > 3 * median(others)
            return count
        }
    }

    /// Of sorted or unsorted numbers, at least one; of two in the middle the lower.
    private static func median(_ numbers: [Int]) -> Int {
        numbers.sorted()[(numbers.count - 1) / 2]
    }
}
