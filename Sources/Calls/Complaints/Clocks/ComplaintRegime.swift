package import Foundation

/// The rules of one regulator, or of the house, for the time that complaints may take.
package struct ComplaintRegime: Hashable, Sendable {
    /// Such as `uk-disp`.
    package var name: String
    package var jurisdiction: String
    package var title: LocalText
    /// By whose clocks days begin and end; nil for the installation's zone.
    package var zone: CallZone?
    /// Name of the calendar of its business days; nil when weekends are all there is.
    package var calendar: String?
    package var clocks: [ComplaintClock]
    /// Of a joint complaint; nil where the regime doesn't say.
    package var representativesMost: Int?

    package init(
        name: String, jurisdiction: String, title: LocalText, zone: CallZone?,
        calendar: String?, clocks: [ComplaintClock]
    ) {
        self.name = name
        self.jurisdiction = jurisdiction
        self.title = title
        self.zone = zone
        self.calendar = calendar
        self.clocks = clocks
    }
}

/// Regimes and calendars of an installation, by name.
package struct RegimeBook: Hashable, Sendable {
    package let regimes: [String: ComplaintRegime]
    package let calendars: [String: HolidayCalendar]
    /// The installation's zone.
    package let home: CallZone

    package init(
        regimes: [String: ComplaintRegime], calendars: [String: HolidayCalendar], home: CallZone
    ) {
        self.regimes = regimes
        self.calendars = calendars
        self.home = home
    }

    /// What every clock of the regimes called `names` reads at `now`, from the history alone: the
    /// same history, the same readings, whoever asks. Events later than `now` haven't happened yet.
    /// In the order of names and of each regime's clocks; unknown names give none.
    package func readings(
        _ names: [String], of history: [ClockEvent], at now: Date
    ) -> [ClockReading] {
        names.compactMap { regimes[$0] }.flatMap { regime in
            regime.clocks.map { read($0, of: regime, history, at: now) }
        }
    }

    private func read(
        _ clock: ComplaintClock, of regime: ComplaintRegime, _ history: [ClockEvent], at now: Date
    ) -> ClockReading {
        let place = ClockPlace(zone: regime.zone ?? home, calendar: regime.calendar)
        var run = ClockRun(clock: clock, place: place, calendars: calendars)
        for event in history.inOrder where event.at <= now { run.take(event) }
        return run.reading(regime: regime.name, at: now)
    }
}
