import Calls
import Foundation
import Testing

@testable import CallSettings

struct RegulationTests {
    private static let shipped = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../etc/callaudit/regulations").standardized.path

    @Test func `every shipped figure is read, and none is confirmed`() throws {
        let library = try RegulationLibrary.load(folders: [Self.shipped], binary: nil)
        #expect(library.regulations.count > 30)
        for figure in library.regulations.values {
            #expect(!figure.verified, "\(figure.name)")
            #expect(!figure.source.isEmpty)
            #expect(figure.readOn.count == 10, "\(figure.name)")
            #expect(figure.name.hasPrefix(figure.jurisdiction.lowercased() + "-"), "\(figure.name)")
        }
        let duty = library.regulations["uk-sysc-recordings"]?.duty
        #expect(duty == RetentionDuty(rule: "uk-sysc-recordings", count: 5, unit: .years))
        // Its clock starts at a day that callaudit doesn't know.
        #expect(library.regulations["cn-sales-recordings-long"]?.duty == nil)
    }

    private func duty(_ yaml: String) throws -> RetentionDuty? {
        let library = try RegulationLibrary.load(folders: [Self.shipped], binary: nil)
        return try `Settings files`.inFile(yaml) {
            try SettingsFile(path: $0, environment: [:]).retentionDuty(from: library)
        }
    }

    @Test func `a rule by name or days of one's own keep calls, and nothing does by itself`()
        throws
    {
        #expect(try duty("region: CN\n") == nil)
        #expect(try duty("retention:\n  keepDays: 90\n")?.count == 90)
        #expect(try duty("retention:\n  rule: eu-mifid-recordings\n")?.unit == .years)
    }

    @Test(arguments: [
        ("retention:\n  rule: eu-mifid-recording\n", "did you mean eu-mifid-recordings?"),
        ("retention:\n  rule: cn-sales-recordings-long\n", "contract-end"),
        ("retention:\n  rule: eu-mifid-recordings\n  keepDays: 3\n", "not both"),
        ("retention:\n  keepDays: 0\n", "a whole number from 1"),
        ("keyBackupDays: -1\n", "a whole number from 0"),
        ("scoring:\n  releaseHours: -1\n", "a whole number from 0"),
        ("scoring:\n  disputeDays: 0\n", "a whole number from 1"),
    ])
    func `what can't be reckoned is named with its line`(yaml: String, hint: String) throws {
        let thrown = #expect(throws: SettingsProblems.self) { _ = try duty(yaml) }
        let text = thrown?.description ?? ""
        #expect(text.contains(hint), "\(text)")
        #expect(text.contains(/:[0-9]+:/))
    }

    @Test func `a figure that lacks something is named with its line`() throws {
        let yaml = "jurisdiction: XX\nfigures:\n  - name: xx-a\n    rule: r\n    unit: fortnights\n"
        try `Settings files`.inFile(yaml) { path in
            let thrown = #expect(throws: SettingsProblems.self) {
                _ = try RegulationFile.load(path: path)
            }
            #expect(thrown?.description.contains("needs source") == true)
            #expect(thrown?.description.contains("unit") == true)
        }
    }
}
