extension ScorecardCheck {
    /// The card, its sections and bands; each question by `question`.
    mutating func card(_ card: Scorecard) {
        let place = Place(path: "", subject: card.code, name: "The scorecard")
        code(card.code, place)
        text(card.title, "the title", place.at("title"))
        percent(card.passMark, place.at("passMark"))
        bands(card.bands, place)
        if card.sections.isEmpty {
            add(.noSections, place.at("sections"), "it has no section; add one with a question.")
            return
        }
        count(
            card.sections.count, 1...ScorecardLimits.sectionsMax, "sections",
            place.at("sections"))
        count(
            card.questions.count, 0...ScorecardLimits.questionsMax, "questions",
            place.at("sections"))
        unique(card.sections.map(\.code), place) { "sections[\($0 + 1)].code" }
        var seen: Set<String> = []
        for (index, section) in card.sections.prefix(ScorecardLimits.sectionsMax).enumerated() {
            self.section(section, "sections[\(index + 1)]", &seen)
        }
        if card.sections.allSatisfy({ $0.weight <= .zero }) {
            add(
                .weightsSumToNothing, place.at("sections"),
                "the weights of the sections sum to nothing, so no call could be scored; give at "
                    + "least one section a weight.")
        }
    }

    private mutating func section(
        _ section: Scorecard.Section, _ path: String, _ seen: inout Set<String>
    ) {
        let place = Place(path: path, subject: section.code, name: "Section \(section.code)")
        code(section.code, place)
        text(section.title, "the title", place.at(".title"))
        weight(section.weight, place)
        if let passMark = section.passMark { percent(passMark, place.at(".passMark")) }
        if section.questions.isEmpty {
            add(.noQuestions, place.at(".questions"), "it has no question; add one or remove it.")
        }
        for (index, question) in section.questions.prefix(ScorecardLimits.questionsMax).enumerated()
        {
            let path = "\(path).questions[\(index + 1)]"
            let place = Place(
                path: path, subject: question.code, name: "Question \(question.code)")
            if !seen.insert(question.code).inserted {
                add(
                    .codeTaken, place.at(".code"),
                    "the code is used twice in the card; give one of them another code.")
            }
            self.question(question, place)
        }
        let possible = section.questions.contains { $0.weight > .zero }
        if section.weight > .zero, !possible, !section.questions.isEmpty {
            add(
                .weightsSumToNothing, place.at(".weight"),
                "the section has a weight but its questions' weights sum to nothing; give a "
                    + "question a weight, or the section the weight 0.")
        }
        if section.weight == .zero, possible {
            add(
                .weightWithoutEffect, place.at(".weight"),
                "its questions have weights but the section's is 0, so they count nothing; give "
                    + "the section a weight, or the questions the weight 0.")
        }
    }

    private mutating func percent(_ percent: Percent, _ place: Place) {
        if percent < .zero || percent > .whole {
            add(
                .badPassMark, place,
                "\(percent) isn't a percentage from 0 to 100; correct it.")
        }
    }

    private mutating func bands(_ bands: [Scorecard.Band], _ place: Place) {
        count(bands.count, 0...ScorecardLimits.optionsMax, "bands", place.at("bands"))
        unique(bands.map(\.code), place) { "bands[\($0 + 1)].code" }
        var last: Percent?
        for (index, band) in bands.prefix(ScorecardLimits.optionsMax).enumerated() {
            let place = Place(
                path: "bands[\(index + 1)]", subject: band.code, name: "Band \(band.code)")
            code(band.code, place)
            text(band.label, "the label", place.at(".label"))
            if let before = last, band.from <= before {
                add(
                    .badBands, place.at(".from"),
                    "it begins at \(band.from), not above the band before it (\(before)), so they "
                        + "overlap; order the bands from the lowest to the highest.")
            }
            if last == nil, band.from != .zero {
                add(
                    .badBands, place.at(".from"),
                    "the first band begins at \(band.from), so lower totals have none; let it "
                        + "begin at 0.")
            }
            if band.from > .whole {
                add(
                    .badBands, place.at(".from"),
                    "it begins above 100 %, which no total reaches; correct it or remove it.")
            }
            last = band.from
        }
    }
}
