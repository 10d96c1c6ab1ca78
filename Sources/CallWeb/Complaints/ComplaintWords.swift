import Calls
import Foundation

/// Codes of complaints as people call them; a code that stands in no list any more is shown as it
/// is.
extension Words {
    func complaintType(_ code: String, in classes: ComplaintClasses) -> String {
        ComplaintClasses.path(to: code, in: classes.types).last.map { spoken($0.title) } ?? code
    }

    func complaintSeverity(_ code: String, in classes: ComplaintClasses) -> String {
        classes.severities.first { $0.code == code }.map { spoken($0.title) } ?? code
    }

    func regime(_ name: String, in rules: ComplaintRules) -> String {
        rules.book.regimes[name].map { spoken($0.title) } ?? name
    }

    /// What a clock is called, such as `Decision`.
    func clockTitle(_ clock: ClockReading, in rules: ComplaintRules) -> String {
        let known = rules.book.regimes[clock.regime]?.clocks.first { $0.name == clock.clock }
        return known.map { spoken($0.title) } ?? clock.clock
    }
}

extension Tag {
    /// What a line and a card say beside the state: what wants care, and what stands still.
    static func all(of complaint: ComplaintSummary, _ words: Words) -> [Tag] {
        var tags: [Tag] = []
        if complaint.isAsked {
            tags.append(Tag(symbol: "?", text: words("complaints.mark.asked"), tone: "warn"))
        }
        if complaint.isVulnerable {
            tags.append(Tag(symbol: "◆", text: words("complaints.mark.vulnerable"), tone: "warn"))
        }
        if complaint.complainants > 1 {
            tags.append(
                Tag(
                    symbol: "⊕",
                    text: words.count("complaints.mark.joint", complaint.complainants),
                    tone: "plain"))
        }
        if complaint.isWaiting {
            tags.append(Tag(symbol: "‖", text: words("complaints.mark.waiting"), tone: "plain"))
        }
        if complaint.round > 1 {
            tags.append(
                Tag(
                    symbol: "↻",
                    text: words(
                        "complaints.mark.round", ["n": words.number(complaint.round)]),
                    tone: "plain"))
        }
        if complaint.mergedInto != nil {
            tags.append(Tag(symbol: "→", text: words("complaints.mark.merged"), tone: "plain"))
        }
        return tags
    }

    init(_ state: Complaint.State, _ words: Words) {
        let (symbol, tone) =
            switch state {
            case .received: ("○", "warn")
            case .acknowledged: ("◔", "plain")
            case .assessed: ("◑", "plain")
            case .investigating: ("◕", "plain")
            case .decided: ("●", "plain")
            case .answered: ("✉", "plain")
            case .closed: ("✓", "good")
            case .reopened: ("↻", "warn")
            case .referred: ("↗", "warn")
            }
        self.init(symbol: symbol, text: words("complaint.state.\(state.rawValue)"), tone: tone)
    }
}

extension Tag {
    /// What a clock reads, in one line.
    init(_ clock: ClockReading, _ words: Words, now: Date) {
        self.init(clock, text: words.line(clock, now: now))
    }

    init(short clock: ClockReading, _ words: Words, now: Date) {
        self.init(clock, text: words.short(clock, now: now))
    }

    private init(_ clock: ClockReading, text: String) {
        let (symbol, tone) =
            switch clock.level {
            case .breached: ("!", "bad")
            case .alarm: ("!", "warn")
            case .warning: ("△", "warn")
            case .quiet: (clock.state == .paused ? "‖" : "◷", "plain")
            }
        self.init(symbol: symbol, text: text, tone: tone)
    }
}
