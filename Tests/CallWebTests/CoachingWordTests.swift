import Calls
import Foundation
import Testing

@testable import CallWeb

struct CoachingWordTests {
    private func words(_ language: Language) throws -> Words {
        let catalogue = try #require(try WebResources.load().catalogues[language])
        return Words(catalogue: catalogue, home: Zone(named: "Asia/Shanghai"))
    }

    private let some = SampleSummary([50, 60, 70, 60, 60])

    @Test func `the effect is said in a sentence, in three languages`() throws {
        let up = SampleCoaching.effect
        let english = try words(.english)
        #expect(
            english.sentence(up) == "Went up by 20.0 points, surely between 10.6 and 29.4.")
        #expect(
            try words(.simplifiedChinese).sentence(up)
                == "提高了 20.0 个百分点，可以确信在 10.6 到 29.4 之间。")
        #expect(
            try words(.traditionalChinese).sentence(up)
                == "提高了 20.0 個百分點，可以確信介於 10.6 到 29.4 之間。")
        let down = CoachingEffect(before: SampleSummary([80, 90, 70, 80, 80, 80]), after: some)
        #expect(
            english.sentence(down) == "Went down by 20.0 points, surely between 10.6 and 29.4.")
    }

    @Test func `what can't be said is told with what lacks`() throws {
        let english = try words(.english)
        func sentence(_ before: SampleSummary, _ after: SampleSummary) -> String {
            english.sentence(CoachingEffect(before: before, after: after))
        }
        #expect(
            sentence(some, SampleSummary([80, 90]))
                == "Can’t be said yet: only 2 evaluations since.")
        #expect(
            sentence(some, SampleSummary([80])) == "Can’t be said yet: only 1 evaluation since.")
        #expect(
            sentence(SampleSummary([]), some) == "Can’t be said: only 0 evaluations before.")
        #expect(sentence(some, some).hasPrefix("Can’t be said yet: 0.0 points, but anything"))
        let same = SampleSummary([100, 100, 100, 100, 100])
        #expect(sentence(same, same).contains("all answers are the same"))
    }

    @Test func `everything about coaching has its words`() throws {
        var keys = Coaching.State.allCases.map { "coaching.state.\($0.rawValue)" }
        keys += Coaching.Kind.allCases.flatMap {
            ["kind.\($0.rawValue)", "kind.\($0.rawValue).means", "on.\($0.rawValue)"]
        }.map { "coaching.\($0)" }
        keys += CoachingStep.Kind.allCases.map { "coaching.step.\($0.rawValue)" }
        keys += CoachingDone.allCases.map { "coaching.done.\($0.rawValue)" }
        keys += (CoachingQuery.states + ["running"]).map { "coaching.filter.\($0)" }
        keys += ["none", "own", "filtered", "pastEnd"].map { "coaching.empty.\($0)" }
        keys += ["before", "after", "up", "down", "unsure", "no-spread"].map {
            "coaching.effect.\($0)"
        }
        let catalogue = try words(.english).catalogue
        for key in keys { #expect(catalogue.has(key), "\(key)") }
    }
}
