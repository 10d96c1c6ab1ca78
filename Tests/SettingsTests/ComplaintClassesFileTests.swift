import Calls
import Foundation
import Testing

@testable import CallSettings

struct ComplaintClassesFileTests {
    private static let shipped = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../etc/callaudit/complaints").standardized.path

    private static let small = """
        currency: CNY
        limits: {complaint-handler: 100, compliance-officer: unlimited}
        severities:
          - code: low
            load: 1
            title: {en: L, zh-Hans: 低, zh-Hant: 低}
            meaning: {en: l, zh-Hans: 低, zh-Hant: 低}
        types:
          - code: service
            title: {en: S, zh-Hans: 服, zh-Hant: 服}
            firstLine: low
            branches: [{code: delay, title: {en: D, zh-Hans: 慢, zh-Hant: 慢}, firstLine: never}]
        causes: [{code: care, title: {en: C, zh-Hans: 因, zh-Hant: 因}}]
        redress: [{code: refund, isMoney: true, title: {en: R, zh-Hans: 退, zh-Hant: 退}}]
        """

    private func problems(_ yaml: String) -> String {
        do throws(SettingsProblems) {
            _ = try ComplaintClassesFile.read(text: yaml, name: "sent")
            return ""
        } catch {
            return error.description
        }
    }

    @Test func `the shipped classes can be used`() throws {
        let classes = try ComplaintClassesFile.load(folder: Self.shipped, binary: nil)
        #expect(classes.severities.map(\.code) == ["low", "medium", "high", "critical"])
        #expect(classes.limit(of: [.complianceOfficer]) == ComplaintClasses.unlimited)
        #expect(classes.limit(of: [.auditor]) == 0)
        #expect(classes.representativesMost == 5)
        let path = ComplaintClasses.path(to: "delay", in: classes.types)
        #expect(path.map(\.code) == ["service", "delay"])
        #expect(
            try ComplaintClassesFile.loadIfThere(folder: Self.shipped, binary: nil) == classes)
        let nowhere = Self.shipped + "/nowhere"
        #expect(try ComplaintClassesFile.loadIfThere(folder: nowhere, binary: nil) == nil)
    }

    @Test func `classes are read with their branches and limits`() throws {
        let classes = try ComplaintClassesFile.read(text: Self.small, name: "sent")
        #expect(classes.types[0].firstLine == .upTo("low"))
        #expect(classes.types[0].branches[0].firstLine == .never)
        #expect(classes.limits == [.complaintHandler: 100, .complianceOfficer: .max])
        #expect(classes.redress[0].isMoney)
    }

    @Test(arguments: [
        ("currency: CNY", "currncy: CNY", "did you mean currency?"),
        ("complaint-handler: 100", "complaint-handler: -1", "a whole number from 0"),
        ("load: 1", "load: 101", "a whole number from 1 to 100"),
        ("firstLine: low", "firstLine: lo", "no severity lo"),
        ("isMoney: true", "isMoney: perhaps", "true or false"),
        ("code: delay", "code: service", "used twice"),
        ("causes:", "cause:", "needs causes"),
    ])
    func `what is wrong in a file is named with what to do`(
        good: String, bad: String, hint: String
    ) {
        let text = problems(Self.small.replacingOccurrences(of: good, with: bad))
        #expect(text.contains(hint), "\(text)")
    }
}
