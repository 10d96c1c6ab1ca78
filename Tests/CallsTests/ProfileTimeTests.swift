import Foundation
import Testing

@testable import Calls

struct `Times in names` {
    private func read(
        _ pattern: String, _ name: String, rule: Profile.ZoneRule = .source,
        zone: String = "Asia/Shanghai"
    ) throws -> NameReading {
        var profile = Profile(
            name: "test", version: 1, describes: "", patterns: [try NamePattern(pattern)])
        profile.zone = rule
        return try profile.read(relativePath: name, zone: CallZone(name: zone)!)
    }

    @Test(arguments: [
        ("{d:yyyymmdd}{t:hhmmss}", "20240115183000"), ("{m:yyyymmddhhmmss}", "20240115183000"),
        ("{d:yyyy-mm-dd} {t:hh:mm}", "2024-01-15 18:30"), ("{m:tinydate}", "240115183000"),
        ("{d:yyyy-mm-dd}_{t:hh-mm-ss}", "2024-01-15_18-30-00"), ("{e:epoch}", "1705314600"),
        ("{year:yyyy}/{month}/{d:day}/{h:hour}-{minute}", "2024/1/15/18-30"),
        ("{year:yyyy}/{mon}/{d:day}/{t:hhmm}", "2024/Jan/15/1830"),
        ("{e:epochms}", "1705314600000"),
    ])
    func `every form gives the same moment`(pattern: String, name: String) throws {
        let reading = try read(pattern, name)
        #expect(reading.facts.values[.startedAt]?.text == "2024-01-15T10:30:00Z")
        #expect(reading.facts.values[.zone] == .text("Asia/Shanghai"))
    }

    @Test(arguments: [
        "20240230-100000", "20241301-100000", "20240115-240000", "20240115-106000",
        "20230229-100000",
    ])
    func `impossible times don't fit`(name: String) {
        #expect(throws: NameRefusal.self) { try read("{d:yyyymmdd}-{t:hhmmss}", name) }
    }

    @Test func `tinydate before 2010 has one digit for the year`() throws {
        let reading = try read("{m:tinydate}", "51020103108", zone: "UTC")
        #expect(reading.facts.values[.startedAt]?.text == "2005-10-20T10:31:08Z")
    }

    @Test func `the epoch in a name gives the zone of its local time`() throws {
        let pattern = "{d:yyyymmdd}-{t:hhmmss}-{e:epoch}"
        let kathmandu = try read(pattern, "20240115-161500-1705314600", rule: .derive)
        #expect(kathmandu.facts.values[.zone] == .text("+05:45"))
        #expect(kathmandu.facts.values[.startedAt]?.text == "2024-01-15T10:30:00Z")
        let own = try read(pattern, "20240115-183001-1705314600", rule: .derive)
        #expect(own.facts.values[.zone] == .text("Asia/Shanghai"))
        #expect(own.facts.values[.startedAt]?.text == "2024-01-15T10:30:01Z")
    }

    @Test func `when local time and epoch fit no zone the epoch counts`() throws {
        let reading = try read(
            "{d:yyyymmdd}-{t:hhmmss}-{e:epoch}", "20240110-161500-1705314600", rule: .derive)
        #expect(reading.facts.values[.startedAt]?.text == "2024-01-15T10:30:00Z")
        #expect(reading.facts.values[.zone] == .text("Asia/Shanghai"))
    }

