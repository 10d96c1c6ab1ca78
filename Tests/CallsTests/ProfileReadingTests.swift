import Foundation
import Testing

@testable import Calls

struct `Reading names` {
    private func profile(_ patterns: String..., change: (inout Profile) -> Void = { _ in }) throws
        -> Profile
    {
        var profile = Profile(
            name: "test", version: 1, describes: "",
            patterns: try patterns.map { try NamePattern($0) })
        change(&profile)
        return profile
    }

    private func rule(_ facts: [Fact: String], when: [String: FactRule.Condition] = [:]) -> FactRule
    {
        FactRule(when: when, facts: facts.compactMapValues { FactRule.Template($0) })
    }

    @Test func `fields come out one by one, in order`() throws {
        let profile = try profile("{type:word}-{dest:number}[-{n:digits}].{ending}")
        let reading = try profile.read(relativePath: "out-+4930123-7.WAV", zone: .utc)
        #expect(reading.fields.map(\.name) == ["type", "dest", "n", "ending"])
        #expect(reading.fields.map(\.text) == ["out", "+4930123", "7", "WAV"])
        #expect(reading.fields.map(\.type) == [.word, .number, .digits, .ending])
    }

    @Test func `a name with two readings and different facts is refused`() throws {
        let profile = try profile("{agent:text}_{campaign:text}.wav") {
            $0.rules = [self.rule([.agent: "{agent}", .campaign: "{campaign}"])]
        }
        #expect(try profile.read(relativePath: "a_b.wav", zone: .utc).fields.count == 2)
        let refusal = #expect(throws: NameRefusal.self) {
            try profile.read(relativePath: "a_b_c.wav", zone: .utc)
        }
        #expect(refusal?.reason == .ambiguousName)
        #expect(refusal?.sentence.contains("agent, campaign") == true)
    }

    @Test func `two readings with the same facts are no ambiguity`() throws {
        let profile = try profile("{x:text}_{y:text}.wav")
        _ = try profile.read(relativePath: "a_b_c.wav", zone: .utc)
    }

    @Test func `a later pattern that says the contrary makes the name ambiguous`() throws {
        let profile = try profile("{a:digits}-{b:digits}.wav", "{c:digits}-{d:digits}.wav") {
            $0.rules = [self.rule([.agent: "{a}"]), self.rule([.agent: "{d}"])]
        }
        let refusal = #expect(throws: NameRefusal.self) {
            try profile.read(relativePath: "1-2.wav", zone: .utc)
        }
        #expect(refusal?.reason == .ambiguousName)
        _ = try profile.read(relativePath: "2-2.wav", zone: .utc)
    }

    @Test func `an unreadable name says where it stopped, and nothing of the name`() throws {
        let profile = try profile("{agent:word}-{date:yyyymmdd}.{ending}")
        let refusal = #expect(throws: NameRefusal.self) {
            try profile.read(relativePath: "secret-20241399.wav", zone: .utc)
        }
        #expect(refusal?.reason == .unreadableName)
        #expect(
            refusal?.sentence
                == "No pattern of profile test fits this name; pattern 1 comes closest"
                + " and stops behind character 7, where it expects date (a time written yyyymmdd)."
                + " Rename the file, or give its folder another profile.")
    }

    @Test func `an ending that is no sound doesn't fit`() throws {
        let profile = try profile("{any:word}.{ending}")
        #expect(throws: NameRefusal.self) {
            try profile.read(relativePath: "a.docx", zone: .utc)
        }
    }

    @Test func `only as many folders count as the pattern has`() throws {
        let profile = try profile("{queue:word}/{n:digits}.wav") {
            $0.rules = [self.rule([.queue: "{queue}"])]
        }
        let reading = try profile.read(relativePath: "deep/in/sales/12.wav", zone: .utc)
        #expect(reading.facts.values == [.queue: .text("sales")])
        #expect(throws: NameRefusal.self) { try profile.read(relativePath: "12.wav", zone: .utc) }
    }

    @Test func `two dates that differ make a name unreadable`() throws {
        let profile = try profile("{day1:yyyymmdd}/{day2:yyyymmdd}.wav")
        _ = try profile.read(relativePath: "20240115/20240115.wav", zone: .utc)
        #expect(throws: NameRefusal.self) {
            try profile.read(relativePath: "20240115/20240116.wav", zone: .utc)
        }
    }

    @Test func `numbers and customers are personal, agents and queues are search words`() throws {
        let profile = try profile("{queue:word}-{agent:number}-{who:number}-{id:word}.{ending}") {
            $0.rules = [
                self.rule([
                    .queue: "{queue}", .agent: "{agent}", .customerNumber: "{who}",
                    .callKey: "x{id}",
                ])
            ]
        }
        let reading = try profile.read(relativePath: "sales-201-13800138000-ab1.wav", zone: .utc)
        #expect(reading.searchWords == ["sales", "201", "ab1", "xab1"])
        #expect(reading.fields.filter(\.isPersonal).map(\.name) == ["who"])
    }

    @Test func `a call key that holds the customer's number is no search word`() throws {
        let profile = try profile("{id:word}-{who:number}.{ending}") {
            $0.rules = [self.rule([.callKey: "{id}-{who}", .customerNumber: "{who}"])]
        }
        let reading = try profile.read(relativePath: "ab-13800138000.wav", zone: .utc)
        #expect(reading.searchWords == ["ab"])
    }

    @Test func `hostile names are read or refused in bounded time`() throws {
        let profile = try profile("{a:text}_{b:text}_{c:text}_{d:text}_{e:text}!.wav")
        let hostile = String(repeating: "_", count: 4_000)
        let clock = ContinuousClock()
        let time = clock.measure {
            _ = try? profile.read(relativePath: hostile, zone: .utc)
            _ = try? profile.read(relativePath: hostile + "!.wav", zone: .utc)
        }
        #expect(time < .seconds(10))
        #expect(throws: NameRefusal.self) {
            try profile.read(relativePath: String(repeating: "a", count: 5_000), zone: .utc)
        }
    }
}

struct `Name patterns` {
    @Test(arguments: [
        ("", "is empty"), ("abc", "has no field"), ("{a:word", "opens a { that is never closed"),
        ("{a:word}]", "closes a ] that was never opened"), ("[{a:word}", "opens a [ that is never"),
        ("{a:wrod}", "did you mean word?"), ("{a:word}{a:word}", "names the field a twice"),
        ("{a b:word}", "isn't plain letters"),
        (#"{a:word}\x"#, #"has a \ that stands before none"#),
        ("{a:word}}", "closes a } that was never opened"),
    ])
    func `mistakes are sentences`(pattern: String, part: String) {
        let mistake = #expect(throws: NamePattern.Mistake.self) { try NamePattern(pattern) }
        #expect(mistake?.description.contains(part) == true, "\(mistake?.description ?? "")")
    }
}
