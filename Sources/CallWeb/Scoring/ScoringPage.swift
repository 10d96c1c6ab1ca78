import Calls

/// The screen on which an analyst scores a call: the player, and beside it the scorecard as a form.
/// The form works as it stands; the script adds keys, the live score and saving by itself.
struct ScoringPage: PageModel {
    static let template = "scoring"
    let frame: Frame
    let call: ScoredCall
    /// Nil when the call has no recording any more.
    let player: Player?
    let figures: [Figure]
    let sheet: ScoringSheet
    /// The list that the call was taken from.
    let queueURL: String
    /// Claims the next call; nil when none waits.
    let nextURL: String?
    /// Gives this call back to the queue; nil for what was sent back.
    let freeURL: String?
    /// Nil for who may not set calls aside, and where the plan has no reasons for it.
    let settingAside: SettingAside?
    /// Who has the evaluation open too, as a finished sentence; nil for nobody.
    let companion: String?
    /// Nil where none holds on the call's day.
    var templates: AnswerTemplates?
}

/// What agents were to answer on the call's day, to be put into a comment.
struct AnswerTemplates: Sendable {
    struct Answer: Sendable {
        /// The digit that puts it in; nil beyond the ninth.
        let key: String?
        let title: String
        let version: String
        let body: String
    }

    let answers: [Answer]
}

/// What stands over the page of the call that is scored.
struct ScoredCall: Sendable {
    let url: String
    let agent: String
    let customer: String
    let arrow: String
    let direction: String
    /// Campaign, day, clock and zone, plan and place in the draw, each ready to be read.
    let particulars: [String]
    let tags: [Tag]
}

/// A call that can't be scored is set aside with a reason from a list, and another one drawn.
struct SettingAside: Sendable {
    let url: String
    let reasons: [ScoringChoice]
}
