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

    @Test func `products have campaigns, and groups name codes that there are`() throws {
        let products = Self.small + """

            products:
              - {code: life, title: {en: L, zh-Hans: 寿, zh-Hant: 壽}, campaigns: [winter]}
              - {code: motor, title: {en: M, zh-Hans: 车, zh-Hant: 車}}
            """
        let classes = try ComplaintClassesFile.read(text: products, name: "sent")
        #expect(classes.product(ofCampaign: "winter")?.code == "life")
        #expect(classes.product("motor")?.campaigns == [])
        #expect(problems(products + "\nfee: 3").contains("fee"))
        let groups = """
            returns:
              uk-disp-1-annex-1r:
                product: {life: "Insurance and pure protection"}
                cause: {care: "General admin"}
            """
        func read(_ text: String) throws -> ReturnGroups {
            try ReturnGroupsFile.read(text: text, name: "sent", classes: classes)
        }
        let known = try read(groups)
        #expect(known.of(.ukDISP)[.product] == ["life": "Insurance and pure protection"])
        #expect(known.of(.usCFPB).isEmpty)
        for (wrong, said) in [
            (groups.replacing("life", with: "boat"), "no code boat"),
            (groups.replacing("uk-disp-1", with: "fr-disp-1"), "There is no return fr-disp-1"),
            (groups.replacing("cause", with: "region"), "no table by region"),
            (groups.replacing("product", with: "produkt"), "produkt"),
        ] {
            let error = #expect(throws: SettingsProblems.self) { try read(wrong) }
            #expect(error?.description.contains(said) == true, "\(said)")
        }
        #expect(
            try ReturnGroupsFile.load(
                folder: Self.shipped, binary: nil, classes: classes
            ).shapes.isEmpty)
    }

    @Test func `questions that watch for a cause are read, and told when they can't be`() throws {
        let cause = "causes: [{code: care, "
        let watched = Self.small.replacing(cause, with: cause + "questions: [sales/pressure], ")
        let classes = try ComplaintClassesFile.read(text: watched, name: "sent")
        #expect(classes.questions(watching: "care").map(\.text) == ["sales/pressure"])
        let bad = Self.small.replacing(cause, with: cause + "questions: [pressure], ")
        #expect(problems(bad).contains("such as sales/pressure"))
        let twice = Self.small.replacing(cause, with: cause + "questions: [a/b, a/b], ")
        #expect(problems(twice).contains("stands twice"))
        let type = "types:\n  - code: service\n"
        let misplaced = Self.small.replacing(type, with: type + "    questions: [a/b]\n")
        #expect(misplaced != Self.small && problems(misplaced).contains("watch for causes"))
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
