/// What a scorer has written on a scorecard: a draft as well as a submitted one.
package struct AnswerSheet: Hashable, Sendable {
    /// By the question's code.
    package var answers: [String: Answer]
    /// On the call as a whole.
    package var comment: String
    /// On the call as a whole.
    package var moments: [Moment]

    package init(
        answers: [String: Answer] = [:], comment: String = "", moments: [Moment] = []
    ) {
        self.answers = answers
        self.comment = comment
        self.moments = moments
    }

    /// What stands beside one question.
    package struct Answer: Hashable, Sendable {
        /// Nil while it isn't answered; a comment may stand there already.
        package var value: Value?
        /// What a measure of the call said; `value` may have been set otherwise, with a comment.
        package var measured: Thousandths?
        package var comment: String
        /// Codes of the question's causes.
        package var causes: [String]
        package var moments: [Moment]
        /// Why the answer fails the section or the form.
        package var failReason: String

        package init(
            _ value: Value? = nil, comment: String = "", causes: [String] = [],
            moments: [Moment] = [], failReason: String = ""
        ) {
            self.value = value
            self.comment = comment
            self.causes = causes
            self.moments = moments
            self.failReason = failReason
        }
    }

    package enum Value: Hashable, Sendable {
        /// `yes`, `no`, or the code of an option.
        case choice(String)
        /// Of a scale or a number question.
        case number(Thousandths)
        case text(String)
        case notApplicable
    }

    /// A place in the call, pinned: whole seconds from its start.
    package struct Moment: Hashable, Sendable {
        package var second: Int
        package var note: String

        package init(second: Int, note: String = "") {
            self.second = second
            self.note = note
        }
    }

    package subscript(question: String) -> Value? { answers[question]?.value }
}
