import Calls

/// One evaluation for whoever doesn't score it just now: what it came to, and what the reader may
/// do with it.
struct EvaluationPage: PageModel {
    static let template = "evaluation"
    let frame: Frame
    let listURL: String
    let call: ScoredCall
    /// Nil for who may not see calls.
    let callURL: String?
    let done: String?
    /// Who has it just now, or until when something is to happen; finished sentences.
    let notes: [String]
    let card: String
    let version: String
    /// Nil before it is scored.
    let score: ScoringSheet.ScoreText?
    let verdicts: [Tag]
    /// What the total would have been without auto-fails.
    let withoutFails: String?
    let sections: [ScoredSection]
    let whole: ScoredAnswer?
    let acts: EvaluationActs
    let disputes: [DisputeCard]
    let steps: [ScoredStep]
    /// Empty where there is but one.
    let versions: [SheetVersion]
    let player: Player?
    let figures: [Figure]
    let historyURL: String?
    /// Makes a coaching about it; nil for who may not.
    var newCoachingURL: String?
    /// What it is compared with: a calibration, other scores of the same call.
    var otherScores: [OtherScore] = []

    struct OtherScore: Sendable {
        let text: String
        let url: String
    }
}

/// The forms that the reader is offered; nil where one isn't.
struct EvaluationActs: Sendable {
    let claimURL: String?
    let confirm: Confirming?
    let acknowledgeURL: String?
    let assign: Assigning?
    let settingAside: SettingAside?

    struct Confirming: Sendable {
        let confirmURL: String
        let returnURL: String
    }

    struct Assigning: Sendable {
        let url: String
        let analysts: [ScoringChoice]
    }
}

struct ScoredSection: Sendable {
    let code: String
    let title: String
    let tally: String
    /// `86.50 %`; nil when it doesn't count.
    let percent: String?
    let isFailed: Bool
    let answers: [ScoredAnswer]
}

/// A question with what was answered.
struct ScoredAnswer: Sendable {
    let code: String
    let number: String?
    let text: String
    /// Nil while it isn't answered.
    let answer: String?
    /// `3 / 5`; nil for what isn't scored.
    let points: String?
    let isLost: Bool
    let isFailed: Bool
    let reason: String?
    let causes: [String]
    let comment: String?
    let moments: [ScoringQuestion.Chip]
    /// Takes an objection; nil for who may not raise one, or when one stands already.
    let disputeURL: String?
    /// Makes a coaching about this question; nil for who may not.
    var coachURL: String?
}

/// An objection and what became of it.
struct DisputeCard: Sendable {
    let id: String
    let question: String
    let text: String?
    let raised: String
    let state: Tag
    /// Until when it is to be decided; nil once it is.
    let due: String?
    /// Who decided when, and why.
    let decided: String?
    let because: String?
    let deciding: Deciding?

    /// The form of whoever decides.
    struct Deciding: Sendable {
        let url: String
        let evaluation: String
        let code: String
        /// Answers to choose from; empty where one is typed.
        let answers: [ScoringChoice]
        let figure: ScoringQuestion.Figure?
        let causes: [ScoringChoice]
        let comment: String
        /// Of an auto-fail; nil where the question has none.
        let reason: String?
    }
}

/// A sheet that was handed in, and what the one before it said otherwise.
struct SheetVersion: Sendable {
    /// `3 · 86.50 %`
    let title: String
    let made: String
    let changes: [Change]

    struct Change: Sendable {
        let question: String
        /// `No → Yes`
        let answers: String
    }
}

/// Something that was done, in the order in which it was.
struct ScoredStep: Sendable {
    let what: String
    let who: String
    let when: String
    let text: String?
}
