import Calls
import Foundation

/// The form of the scoring screen as a browser sends it, with or without the script.
enum ScoringFields {
    /// The value of an answer that says “doesn't apply”; no code can be the same.
    static let notApplicable = "~na"
    /// For two hundred questions with all that stands beside them, and their causes.
    static let pairsMax = 8192
    /// Percent-encoding makes nine bytes of a Chinese character.
    static let bytesMax = 4 << 20

    /// The answers of `form` to `card`, without those that nobody asks for. What measures said
    /// stays as `before` has it. Throws a refusal where a moment or a number can't be read.
    static func sheet(
        _ form: Query, card: Scorecard, before: AnswerSheet
    ) throws -> AnswerSheet {
        let fields = Fields(form)
        var sheet = AnswerSheet(
            comment: fields.text("comment", ScorecardLimits.wholeCode),
            moments: try moments(fields.text("moment", ScorecardLimits.wholeCode),
                of: ScorecardLimits.wholeCode))
        for question in card.questions {
            let answer = try Self.answer(fields, to: question, before: before)
            if answer != AnswerSheet.Answer() { sheet.answers[question.code] = answer }
        }
        return withoutLeftovers(card.trimmed(sheet), card)
    }

    /// `before` with the answer that `form` gives to the question `code`; its moments stay. Throws
    /// a refusal when there is no such question, or a number can't be read.
    static func revision(
        _ form: Query, of code: String, card: Scorecard, before: AnswerSheet
    ) throws -> AnswerSheet.Answer {
        guard let question = card.question(code) else {
            throw Refusal(
                .invalid, .badSheet, "There is no question \(code.prefix(40)) in this scorecard.")
        }
        var sheet = before
        var answer = try Self.answer(Fields(form), to: question, before: before)
        answer.moments = before.answers[code]?.moments ?? []
        sheet.answers[code] = answer
        return withoutLeftovers(sheet, card).answers[code] ?? AnswerSheet.Answer()
    }

    private static func answer(
        _ fields: Fields, to question: Scorecard.Question, before: AnswerSheet
    ) throws -> AnswerSheet.Answer {
        let code = question.code
        var answer = AnswerSheet.Answer(
            try value(
                fields.text("answer", code), of: question,
                doesNotApply: fields.text("na", code) == "yes"),
            comment: fields.text("comment", code), causes: fields.all("cause", code),
            moments: try moments(fields.text("moment", code), of: code),
            failReason: fields.text("reason", code))
        answer.measured = before.answers[code]?.measured
        return answer
    }

    /// Values by name, such as `answer.greeting`.
    private struct Fields {
        private let values: [String: [String]]

        init(_ form: Query) {
            values = Dictionary(grouping: form.pairs, by: \.name).mapValues { $0.map(\.value) }
        }

        func text(_ name: String, _ code: String) -> String {
            (values["\(name).\(code)"]?.first ?? "")
                .trimmingCharacters(in: .whitespacesAndNewlines)
        }

        func all(_ name: String, _ code: String) -> [String] {
            (values["\(name).\(code)"] ?? []).filter { !$0.isEmpty }
        }
    }

    /// Causes where no points are lost, and reasons where nothing fails, are left out.
    private static func withoutLeftovers(_ sheet: AnswerSheet, _ card: Scorecard) -> AnswerSheet {
        var sheet = sheet
        let score = card.score(sheet)
        let failed = Set(score.fails.map(\.question))
        for line in score.sections.flatMap(\.questions) {
            guard var answer = sheet.answers[line.code] else { continue }
            if !line.lost { answer.causes = [] }
            if !failed.contains(line.code) { answer.failReason = "" }
            sheet.answers[line.code] = answer == AnswerSheet.Answer() ? nil : answer
        }
        return sheet
    }

    private static func value(
        _ text: String, of question: Scorecard.Question, doesNotApply: Bool
    ) throws -> AnswerSheet.Value? {
        if doesNotApply || text == notApplicable { return .notApplicable }
        guard !text.isEmpty else { return nil }
        switch question.kind {
        case .yesNo, .choice: return .choice(text)
        case .text: return .text(text)
        case .scale, .number:
            guard let number = Thousandths(text: text) else {
                throw Refusal(
                    .invalid, .badSheet,
                    "Question \(question.code) is answered by a number such as 12.5, with at most "
                        + "three places behind the point. Correct it.", subject: question.code)
            }
            return .number(number)
        }
    }

    private static func moments(_ text: String, of code: String) throws -> [AnswerSheet.Moment] {
        guard let moments = PinnedMoment.read(text) else {
            throw Refusal(
                .invalid, .badSheet,
                "A moment of question \(code) can't be read. Begin each line with minutes and "
                    + "seconds, such as 2:06.", subject: code)
        }
        return moments.map { AnswerSheet.Moment(second: $0.second, note: $0.note) }
    }
}
