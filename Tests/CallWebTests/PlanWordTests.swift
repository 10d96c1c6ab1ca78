import Calls
import Foundation
import Testing

@testable import CallWeb

struct PlanWordTests {
    private let words = SampleCalls.words

    @Test func `a plan is told in words`() throws {
        let agent = Agent.ID(7 << 20)
        let population = Population(
            campaigns: ["spring"], agents: [agent], stages: [80, 100], leastSeconds: 30,
            mostSeconds: 600)
        let names = PopulationNames(
            agents: [agent: .init(code: "A1", name: "Ann")], campaigns: ["spring": "Spring"])
        #expect(
            words.sentence(of: population, names)
                == "Campaigns: Spring (spring) · Agents: Ann (A1) · Funnel stages: 80 %, 100 % · "
                + "Length: 0:30 to 10:00")
        #expect(words.sentence(of: Population(), names) == "all calls")
        #expect(
            words.sentence(of: Population(hasComplaint: false), names)
                == "Complaints: only calls without one")
        let day = try #require(LocalDay("2026-01-05"))
        #expect(
            words.sentence(of: .live(LivePeriod(cycle: .week, since: day, spread: true)))
                == "each week, from 2026-01-05, spread over its days")
        #expect(
            words.sentence(of: .percentage(hundredthsOfPercent: 250, least: 10))
                == "2.5 % of the calls, at least 10")
        #expect(
            words.sentence(of: .stratified(by: .stage, .quotas(["80": 2], other: 1)))
                == "by funnel stage: quotas for 1 strata, 1 of any other")
    }

    @Test func `a replacement rate is shown with its interval`() throws {
        let rate = ReplacementRate(
            person: "account:x", title: "Li Na", reasons: [.noSpeech: 1, .erased: 1], scored: 38)
        let row = try #require(RateTable([rate], words).rows.first)
        #expect(row.who == "Li Na" && row.replaced == "2" && row.handled == "40")
        #expect(row.share == "5.0 % (1.4 – 16.5 %)")
        #expect(row.reasons == "no speech: 1, erased: 1")
    }
}
