package import Foundation

/// What a clock reads at an instant, and why.
package struct ClockReading: Hashable, Sendable {
    package enum State: String, CaseIterable, Sendable {
        /// What begins it hasn't happened.
        case waiting
        case running
        /// Held by a pause that its regime permits.
        case paused
        /// Not done, and its time is over.
        case breached
        /// A window whose time is over.
        case over
        /// Done in time.
        case met
        /// Done after its time.
        case late
    }

    /// How much it wants to be looked at.
    package enum Level: String, CaseIterable, Sendable {
        case quiet, warning, alarm, breached
    }

    /// What makes a reading less than sure.
    package enum Note: String, CaseIterable, Sendable {
        /// The source doesn't say which days it means; calendar days were counted.
        case unitUnknown = "unit-unknown"
        /// Days beyond the years of the calendar were counted by weekends alone.
        case beyondCalendar = "beyond-calendar"
        /// There is no calendar of that name; days were counted by weekends alone.
        case noCalendar = "no-calendar"
        /// Nobody has confirmed the figure, or the calendar.
        case unverified
    }

    package let regime: String
    package let clock: String
    package let state: State
    package let level: Level
    /// Since when it is counted; nil while it waits.
    package let began: Date?
    /// Before this it must be done; while it is paused, if it ran again at once. Nil while it
    /// waits.
    package let due: Date?
    /// The day before whose end `due` is.
    package let dueDay: LocalDay?
    /// Seconds of the due day; nil for its end.
    package let dueTime: Int?
    /// Days from today to the due day, today not counted; below zero since the due day. Nil unless
    /// it runs, is paused or is breached.
    package let daysLeft: Int?
    /// Whether `daysLeft` are business days.
    package let countsBusinessDays: Bool
    /// Since when it warns and alarms, if it does.
    package let warns: Date?
    package let alarms: Date?
    package let stopped: Date?
    package let zone: CallZone
    /// What happened, in order of time, then how the days were reckoned.
    package let steps: [ClockStep]
    package let notes: [Note]
}

/// One reason for what a clock reads. Its `kind` has a sentence in every catalogue.
package struct ClockStep: Hashable, Sendable {
    package enum Kind: String, CaseIterable, Sendable {
        // What happened.
        case began, restarted, stopped, resumedAfterStop, ranOn
        case paused, pauseNotPermitted, pauseLate, resumed
        case extended, extensionLate, extensionSpent, placed
        // How the days were reckoned.
        case afterCutoff, begunClosed, length, holidays, workedWeekends, pausedDays, dueClosed
    }

    package let kind: Kind
    package var at: Date?
    package var day: LocalDay?
    package var count: Int?
    package var length: ClockLength?
    package var moment: ClockEvent.Moment?
    package var pause: PauseReason?
    /// Of an extension.
    package var title: LocalText?
    /// Of a zone.
    package var name: String?

    package init(_ kind: Kind, at: Date? = nil, day: LocalDay? = nil, count: Int? = nil) {
        self.kind = kind
        self.at = at
        self.day = day
        self.count = count
    }
}
