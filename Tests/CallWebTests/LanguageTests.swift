import Calls
import Foundation
import HTTPTypes
import Testing

@testable import CallWeb

struct LanguageTests {
    @Test(
        arguments: [
            (nil, .english), ("", .english), ("de-DE, fr;q=0.9", .english),
            ("zh-CN,zh;q=0.9,en;q=0.8", .simplifiedChinese), ("zh", .simplifiedChinese),
            ("zh-TW", .traditionalChinese), ("zh-HK, en;q=0.5", .traditionalChinese),
            ("zh-Hant-CN", .traditionalChinese), ("zh-Hans-TW", .simplifiedChinese),
            ("en;q=0.2, zh-MO;q=0.7", .traditionalChinese), ("de, en-GB;q=0.8, zh;q=0.5", .english),
            ("zh;q=0, en", .english), ("zh-TW;q=zebra", .traditionalChinese), (";;,,=", .english),
        ] as [(String?, Language)])
    func `the best of the accepted languages is spoken`(header: String?, expected: Language) {
        #expect(Language(accepting: header) == expected)
    }

    @Test func `a cookie outranks the browser's languages`() {
        let preferences = ReaderPreferences([
            .cookie: "theme=dark; language=zh-Hant; keys=off", .acceptLanguage: "en",
        ])
        #expect(preferences.language == .traditionalChinese)
        #expect(preferences.theme == .dark)
        #expect(preferences.singleKeys == false)
    }

    @Test func `a cookie that names nothing known changes nothing`() {
        let preferences = ReaderPreferences([.cookie: "language=tlh; theme=; keys; =x"])
        #expect(preferences.language == .english)
        #expect(preferences.theme == .system)
        #expect(preferences.singleKeys)
    }
}

struct LocalTimeTests {
    @Test(arguments: [
        (0.0, "Asia/Shanghai", "1970-01-01T08:00:00+08:00", 4),
        (1_700_000_000, "UTC", "2023-11-14T22:13:20+00:00", 2),
        (1_700_000_000, "America/New_York", "2023-11-14T17:13:20-05:00", 2),
        (951_782_400, "UTC", "2000-02-29T00:00:00+00:00", 2),
        (-1, "UTC", "1969-12-31T23:59:59+00:00", 3),
        (1_700_000_000, "+05:30", "2023-11-15T03:43:20+05:30", 3),
    ])
    func `an instant shows as the zone's wall does`(
        seconds: Double, zone: String, text: String, weekday: Int
    ) {
        let time = Zone(named: zone).time(Date(timeIntervalSince1970: seconds))
        #expect(time.iso8601 == text)
        #expect(time.weekday == weekday)
    }

    @Test(arguments: ["2026-02-29", "2026-13-01", "2026-1-1", "", "2026-00-10", "20260101", "x"])
    func `days that are none aren't read`(text: String) {
        #expect(CivilDay(text: text) == nil)
    }

    @Test func `every day of four centuries is its own inverse`() {
        for days in stride(from: -80_000, to: 80_000, by: 1) {
            let (year, month, day) = CivilDay.civil(fromDays: days)
            #expect(CivilDay(year: year, month: month, day: day).daysSince1970 == days)
        }
    }

    @Test func `a day begins at midnight of its zone, also on days of a clock change`() {
        let berlin = Zone(named: "Europe/Berlin").timeZone
        let day = CivilDay(text: "2026-03-29")!
        #expect(day.start(in: berlin).timeIntervalSince1970 == 1_774_738_800)
        #expect(
            day.adding(days: 1).start(in: berlin).timeIntervalSince(day.start(in: berlin)) == 23
                * 3600)
        let santiago = Zone(named: "America/Santiago")
        let skipped = CivilDay(text: "2026-09-06")!.start(in: santiago.timeZone)
        #expect(santiago.time(skipped).civilDay.description == "2026-09-06")
    }

    @Test(arguments: [
        ("Asia/Shanghai", "UTC+8"), ("UTC", "UTC"), ("-03:30", "UTC−3:30"), ("Mars/Base", "UTC"),
    ])
    func `a zone tells its offset`(zone: String, text: String) {
        #expect(
            Zone(named: zone).offsetName(at: Date(timeIntervalSince1970: 1_700_000_000)) == text)
    }
}
