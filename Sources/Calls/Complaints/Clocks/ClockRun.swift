import Foundation

/// A clock while its history is gone through.
struct ClockRun {
    struct Break {
        let from: Date
        var until: Date?
    }

    let clock: ComplaintClock
    private(set) var place: ClockPlace
    private(set) var length: ClockLength
    private(set) var breaks: [Break] = []
    private let calendars: [String: HolidayCalendar]
    private var began: Date?
    private var stopped: Date?
    /// What stopped it last.
    private var stopper: ClockEvent.Moment?
    private var pauses: Set<PauseReason> = []
    private var granted: [String: Int] = [:]
    private var steps: [ClockStep] = []

    init(clock: ComplaintClock, place: ClockPlace, calendars: [String: HolidayCalendar]) {
        self.clock = clock
        self.place = place
        self.calendars = calendars
        length = clock.length
    }

    var calendar: HolidayCalendar? { place.calendar.flatMap { calendars[$0] } }

    mutating func take(_ event: ClockEvent) {
        switch event.kind {
        case .moment(let moment): happened(moment, event.at)
        case .paused(let reason): pause(reason, event.at)
        case .resumed(let reason): resume(reason, event.at)
        case .extended(let name, let isApproved): extend(name, isApproved, event.at)
        case .placed(let new): move(to: new, event.at)
        }
    }

    private mutating func happened(_ moment: ClockEvent.Moment, _ at: Date) {
        guard began != nil else {
            if clock.starts.contains(moment) { begin(.began, moment, at) }
            return
        }
        if moment == .followedUp, clock.followUp == .restart {
            begin(.restarted, moment, at)
        } else if let stopped, reopens(moment) {
            reopen(since: stopped, moment, at)
        } else if stopped == nil, clock.stops.contains(moment) {
            endBreak(at)
            pauses = []
            stopped = at
            stopper = moment
            note(.stopped, at) { $0.moment = moment }
        }
    }

    private mutating func begin(
        _ kind: ClockStep.Kind, _ moment: ClockEvent.Moment, _ at: Date
    ) {
        began = at
        stopped = nil
        length = clock.length
        breaks = []
        pauses = []
        granted = [:]
        note(kind, at) { $0.moment = moment }
    }

    /// What is handed back takes back the referral alone: what was answered before stays so.
    private func reopens(_ moment: ClockEvent.Moment) -> Bool {
        moment == .reopened || (moment == .cameBack && stopper == .referred)
    }

    private mutating func reopen(
        since stop: Date, _ moment: ClockEvent.Moment, _ at: Date
    ) {
        switch clock.reopening {
        case .ignored: return
        case .restart: begin(.restarted, moment, at)
        case .resume:
            if !isOver(at: stop) { breaks.append(Break(from: stop, until: at)) }
            stopped = nil
            note(.resumedAfterStop, at) { $0.moment = moment }
        case .runsOn:
            stopped = nil
            note(.ranOn, at) { $0.moment = moment }
        }
    }

    private mutating func pause(_ reason: PauseReason, _ at: Date) {
        guard began != nil, stopped == nil, !pauses.contains(reason) else { return }
        guard clock.pauses.contains(reason) else {
            note(.pauseNotPermitted, at) { $0.pause = reason }
            return
        }
        guard !isOver(at: at) else {
            note(.pauseLate, at) { $0.pause = reason }
            return
        }
        if pauses.isEmpty { breaks.append(Break(from: at)) }
        pauses.insert(reason)
        note(.paused, at) { $0.pause = reason }
    }

    private mutating func resume(_ reason: PauseReason, _ at: Date) {
        guard pauses.remove(reason) != nil else { return }
        if pauses.isEmpty { endBreak(at) }
        note(.resumed, at) { $0.pause = reason }
    }

    private mutating func endBreak(_ at: Date) {
        guard let last = breaks.indices.last, breaks[last].until == nil else { return }
        breaks[last].until = at
    }

    private mutating func extend(_ name: String, _ isApproved: Bool, _ at: Date) {
        guard began != nil, stopped == nil,
            let more = clock.extensions.first(where: { $0.name == name }),
            isApproved || !more.needsSecondPerson
        else { return }
        guard !isOver(at: at) else {
            note(.extensionLate, at) { $0.title = more.title }
            return
        }
        guard granted[name, default: 0] < more.times else {
            note(.extensionSpent, at) { $0.title = more.title }
            return
        }
        let (before, former) = (count(at)?.due, length)
        switch more.kind {
        case .to: length = more.length
        case .by: length = ClockLength(length.count + more.length.count, length.unit)
        }
        // More time is never less: a longer one may have been granted before.
        if let before, let after = count(at)?.due, after < before { length = former }
        granted[name, default: 0] += 1
        let total = length
        note(.extended, at) {
            $0.title = more.title
            $0.length = total
        }
    }

