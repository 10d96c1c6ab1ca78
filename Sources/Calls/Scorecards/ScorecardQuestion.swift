extension Scorecard {
    package struct Question: Hashable, Sendable {
        /// Unique in the card; answers and reports are kept under it.
        package var code: String
        package var text: LocalText
        package var help: LocalText?
        /// What a good call sounds like.
        package var goodExample: LocalText?
        /// What a bad call sounds like.
        package var badExample: LocalText?
        package var kind: Kind
        /// The points that the best answer brings; 0 for a question that isn't scored.
        package var weight: Thousandths
        package var notApplicable: NotApplicable
        /// May be left without an answer; only for questions that aren't scored.
        package var isOptional: Bool
        package var autoFail: AutoFail?
        /// Nil when it is always asked.
        package var condition: Condition?
        /// Why points were lost: at least one is chosen whenever they are. Empty when nobody asks.
        package var causes: [Cause]
        package var commentWhen: [CommentRule]
        /// Code of the script whose wording is judged here.
        package var script: String?

        package init(
            code: String, text: LocalText, kind: Kind, weight: Thousandths,
            notApplicable: NotApplicable = .notAllowed
        ) {
            self.code = code
            self.text = text
            self.kind = kind
            self.weight = weight
            self.notApplicable = notApplicable
            isOptional = false
            causes = []
            commentWhen = []
        }
    }

    /// What is asked for. `Points` behind an answer lie between 0 and the question's weight.
    package enum Kind: Hashable, Sendable {
        /// The better answer brings the weight, the other nothing.
        case yesNo(best: YesNo)
        case choice(options: [Option])
        case scale(Scale)
        case number(NumberRange)
        /// Words; never scored.
        case text
    }

    package enum YesNo: String, CaseIterable, Codable, Sendable {
        case yes, no
    }

    package struct Option: Hashable, Codable, Sendable {
        /// Unique in the question.
        package var code: String
        package var label: LocalText
        package var points: Thousandths

        package init(code: String, label: LocalText, points: Thousandths) {
            self.code = code
            self.label = label
            self.points = points
        }
    }

    /// Points for numbers from `from` up to the next band's `from`, which no longer counts.
    package struct PointBand: Hashable, Codable, Sendable {
        package var from: Thousandths
        package var points: Thousandths

        package init(from: Thousandths, points: Thousandths) {
            self.from = from
            self.points = points
        }
    }

    /// Whole steps from `least` to `most`, both included.
    package struct Scale: Hashable, Codable, Sendable {
        package var least: Int
        package var most: Int
        package var leastLabel: LocalText
        package var mostLabel: LocalText
        /// Lowest first, from `least` on; empty when the question isn't scored.
        package var bands: [PointBand]

        package init(
            least: Int, most: Int, leastLabel: LocalText, mostLabel: LocalText, bands: [PointBand]
        ) {
            self.least = least
            self.most = most
            self.leastLabel = leastLabel
            self.mostLabel = mostLabel
            self.bands = bands
        }
    }

    /// A number from `least` to `most`, both included.
    package struct NumberRange: Hashable, Codable, Sendable {
        package var least: Thousandths
        package var most: Thousandths
        package var unit: NumberUnit
        /// Fills the answer by itself where the call has it.
        package var measure: CallMeasure?
        /// Lowest first, from `least` on; empty when the question isn't scored.
        package var bands: [PointBand]

        package init(
            least: Thousandths, most: Thousandths, unit: NumberUnit, measure: CallMeasure? = nil,
            bands: [PointBand]
        ) {
            self.least = least
            self.most = most
            self.unit = unit
            self.measure = measure
            self.bands = bands
        }
    }

    package enum NumberUnit: String, CaseIterable, Codable, Sendable {
        case seconds, percent, decibels, times
    }

    package struct Cause: Hashable, Codable, Sendable {
        /// Unique in the question.
        package var code: String
        package var label: LocalText

        package init(code: String, label: LocalText) {
            self.code = code
            self.label = label
        }
    }
}