    @Test func `a name with only a day leaves the time to the file, within that day`() throws {
        let reading = try read("{d:yyyymmdd}", "20240115")
        #expect(reading.facts.values[.startedAt] == nil)
        let inside = Date(timeIntervalSince1970: 1_705_314_600)
        let outside = Date(timeIntervalSince1970: 1_800_000_000)
        #expect(
            CallFacts(readings: reading.readings(fileStart: inside))[.startedAt] == .time(inside))
        #expect(
            CallFacts(readings: reading.readings(fileStart: outside))[.startedAt]?.text
                == "2024-01-14T16:00:00Z")
    }

    @Test func `clock changes are read as people read them`() throws {
        let berlin = CallZone(name: "Europe/Berlin")!
        func instant(_ day: Int, _ month: Int, _ hours: Double) -> String {
            let local = Double(CivilTime.days(year: 2024, month: month, day: day)) * 86_400
            return berlin.instant(ofLocalSeconds: local + hours * 3600).utcText
        }
        // 02:30 happens twice on 27 October; the first is summer time.
        #expect(instant(27, 10, 2.5) == "2024-10-27T00:30:00Z")
        // 02:30 doesn't happen on 31 March.
        #expect(instant(31, 3, 2.5) == "2024-03-31T01:30:00Z")
        #expect(instant(15, 7, 12) == "2024-07-15T10:00:00Z")
    }

    @Test(arguments: [("+08:00", 28_800), ("-03:30", -12_600), ("UTC", 0), ("Z", 0)])
    func `fixed zones are read`(name: String, offset: Int) {
        #expect(CallZone(name: name)?.offsetSeconds(at: .now) == offset)
    }

    @Test(arguments: ["", "CST", "+8", "+19:00", "+08:61", "Mars/Base", "+0a:00"])
    func `what is no zone is none`(name: String) {
        #expect(CallZone(name: name) == nil)
    }
}

struct `Facts of several sources` {
    private func facts(_ sidecar: [Fact: FactValue], _ name: [Fact: FactValue]) -> CallFacts {
        CallFacts(readings: [
            FactReading(source: .mtime, values: [.startedAt: .time(.distantPast)]),
            FactReading(source: .name, values: name),
            FactReading(source: .sidecar, values: sidecar),
        ])
    }

    private let ten = Date(timeIntervalSince1970: 1_705_314_607)

    @Test func `the sidecar outranks the name`() {
        let facts = facts([.agent: .text("201")], [.agent: .text("202"), .queue: .text("600")])
        #expect(facts[.agent] == .text("201"))
        #expect(facts[.queue] == .text("600"))
        #expect(facts.disagreements == [.agent])
    }

    @Test func `times up to two seconds apart agree`() {
        #expect(facts([.startedAt: .time(ten)], [.startedAt: .time(ten + 2)]).disagreements.isEmpty)
        #expect(
            facts([.startedAt: .time(ten)], [.startedAt: .time(ten + 3)]).disagreements
                == [.startedAt])
    }

    @Test func `a local time against UTC is a disagreement, a time in whole minutes none`() {
        #expect(
            facts([.startedAt: .time(ten)], [.startedAt: .time(ten + 28_800)]).disagreements
                == [.startedAt])
        #expect(facts([.startedAt: .time(ten)], [.startedAt: .time(ten - 7)]).disagreements.isEmpty)
    }

    @Test(arguments: [
        ("+86 138-0013-8000", "13800138000", true), ("013800138000", "+8613800138000", true),
        ("13800138000", "13800138001", false), ("201", "1201", false), ("anonymous", "", false),
    ])
    func `numbers agree when one ends with the other`(left: String, right: String, agree: Bool) {
        let facts = facts([.customerNumber: .text(left)], [.customerNumber: .text(right)])
        #expect(facts.disagreements.isEmpty == agree)
    }

    @Test func `facts survive being written down, always as the same bytes`() throws {
        let facts = facts(
            [.startedAt: .time(ten + 0.25), .durationSeconds: .seconds(1.5), .side: .side(.agent)],
            [.direction: .direction(.inbound), .agent: .text("201")])
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        let bytes = try encoder.encode(facts)
        #expect(try JSONDecoder().decode(CallFacts.self, from: bytes).readings.count == 3)
        #expect(
            try JSONDecoder().decode(CallFacts.self, from: bytes)[.startedAt] == facts[.startedAt])
        #expect(try encoder.encode(facts) == bytes)
    }

    @Test func `facts of a newer version are passed over`() throws {
        let json = #"[{"source":"name","values":{"mood":{"text":"good"},"agent":{"text":"1"}}}]"#
        let facts = try JSONDecoder().decode(CallFacts.self, from: Data(json.utf8))
        #expect(facts.readings == [FactReading(source: .name, values: [.agent: .text("1")])])
    }
}
