import Calls

/// One call: its recording to listen to, and what is known of it.
struct CallPage: PageModel {
    static let template = "call"
    let frame: Frame
    let backURL: String
    let agent: String
    /// The agent's code, where `agent` is a name.
    let agentCode: String?
    let customer: String
    /// The customer's page, or where one asks to be let at it; nil for who may neither.
    let customerURL: String?
    let arrow: String
    let direction: String
    /// Campaign, day, clock and zone, each ready to be read.
    let particulars: [String]
    let iso8601: String
    let tags: [Tag]
    /// Nil when the call has no recording any more.
    let player: Player?
    let figures: [Figure]
    let measures: MeasureTable?
    let facts: FactTable?
    let recordings: [RecordingCard]
    /// Nil for who may not see holds.
    let holds: HoldStrip?
    /// Where the certificate stands, once the customer was erased.
    let certificateURL: String?
    /// What the ledger tells of the call; nil for who may not see it.
    let historyURL: String?
    let complaints: ComplaintLinks
    /// Nil for who doesn't give out work.
    let evaluating: Evaluating?
}

/// Puts a call up for scoring by a scorecard.
struct Evaluating: Sendable {
    let url: String
    let cards: [ScoringChoice]
}

/// A figure of the talk, with the moment that it is about.
struct Figure: Sendable {
    let label: String
    let value: String
    let remark: String?
    /// Seconds to jump to, as `83.2`.
    let moment: String?
}

/// A recording of the call in the list of all of them.
struct RecordingCard: Sendable {
    struct Line: Sendable {
        let term: String
        let text: String
        let isCode: Bool
    }

    let title: String
    let sound: String
    let isPlaying: Bool
    let url: String
    let tags: [Tag]
    let lines: [Line]
}

/// The measures of the sound: a column for each channel.
struct MeasureTable: Sendable {
    struct Row: Sendable {
        let label: String
        let values: [String]
    }

    let columns: [String]
    let rows: [Row]
}

/// What every source says, side by side.
struct FactTable: Sendable {
    struct Cell: Sendable {
        let text: String
        /// The value that counts.
        let counts: Bool
        let differs: Bool
    }

    struct Row: Sendable {
        let label: String
        let cells: [Cell]
    }

    let sources: [String]
    let rows: [Row]
    /// `2 disagreements`; nil when all agree.
    let disagreements: String?
}
