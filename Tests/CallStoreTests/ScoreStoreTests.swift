import CallStore
import Calls
import Foundation
import TestSupport
import Testing

struct ScoreStoreTests {
    private let card = Scorecard.ID(7)
    private let day = LocalDay(number: 20_000)

    private func rows(
        _ hundredths: Int, agent: Int64, team: Int64?, on day: LocalDay
    ) -> [ScoreSumRow] {
        let place = ScorePlace(
            agent: Agent.ID(agent), team: team.map { Team.ID($0) }, campaign: nil, card: card,
            day: day)
        let sum = ScoreSum(Percent(hundredths), isPassed: true, hasFailed: false)
        return ["", "greeting"].flatMap { place.keys($0) }.map { ScoreSumRow(key: $0, sum: sum) }
    }

    private func filled(_ engine: Engine) async throws -> TestDatabase {
        let store = try await TestDatabase(engine)
        try await store.database.write { db in
            try db.insert(ScorecardRow(id: card, code: "conduct"))
            try db.add(rows(9000, agent: 1, team: 5, on: day))
            try db.add(rows(7000, agent: 1, team: 6, on: day))
            try db.add(rows(5000, agent: 2, team: 5, on: day.advanced(by: 40)))
        }
        return store
    }

    @Test(arguments: Engine.allCases)
    func `sums are found by whom, team, question and time`(engine: Engine) async throws {
        let store = try await filled(engine)
        let period = ScorePeriod(from: day.advanced(by: -100), days: 200)
        try await store.database.read { db in
            let all = ScoreSource(.all, subjects: [0])
            let days = try db.scoreSums(all, card: card, days: 19_900...20_100)
            #expect(days[20_000]?.total == 16_000 && days[20_040]?.count == 1)
            #expect(try db.questionSums(all, card: card, period)["greeting"]?.count == 3)
            #expect(try db.cardCounts(all, period, limit: 5).map(\.count) == [3])
            let agents = try db.subjectSums(
                ScoreSource(.agent), byTeam: false, card: card, period, limit: 5)
            #expect(agents.map(\.id) == [1, 2] && agents.map(\.sum.total) == [16_000, 5000])
            let five = try db.subjectSums(
                ScoreSource(.agent, teams: [5]), byTeam: false, card: card, period, limit: 5)
            #expect(five.map(\.sum.total) == [9000, 5000] || five.map(\.id) == [1, 2])
            let none = ScoreSource(.agent, teams: [])
            #expect(try db.cardCounts(none, period, limit: 5).isEmpty)
        }
    }

    @Test(arguments: Engine.allCases)
    func `what is taken away leaves nothing`(engine: Engine) async throws {
        let store = try await filled(engine)
        try await store.database.write { db in
            try db.add(
                rows(7000, agent: 1, team: 6, on: day).map {
                    ScoreSumRow(key: $0.key, sum: ScoreSum() - $0.sum)
                })
        }
        let (series, sums) = try await store.database.read { db in
            (try db.scoreSeries(after: nil, limit: 1000), try db.scoreSums(ofDay: 20_000))
        }
        let (gone, all) = (
            sums.filter { $0.key.team == 6 },
            sums.first { $0.key.scope == .all && $0.key.question == "" }
        )
        #expect(!gone.isEmpty && gone.allSatisfy { $0.sum.isZero })
        #expect(all?.sum.total == 9000)
        #expect(series.count > sums.count)
    }

    @Test(arguments: Engine.allCases)
    func `series come whole, whatever the page`(engine: Engine) async throws {
        let store = try await filled(engine)
        try await store.database.read { db in
            let all = try db.scoreSeries(after: nil, limit: 1000)
            for limit in [1, 2, 5, 9] {
                var walked: Set<ScoreSumRow> = []
                var last: ScoreKey?
                while true {
                    let page = try db.scoreSeries(after: last, limit: limit)
                    guard let end = page.last else { break }
                    #expect(walked.isDisjoint(with: page))
                    walked.formUnion(page)
                    last = end.key
                }
                #expect(walked == Set(all))
            }
        }
    }
}
