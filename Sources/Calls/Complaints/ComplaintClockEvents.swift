package import Foundation

/// From a complaint's history to its clocks: what clocks go by is told from the events alone, so a
/// clock can be read anew whenever somebody asks.
extension Complaint {
    /// In the order of the history. Nothing happens before the receipt, nor before what stands
    /// earlier in the history, whatever the clocks of the machines said.
    package var clockEvents: [ClockEvent] {
        var teller = ClockTeller()
        for event in history { teller.tell(event, in: .own) }
        return teller.events
    }

    /// The same for a case that was merged into `whole` and is worked as a part of it: what came
    /// of the whole since then, as far as its customer was told, came of it too. More time and
    /// pauses of the whole aren't its own. Nothing of this stays once it is let go.
    package func clockEvents(asPartOf whole: Complaint) -> [ClockEvent] {
        guard mergedInto == whole.id,
            let since = whole.history.lastIndex(where: { $0.deed == .absorb(id) })
        else { return clockEvents }
        var teller = ClockTeller()
        for event in history { teller.tell(event, in: .own) }
        for event in whole.history[since...] { teller.tell(event, in: .whole(of: id)) }
        return teller.events
    }
}

extension ComplaintStanding {
    /// What the clocks of the case read at `now`.
    package func readings(at now: Date) -> [ClockReading] {
        rules.book.readings(complaint.place.regimes, of: complaint.clockEvents, at: now)
    }

    /// What the clocks of `member`, one of those merged into the case, read at `now`.
    package func readings(of member: Complaint, at now: Date) -> [ClockReading] {
        rules.book.readings(
            member.place.regimes, of: member.clockEvents(asPartOf: complaint), at: now)
    }
}

/// Tells events of a history as clocks see them.
private struct ClockTeller {
    enum Source: Hashable {
        case own
        case whole(of: Complaint.ID)
    }

    private(set) var events: [ClockEvent] = []
    private var now = Date.distantPast
    private var waitsFor: PauseReason?
    private var requests: [Int: ComplaintRequest.Kind] = [:]
    /// Whether the time of complex cases was granted since the receipt or the last reopening.
    private var isComplex = false

    mutating func tell(_ event: ComplaintEvent, in source: Source) {
        if case .receive(let receipt) = event.deed {
            now = max(now, receipt.at)
        } else {
            now = max(now, event.at)
        }
        switch source {
        case .own:
            tellWork(event)
            tellOutcome(event.deed, to: nil)
        case .whole(let member): tellOutcome(event.deed, to: member)
        }
    }

    private mutating func tellWork(_ event: ComplaintEvent) {
        switch event.deed {
        case .receive(let receipt):
            if let clocks = receipt.place.clocks { add(.placed(clocks)) }
            happened(.received)
        case .place(let place):
            if let clocks = place.clocks { add(.placed(clocks)) }
        case .acknowledge, .acknowledgeBy: happened(.acknowledged)
        case .assess(let found):
            happened(.assessed)
            if found.complexity == .complex { widen() }
        case .followUp: happened(.followedUp)
        // Who is content doesn't ask for more.
        case .hear(let reply): if !reply.isContent { happened(.followedUp) }
        case .wait(let reason):
            waitsFor = reason
            add(.paused(reason))
        case .resume: endWaiting()
        case .request(let kind): requests[event.number] = kind
        case .approve(let number): grant(requests[number])
        case .take, .assign, .escalate, .linkCall, .unlinkCall, .represent, .note, .attach, .arrive,
            .tellDelay, .investigate, .ask, .answerQuestion, .find, .refuse, .give, .link, .merge,
            .absorb, .unmerge, .release, .split:
            break
        case .solve, .decide, .settle, .withdraw, .answer, .close, .reopen, .refer, .rule,
            .comeBack:
            break
        }
    }

    /// `member` is nil in a case's own history.
    private mutating func tellOutcome(_ deed: ComplaintDeed, to member: Complaint.ID?) {
        switch deed {
        case .solve(let made), .decide(let made), .settle(let made), .rule(let made):
            endWaiting()
            happened(made.outcome == .settled ? .settled : .decided)
        case .withdraw:
            endWaiting()
            happened(.withdrawn)
        case .answer(let letter):
            if member.map(letter.to.contains) ?? true { happened(.answered) }
        case .close: happened(.closed)
        case .reopen:
            isComplex = false
            happened(.reopened)
        case .refer:
            endWaiting()
            happened(.referred)
        case .comeBack: happened(.cameBack)
        default: break
        }
    }

    private mutating func add(_ kind: ClockEvent.Kind) {
        events.append(ClockEvent(kind, at: now))
    }

    private mutating func happened(_ moment: ClockEvent.Moment) { add(.moment(moment)) }

    private mutating func endWaiting() {
        guard let reason = waitsFor else { return }
        waitsFor = nil
        add(.resumed(reason))
    }

    private mutating func widen() {
        guard !isComplex else { return }
        isComplex = true
        add(.extended(ComplaintClock.Extension.complex, isApproved: false))
    }

    private mutating func grant(_ kind: ComplaintRequest.Kind?) {
        switch kind {
        case .extension(let name)?: add(.extended(name))
        case .special?: add(.extended(ComplaintClock.Extension.special))
        case .redress?, nil: break
        }
    }
}
