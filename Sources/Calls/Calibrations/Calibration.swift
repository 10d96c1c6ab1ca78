package import Foundation

/// Several people score the same calls, blind to each other until it is closed, so that it can be
/// said how well they agree.
package struct Calibration: Sendable {
    package typealias ID = Identifier<Calibration>

    /// The raw value stands in the database.
    package enum State: String, CaseIterable, Codable, Sendable {
        /// Raters score; nobody sees anybody else's sheets.
        case open
        /// Over: sheets and figures are seen.
        case closed
        /// Given up: nothing is seen, ever.
        case cancelled
    }

    package enum Limits {
        package static let titleCharactersMax = 80
        package static let callsMax = 50
        package static let ratersMax = 12
        package static let daysMax = 90
        /// Of a body that asks for one, in bytes.
        package static let jsonBytes = 16_384
    }
}

/// What is asked for when a calibration is opened.
package struct CalibrationOrder: Sendable {
    /// Short and plain; nothing about a customer, an agent or a rater.
    package var title: String
    /// The scorecard's code; the version in force on each call's day is used.
    package var scorecard: String
    package var raters: [Account.ID]
    /// The rater whom the others are held against; nil when they are held against each other.
    package var reference: Account.ID?
    package var calls: [Call.ID]
    /// Whose standing picks are calls besides.
    package var draw: Draw.ID?
    package var days: Int

    package init(
        title: String, scorecard: String, raters: [Account.ID], reference: Account.ID? = nil,
        calls: [Call.ID], days: Int
    ) {
        self.title = title
        self.scorecard = scorecard
        self.raters = raters
        self.reference = reference
        self.calls = calls
        self.days = days
    }
}

/// A calibration as a line of a list.
package struct CalibrationSummary: Sendable, Identifiable {
    package var id: Calibration.ID
    package var title: String
    package var cardCode: String
    package var state: Calibration.State
    package var madeAt: Date
    package var dueAt: Date
    package var endedAt: Date?
    package var raters: Int
    package var calls: Int
    /// Sheets handed in, of raters × calls.
    package var handedIn: Int
    /// The reader rates in it.
    package var isRater = false

    package var sheets: Int { raters * calls }
    package var isComplete: Bool { handedIn == sheets }

    package func isOverdue(at now: Date) -> Bool { state == .open && dueAt < now }

    package init(
        id: Calibration.ID, title: String, cardCode: String, state: Calibration.State,
        madeAt: Date, dueAt: Date
    ) {
        self.id = id
        self.title = title
        self.cardCode = cardCode
        self.state = state
        self.madeAt = madeAt
        self.dueAt = dueAt
        (raters, calls, handedIn) = (0, 0, 0)
    }
}

/// One calibration with who rates what.
package struct CalibrationDetail: Sendable {
    package struct Rater: Sendable, Identifiable {
        package var id: Account.ID
        package var title: String
        package var handedIn: Int
        package var isReference: Bool

        package init(id: Account.ID, title: String, handedIn: Int, isReference: Bool) {
            self.id = id
            self.title = title
            self.handedIn = handedIn
            self.isReference = isReference
        }
    }

    package struct RatedCall: Sendable, Identifiable {
        package var id: Call.ID
        package var startedAt: Date
        /// The zone the call is shown in.
        package var zone: String
        package var seconds: Double
        /// Evaluations that the reader sees, by rater: while it is open, the own one alone.
        package var evaluations: [Account.ID: Rating]

        package init(id: Call.ID, startedAt: Date, zone: String, seconds: Double) {
            self.id = id
            self.startedAt = startedAt
            self.zone = zone
            self.seconds = seconds
            evaluations = [:]
        }
    }

    package struct Rating: Sendable {
        package var evaluation: Evaluation.ID
        package var state: Evaluation.State
        package var score: Percent?
        package var passed: Bool?

        package init(
            evaluation: Evaluation.ID, state: Evaluation.State, score: Percent?, passed: Bool?
        ) {
            self.evaluation = evaluation
            self.state = state
            self.score = score
            self.passed = passed
        }
    }

    package var summary: CalibrationSummary
    package var madeBy: String
    package var endedBy: String?
    /// Why it was closed before all was handed in, or cancelled; nil when nothing was said.
    package var because: String?
    /// In the order in which they were named.
    package var raters: [Rater]
    package var calls: [RatedCall]
    /// How the accounts behind `madeBy` and `endedBy` are called, by principal.
    package var titles: [String: String] = [:]

    package init(
        summary: CalibrationSummary, madeBy: String, raters: [Rater], calls: [RatedCall]
    ) {
        self.summary = summary
        self.madeBy = madeBy
        self.raters = raters
        self.calls = calls
    }
}
