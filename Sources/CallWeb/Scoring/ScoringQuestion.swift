/// A question of the scorecard, with its answer so far.
struct ScoringQuestion: Sendable {
    /// One of the answers to pick from.
    struct Answer: Sendable {
        /// As the form sends it: `yes`, `no`, the code of an option, a step of a scale, or `~na`.
        let value: String
        let label: String
        /// Nil where weights are hidden, and for what has none of its own.
        let worth: String?
        /// What picks it: a digit, or `N`; nil beyond the ninth.
        let key: String?
        let isChosen: Bool
        /// Fails its section or the whole form.
        let fails: Bool
    }

    /// What the ends of a scale mean.
    struct Ends: Sendable {
        let least: String
        let most: String
    }

    /// A number to be typed, or filled by a measure of the call.
    struct Figure: Sendable {
        let value: String
        let unit: String
        let least: String
        let most: String
        /// Where the value comes from, as a finished sentence; nil when it is typed.
        let measured: String?
    }

    /// What is said of an answer that fails its section or the form.
    struct Failing: Sendable {
        /// `This answer fails the whole form. A second person will look at it.`
        let sentence: String
        let reason: String
        let isFailed: Bool
    }

    /// Help and examples.
    struct Guide: Sendable {
        struct Example: Sendable {
            /// Whether it is a good one or a bad one.
            let tag: Tag
            let words: String
        }

        let help: String?
        let examples: [Example]
    }

    /// Of the question; `call` for the part about the call as a whole, which has no answer.
    let code: String
    /// Its place in the card, from 1; nil for the part about the call as a whole.
    let number: String?
    let text: String
    /// `5`, the points possible; nil where weights are hidden, and for what isn't scored.
    let points: String?
    /// False while its condition isn't met.
    let isAsked: Bool
    /// The answers stand beside each other rather than below each other.
    let isShort: Bool
    let answers: [Answer]
    let ends: Ends?
    let figure: Figure?
    /// A text that isn't scored; nil for other kinds.
    let written: String?
    /// That a number or a text, which have no answers to pick from, needn't apply.
    let mayNotApply: Bool
    let doesNotApply: Bool
    let failing: Failing?
    let causes: [ScoringChoice]
    /// Points are lost, so that causes are asked for.
    let asksCauses: Bool
    let needsComment: Bool
    let comment: String
    /// A line for each moment, as the form sends them.
    let momentLines: String
    let moments: [Chip]
    let guide: Guide?
    /// What the agent was to say; nil for a question that is tied to no script.
    var script: Spoken?

    /// The words of a script as they were on the call's day.
    struct Spoken: Sendable {
        let title: String
        /// Nil where no version held.
        let version: String?
        let body: String
    }

    /// A moment that leads to its second.
    struct Chip: Sendable {
        let second: Int
        let clock: String
        let note: String

        init(_ moment: PinnedMoment) {
            (second, clock, note) = (moment.second, moment.clock, moment.note)
        }
    }
}
