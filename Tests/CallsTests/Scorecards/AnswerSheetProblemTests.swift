import Testing

@testable import Calls

struct AnswerSheetProblemTests {
    /// Complete on the rich sample.
    private static var complete: AnswerSheet {
        Sample.sheet([
            "first": .yes, "second": .choice("o2"), "third": .whole(3), "pace": .whole(5),
        ])
    }

    private func codes(
        _ change: (inout AnswerSheet) -> Void
    ) -> [AnswerSheetProblem.Code] {
        var sheet = Self.complete
        change(&sheet)
        let problems = Sample.rich.problems(of: sheet)
        #expect(problems.allSatisfy { $0.sentence.hasSuffix(".") })
        return problems.map(\.code)
    }

    @Test func `a complete sheet has nothing wrong`() {
        #expect(codes { _ in } == [])
    }

    @Test func `what can't stand in a sheet is told`() {
        #expect(codes { $0.answers["nowhere"] = .init(.yes) } == [.unknownQuestion])
        #expect(codes { $0.answers["first"] = .init(.choice("maybe")) }.contains(.unknownAnswer))
        let refused = codes { $0.answers["first"] = .init(.notApplicable) }
        #expect(refused.contains(.notApplicableRefused))
        #expect(codes { $0.answers["third"] = .init(.whole(4)) } == [.outOfRange])
        #expect(codes { $0.answers["third"] = .init(.number(Thousandths(1500))) } == [.outOfRange])
        #expect(codes { $0.answers["pace"] = .init(.whole(101)) } == [.outOfRange])
        #expect(codes { $0.answers["pace"] = .init(.text("5")) } == [.wrongKind])
        let long = String(repeating: "長", count: 2001)
        #expect(codes { $0.answers["notes"] = .init(.text(long)) } == [.tooLong])
        #expect(codes { $0.comment = long } == [.tooLong])
        #expect(codes { $0.moments = [.init(second: -1)] } == [.badMoment])
        #expect(codes { $0.moments = [.init(second: 86_401)] } == [.badMoment])
        #expect(
            codes { $0.answers["pace"]?.moments = (0...50).map { .init(second: $0) } }
                == [.tooMany])
        #expect(codes { $0.answers["first"]?.causes = ["laziness"] } == [.unknownCause])
        #expect(codes { $0.answers["first"]?.causes = ["haste", "haste"] } == [.tooMany])
    }

    @Test func `an answer to a question that isn't asked is refused, and can be trimmed away`() {
        var sheet = Self.complete
        sheet.answers["first"] = .init(
            .no, comment: "No greeting.", causes: ["haste"], failReason: "Rude.")
        let problems = Sample.rich.problems(of: sheet)
        #expect(problems.map(\.code) == [.notAsked, .notAsked])
        #expect(problems.map(\.question) == ["second", "third"])
        let trimmed = Sample.rich.trimmed(sheet)
        #expect(Sample.rich.problems(of: trimmed) == [])
        #expect(trimmed.answers.keys.sorted() == ["first", "pace"])
    }

    @Test func `what is missing is told, and may stand in a draft`() {
        var sheet = AnswerSheet()
        #expect(Sample.rich.problems(of: sheet).map(\.question) == ["first", "pace"])
        sheet = Sample.sheet(["first": .no, "pace": .whole(50)])
        let problems = Sample.rich.problems(of: sheet)
        #expect(problems.map(\.code) == [.causeMissing, .reasonMissing, .commentMissing])
        #expect(problems.allSatisfy { $0.code.mayStandInDraft })
        #expect(codes { $0.answers["second"] = .init(.notApplicable) } == [.commentMissing])
        #expect(codes { $0.answers["third"] = .init(.whole(1)) } == [.reasonMissing])
    }

    @Test func `words that say nothing are no answer`() {
        var card = Sample.rich
        card.sections[1].questions[2].isOptional = false
        var sheet = Self.complete
        sheet.answers["notes"] = .init(.text("  "))
        #expect(card.problems(of: sheet).map(\.code) == [.unanswered])
    }

    @Test func `a measure fills its question, and who says otherwise says why`() {
        let filled = Sample.rich.filled(
            AnswerSheet(), by: [.response: Thousandths(2345), .overtalk: .one])
        #expect(filled["pace"] == .number(Thousandths(2345)))
        #expect(filled.answers.count == 1)
        var sheet = Sample.rich.filled(Self.complete, by: [.response: Thousandths(2345)])
        #expect(sheet["pace"] == .whole(5))
        #expect(Sample.rich.problems(of: sheet).map(\.code) == [.commentMissing])
        sheet.answers["pace"]?.value = .notApplicable
        #expect(Sample.rich.problems(of: sheet).map(\.code) == [.commentMissing])
        sheet.answers["pace"]?.comment = "The customer was on hold."
        #expect(Sample.rich.problems(of: sheet) == [])
        let far = Sample.rich.filled(AnswerSheet(), by: [.response: Thousandths(whole: 5000)])
        #expect(far["pace"] == .whole(100))
    }

    @Test func `a hostile sheet has a bounded list of problems`() {
        var sheet = AnswerSheet()
        for number in 0..<5000 { sheet.answers["q\(number)"] = .init(.yes) }
        let problems = Sample.rich.problems(of: sheet)
        #expect(problems.count < 250)
        #expect(problems.first?.code == .tooMany)
    }
}
