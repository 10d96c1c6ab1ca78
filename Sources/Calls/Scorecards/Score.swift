/// What an answer sheet comes to on a scorecard. Also the live score: of what is answered so far.
package struct Score: Hashable, Codable, Sendable {
    /// Of the whole form, 0 when it failed; nil when nothing counts.
    package var total: Percent?
    /// What `total` would be without auto-fails, of sections as well.
    package var totalWithoutFails: Percent?
    /// Code of the band of `total`.
    package var band: String?
    /// Nil when there is no total.
    package var passed: Bool?
    package var sections: [SectionScore]
    package var fails: [Fail]
    /// Codes of all questions that are asked, in order.
    package var asked: [String]
    /// Asked questions that were answered "doesn't apply".
    package var notApplicable: Int

    package struct SectionScore: Hashable, Codable, Sendable {
        package var code: String
        /// Nil when the section doesn't count.
        package var score: Percent?
        /// Points earned and possible, before any auto-fail, of what is answered and applies.
        package var earned: Thousandths
        package var possible: Thousandths
        package var failed: Bool
        /// It counts and has its own pass mark, if it has one; nil when it doesn't count.
        package var passed: Bool?
        package var questions: [QuestionScore]
    }

    package struct QuestionScore: Hashable, Codable, Sendable {
        package var code: String
        /// Nil when it isn't asked, isn't scored, isn't answered, or leaves the score.
        package var points: Thousandths?
        package var weight: Thousandths
        /// Points were lost.
        package var lost: Bool
    }

    /// An answer that fails a section or the form.
    package struct Fail: Hashable, Codable, Sendable {
        package var question: String
        package var fails: Scorecard.Failing
        package var reason: String
    }

    /// A second person has to look at it before it is released.
    package var needsSecondLook: Bool { !fails.isEmpty }
}
