import CallLedger
import CallStore
package import Calls
import Foundation
import Logging
import Synchronization

/// What the watch over rates found last.
final class RateWatchState: Sendable {
    private struct Seen {
        var lookedAt: Date?
        var standing: [RateSignal] = []
    }

    private let seen = Mutex(Seen())

    /// The latest first.
    var standing: [RateSignal] { seen.withLock { $0.standing } }
    var lookedAt: Date? { seen.withLock { $0.lookedAt } }

    func note(_ standing: [RateSignal], at now: Date) {
        seen.withLock { $0 = Seen(lookedAt: now, standing: standing) }
    }
}

/// Warns when more is complained of than chance explains.
extension CallDesk {
    private static var pauseSeconds: Double { 600 }
    private static var groupsMax: Int { 500 }
    /// What ended longer ago is noted, and not told: a first look would find half a year of it.
    private static var toldDays: Int { 14 }

    /// Looks at the rates of the last half year, every ten minutes: of the house, each campaign and
    /// each team. Each signal is noted in the ledger once.
    package func watchRates(by principal: Principal) async throws {
        try require(.workOnJobs, of: principal)
        let (desk, now) = (self, now())
        if let last = rateWatch.lookedAt, abs(now.timeIntervalSince(last)) < Self.pauseSeconds {
            return
        }
        let (standing, fresh) = try await see(by: principal, needing: .workOnJobs) { db in
            // What isn't counted yet would look like complaints without calls.
            guard try desk.talliedAt(in: db) != nil, try desk.tallyFilling(in: db) == nil else {
                return ([RateSignal](), [RateSignal]())
            }
            let standing = try desk.findSignals(at: now, in: db)
            return (standing, try desk.unnoted(standing, in: db))
        }
        if !fresh.isEmpty { try await note(fresh, by: principal) }
        rateWatch.note(standing, at: now)
    }

    /// Where a signal arises: once for each group and period, in one transaction with its entry.
    private func note(_ signals: [RateSignal], by principal: Principal) async throws {
        let desk = self
        let toldFrom = today.advanced(by: -Self.toldDays)
        try await change(by: principal, needing: .workOnJobs) { change in
            change.isUnchanged = true
            // Another node may have noted some meanwhile.
            for signal in try desk.unnoted(signals, in: change.db) {
                try change.record(
                    .complaintRateSignal, object: signal.object, details: signal.details)
                guard signal.days.upperBound >= toldFrom else { continue }
                try desk.tell(
                    Telling(
                        kind: .rateSignal, object: signal.object,
                        recipient: .role(.complianceOfficer), facts: signal.facts),
                    in: change)
            }
        }
        log.warning(
            "complaints are above their control limits",
            metadata: ["event": "complaint.rate-signal", "signals": "\(signals.count)"])
    }

    /// The latest first; of one period the house first.
    private func findSignals(at now: Date, in db: Transaction) throws -> [RateSignal] {
        let today = LocalDay(of: now, in: settings.zone)
        let days = FiguresQuestion.recent(today)
        let spans = ComplaintChart.slices(by: .week, within: days).map { $0.from...$0.until }
        let complaints = try db.occurredComplaints(OccurredDays(days, in: settings.zone))
        let scope = CallScope(days)
        var signals = Self.signals(
            complaints, try db.callSumsByDay(scope), in: days, spans, group: nil)
        for (part, dimension) in [(CallPart.campaign, ComplaintDimension.campaign), (.team, .team)]
        {
            let sums = try db.callSumsByDay(scope, by: part)
            let grouped = Dictionary(grouping: complaints) { complaint in
                (part == .team ? complaint.team?.rawValue : complaint.campaign?.rawValue) ?? 0
            }
            // Who has no complaint can't have more than chance explains.
            let busy = grouped.filter { $0.key != 0 }
                .sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }
                .prefix(Self.groupsMax)
            let keys = busy.map { Identifier<Agent>($0.key).description }
            let titles = try titles(of: dimension, keys, in: db)
            for (key, own) in zip(keys, busy) {
                signals += Self.signals(
                    own.value, sums[own.key] ?? [:], in: days, spans,
                    group: ComplaintGroup(dimension, key), title: titles[key]?.name)
            }
        }
        return signals.enumerated().sorted {
            ($1.element.days.lowerBound, $0.offset) < ($0.element.days.lowerBound, $1.offset)
        }.map(\.element)
    }

    private static func signals(
        _ complaints: [OccurredComplaint], _ sums: [LocalDay: CallSum],
        in days: ClosedRange<LocalDay>, _ spans: [ClosedRange<LocalDay>], group: ComplaintGroup?,
        title: String? = nil
    ) -> [RateSignal] {
        var counts = sums.mapValues { ExposedCount(0, in: $0.calls) }
        for complaint in complaints {
            counts[complaint.day, default: ExposedCount(0, in: 0)].events += 1
        }
        let periods = ComplaintChart.periods(counts, by: .week, within: days)
        let chart = ComplaintChart(periods, base: ComplaintChart.base(of: periods.count))
        return RateSignal.of(chart, spans, group: group, title: title)
    }

    /// Those of which no entry tells.
    private func unnoted(
        _ signals: [RateSignal], in db: Transaction
    ) throws -> [RateSignal] {
        var noted: [String: Set<String>] = [:]
        return try signals.filter { signal in
            if noted[signal.object] == nil {
                let entries = try db.latestLedgerEntries(
                    of: signal.object, action: LedgerAction.complaintRateSignal.rawValue,
                    limit: FiguresQuestion.weeks * 2)
                noted[signal.object] = Set(
                    try entries.compactMap {
                        try LedgerEntry(decoding: $0.bytes).content.details["period"]
                    })
            }
            return noted[signal.object]?.contains(signal.period) == false
        }
    }
}

extension RateSignal {
    /// As the ledger names it.
    fileprivate var object: String {
        group.map { "\($0.dimension.rawValue):\($0.key)" } ?? "complaints"
    }

    fileprivate var details: [String: String] {
        Dictionary(uniqueKeysWithValues: facts.map { ($0.key.rawValue, $0.value) })
    }

    fileprivate var facts: [Notice.Fact: String] {
        var facts: [Notice.Fact: String] = [
            .period: period, .reason: reason.rawValue, .complaints: "\(count.events)",
            .calls: "\(count.exposure)",
        ]
        facts[.limit] = limit.map { "\($0)" }
        return facts
    }
}
