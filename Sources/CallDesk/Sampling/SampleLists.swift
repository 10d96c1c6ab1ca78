import CallStore
package import Calls
import Foundation

/// What pages tell of plans and draws beside the things themselves.
extension CallDesk {
    private static var lastDraws: Int { 3 }
    private static var versionsMax: Int { 100 }
    /// Replacement rates of a plan look back over so many draws.
    package static var drawsOfRates: Int { 12 }

    /// Plans, the newest first, with what each draws next and drew last.
    package func samplePlanLines(
        after cursor: String?, limit: Int, by principal: Principal
    ) async throws -> Page<SamplePlanLine> {
        let page = try await samplePlans(after: cursor, limit: limit, by: principal)
        let desk = self
        let lines = try await see(by: principal, needing: .seePlans) { db in
            try page.items.map { try desk.line($0, in: db) }
        }
        return Page(items: lines, next: page.next)
    }

    package func samplePlanLine(
        _ id: SamplePlan.ID, by principal: Principal
    ) async throws -> SamplePlanLine {
        let summary = try await samplePlan(id, by: principal)
        let desk = self
        return try await see(by: principal, needing: .seePlans) { db in
            try desk.line(summary, in: db)
        }
    }

    private func line(
        _ summary: SamplePlanSummary, in db: Transaction
    ) throws -> SamplePlanLine {
        let next = try verified(db.nextDraw(of: summary.id))
        let last = try db.lastDraws(of: summary.id, limit: Self.lastDraws)
        for row in last { try verify(row) }
        return SamplePlanLine(summary: summary, next: next?.draw, last: last.map(\.draw))
    }

    /// The latest version first; the last hundred.
    package func versions(
        of id: SamplePlan.ID, by principal: Principal
    ) async throws -> [SamplePlanVersion] {
        let desk = self
        return try await see(by: principal, needing: .seePlans) { db in
            _ = try desk.existing(id, in: db)
            return try db.versions(of: id, limit: Self.versionsMax).map { row in
                try desk.verify(row)
                return SamplePlanVersion(
                    number: row.number, plan: try row.plan, madeBy: row.madeBy,
                    madeAt: row.madeAt)
            }
        }
    }

    /// The picks of a draw whose evaluations the reader may see, by strata along their orders.
    package func picks(
        of id: Draw.ID, after cursor: String?, limit: Int, by principal: Principal
    ) async throws -> Page<DrawnPick> {
        let limit = try checked(limit)
        let after = try cursor.map(PickPlace.init(text:))
        let (desk, visibility) = (self, try visibility(.seeEvaluations, of: principal))
        return try await see(by: principal, needing: .seePlans) { db in
            guard let row = try desk.verified(db.draw(id)) else { throw Refusal.noSuchDraw }
            try desk.requireReviewsHandedIn(of: row, in: db)
            let drawn = Dictionary(
                try db.strata(of: id).map { ($0.stratum, min($0.asked, $0.calls)) },
                uniquingKeysWith: { first, _ in first })
            let rows = try db.listedPicks(
                of: id, within: visibility,
                after: after.map { (stratum: $0.stratum, place: $0.place) }, limit: limit + 1)
            let shown = rows.prefix(limit)
            for row in shown { try desk.verify(row.pick) }
            return Page(
                items: try shown.map { row in
                    var pick = DrawnPick(row, drawn: drawn[row.pick.stratum] ?? 0)
                    // Whoever scores a call again isn't told before who scored it first.
                    if let account = principal.account, pick.analyst != nil,
                        try db.isReviewing(row.evaluation, account)
                    {
                        pick.analyst = nil
                    }
                    return pick
                },
                next: rows.count > limit
                    ? shown.last.map { PickPlace(stratum: $0.pick.stratum, place: $0.pick.place) }?
                        .text : nil)
        }
    }

