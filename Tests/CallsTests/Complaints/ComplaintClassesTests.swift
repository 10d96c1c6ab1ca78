import Calls
import Foundation
import Testing

struct ComplaintClassesTests {
    private typealias Sample = ComplaintSample

    private func problems(_ change: (inout ComplaintClasses) -> Void) -> String {
        var classes = Sample.classes
        change(&classes)
        return classes.problems().map(\.sentence).joined(separator: "\n")
    }

    @Test func `classes that can't be used are named with what to do`() {
        #expect(Sample.classes.problems().isEmpty)
        #expect(problems { $0.severities = [] }.contains("there are 0"))
        #expect(problems { $0.severities[0].load = 0 }.contains("load"))
        #expect(problems { $0.types[0].code = "Bad code" }.contains("a-z"))
        #expect(problems { $0.types[0].branches[0].code = "sales" }.contains("used twice"))
        #expect(problems { $0.types[0].firstLine = .upTo("grave") }.contains("no severity grave"))
        #expect(problems { $0.causes[0].title.english = " " }.contains("missing in en"))
        #expect(problems { $0.currency = "yuan" }.contains("three capital letters"))
        #expect(problems { $0.limits[.supervisor] = -1 }.contains("below nothing"))
        #expect(problems { $0.representativesMost = 0 }.contains("from 1 to"))
        let title = Sample.classes.causes[0].title
        let life = ComplaintClasses.Product(code: "life", title: title, campaigns: ["winter"])
        let motor = ComplaintClasses.Product(code: "motor", title: title, campaigns: ["winter"])
        #expect(problems { $0.products = [life] }.isEmpty)
        #expect(problems { $0.products = [life, life] }.contains("used twice"))
        #expect(problems { $0.products = [life, motor] }.contains("sells one product"))
        let deep = (0..<7).reduce(Sample.branch("leaf")) { below, level in
            Sample.branch("level-\(level)", nil, [below])
        }
        #expect(problems { $0.causes = [deep] }.contains("at most 5 levels"))
    }

    @Test func `the first line is closed to what weighs more than its type allows`() {
        func why(
            _ receipt: ComplaintReceipt, _ type: String, _ severity: String,
            _ complexity: Complaint.Complexity = .simple
        ) -> Set<ComplaintAssessment.Escalation> {
            Sample.classes.assess(
                receipt, type: type, severity: severity, complexity: complexity
            ).escalation
        }
        var receipt = Sample.receipt()
        #expect(why(receipt, "delay", "low") == [])
        #expect(why(receipt, "delay", "high") == [.severity])
        #expect(why(receipt, "benefit", "low") == [.type])
        #expect(why(receipt, "pressure", "low") == [.type])
        #expect(why(receipt, "delay", "unknown") == [.severity])
        #expect(why(receipt, "delay", "low", .complex) == [.complexity])
        receipt.complainants = 2
        receipt.isVulnerable = true
        receipt.channel = .authority
        receipt.aboutDecisionsOf = ["account:x"]
        #expect(why(receipt, "delay", "low") == [.joint, .vulnerable, .authority, .decision])
    }

    @Test func `the widest limit of several roles counts, and none is nothing`() {
        #expect(Sample.classes.limit(of: [.complaintHandler, .supervisor]) == 1000)
        #expect(Sample.classes.limit(of: [.supervisor]) == 0)
        #expect(Sample.classes.limit(of: []) == 0)
    }

    @Test func `a complaint goes to whoever fits it best and has the least to do`() throws {
        func candidate(
            _ person: String, _ load: Int, _ types: Set<String> = []
        ) -> ComplaintCandidate {
            var candidate = ComplaintCandidate(ComplaintWorker(person: person), load: load)
            candidate.types = types
            return candidate
        }
        func chosen(_ candidates: [ComplaintCandidate], _ complaint: Complaint) -> String? {
            ComplaintAssignment.choose(
                among: candidates, for: Sample.standing(complaint), language: "en")?.person
        }
        let complaint = try Sample.after([.acknowledge, Sample.assessment()])
        let (busy, free) = (candidate("a", 9), candidate("b", 1))
        #expect(chosen([busy, free], complaint) == "b")
        #expect(chosen([candidate("b", 1), candidate("a", 1)], complaint) == "a")
        #expect(chosen([free, candidate("c", 8, ["service"])], complaint) == "c")
        #expect(
            chosen([candidate("c", 1, ["service"]), candidate("d", 8, ["delay"])], complaint)
                == "d")
        #expect(chosen([candidate("c", 1, ["sales"])], complaint) == nil)
        var away = free
        away.isAway = true
        #expect(chosen([away, busy], complaint) == "a")
        var foreign = free
        foreign.languages = ["zh-Hans"]
        #expect(chosen([foreign, busy], complaint) == "a")
        var recent = candidate("a", 1)
        recent.lastGivenAt = Sample.start
        #expect(chosen([recent, free], complaint) == "b")
        #expect(chosen([], complaint) == nil)
    }

    @Test func `nobody who is recused is given a complaint`() {
        var receipt = Sample.receipt(about: [Sample.asked])
        receipt.aboutDecisionsOf = ["b"]
        let standing = Sample.standing(Sample.received(Sample.id, receipt))
        let candidates = [
            ComplaintCandidate(ComplaintWorker(person: "a", agent: Sample.asked), load: 0),
            ComplaintCandidate(ComplaintWorker(person: "b"), load: 0),
            ComplaintCandidate(ComplaintWorker(person: "c"), load: 50),
        ]
        let chosen = ComplaintAssignment.choose(
            among: candidates, for: standing, language: nil)
        #expect(chosen?.person == "c")
    }
}
