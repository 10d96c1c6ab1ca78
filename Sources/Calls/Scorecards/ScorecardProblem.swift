/// One thing for which a scorecard can't be used, as a finished sentence that says what to do.
package struct ScorecardProblem: Hashable, Codable, Sendable {
    package enum Code: String, CaseIterable, Codable, Sendable {
        case badCode = "bad-code"
        case codeTaken = "code-taken"
        case languageMissing = "language-missing"
        case textTooLong = "text-too-long"
        case textNotOneLine = "text-not-one-line"
        case noSections = "no-sections"
        case noQuestions = "no-questions"
        case tooMany = "too-many"
        case tooFew = "too-few"
        case badPassMark = "bad-pass-mark"
        case badWeight = "bad-weight"
        case weightsSumToNothing = "weights-sum-to-nothing"
        case weightWithoutEffect = "weight-without-effect"
        case badRange = "bad-range"
        case badBands = "bad-bands"
        case badPoints = "bad-points"
        case bestOutOfReach = "best-out-of-reach"
        case notScored = "not-scored"
        case wrongUnit = "wrong-unit"
        case conditionUnknown = "condition-unknown"
        case conditionLater = "condition-later"
        case conditionLoop = "condition-loop"
        case answerUnknown = "answer-unknown"
        case answersMissing = "answers-missing"
        case ruleWithoutEffect = "rule-without-effect"
    }

    package var code: Code
    /// As in YAML, counted from 1: `sections[2].questions[1].weight`.
    package var path: String
    /// Code of the question, section or band, or the path when it has none.
    package var subject: String
    package var sentence: String

    /// The list ends here; a card with so many is beyond a list.
    package static let problemsMax = 200
}

extension Scorecard {
    /// Everything that is wrong with this card, in its order; empty when it can be used.
    package func problems() -> [ScorecardProblem] {
        var check = ScorecardCheck()
        check.card(self)
        check.conditions(of: self)
        return Array(check.problems.prefix(ScorecardProblem.problemsMax))
    }
}

/// Gathers what is wrong.
struct ScorecardCheck {
    private(set) var problems: [ScorecardProblem] = []

    mutating func add(
        _ code: ScorecardProblem.Code, _ place: Place, _ sentence: String
    ) {
        let path = place.path.hasPrefix(".") ? String(place.path.dropFirst()) : place.path
        problems.append(
            ScorecardProblem(
                code: code, path: path, subject: place.subject,
                sentence: "\(place.name): \(sentence)"))
    }

    /// Where something stands, for programs and for people.
    struct Place {
        var path: String
        var subject: String
        /// The beginning of a sentence, such as `Question own-name`.
        var name: String

        func at(_ field: String) -> Place {
            Place(path: path + field, subject: subject, name: name)
        }
    }

    // MARK: What all parts share

    mutating func code(_ code: String, _ place: Place) {
        let fits = code.utf8.allSatisfy {
            (97...122).contains($0) || (48...57).contains($0) || $0 == 45
        }
        if !fits || code.isEmpty || code.utf8.count > ScorecardLimits.codeCharactersMax {
            add(
                .badCode, place.at(".code"),
                "a code is made of a-z, 0-9 and -, at most \(ScorecardLimits.codeCharactersMax) "
                    + "of them; write one such as own-name.")
        }
    }

    /// Says which of `codes` stand there more than once.
    mutating func unique(_ codes: [String], _ place: Place, _ of: (Int) -> String) {
        var seen: Set<String> = []
        for (index, code) in codes.enumerated() where !seen.insert(code).inserted {
            add(
                .codeTaken, place.at(of(index)),
                "the code \(code) is used twice; give one of them another code.")
        }
    }

    mutating func text(_ text: LocalText?, _ what: String, _ place: Place) {
        guard let text else { return }
        for (tag, words) in text.texts {
            if words.allSatisfy(\.isWhitespace) {
                add(
                    .languageMissing, place.at("." + tag),
                    "\(what) is missing in \(tag); write it in en, zh-Hans and zh-Hant.")
            } else if words.count > ScorecardLimits.textCharactersMax {
                add(
                    .textTooLong, place.at("." + tag),
                    "\(what) in \(tag) is longer than \(ScorecardLimits.textCharactersMax) "
                        + "characters; shorten it.")
            } else if words.unicodeScalars.contains(where: { $0.properties.isLineOrControl }) {
                add(
                    .textNotOneLine, place.at("." + tag),
                    "\(what) in \(tag) has a line break or another control character; write it "
                        + "on one line.")
            }
        }
    }

    mutating func count(_ count: Int, _ range: ClosedRange<Int>, _ what: String, _ place: Place) {
        if count > range.upperBound {
            add(
                .tooMany, place,
                "\(count) \(what) are too many; keep at most \(range.upperBound).")
        } else if count < range.lowerBound {
            add(.tooFew, place, "it needs at least \(range.lowerBound) \(what); add some.")
        }
    }

    mutating func weight(_ weight: Thousandths, _ place: Place) {
        if weight < .zero || weight > ScorecardLimits.weightMax {
            add(
                .badWeight, place.at(".weight"),
                "the weight \(weight) isn't from 0 to \(ScorecardLimits.weightMax); correct it.")
        }
    }
}

extension Unicode.Scalar.Properties {
    fileprivate var isLineOrControl: Bool {
        switch generalCategory {
        case .control, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned: true
        default: false
        }
    }
}
