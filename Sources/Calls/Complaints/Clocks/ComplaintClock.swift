/// One limit of a regime: what begins it, what meets it, and how its days are counted. Data of
/// etc/callaudit/regulations/complaints-*.yaml; docs/formats/clocks.md says what each part means.
package struct ComplaintClock: Hashable, Sendable {
    /// A duty must be done in its time, or it is breached. A window is a time in which something
    /// may be done, by the house or by the customer, and is over then.
    package enum Kind: String, CaseIterable, Sendable {
        case duty, window
    }

    /// What becomes of a due day (or of a day of receipt) on which no business is done.
    package enum Closed: String, CaseIterable, Sendable {
        case stays
        case next = "next-business-day"
        case previous = "previous-business-day"
    }

    /// What a reopened case does to a clock that was stopped.
    package enum Reopening: String, CaseIterable, Sendable {
        /// It stays stopped.
        case ignored
        /// It begins again, with its whole length.
        case restart
        /// It goes on; the days between don't count.
        case resume
        /// It goes on as if it had never been stopped.
        case runsOn = "runs-on"
    }

    /// What more about the same from the customer does to it.
    package enum FollowUp: String, CaseIterable, Sendable {
        case ignored, restart
    }

    /// More time, of which the history says that it was granted.
    package struct Extension: Hashable, Sendable {
        package enum Kind: String, CaseIterable, Sendable {
            /// The length becomes this.
            case to
            /// The length grows by this, in the unit of the clock.
            case by
        }

        /// What an assessment as complex grants, where it needs no second person.
        package static let complex = "complex"
        /// What a second person grants with a special case.
        package static let special = "special"

        package var name: String
        package var title: LocalText
        package var kind: Kind
        package var length: ClockLength
        /// How often it may be granted.
        package var times: Int
        package var needsSecondPerson: Bool

        package init(
            name: String, title: LocalText, kind: Kind, length: ClockLength, times: Int,
            needsSecondPerson: Bool
        ) {
            self.name = name
            self.title = title
            self.kind = kind
            self.length = length
            self.times = times
            self.needsSecondPerson = needsSecondPerson
        }
    }

    package var name: String
    package var title: LocalText
    /// The figure of a regulator (`Regulation.name`) that it is about, if it is about one.
    package var figure: String?
    package var kind = Kind.duty
    /// The first of these begins it.
    package var starts: Set<ClockEvent.Moment> = [.received]
    /// Any of these stops it.
    package var stops: Set<ClockEvent.Moment>
    package var length: ClockLength
    /// Whether the day of the beginning is the first that counts.
    package var countsFirstDay = false
    /// Seconds of the day from which on a beginning counts as the next day's.
    package var cutoff: Int?
    /// A beginning on a day without business.
    package var whenBegunClosed = Closed.stays
    /// Seconds of the due day before which it must be done; nil for the end of the day.
    package var dueTime: Int?
    /// A due day without business.
    package var whenDueClosed = Closed.stays
    /// Only these stop its days.
    package var pauses: Set<PauseReason> = []
    package var extensions: [Extension] = []
    package var reopening = Reopening.ignored
    package var followUp = FollowUp.ignored
    /// Days left, in its own kind of days, from which on it warns and then alarms.
    package var warnDays: Int?
    package var alarmDays: Int?
    package var source: String
    package var readOn: LocalDay
    package var verified: Bool

    package init(
        name: String, title: LocalText, stops: Set<ClockEvent.Moment>, length: ClockLength,
        origin: DataOrigin
    ) {
        self.name = name
        self.title = title
        self.stops = stops
        self.length = length
        source = origin.source
        readOn = origin.readOn
        verified = origin.verified
    }
}

/// So many days, weeks or months.
package struct ClockLength: Hashable, Sendable {
    package enum Unit: String, CaseIterable, Sendable {
        case days, weeks, months
        case businessDays = "business-days"
        /// The source doesn't say which days it means. They are counted as calendar days, which are
        /// over first, until an officer chooses.
        case unknownDays = "unknown-days"
    }

    package static let countRange = 1...1000

    package var count: Int
    package var unit: Unit

    package init(_ count: Int, _ unit: Unit) {
        self.count = min(max(count, Self.countRange.lowerBound), Self.countRange.upperBound)
        self.unit = unit
    }
}
