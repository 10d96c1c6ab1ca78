import Calls
import Foundation
import Testing

@testable import CallSettings

struct RegimeFileTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../..").standardized

    private static func shipped() throws -> RegimeBook {
        let folder = root.appending(path: "etc/callaudit").path
        return try RegimeLibrary.load(
            regulations: [folder + "/regulations"], calendars: [folder + "/calendars"],
            home: .utc, binary: nil)
    }

    @Test func `every shipped regime is read, has a calendar, and none is confirmed`() throws {
        let book = try Self.shipped()
        #expect(
            book.regimes.keys.sorted() == [
                "cn-finance", "tw-finance", "uk-disp", "uk-disp-payments", "us-cfpb",
            ])
        for regime in book.regimes.values {
            let most = regime.name == "cn-finance" ? 5 : nil
            #expect(regime.representativesMost == most, "\(regime.name)")
            #expect(regime.zone != nil && regime.calendar.flatMap { book.calendars[$0] } != nil)
            for clock in regime.clocks {
                #expect(!clock.verified && !clock.stops.isEmpty, "\(regime.name) \(clock.name)")
            }
        }
        #expect(book.calendars.count == 7)
        #expect(book.calendars.values.allSatisfy { !$0.verified })
    }

    @Test func `a shipped clock is as long as the figure that it names`() throws {
        let figures = try RegulationLibrary.load(
            folders: [Self.root.appending(path: "etc/callaudit/regulations").path], binary: nil
        ).regulations
        for clock in try Self.shipped().regimes.values.flatMap(\.clocks) {
            let name = try #require(clock.figure)
            let figure = try #require(figures[name], "\(name)")
            guard let count = Int(figure.value) else { continue }
            #expect(clock.length.count == count, "\(name)")
            #expect(clock.length.unit.rawValue == figure.unit.rawValue, "\(name)")
            #expect(clock.source == figure.source, "\(name)")
        }
    }

    private struct Vectors: Decodable {
        struct Days: Decodable {
            let years: [Int]
            let holidays: [LocalDay]
            let workdays: [LocalDay]
        }

        let calendars: [String: Days]
    }

    @Test func `the shipped calendars are those of the golden table`() throws {
        let vectors = try JSONDecoder().decode(
            Vectors.self,
            from: Data(contentsOf: Self.root.appending(path: "Tests/Vectors/clocks.json")))
        let book = try Self.shipped()
        #expect(vectors.calendars.keys.sorted() == book.calendars.keys.sorted())
        for (name, days) in vectors.calendars {
            let calendar = try #require(book.calendars[name])
            #expect([calendar.years.lowerBound, calendar.years.upperBound] == days.years)
            #expect(calendar.workdays == Set(days.workdays), "\(name)")
            #expect(calendar.holidays == Set(days.holidays), "\(name)")
        }
    }

    private static let regime = """
        jurisdiction: XX
        regimes:
          - regime: house
            title: {en: House, zh-Hans: 内部, zh-Hant: 內部}
            zone: Europe/London
            clocks:
              - clock: answer
                title: {en: Answer, zh-Hans: 答复, zh-Hant: 答覆}
                stops: [answered]
                length: 3 business-days
                dueTime: "17:00"
                pauses: awaiting-customer
                extensions:
                  - extension: more
                    title: {en: More, zh-Hans: 延期, zh-Hant: 展延}
                    by: 2 business-days
                source: the house
                readOn: 2026-11-22
                verified: true
        """

    @Test func `a regime of one's own is read`() throws {
        let regimes = try RegimeFile.read(text: Self.regime, name: "sent")
        let clock = try #require(regimes.first?.clocks.first)
        #expect(clock.length == ClockLength(3, .businessDays))
        #expect(clock.dueTime == 61_200 && clock.pauses == [.customer])
        #expect(clock.starts == [.received] && clock.kind == .duty)
        #expect(clock.extensions.first?.needsSecondPerson == true)
    }

    @Test(arguments: [
        ("length: 3 business-days", "length: 3 fortnights", "sent:10: "),
        ("zone: Europe/London", "representatives: 0", "a whole number from 1 to 100"),
        ("length: 3 business-days", "length: 0 days", "a number from 1 to 1000"),
        ("stops: [answered]", "stops: [anwered]", "must be one of received"),
        ("stops: [answered]", "stops: [received]", "can't be stopped by what begins it"),
        ("stops: [answered]", "stop: [answered]", "did you mean stops?"),
        ("zone: Europe/London", "zone: London", "a time zone such as"),
        ("dueTime: \"17:00\"", "dueTime: \"25:00\"", "a time of the day such as"),
        ("by: 2 business-days", "by: 2 months", "must be in the clock's unit"),
        ("by: 2 business-days", "times: 2", "says either `to` or `by`"),
        ("source: the house", "source:", "needs source"),
        (", zh-Hant: 答覆", "", "lacks zh-Hant"),
        ("clock: answer", "clock: The answer", "a name of small letters"),
        ("verified: true", "verified: true\n        warnDays: 1\n        alarmDays: 2", "warning"),
    ])
    func `each mistake in a regime is told`(_ right: String, _ wrong: String, _ hint: String) {
        let found = problems {
            _ = try RegimeFile.read(text: Self.regime.replacing(right, with: wrong), name: "sent")
        }
        #expect(found.contains { $0.contains(hint) }, "\(found)")
    }

    private static let calendar = """
        calendar: here
        title: {en: Here, zh-Hans: 此地, zh-Hant: 此地}
        firstYear: 2026
        lastYear: 2026
        source: the house
        readOn: 2026-11-22
        verified: false
        holidays:
          - 2026-02-16 to 2026-02-20
          - 2026-10-01
        workdays:
          - 2026-02-28
        """

    @Test func `a calendar has its holidays, weekends and worked weekends`() throws {
        let calendar = try CalendarFile.read(text: Self.calendar, name: "sent")
        func isOpen(_ text: String) -> Bool {
            LocalDay(text).map { calendar.isBusinessDay($0) } ?? false
        }
        #expect(!isOpen("2026-02-16") && !isOpen("2026-02-20") && !isOpen("2026-10-01"))
        #expect(isOpen("2026-02-23") && isOpen("2026-02-28") && !isOpen("2026-03-01"))
    }

    @Test(arguments: [
        ("lastYear: 2026", "lastYear: 2025", "firstYear is after lastYear"),
        ("2026-10-01", "2027-10-01", "2027-10-01 lies outside of"),
        ("2026-10-01", "1 October", "sent:10: "),
        ("2026-02-28", "2026-02-20", "a holiday and worked as well"),
        ("to 2026-02-20", "to 2026-02-10", "2026-02-15 to 2026-02-23"),
        ("verified: false", "weekend: [sun]", "must be one of monday"),
        ("readOn: 2026-11-22", "readOn: today", "a day such as"),
    ])
    func `each mistake in a calendar is told`(_ right: String, _ wrong: String, _ hint: String) {
        let found = problems {
            _ = try CalendarFile.read(
                text: Self.calendar.replacing(right, with: wrong), name: "sent")
        }
        #expect(found.contains { $0.contains(hint) }, "\(found)")
    }

    @Test func `a regime whose calendar isn't there is refused`() throws {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "regimes-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let text = Self.regime.replacing(
            "zone: Europe/London", with: "calendar: uk-england-wale")
        try Data(text.utf8).write(to: folder.appending(path: "complaints-house.yaml"))
        let calendars = Self.root.appending(path: "etc/callaudit/calendars").path
        let found = problems {
            _ = try RegimeLibrary.load(
                regulations: [folder.path], calendars: [calendars], home: .utc, binary: nil)
        }
        #expect(found.contains { $0.contains("did you mean uk-england-wales?") }, "\(found)")
    }

    @Test func `regimes of new complaints are among those that are there`() throws {
        let etc = Self.root.appending(path: "etc/callaudit").path
        func text(_ names: String) -> String {
            "regulations: \(etc)/regulations\ncalendars: \(etc)/calendars\n"
                + "complaintRegimes: \(names)\n"
        }
        func read(_ names: String) throws -> [String] {
            try `Settings files`.inFile(text(names)) { path in
                let file = try SettingsFile(path: path, environment: [:])
                return problems { _ = try file.regimes(home: .utc, binary: nil) }
            }
        }
        #expect(try read("[uk-disp]") == [])
        let wrong = try read("[uk-dips]")
        #expect(wrong.count == 1 && wrong[0].contains(":3: complaintRegimes: there is no regime"))
        #expect(wrong[0].contains("did you mean uk-disp?"))
        let found = problems {
            _ = try `Settings files`.inFile(text("[a, a]")) { path in
                try SettingsFile(path: path, environment: [:])
            }
        }
        #expect(found.contains { $0.contains("names a regime twice") })
    }

    private func problems(_ read: () throws -> Void) -> [String] {
        do {
            try read()
            return []
        } catch {
            return (error as? SettingsProblems)?.problems.map(\.description) ?? []
        }
    }
}
