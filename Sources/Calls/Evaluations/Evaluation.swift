/// The scoring of one call by one scorecard version, from its place in a queue to what the agent
/// said of it.
package struct Evaluation: Sendable {
    package typealias ID = Identifier<Evaluation>

    /// What an evaluation counts for. The raw value stands in the database.
    package enum Stream: String, CaseIterable, Codable, Sendable {
        /// Drawn by chance: enters averages.
        case estimate
        /// Looked for because something pointed to it: never enters an average.
        case risk
        /// Scored by several to compare them.
        case calibration
        /// Chosen by somebody.
        case single
    }

    /// Where it is in its life. The raw value stands in the database.
    package enum State: String, CaseIterable, Codable, Sendable {
        /// In a queue, nobody's or an analyst's who hasn't begun.
        case open
        /// Somebody works on it.
        case claimed
        /// Handed in; waits for its release.
        case submitted
        /// Handed in with an auto-fail; waits for a second person.
        case secondLook = "second-look"
        /// The agent can see it.
        case released
        case acknowledged
        /// One answer or more is disputed and not decided on.
        case disputed
        /// Its call couldn't be scored; another stands in.
        case replaced

        /// The agent and the supervisor see it.
        package var isReleased: Bool {
            switch self {
            case .released, .acknowledged, .disputed: true
            default: false
            }
        }
    }
}

extension Principal {
    /// Sees evaluations before they are released: whoever scores, decides or checks.
    package var seesUnreleased: Bool {
        may(.score) || may(.confirmEvaluations) || grants[.seeEvaluations] == .all
    }
}
