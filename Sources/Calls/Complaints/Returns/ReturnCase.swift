package import Foundation

/// A complaint, as far as returns count it: nothing that tells whose it is.
package struct ReturnCase: Hashable, Sendable {
    package var id: Complaint.ID
    package var receivedAt: Date
    /// When it was answered for good: by the letter, the settlement or the withdrawal of its last
    /// round. Nil while it isn't.
    package var closedAt: Date?
    package var outcome: Complaint.Outcome?
    package var channel: ComplaintReceipt.Channel
    /// Regimes by which it is reckoned.
    package var regimes: Set<String>
    /// Of each clock whether its duty was done in time; nothing for those that run, and those
    /// that it doesn't have.
    package var clocks: [ReturnClock: Bool]
    /// Code of a branch of the types.
    package var type: String?
    /// Code of its main cause: a return counts a complaint once (DISP 1.10.3 G (1)).
    package var cause: String?
    package var product: String?
    package var region: String?
    /// In the smallest unit of the house's currency.
    package var redress: Int64
    /// Whether the customer got something that isn't money.
    package var hasOtherRedress: Bool

    package init(
        id: Complaint.ID, receivedAt: Date, channel: ComplaintReceipt.Channel,
        regimes: Set<String> = []
    ) {
        self.id = id
        self.receivedAt = receivedAt
        self.channel = channel
        self.regimes = regimes
        clocks = [:]
        redress = 0
        hasOtherRedress = false
    }

    /// What `readings` say of the clocks that returns ask for.
    package static func clocks(_ readings: [ClockReading]) -> [ReturnClock: Bool] {
        var clocks: [ReturnClock: Bool] = [:]
        for reading in readings {
            let clock = ReturnClock(reading.regime, reading.clock)
            switch reading.state {
            case .met: clocks[clock] = true
            case .late, .breached, .over: clocks[clock] = false
            case .waiting, .running, .paused: break
            }
        }
        return clocks
    }
}

/// A clock of a regime, by their names.
package struct ReturnClock: Hashable, Sendable {
    package var regime: String
    package var clock: String

    package init(_ regime: String, _ clock: String) {
        self.regime = regime
        self.clock = clock
    }
}

/// What a return's rows are told apart by. The raw value stands in files and addresses.
package enum ReturnDimension: String, CaseIterable, Codable, Sendable {
    case product, type, cause, region, channel
}

extension ReturnCase {
    /// The code by which it falls into a row; nil where it has none.
    package subscript(dimension: ReturnDimension) -> String? {
        switch dimension {
        case .product: product
        case .type: type
        case .cause: cause
        case .region: region
        case .channel: channel.rawValue
        }
    }
}

/// The time that a return is of: whole days of a zone.
package struct ReturnPeriod: Hashable, Sendable {
    /// `2026-H1`, `2026`, or `2026-02-01..2026-07-31`.
    package let name: String
    package let from: LocalDay
    /// The last day.
    package let through: LocalDay
    package let zone: CallZone
    package let start: Date
    /// The first instant behind it.
    package let end: Date

    /// Nil when it ends before it begins.
    package init?(from: LocalDay, through: LocalDay, zone: CallZone) {
        self.init(name: "\(from)..\(through)", from: from, through: through, zone: zone)
    }

    /// Nil for a year that there are no days of.
    package static func year(_ year: Int, zone: CallZone) -> ReturnPeriod? {
        guard let from = LocalDay("\(year)-01-01"), let through = LocalDay("\(year)-12-31") else {
            return nil
        }
        return ReturnPeriod(name: "\(year)", from: from, through: through, zone: zone)
    }

    /// The first or the second half of a year.
    package static func half(_ half: Int, of year: Int, zone: CallZone) -> ReturnPeriod? {
        let days = half == 1 ? ("01-01", "06-30") : ("07-01", "12-31")
        guard half == 1 || half == 2, let from = LocalDay("\(year)-\(days.0)"),
            let through = LocalDay("\(year)-\(days.1)")
        else { return nil }
        return ReturnPeriod(name: "\(year)-H\(half)", from: from, through: through, zone: zone)
    }

    private init?(name: String, from: LocalDay, through: LocalDay, zone: CallZone) {
        guard from <= through else { return nil }
        self.name = name
        self.from = from
        self.through = through
        self.zone = zone
        start = from.start(in: zone)
        end = through.advanced(by: 1).start(in: zone)
    }

    package func contains(_ instant: Date) -> Bool { instant >= start && instant < end }
}
