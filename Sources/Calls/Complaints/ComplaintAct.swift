/// What can be done with a complaint. The raw value stands in the database, the ledger and the
/// addresses, so a case is never renamed. `ComplaintTable` says when, by whom, and what it takes.
package enum ComplaintAct: String, CaseIterable, Codable, Sendable {
    case receive
    case acknowledge
    case assess
    /// Make it one's own.
    case take
    /// Hand it to somebody.
    case assign
    /// Out of the first line.
    case escalate
    case linkCall = "link-call"
    case unlinkCall = "unlink-call"
    /// The customers of a joint complaint choose who speaks for them.
    case represent
    /// By whose rules and clocks it is reckoned.
    case place
    /// The customer asks again, or brings something more.
    case followUp = "follow-up"
    case note
    /// Adds a document.
    case attach

    case investigate
    /// Puts a question to an agent.
    case ask
    case answerQuestion = "answer-question"
    case find
    /// For the customer or somebody outside; clocks stand where the regime lets them.
    case wait
    case resume

    case askExtension = "ask-extension"
    case askSpecial = "ask-special"
    case askRedress = "ask-redress"
    case approve
    case refuse

    /// In the first line, on the spot.
    case solve
    case decide
    case settle
    case withdraw
    /// Sends the letter with the outcome.
    case answer
    /// The customer got a redress.
    case give
    /// The customer said something to the outcome.
    case hear
    case close
    case reopen

    /// To a regulator or an ombudsman.
    case refer
    /// The outside body decided.
    case rule
    /// The outside body handed it back.
    case comeBack = "come-back"

    case link
    case merge
    /// The other end of `merge`.
    case absorb
    case unmerge
    /// The other end of `unmerge`.
    case release
    case split
}
