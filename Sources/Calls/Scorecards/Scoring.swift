extension Scorecard {
    /// What `sheet` comes to, after docs/formats/scorecard.md: exact fractions, rounded half up
    /// once at the end. Answers that aren't asked for, or don't fit their question, count as none.
    /// Of a card that has problems the score means nothing.
    package func score(_ sheet: AnswerSheet) -> Score {
        let asked = asked(sheet)
        let results = sections.prefix(ScorecardLimits.sectionsMax).map { section in
            SectionResult(section: section, asked: asked, sheet: sheet)
        }
        let total = WeightedShares.mean(of: results.compactMap(\.share))
        let fails = results.flatMap(\.fails)
        let formFailed = fails.contains { $0.fails == .form }
        let shown = formFailed ? Percent.zero : total
        let sectionsPassed = results.allSatisfy { $0.score.passed ?? true }
        return Score(
            total: shown,
            totalWithoutFails: WeightedShares.mean(of: results.compactMap(\.shareWithoutFails)),
            band: shown.flatMap { band(of: $0) }?.code,
            passed: shown.map { !formFailed && $0 >= passMark && sectionsPassed },
            sections: results.map(\.score), fails: fails,
            asked: questions.map(\.code).filter(asked.contains),
            notApplicable: results.reduce(0) { $0 + $1.notApplicable })
    }

    /// Codes of the questions that are asked, given the answers of `sheet`. A condition looks back,
    /// so one pass is enough.
    package func asked(_ sheet: AnswerSheet) -> Set<String> {
        var asked: Set<String> = []
        var before: [String: Question] = [:]
        for question in questions {
            if let condition = question.condition {
                if asked.contains(condition.question), let earlier = before[condition.question],
                    let value = sheet[condition.question], earlier.accepts(value),
                    condition.when.contains(value)
                {
                    asked.insert(question.code)
                }
            } else {
                asked.insert(question.code)
            }
            before[question.code] = question
        }
        return asked
    }
}

/// One section while a sheet is scored.
private struct SectionResult {
    var score: Score.SectionScore
    var fails: [Score.Fail] = []
    var notApplicable = 0
    /// Nil when the section leaves the form.
    var share: WeightedShares.Share?
    var shareWithoutFails: WeightedShares.Share?

    init(section: Scorecard.Section, asked: Set<String>, sheet: AnswerSheet) {
        var (full, spread, earned, possible) = (0, 0, 0, 0)
        var questions: [Score.QuestionScore] = []
        for question in section.questions {
            var points: Thousandths?
            if asked.contains(question.code) {
                full += max(0, question.weight.count)
                let value = sheet[question.code].flatMap { question.accepts($0) ? $0 : nil }
                points = value.flatMap(question.points)
                if value == .notApplicable {
                    notApplicable += 1
                    if question.notApplicable == .spreads { spread += question.weight.count }
                }
                if let value, let autoFail = question.autoFail, autoFail.when.contains(value) {
                    fails.append(
                        Score.Fail(
                            question: question.code, fails: autoFail.fails,
                            reason: sheet.answers[question.code]?.failReason ?? ""))
                }
            }
            if let points {
                earned += points.count
                possible += question.weight.count
            }
            questions.append(
                Score.QuestionScore(
                    code: question.code, points: points, weight: question.weight,
                    lost: points.map { $0 < question.weight } ?? false))
        }
        let failed = fails.contains { $0.fails == .section }
        if possible > 0 {
            shareWithoutFails = WeightedShares.Share(
                part: earned, whole: possible, weight: section.weight.count, kept: full - spread,
                full: full)
        }
        share = failed
            ? WeightedShares.Share(
                part: 0, whole: 1, weight: section.weight.count, kept: 1, full: 1)
            : shareWithoutFails
        // A section by itself: its weight doesn't matter, unless it is 0.
        let own = share.flatMap { share in
            var share = share
            share.weight = 1
            return WeightedShares.mean(of: [share])
        }
        score = Score.SectionScore(
            code: section.code, score: own, earned: Thousandths(earned),
            possible: Thousandths(possible), failed: failed,
            passed: own.map { $0 >= (section.passMark ?? .zero) }, questions: questions)
    }
}

extension Scorecard.Question {
    package var isScored: Bool { weight > .zero }

    /// Whether `value` is an answer to this question at all.
    package func accepts(_ value: AnswerSheet.Value) -> Bool {
        switch (kind, value) {
        case (_, .notApplicable): notApplicable != .notAllowed
        case (.yesNo, .choice(let code)): Scorecard.YesNo(rawValue: code) != nil
        case (.choice(let options), .choice(let code)): options.contains { $0.code == code }
        case (.scale(let scale), .number(let number)):
            number.count % 1000 == 0 && number >= Thousandths(whole: scale.least)
                && number <= Thousandths(whole: scale.most)
        case (.number(let range), .number(let number)):
            number >= range.least && number <= range.most
        case (.text, .text(let text)): text.count <= ScorecardLimits.textCharactersMax
        default: false
        }
    }

    /// What an accepted `value` earns; nil when it leaves the score or the question isn't scored.
    package func points(_ value: AnswerSheet.Value) -> Thousandths? {
        guard isScored else { return nil }
        switch (kind, value) {
        case (_, .notApplicable): return notApplicable == .fullPoints ? weight : nil
        case (.yesNo(let best), .choice(let code)): return code == best.rawValue ? weight : .zero
        case (.choice(let options), .choice(let code)):
            return options.first { $0.code == code }?.points
        case (.scale(let scale), .number(let number)):
            return scale.bands.last { $0.from <= number }?.points
        case (.number(let range), .number(let number)):
            return range.bands.last { $0.from <= number }?.points
        default: return nil
        }
    }
}
