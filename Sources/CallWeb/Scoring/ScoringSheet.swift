/// A cause, a reason: something from a list.
struct ScoringChoice: Sendable {
    let value: String
    let label: String
    let isChosen: Bool
}

/// The scorecard with what is answered so far.
struct ScoringSheet: Sendable {
    /// Of the evaluation; the browser keeps what isn't saved yet under it.
    let evaluation: String
    /// Takes the whole form: `act` is `save` or `submit`.
    let formURL: String
    /// Takes `PUT {"revision": n, "sheet": {…}}` and answers with the next revision.
    let draftURL: String
    let revision: Int
    let title: String
    /// `version 7`
    let version: String
    /// JSON of the scorecard, as its version's digest was made of it.
    let card: String
    /// JSON of the answer sheet that `revision` holds.
    let filled: String
    /// Nil while nothing counts.
    let score: ScoreText?
    /// `9 of 21 answered`
    let progress: String
    let answered: Int
    let asked: Int
    /// Band, pass or failure.
    let verdicts: [Tag]
    /// `Saved 12:03:05`, in the installation's zone; nil before the first time.
    let saved: String?
    /// False where weights are hidden from the scorer.
    let showsScore: Bool
    let sections: [ScoringSection]
    /// The part about the call as a whole.
    let whole: ScoringQuestion
    /// What stands in the way of submitting, after an attempt without the script.
    let missing: [MissingAnswer]

    /// `86` and `.50`
    struct ScoreText: Sendable {
        let percent: String
        let hundredths: String
    }
}

struct ScoringSection: Sendable {
    let code: String
    let title: String
    /// `20 / 20`; nil where weights are hidden.
    let tally: String?
    let questions: [ScoringQuestion]
}

/// Leads to the question that stands in the way of submitting.
struct MissingAnswer: Sendable {
    let url: String
    let text: String
}
