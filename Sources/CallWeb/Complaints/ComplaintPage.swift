import Calls
import Foundation

/// One case: its time, what the customer said, what came of it, and what the reader may do now.
/// Names of parts differ from those of the page around them, for a template looks outside for what
/// isn't there.
struct ComplaintPage: PageModel {
    static let template = "complaint"
    let frame: Frame
    let listURL: String
    let historyURL: String?
    let number: String
    /// What it is about, or that nobody has said so yet.
    let heading: String
    /// When and how it came, and who has it, each ready to be read.
    let facts: [String]
    let customer: Link?
    let tags: [Tag]
    var done: String?
    var refusal: Refused?
    /// Why the reader can't work it.
    let recusal: String?
    let mergedInto: Link?
    let clocks: [ComplaintClockCard]
    let hasNoClocks: Bool
    /// Nil where nothing is ever closed from here.
    let closing: Closing?
    let next: ComplaintActForm?
    let groups: [Group]
    let said: Said
    let parties: [Party]
    let calls: [LinkedCall]
    let documents: Documents
    let questions: [Question]
    let findings: Findings?
    /// Those that the reader may decide on.
    let toDecide: [Request]
    let requests: [Request]
    let decision: Decision?
    let letters: ComplaintLettersPart
    let others: [Others]
    let timeline: [ComplaintTimelineLine]
    let earlier: Earlier?
    /// Nil for who may not take its file out of the house.
    let fileForm: CaseFileForm?

    struct Link: Sendable {
        let url: String?
        let label: String
    }

    struct Refused: Sendable {
        let sentence: String
        /// What was written, where the form can't be shown again.
        let kept: String?
    }

    struct Closing: Sendable {
        let needs: [String]
        let isReady: Bool
    }

    struct Group: Sendable {
        let groupTitle: String
        let forms: [ComplaintActForm]
    }

    struct Said: Sendable {
        /// Product and remedy, as far as they were named.
        let wanted: [PlanFact]
        /// Nil when the words had to go.
        let story: String?
    }

    struct Party: Sendable {
        let who: String
        let role: String
        let partyURL: String?
        let contacts: [String]
    }

    struct LinkedCall: Sendable {
        let callName: String
        let callURL: String?
        let callTags: [Tag]
        let evaluations: [Link]
        /// Nil where the reader can't.
        let unlink: ComplaintActForm?
    }

    struct Question: Sendable {
        let questionID: String
        let put: String
        let text: String
        let answer: String?
        let answered: String?
        /// For the one who was asked.
        let answerURL: String?
    }

    struct Findings: Sendable {
        let causes: [Link]
        let hasCauses: Bool
        /// What is done so that it doesn't come again.
        let actionsURL: String
        /// Nil for who may not open any, and while no cause was found.
        let openURL: String?
        let report: String?
        let found: String?
    }

    struct Request: Sendable {
        let wish: String
        let wishTag: Tag
        let wished: String
        let because: String?
        let ruled: String?
        let approve: ComplaintActForm?
        let refuse: ComplaintActForm?
    }

    struct Decision: Sendable {
        let outcomeTag: Tag
        let decided: String?
        let ground: String?
        let redress: [Redress]
        /// What the customer says of it.
        let replied: [String]
    }

    struct Redress: Sendable {
        let what: String
        let givenTag: Tag
        let give: ComplaintActForm?
    }

    /// Other cases that have to do with it.
    struct Others: Sendable {
        let kind: String
        let cases: [Other]
    }

    struct Other: Sendable {
        let caseURL: String
        let caseName: String
        let caseTags: [Tag]
    }

    /// What happened before that which is shown at once.
    struct Earlier: Sendable {
        let earlierCount: String
        let events: [ComplaintTimelineLine]
    }
}

/// One clock, and why it reads so.
struct ComplaintClockCard: Sendable {
    let clockTitle: String
    let regime: String
    let line: String
    let clockSymbol: String
    /// `bad`, `warn`, `good` or `plain`.
    let clockTone: String
    let reasons: [String]
    let notes: [String]
}

extension ComplaintClockCard {
    init(_ clock: ClockReading, _ rules: ComplaintRules, _ words: Words, now: Date) {
        clockTitle = words.clockTitle(clock, in: rules)
        regime = words.regime(clock.regime, in: rules)
        line = words.line(clock, now: now)
        (clockSymbol, clockTone) = Self.look(clock)
        reasons = words.reasons(clock)
        notes = words.notes(clock)
    }

    private static func look(_ clock: ClockReading) -> (String, String) {
        switch clock.state {
        case .waiting: ("○", "plain")
        case .met: ("✓", "good")
        case .over: ("–", "plain")
        case .late: ("!", "plain")
        case .paused: ("‖", "plain")
        case .breached: ("!", "bad")
        case .running:
            switch clock.level {
            case .breached: ("!", "bad")
            case .alarm: ("△", "warn")
            case .warning: ("◷", "warn")
            case .quiet: ("◷", "plain")
            }
        }
    }
}
