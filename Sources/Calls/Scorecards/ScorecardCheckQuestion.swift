extension ScorecardCheck {
    mutating func question(_ question: Scorecard.Question, _ place: Place) {
        code(question.code, place)
        if question.code == ScorecardLimits.wholeCode {
            add(
                .codeTaken, place.at(".code"),
                "\(ScorecardLimits.wholeCode) stands for the call as a whole; write another code.")
        }
        text(question.text, "the text", place.at(".text"))
        text(question.help, "the help", place.at(".help"))
        text(question.goodExample, "the good example", place.at(".goodExample"))
        text(question.badExample, "the bad example", place.at(".badExample"))
        weight(question.weight, place)
        kind(of: question, place)
        causes(of: question, place)
        rules(of: question, place)
        if let autoFail = question.autoFail {
            answers(autoFail.when, of: question, place.at(".autoFail.when"))
        }
        if let script = question.script {
            let place = Place(
                path: place.path + ".script", subject: question.code,
                name: place.name + ", its script")
            var part = ScorecardCheck()
            part.code(script, place)
            if !part.problems.isEmpty {
                add(.badCode, place, "write the code of a script, made of a-z, 0-9 and -.")
            }
        }
    }

    private mutating func kind(of question: Scorecard.Question, _ place: Place) {
        switch question.kind {
        case .yesNo: break
        case .choice(let options): self.options(options, of: question, place)
        case .scale(let scale):
            text(scale.leastLabel, "the label of the least", place.at(".scale.leastLabel"))
            text(scale.mostLabel, "the label of the most", place.at(".scale.mostLabel"))
            let steps = scale.most.subtractingReportingOverflow(scale.least)
            guard !steps.overflow, (1..<ScorecardLimits.scaleStepsMax).contains(steps.partialValue),
                scale.least.magnitude <= 1000, scale.most.magnitude <= 1000
            else {
                add(
                    .badRange, place.at(".scale"),
                    "a scale goes up from its least to its most in 2 to "
                        + "\(ScorecardLimits.scaleStepsMax) steps; correct least and most.")
                return
            }
            bands(
                scale.bands, of: question, place.at(".scale"),
                Thousandths(whole: scale.least)...Thousandths(whole: scale.most))
        case .number(let range): number(range, of: question, place.at(".number"))
        case .text:
            if question.weight > .zero {
                add(
                    .notScored, place.at(".weight"),
                    "words can't be scored; give it the weight 0, or another kind.")
            }
        }
    }

    private mutating func options(
        _ options: [Scorecard.Option], of question: Scorecard.Question, _ place: Place
    ) {
        count(options.count, 2...ScorecardLimits.optionsMax, "options", place.at(".options"))
        unique(options.map(\.code), place) { ".options[\($0 + 1)].code" }
        for (index, option) in options.prefix(ScorecardLimits.optionsMax).enumerated() {
            let path = "\(place.path).options[\(index + 1)]"
            let place = Place(
                path: path, subject: question.code,
                name: "\(place.name), option \(option.code)")
            code(option.code, place)
            text(option.label, "the label", place.at(".label"))
            points(option.points, of: question, place)
        }
        reach(options.map(\.points), of: question, place.at(".options"))
    }

    private mutating func number(
        _ range: Scorecard.NumberRange, of question: Scorecard.Question, _ place: Place
    ) {
        let most = ScorecardLimits.numberMax
        let least = Thousandths(-most.count)
        guard range.least < range.most, range.least >= least, range.most <= most else {
            add(
                .badRange, place,
                "the number goes up from its least to its most, between \(least) and \(most); "
                    + "correct least and most.")
            return
        }
        if let measure = range.measure, measure.unit != range.unit {
            add(
                .wrongUnit, place.at(".unit"),
                "\(measure.rawValue) is measured in \(measure.unit.rawValue); write that unit.")
        }
        bands(range.bands, of: question, place, range.least...range.most)
    }

    private mutating func bands(
        _ bands: [Scorecard.PointBand], of question: Scorecard.Question, _ place: Place,
        _ range: ClosedRange<Thousandths>
    ) {
        count(
            bands.count, (question.isScored ? 1 : 0)...ScorecardLimits.optionsMax, "bands",
            place.at(".bands"))
        guard !bands.isEmpty else { return }
        var last: Thousandths?
        for (index, band) in bands.prefix(ScorecardLimits.optionsMax).enumerated() {
            let place = place.at(".bands[\(index + 1)]")
            if let before = last, band.from <= before {
                add(
                    .badBands, place.at(".from"),
                    "the band from \(band.from) doesn't begin above the one before it "
                        + "(\(before)), so they overlap; order them from the lowest on.")
            }
            if last == nil, band.from != range.lowerBound {
                add(
                    .badBands, place.at(".from"),
                    "the first band begins at \(band.from) and not at \(range.lowerBound), so "
                        + "there is a gap; let it begin there.")
            }
            if band.from > range.upperBound {
                add(
                    .badBands, place.at(".from"),
                    "the band from \(band.from) lies above the most, \(range.upperBound); remove "
                        + "it, or raise the most.")
            }
            points(band.points, of: question, place)
            last = band.from
        }
        reach(bands.map(\.points), of: question, place.at(".bands"))
    }

    private mutating func points(
        _ points: Thousandths, of question: Scorecard.Question, _ place: Place
    ) {
        if points < .zero || points > question.weight {
            add(
                .badPoints, place.at(".points"),
                "\(points) points aren't from 0 to the question's weight, \(question.weight); "
                    + "change the points or the weight.")
        }
    }

    /// The best answer brings the whole weight, or nobody could reach 100 %.
    private mutating func reach(
        _ points: [Thousandths], of question: Scorecard.Question, _ place: Place
    ) {
        if let best = points.max(), best < question.weight {
            add(
                .bestOutOfReach, place,
                "no answer brings the whole weight, \(question.weight); give the best answer so "
                    + "many points, or lower the weight to \(best).")
        }
    }
}
