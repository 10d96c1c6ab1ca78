import Calls
import Foundation
import Testing

@testable import CallWeb

struct ModelTests {
    private let words = SampleCalls.words

    @Test func `a call of another zone shows its own clock and names the zone`() {
        let row = CallRow(SampleCalls.summary, words)
        #expect(row.clock == "02:32:08" || row.clock == "01:32:08")
        #expect(row.zoneNote?.hasSuffix("UTC−5") == true)
    }

    @Test func `the agent's lane stands first, whichever channel it is on`() {
        let player = Player(SampleCalls.recording, startSeconds: nil, gap: 1, words)
        #expect(player.lanes.map(\.role) == ["agent", "customer"])
        #expect(player.lanes.map(\.channel) == [1, 0])
        #expect(
            player.talk
                == #"{"silences":[[1.00,4.00],[5.00,6.00]],"# + #""overtalks":[[7.00,7.60]],"#
                + #""turnGapSeconds":1.0}"#)
    }

    @Test func `figures tell count, total and the longest with its moment`() {
        let figures = Figure.all(SampleCalls.recording, TalkThresholds(), words)
        #expect(figures[0].value == "75 % / 25 %")
        #expect(figures[1].value == "2 × · 4.0 s")
        #expect(figures[1].moment == "1.0")
        #expect(figures[2].value == "none")
        #expect(figures[4].value == "1.0 s")
    }

    @Test func `a disagreement between sources is marked, ways to write a number make none`() throws
    {
        let table = try #require(
            FactTable(SampleCalls.recording.facts, zone: Zone(named: "UTC"), words))
        #expect(table.sources == ["Sidecar", "Name"])
        let agent = try #require(table.rows.first { $0.label == "Agent" })
        #expect(agent.cells.map(\.counts) == [true, false])
        #expect(agent.cells.map(\.differs) == [false, true])
        let number = try #require(table.rows.first { $0.label == "Customer's number" })
        #expect(number.cells.map(\.text) == ["+86•••••021", "138•••••021"])
        #expect(number.cells.allSatisfy { !$0.differs })
        #expect(table.disagreements == "1 disagreement")
    }

    @Test(arguments: [
        (0.0, "0:00"), (59.6, "1:00"), (61, "1:01"), (3723, "1:02:03"), (-5, "0:00"),
        (.infinity, "277777:46:40"),
    ])
    func `lengths read like a clock`(seconds: Double, text: String) {
        #expect(words.length(seconds) == text)
    }

    @Test(
        arguments: [
            (0, "0 B"), (999, "999 B"), (1000, "1.0 kB"), (160_044, "160 kB"), (999_950, "1.0 MB"),
        ] as [(Int64, String)])
    func `sizes are in powers of ten`(bytes: Int64, text: String) {
        #expect(words.bytes(bytes) == text)
    }

    @Test func `a value set into a sentence isn't searched for names again`() {
        #expect(
            words("spark.sides", ["agent": "{customer}", "customer": "25 %"])
                == "Speech over the call: agent {customer}, customer 25 %")
        #expect(words("filter.clear") == "Remove filter: {filter}")
        #expect(words("filter.clear", ["n": "1"]) == "Remove filter: {filter}")
    }

    @Test func `numbers and decimals are easy to read`() {
        #expect(words.number(1_234_567) == "1,234,567")
        #expect(words.number(-999) == "−999")
        #expect(words.decimal(-21.84) == "−21.8")
    }

    @Test func `the days of the list are those of the installation`() {
        var late = SampleCalls.summary
        late.startedAt = Date(timeIntervalSince1970: 1_795_276_801)
        var early = late
        early.startedAt = Date(timeIntervalSince1970: 1_795_276_799)
        let days = CallDay.days(of: [late, early], words, now: late.startedAt)
        #expect(
            days.map(\.heading) == [
                "Today · Sunday 22 November 2026", "Yesterday · Saturday 21 November 2026",
            ])
    }

    @Test func `a line of the API has every field, null where nothing is known`() throws {
        var call = SampleCalls.summary
        call.agent = nil
        let data = try JSONEncoder().encode(CallJSON(call))
        let text = String(decoding: data, as: UTF8.self)
        #expect(text.contains("\"agent\":null"))
        #expect(text.contains("\"startedAt\":\"2026-11-21T01:32:08-05:00\""))
        #expect(text.contains("\"verdicts\":[\"silent\",\"clipped\"]"))
        #expect(text.contains("\"roles\":[\"customer\",\"agent\"]"))
    }
}
