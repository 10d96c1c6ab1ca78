extension Scorecard {
    /// What "doesn't apply" does to the weight of its question.
    package enum NotApplicable: String, CaseIterable, Codable, Sendable {
        /// It can't be answered so.
        case notAllowed
        /// The weight leaves the section: the section's other questions carry it, the section
        /// weighs as before.
        case leavesOut
        /// The weight leaves the form: the section weighs less by the question's part of it, and
        /// all that remains carries it.
        case spreads
        /// Counts as the best answer.
        case fullPoints
    }

    /// Answers, by which conditions and auto-fails are told: a choice in `choices`, or a number
    /// from `least` to `most` (both included), or "doesn't apply" where `notApplicable` says so.
    package struct AnswerSet: Hashable, Sendable {
        /// `yes`, `no` or codes of options.
        package var choices: [String]
        package var least: Thousandths?
        package var most: Thousandths?
        package var notApplicable: Bool

        package init(
            choices: [String] = [], least: Thousandths? = nil, most: Thousandths? = nil,
            notApplicable: Bool = false
        ) {
            self.choices = choices
            self.least = least
            self.most = most
            self.notApplicable = notApplicable
        }

        package var isEmpty: Bool {
            choices.isEmpty && least == nil && most == nil && !notApplicable
        }

        package func contains(_ value: AnswerSheet.Value) -> Bool {
            switch value {
            case .notApplicable: return notApplicable
            case .choice(let code): return choices.contains(code)
            case .number(let number):
                guard least != nil || most != nil else { return false }
                return (least.map { number >= $0 } ?? true) && (most.map { number <= $0 } ?? true)
            case .text: return false
            }
        }
    }

    /// Answers by which a section or the whole form counts nothing. Each needs a reason, and the
    /// evaluation a second look.
    package struct AutoFail: Hashable, Codable, Sendable {
        package var when: AnswerSet
        package var fails: Failing

        package init(when: AnswerSet, fails: Failing) {
            self.when = when
            self.fails = fails
        }
    }

    package enum Failing: String, CaseIterable, Codable, Sendable {
        /// The question's section counts 0 with its full weight.
        case section
        /// The total is 0 and the call hasn't passed.
        case form
    }

    /// A question is asked when `question`, which stands before it, is asked and its answer is in
    /// `when`.
    package struct Condition: Hashable, Codable, Sendable {
        package var question: String
        package var when: AnswerSet

        package init(question: String, when: AnswerSet) {
            self.question = question
            self.when = when
        }
    }

    /// When an answer needs a comment. An auto-fail needs its own reason in any case.
    package enum CommentRule: String, CaseIterable, Codable, Sendable {
        case always, pointsLost, notApplicable
    }
}

/// A figure of a call that can fill a number question. The units are those of `unit`.
package enum CallMeasure: String, CaseIterable, Codable, Sendable {
    /// How long the call lasts.
    case duration
    /// What the agent and the customer speak, together.
    case talkTime = "talk-time"
    /// The agent's part of all speech, in percent.
    case talkShare = "talk-share"
    /// All stretches of dead air together.
    case deadAir = "dead-air"
    /// All stretches in which both sides speak, together.
    case overtalk
    case longestSilence = "longest-silence"
    case longestMonologue = "longest-monologue"
    /// Median time from the customer's last word to the agent's first.
    case response
    /// Loudness of the whole call, LUFS.
    case loudness
    /// Noise floor of the agent's side, dBFS.
    case noiseFloor = "noise-floor"
    /// How many faults of the sound the verdicts name.
    case soundFaults = "sound-faults"

    package var unit: Scorecard.NumberUnit {
        switch self {
        case .talkShare: .percent
        case .loudness, .noiseFloor: .decibels
        case .soundFaults: .times
        default: .seconds
        }
    }
}
