package import Foundation

/// What returns go by of one complaint, kept beside it so that its history needn't be read for a
/// return. It follows from the history, the house's rules and the product in the complaint's row.
package struct ComplaintFigure: Hashable, Sendable {
    /// How a clock stands. One that runs is judged by its due instant when somebody asks.
    package enum Clock: Hashable, Sendable {
        case met
        case late
        /// Runs, or ran out, and its duty isn't done.
        case due(Date)
    }

    package var id: Complaint.ID
    package var receivedAt: Date
    /// When it was answered for good; nil while it isn't.
    package var closedAt: Date?
    package var outcome: Complaint.Outcome?
    package var channel: ComplaintReceipt.Channel
    package var regimes: [String]
    package var type: String?
    /// Its main cause.
    package var cause: String?
    package var product: String?
    /// In the smallest unit; none for what was merged into another, with which it counts.
    package var redress: Int64
    package var hasOtherRedress: Bool
    package var clocks: [ReturnClock: Clock]

    package init(id: Complaint.ID, receivedAt: Date, channel: ComplaintReceipt.Channel) {
        self.id = id
        self.receivedAt = receivedAt
        self.channel = channel
        regimes = []
        redress = 0
        hasOtherRedress = false
        clocks = [:]
    }

    /// As a return counts it at `now`.
    package func returnCase(at now: Date) -> ReturnCase {
        var one = ReturnCase(
            id: id, receivedAt: receivedAt, channel: channel, regimes: Set(regimes))
        one.closedAt = closedAt
        one.outcome = outcome
        for (name, clock) in clocks {
            switch clock {
            case .met: one.clocks[name] = true
            case .late: one.clocks[name] = false
            case .due(let due): if now >= due { one.clocks[name] = false }
            }
        }
        one.type = type
        one.cause = cause
        one.product = product
        one.redress = redress
        one.hasOtherRedress = hasOtherRedress
        return one
    }
}

extension ComplaintFigure {
    /// Of `complaint`, which is worked as a part of `whole` when it was merged into that.
    package init(
        _ complaint: Complaint, partOf whole: Complaint? = nil, product: String?,
        rules: ComplaintRules
    ) {
        self.init(
            id: complaint.id, receivedAt: complaint.receipt.at,
            channel: complaint.receipt.channel)
        let worked = whole ?? complaint
        regimes = complaint.place.regimes
        type = complaint.assessment?.type ?? worked.assessment?.type
        cause = worked.findings.flatMap { rules.classes.mainCause(of: $0) }
        self.product = product
        let events = whole.map { complaint.clockEvents(asPartOf: $0) } ?? complaint.clockEvents
        closedAt = complaint.answeredForGood(asPartOf: whole)
        if let decision = worked.decision {
            outcome = decision.outcome
            if whole == nil {
                redress = decision.redress.reduce(0) { sum, part in
                    let (total, isOver) = sum.addingReportingOverflow(part.amount)
                    return isOver ? .max : total
                }
            }
            hasOtherRedress = decision.redress.contains { $0.amount == 0 }
        }
        // A machine whose clock went ahead wrote what hasn't happened yet; it did.
        let last = events.map(\.at).max() ?? receivedAt
        clocks = Self.clocks(rules.book.readings(regimes, of: events, at: last))
    }

    private static func clocks(_ readings: [ClockReading]) -> [ReturnClock: Clock] {
        var clocks: [ReturnClock: Clock] = [:]
        for reading in readings {
            let name = ReturnClock(reading.regime, reading.clock)
            switch reading.state {
            case .met: clocks[name] = .met
            case .late: clocks[name] = .late
            case .running, .breached, .over:
                if let due = reading.due { clocks[name] = .due(due) }
            case .waiting, .paused: break
            }
        }
        return clocks
    }
}

extension Complaint {
    /// When the last letter, settlement or withdrawal came that ends it; nil while none does. A
    /// letter behind a settlement or a withdrawal only confirms it. What was merged into `whole`
    /// is answered with it.
    func answeredForGood(asPartOf whole: Complaint?) -> Date? {
        var now = receipt.at
        var answered: Date?
        let since = whole?.history.lastIndex { $0.deed == .absorb(id) }
        let others = whole.flatMap { whole in since.map { whole.history[$0...] } } ?? []
        for (event, isOwn) in history.map({ ($0, true) }) + others.map({ ($0, false) }) {
            if isOwn, event.number == 1 { continue }
            now = Swift.max(now, event.at)
            switch event.deed {
            case .solve(let made), .decide(let made), .settle(let made), .rule(let made):
                answered = made.outcome == .settled ? now : nil
            case .withdraw: answered = now
            case .answer(let letter):
                if isOwn || letter.to.contains(id) { answered = answered ?? now }
            case .reopen: answered = nil
            default: break
            }
        }
        return answered
    }
}

extension ComplaintClasses {
    /// Of the causes that were found, the one that stands first in the house's tree: a return
    /// counts a complaint under one.
    package func mainCause(of findings: ComplaintFindings) -> String? {
        func first(_ trees: [Branch]) -> String? {
            for branch in trees {
                if let below = first(branch.branches) { return below }
                if findings.causes.contains(branch.code) { return branch.code }
            }
            return nil
        }
        return first(causes) ?? findings.causes.min()
    }
}
