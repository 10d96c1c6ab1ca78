import CallStore
import Calls
import Foundation

/// One question's complaints and calls, counted by group and by time.
struct FigureCounting {
    let desk: CallDesk
    let db: Transaction
    let question: FiguresQuestion
    let scope: CallScope
    let complaints: [OccurredComplaint]

    private var base: RateBase { question.base }

    /// Also whether some groups were left out. Nobody is shown a rate of their own.
    func rates(withoutAgent own: Agent.ID?) throws -> (ComplaintRates, isCut: Bool) {
        let whole = ExposedCount(
            complaints.count, in: try desk.exposure(scope, base, in: db))
        var groups = try groups(whole)
        if question.by == .agent, let own { groups[own.description] = nil }
        let most = FiguresQuestion.Limits.groups
        let isCut = groups.count > most
        if isCut {
            let kept = groups.sorted {
                ($1.value.events, $1.value.exposure, $0.key)
                    < ($0.value.events, $0.value.exposure, $1.key)
            }.prefix(most)
            groups = Dictionary(uniqueKeysWithValues: kept.map { ($0.key, $0.value) })
        }
        return (ComplaintRates(whole: whole, groups: groups), isCut)
    }

    private func groups(_ whole: ExposedCount) throws -> [String: ExposedCount] {
        switch question.by {
        case .team: return try counts(by: .team) { [$0.team?.rawValue].compactMap(\.self) }
        case .campaign:
            return try counts(by: .campaign) { [$0.campaign?.rawValue].compactMap(\.self) }
        case .agent: return try counts(by: .agent) { $0.agents.map(\.rawValue) }
        case .product: return try productCounts()
        case .scriptVersion: return try scriptCounts()
        case .cause:
            var counts: [String: ExposedCount] = [:]
            for code in complaints.flatMap(\.causes) {
                counts[code, default: ExposedCount(0, in: whole.exposure)].events += 1
            }
            return counts
        }
    }

    private func counts(
        by part: CallPart, _ ids: (OccurredComplaint) -> [Int64]
    ) throws -> [String: ExposedCount] {
        var counts: [Int64: ExposedCount] = [:]
        switch base {
        case .customers:
            // Whether there are too many calls for this is asked before, of the whole.
            counts = try db.customerCounts(scope, by: part).mapValues { ExposedCount(0, in: $0) }
        case .calls:
            counts = try db.callSums(scope, by: part).mapValues { ExposedCount(0, in: $0.calls) }
        case .sales:
            counts = try db.callSums(scope, by: part).mapValues { ExposedCount(0, in: $0.sales) }
        }
        counts[0] = nil
        for id in complaints.flatMap(ids) {
            counts[id, default: ExposedCount(0, in: 0)].events += 1
        }
        return Dictionary(
            uniqueKeysWithValues: counts.map { (Identifier<Agent>($0).description, $1) })
    }

    private func productCounts() throws -> [String: ExposedCount] {
        var counts: [String: ExposedCount] = [:]
        for product in desk.complaintRules.classes.products {
            var part = scope
            let campaigns = try Set(
                product.campaigns.compactMap { try db.campaign(code: $0)?.id })
            part.campaigns = scope.campaigns.map(campaigns.intersection) ?? campaigns
            counts[product.code] = ExposedCount(0, in: try desk.exposure(part, base, in: db))
        }
        for code in complaints.compactMap(\.product) {
            counts[code, default: ExposedCount(0, in: 0)].events += 1
        }
        return counts
    }

    private func scriptCounts() throws -> [String: ExposedCount] {
        var counts: [String: ExposedCount] = [:]
        let versions = try desk.scriptVersions(on: question.days, in: db)
        for version in versions.prefix(FiguresQuestion.Limits.scriptVersions) {
            var part = scope
            part.days = scope.days.flatMap(version.days(within:))
            if let campaign = version.campaign {
                part.campaigns = scope.campaigns?.intersection([campaign]) ?? [campaign]
            }
            counts[version.key] = ExposedCount(
                complaints.count(where: version.holds),
                in: try desk.exposure(part, base, in: db))
        }
        return counts
    }

    /// With the days of each point.
    func chart() throws -> (ComplaintChart, [ClosedRange<LocalDay>]) {
        let slices = ComplaintChart.slices(by: question.cycle, within: question.days)
        let periods =
            base == .customers
            ? try slices.map(customersOf)
            : ComplaintChart.periods(
                try countsByDay(), by: question.cycle, within: question.days)
        return (
            ComplaintChart(periods, base: ComplaintChart.base(of: periods.count)),
            slices.map { $0.from...$0.until }
        )
    }

    private func countsByDay() throws -> [LocalDay: ExposedCount] {
        var counts = try db.callSumsByDay(scope).mapValues {
            ExposedCount(0, in: base == .sales ? $0.sales : $0.calls)
        }
        for complaint in complaints {
            counts[complaint.day, default: ExposedCount(0, in: 0)].events += 1
        }
        return counts
    }

    /// Customers of a week aren't those of its days added up.
    private func customersOf(_ slice: SampleSlice) throws -> ComplaintChart.Period {
        let days = slice.from...slice.until
        var part = scope
        part.days = scope.days.compactMap { span in
            span.overlaps(days) ? span.clamped(to: days) : nil
        }
        let events = complaints.count { days.contains($0.day) }
        return .init(
            name: slice.name,
            count: ExposedCount(events, in: try desk.exposure(part, .customers, in: db)))
    }
}
