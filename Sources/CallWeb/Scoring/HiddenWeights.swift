import Calls

extension Scorecard {
    /// As a page may hold it whose reader isn't to know the weights: each answer brings all or
    /// nothing, so that only whether points were lost can be told.
    var withoutWeights: Scorecard {
        var card = self
        for section in card.sections.indices {
            card.sections[section].weight = Thousandths(whole: 1)
            for question in card.sections[section].questions.indices {
                card.sections[section].questions[question].hideWeight()
            }
        }
        return card
    }
}

extension Scorecard.Question {
    fileprivate mutating func hideWeight() {
        let full = weight
        guard full > .zero else { return }
        func hidden(_ points: Thousandths) -> Thousandths {
            points < full ? .zero : Thousandths(whole: 1)
        }
        func hidden(_ bands: [Scorecard.PointBand]) -> [Scorecard.PointBand] {
            bands.map { Scorecard.PointBand(from: $0.from, points: hidden($0.points)) }
        }
        weight = Thousandths(whole: 1)
        switch kind {
        case .choice(let options):
            kind = .choice(
                options: options.map {
                    Scorecard.Option(
                        code: $0.code, label: $0.label, points: hidden($0.points))
                })
        case .scale(var scale):
            scale.bands = hidden(scale.bands)
            kind = .scale(scale)
        case .number(var range):
            range.bands = hidden(range.bands)
            kind = .number(range)
        case .yesNo, .text: break
        }
    }
}
