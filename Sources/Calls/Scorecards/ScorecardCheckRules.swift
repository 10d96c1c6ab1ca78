extension ScorecardCheck {
    mutating func causes(of question: Scorecard.Question, _ place: Place) {
        count(
            question.causes.count, 0...ScorecardLimits.optionsMax, "causes", place.at(".causes"))
        unique(question.causes.map(\.code), place) { ".causes[\($0 + 1)].code" }
        for (index, cause) in question.causes.prefix(ScorecardLimits.optionsMax).enumerated() {
            let place = Place(
                path: "\(place.path).causes[\(index + 1)]", subject: question.code,
                name: "\(place.name), cause \(cause.code)")
            code(cause.code, place)
            text(cause.label, "the label", place.at(".label"))
        }
        if !question.isScored, !question.causes.isEmpty {
            add(
                .ruleWithoutEffect, place.at(".causes"),
                "causes are asked for when points are lost, but it has no points; give it a weight "
                    + "or remove the causes.")
        }
    }

    mutating func rules(of question: Scorecard.Question, _ place: Place) {
        if question.isScored, question.isOptional {
            add(
                .ruleWithoutEffect, place.at(".isOptional"),
                "a question with a weight can't stay without an answer; allow N/A instead.")
        }
        if !question.isScored, question.commentWhen.contains(.pointsLost) {
            add(
                .ruleWithoutEffect, place.at(".commentWhen"),
                "it has no points to lose; take pointsLost out of commentWhen.")
        }
        if question.notApplicable == .notAllowed, question.commentWhen.contains(.notApplicable) {
            add(
                .ruleWithoutEffect, place.at(".commentWhen"),
                "it can't be answered N/A; take notApplicable out of commentWhen, or allow N/A.")
        }
        if Set(question.commentWhen).count != question.commentWhen.count {
            add(
                .ruleWithoutEffect, place.at(".commentWhen"),
                "commentWhen names the same twice; name each once.")
        }
    }

    /// Whether each answer of `set` is one that `question` can have.
    mutating func answers(
        _ set: Scorecard.AnswerSet, of question: Scorecard.Question, _ place: Place
    ) {
        if set.isEmpty {
            add(.answersMissing, place, "it names no answer; say which answers are meant.")
        }
        let known: [String]? =
            switch question.kind {
            case .yesNo: Scorecard.YesNo.allCases.map(\.rawValue)
            case .choice(let options): options.map(\.code)
            default: nil
            }
        for choice in set.choices where known?.contains(choice) != true {
            let hint = known.map { "its answers are \($0.joined(separator: ", "))." }
                ?? "it asks for \(question.kind.name.rawValue); name numbers from least to most."
            add(
                .answerUnknown, place.at(".choices"),
                "question \(question.code) has no answer \(choice); \(hint)")
        }
        if set.notApplicable, question.notApplicable == .notAllowed {
            add(
                .answerUnknown, place.at(".notApplicable"),
                "question \(question.code) can't be answered N/A; allow it there, or leave it out.")
        }
        guard set.least != nil || set.most != nil else { return }
        let range: ClosedRange<Thousandths>? =
            switch question.kind {
            case .scale(let scale) where scale.least <= scale.most:
                Thousandths(whole: scale.least)...Thousandths(whole: scale.most)
            case .number(let range) where range.least <= range.most: range.least...range.most
            default: nil
            }
        guard let range else {
            add(
                .answerUnknown, place,
                "question \(question.code) doesn't ask for a number; name its answers instead.")
            return
        }
        let least = set.least ?? range.lowerBound
        let most = set.most ?? range.upperBound
        if least > most || least > range.upperBound || most < range.lowerBound {
            add(
                .answerUnknown, place,
                "no answer of question \(question.code) lies from \(least) to \(most); it goes "
                    + "from \(range.lowerBound) to \(range.upperBound).")
        }
    }

    /// Conditions look back, and never come round to where they began.
    mutating func conditions(of card: Scorecard) {
        guard card.questions.count <= ScorecardLimits.questionsMax else { return }
        var places: [String: Int] = [:]
        for (index, question) in card.questions.enumerated() where places[question.code] == nil {
            places[question.code] = index
        }
        let questions = card.questions
        var index = 0
        for (number, section) in card.sections.enumerated() {
            for (own, question) in section.questions.enumerated() {
                defer { index += 1 }
                guard let condition = question.condition else { continue }
                let place = Place(
                    path: "sections[\(number + 1)].questions[\(own + 1)].condition",
                    subject: question.code, name: "Question \(question.code)")
                guard let earlier = places[condition.question] else {
                    add(
                        .conditionUnknown, place.at(".question"),
                        "its condition asks for question \(condition.question), which isn't in "
                            + "the card; write the code of a question before it.")
                    continue
                }
                if let loop = Self.loop(from: question, questions, places) {
                    add(
                        .conditionLoop, place.at(".question"),
                        "its condition comes round to itself (\(loop.joined(separator: " → "))), "
                            + "so nobody could be asked; remove one of these conditions.")
                } else if earlier >= index {
                    add(
                        .conditionLater, place.at(".question"),
                        "its condition asks for question \(condition.question), which comes "
                            + "later; move that one before it.")
                }
                answers(condition.when, of: questions[earlier], place.at(".when"))
            }
        }
    }

    /// The codes from `question` back to itself; nil when its conditions end, or loop elsewhere.
    private static func loop(
        from question: Scorecard.Question, _ questions: [Scorecard.Question],
        _ places: [String: Int]
    ) -> [String]? {
        var chain = [question.code]
        var next = question.condition?.question
        while let code = next, chain.count <= questions.count {
            chain.append(code)
            if code == question.code { return chain }
            next = places[code].flatMap { questions[$0].condition?.question }
        }
        return nil
    }
}
