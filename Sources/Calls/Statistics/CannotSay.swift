/// Why a figure can't be said. The raw value stands in catalogue keys, so a case is never renamed.
package enum CannotSay: String, Error, CaseIterable, Sendable {
    /// There is nothing to reckon with: no ratings, no observations.
    case nothing
    /// Nobody else rated what one rater rated.
    case oneRater
    /// Fewer than two items were rated by two raters, and one can agree by accident.
    case oneItem
    /// Everybody gave the same answer to everything, so that chance alone would have agreed too.
    case allTheSame
    /// A part of the population that has calls has none in the sample.
    case emptyStratum
    /// A ratio scale starts at zero, and there is a value below.
    case belowZero
    /// More than `AnswerWeights.answersMax` different answers: such a figure is for choices.
    case tooManyAnswers
    /// More raters and items than are compared pair by pair: `CohenKappa.comparisonsMax`.
    case tooLarge
    /// A trend needs more than one moment.
    case oneMoment
}
