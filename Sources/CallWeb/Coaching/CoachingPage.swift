/// One coaching: what was said, about what, whether it helped, and what the reader may do.
struct CoachingPage: PageModel {
    static let template = "coaching"
    let frame: Frame
    let listURL: String
    let kind: String
    let agent: String
    /// Days and who made it, each ready to be read.
    let particulars: [String]
    let tags: [Tag]
    let done: String?
    /// Nil when it was taken out with a customer.
    let said: String?
    let topics: [CoachingTopicCard]
    let steps: [ScoredStep]
    let acknowledgeURL: String?
    let finishURL: String?
    let withdrawURL: String?
    let historyURL: String?
}

struct CoachingTopicCard: Sendable {
    /// The question, else the call.
    let title: String
    /// Of the evaluation or the call; nil where the reader may see neither.
    let url: String?
    /// `Evaluation of the call of 21 Nov 2026, 14:32:08`; nil where the title says it, and for a
    /// question alone.
    let about: String?
    let effect: EffectTable?

    /// Whether the question got better.
    struct EffectTable: Sendable {
        /// A finished sentence.
        let sentence: String
        let tone: String
        let symbol: String
        let rows: [EffectRow]
    }

    struct EffectRow: Sendable {
        let label: String
        /// `60.0 %`; `–` for none.
        let share: String
        /// `51.2 – 68.8 %`; `–` for none.
        let interval: String
        let count: String
    }
}
