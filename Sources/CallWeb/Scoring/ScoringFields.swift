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
        let fields = Dictionary(grouping: form.pairs, by: \.name).mapValues { $0.map(\.value) }
        func text(_ name: String, _ code: String) -> String {
            (fields["\(name).\(code)"]?.first ?? "")
                .trimmingCharacters(in: .whitespacesAndNewlines)
        }
        var sheet = AnswerSheet(
            comment: text("comment", "call"),
            moments: try moments(text("moment", "call"), of: "call"))
        for question in card.questions {
            let code = question.code
            var answer = AnswerSheet.Answer(
                try value(
                    text("answer", code), of: question, doesNotApply: text("na", code) == "yes"),
                comment: text("comment", code), causes: fields["cause.\(code)"] ?? [],
                moments: try moments(text("moment", code), of: code),
                failReason: text("reason", code))
            answer.measured = before.answers[code]?.measured
            if answer != AnswerSheet.Answer() { sheet.answers[code] = answer }
        }
        return withoutLeftovers(card.trimmed(sheet), card)
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