    private mutating func move(to new: ClockPlace, _ at: Date) {
        guard stopped == nil else { return }
        place = place.moved(to: new)
        let name = new.zone.name
        note(.placed, at) { $0.name = name }
    }

    private func isOver(at instant: Date) -> Bool {
        count(instant).map { instant >= $0.due } ?? false
    }

    private func count(_ asOf: Date) -> ClockCount? {
        began.map { ClockCount(self, began: $0, asOf: asOf) }
    }

    private mutating func note(
        _ kind: ClockStep.Kind, _ at: Date, _ fill: (inout ClockStep) -> Void
    ) {
        var step = ClockStep(kind, at: at)
        fill(&step)
        steps.append(step)
    }
}

extension ClockRun {
    func reading(regime: String, at now: Date) -> ClockReading {
        let count = self.count(stopped ?? now)
        let state = self.state(count, at: now)
        let today = LocalDay(of: now, in: place.zone)
        let isOpen = [.running, .paused, .breached].contains(state)
        let left = isOpen ? count.map { $0.days(from: today, to: $0.dueDay) } : nil
        return ClockReading(
            regime: regime, clock: clock.name, state: state, level: level(state, left),
            began: began, due: count?.due, dueDay: count?.dueDay, dueTime: clock.dueTime,
            daysLeft: left, countsBusinessDays: length.unit == .businessDays,
            warns: isOpen ? clock.warnDays.flatMap { count?.instant(withDaysLeft: $0) } : nil,
            alarms: isOpen ? clock.alarmDays.flatMap { count?.instant(withDaysLeft: $0) } : nil,
            stopped: stopped, zone: place.zone,
            steps: steps + (count.map(reckoning) ?? []), notes: notes(count))
    }

    private func state(_ count: ClockCount?, at now: Date) -> ClockReading.State {
        guard let count else { return .waiting }
        if let stopped { return stopped < count.due ? .met : .late }
        if !pauses.isEmpty { return .paused }
        if now < count.due { return .running }
        return clock.kind == .window ? .over : .breached
    }

    private func level(_ state: ClockReading.State, _ left: Int?) -> ClockReading.Level {
        guard clock.kind == .duty else { return .quiet }
        if state == .breached || state == .late { return .breached }
        guard let left else { return .quiet }
        if let days = clock.alarmDays, left <= days { return .alarm }
        if let days = clock.warnDays, left <= days { return .warning }
        return .quiet
    }

    private func notes(_ count: ClockCount?) -> [ClockReading.Note] {
        var notes: [ClockReading.Note] = []
        if length.unit == .unknownDays { notes.append(.unitUnknown) }
        if let count, count.usesCalendar {
            if count.isBeyondCalendar { notes.append(.beyondCalendar) }
            if place.calendar != nil, calendar == nil { notes.append(.noCalendar) }
        }
        if !clock.verified || calendar?.verified == false { notes.append(.unverified) }
        return notes
    }

    private func reckoning(_ count: ClockCount) -> [ClockStep] {
        var steps: [ClockStep] = []
        let day = LocalDay(of: count.began, in: place.zone)
        let received = ClockCount.dayOfReceipt(count.began, clock, place.zone)
        if received != day { steps.append(ClockStep(.afterCutoff, day: received)) }
        if count.firstDay != received { steps.append(ClockStep(.begunClosed, day: count.firstDay)) }
        var length = ClockStep(.length, day: count.firstDay)
        length.length = self.length
        steps.append(length)
        if count.countsBusinessDays {
            let holidays = count.days { $0.isHoliday($1) }.count
            if holidays > 0 { steps.append(ClockStep(.holidays, count: holidays)) }
            let worked = count.days { $0.workdays.contains($1) }.count
            if worked > 0 { steps.append(ClockStep(.workedWeekends, count: worked)) }
        }
        let paused = count.pausedDays
        if paused > 0 { steps.append(ClockStep(.pausedDays, count: paused)) }
        if count.dueDay != count.countedDay {
            steps.append(ClockStep(.dueClosed, day: count.countedDay))
        }
        return steps
    }
}