    /// Who replaced how many of a plan's calls, over its last draws; the most first. Who neither
    /// manages plans nor sees everybody's evaluations is told of themselves alone.
    package func replacementRates(
        of plan: SamplePlan.ID, by principal: Principal
    ) async throws -> [ReplacementRate] {
        let desk = self
        return try await see(by: principal, needing: .seePlans) { db in
            _ = try desk.existing(plan, in: db)
            let draws = try db.lastDraws(of: plan, limit: Self.drawsOfRates).map(\.id)
            return try desk.replacementRates(in: draws, for: principal, in: db)
        }
    }

    /// The same of one draw.
    package func replacementRates(
        of draw: Draw.ID, by principal: Principal
    ) async throws -> [ReplacementRate] {
        let desk = self
        return try await see(by: principal, needing: .seePlans) { db in
            guard try desk.verified(db.draw(draw)) != nil else { throw Refusal.noSuchDraw }
            return try desk.replacementRates(in: [draw], for: principal, in: db)
        }
    }

    private func replacementRates(
        in draws: [Draw.ID], for principal: Principal, in db: Transaction
    ) throws -> [ReplacementRate] {
        var rates: [String: ReplacementRate] = [:]
        for (person, count) in try db.handedIn(in: draws) {
            rates[person, default: ReplacementRate(person: person)].scored = count
        }
        for one in try db.replacements(in: draws) {
            rates[one.person, default: ReplacementRate(person: one.person)]
                .reasons[one.reason, default: 0] += one.count
        }
        let seesAll =
            principal.may(.managePlans) || principal.grants[.seeEvaluations] == .all
        let sorted = rates.values.filter { seesAll || $0.person == principal.id }.sorted {
            ($1.replaced, $1.scored, $0.person) < ($0.replaced, $0.scored, $1.person)
        }
        return try sorted.prefix(Self.pageMax).map { rate in
            var rate = rate
            rate.title = try title(of: rate.person, in: db)
            return rate
        }
    }

    /// How the teams, agents and campaigns of populations are called.
    package func names(
        in populations: [Population], by principal: Principal
    ) async throws -> PopulationNames {
        let most = SamplePlan.Limits.listEntries
        return try await see(by: principal, needing: .seePlans) { db in
            var names = PopulationNames()
            for id in Set(populations.flatMap(\.teams)).sorted().prefix(most) {
                names.teams[id] = try db.teamName(id)
            }
            for id in Set(populations.flatMap(\.agents)).sorted().prefix(most) {
                names.agents[id] = try db.agent(id).map {
                    PopulationNames.Person(code: $0.code, name: $0.name)
                }
            }
            for code in Set(populations.flatMap(\.campaigns)).sorted().prefix(most) {
                names.campaigns[code] = try db.campaign(code: code)?.name
            }
            return names
        }
    }
}

/// Where a page of picks ended. The stratum may hold anything, so it stands in hexadecimal.
private struct PickPlace: Sendable {
    var stratum: String
    var place: Int

    init(stratum: String, place: Int) {
        self.stratum = stratum
        self.place = place
    }

    init(text: String) throws {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, let place = Int(parts[0]), place >= 0,
            let bytes = [UInt8](hexadecimal: String(parts[1])),
            let stratum = String(validating: bytes, as: UTF8.self)
        else { throw CallDesk.badCursor }
        self.init(stratum: stratum, place: place)
    }

    var text: String { "\(place).\(Array(stratum.utf8).hexadecimal)" }
}

extension DrawnPick {
    fileprivate init(_ row: ListedPickRow, drawn: Int) {
        self.init(
            stratum: row.pick.stratum, place: row.pick.place, call: row.pick.call,
            callStartedAt: row.startedAt, zone: row.zone, evaluation: row.evaluation,
            state: row.state)
        agent = row.agent
        agentName = row.agentName
        analyst = row.analyst
        replacedBecause = row.pick.replacement?.reason
        isStandIn = row.pick.place >= drawn
    }
}
