/// What a call is scored by: questions in sections, their weights, and what answers come to. A
/// version of a scorecard is this value in its JSON form (`canonicalJSON`); since when it holds
/// belongs to the version, not to the card.
package struct Scorecard: Hashable, Sendable {
    /// `a-z`, `0-9` and `-`; the name of the card over all its versions.
    package var code: String
    package var title: LocalText
    /// The least total at which a call has passed.
    package var passMark: Percent
    /// What totals are called, lowest first, from 0 on; may be empty.
    package var bands: [Band]
    /// The scorer sees neither weights nor points nor the live score.
    package var hidesWeights: Bool
    package var sections: [Section]

    package init(
        code: String, title: LocalText, passMark: Percent, bands: [Band] = [],
        hidesWeights: Bool = false, sections: [Section]
    ) {
        self.code = code
        self.title = title
        self.passMark = passMark
        self.bands = bands
        self.hidesWeights = hidesWeights
        self.sections = sections
    }

    /// A name for totals from `from` up to the next band.
    package struct Band: Hashable, Codable, Sendable {
        package var code: String
        package var label: LocalText
        package var from: Percent

        package init(code: String, label: LocalText, from: Percent) {
            self.code = code
            self.label = label
            self.from = from
        }
    }

    package struct Section: Hashable, Codable, Sendable {
        /// Unique in the card.
        package var code: String
        package var title: LocalText
        /// Its share of the total is its weight among those of all sections that count.
        package var weight: Thousandths
        /// A call whose section stays below this hasn't passed, whatever its total.
        package var passMark: Percent?
        package var questions: [Question]

        package init(
            code: String, title: LocalText, weight: Thousandths, passMark: Percent? = nil,
            questions: [Question]
        ) {
            self.code = code
            self.title = title
            self.weight = weight
            self.passMark = passMark
            self.questions = questions
        }
    }

    /// All questions in the order in which they are asked.
    package var questions: [Question] { sections.flatMap(\.questions) }

    package func question(_ code: String) -> Question? {
        questions.first { $0.code == code }
    }

    /// The band that `total` falls into.
    package func band(of total: Percent) -> Band? {
        bands.last { $0.from <= total }
    }
}

/// How large a scorecard and its answers may be.
package enum ScorecardLimits {
    package static let sectionsMax = 30
    /// What forms call the call as a whole; no question may have it.
    package static let wholeCode = "call"
    /// In the whole card.
    package static let questionsMax = 200
    /// Options, bands and causes of one question; bands of the card.
    package static let optionsMax = 30
    package static let textCharactersMax = 2000
    package static let codeCharactersMax = 40
    /// Of a file, and of the JSON form.
    package static let bytesMax = 1 << 20
    /// Of a weight or of points.
    package static let weightMax = Thousandths(whole: 1000)
    /// Least and most of a number question.
    package static let numberMax = Thousandths(whole: 1_000_000)
    /// Steps of a scale.
    package static let scaleStepsMax = 20
    package static let answersMax = questionsMax
    package static let momentsMax = 50
    /// A day: no call lasts longer.
    package static let momentSecondMax = 86_400
    package static let sheetBytesMax = 1 << 20
}
