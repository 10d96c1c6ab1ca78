/// One thing for which a script can't be used.
package struct ScriptProblem: Hashable, Sendable {
    /// Its sentence in every catalogue is `script.problem.` and the raw value.
    package enum Code: String, CaseIterable, Sendable {
        case badCode = "bad-code"
        case languageMissing = "language-missing"
        case textTooLong = "text-too-long"
        case throughBeforeFrom = "through-before-from"
    }

    package var code: Code
    /// Name of the field: `title.zh-Hans`.
    package var field: String
    /// In English, finished, with what to do.
    package var sentence: String
}

extension Script {
    /// Everything that is wrong; empty when it can be used.
    package func problems() -> [ScriptProblem] {
        var problems = words.problems()
        let fits = code.utf8.allSatisfy {
            (97...122).contains($0) || (48...57).contains($0) || $0 == 45
        }
        if !fits || code.isEmpty || code.utf8.count > ScorecardLimits.codeCharactersMax {
            problems.insert(
                ScriptProblem(
                    code: .badCode, field: "code",
                    sentence: "A code is made of a-z, 0-9 and -, at most "
                        + "\(ScorecardLimits.codeCharactersMax) of them; write one such as "
                        + "opening-2026."), at: 0)
        }
        return problems
    }
}

extension Script.Words {
    fileprivate func problems() -> [ScriptProblem] {
        var problems =
            Self.problems(of: title, "title", most: Script.Limits.titleCharacters)
            + Self.problems(of: body, "body", most: Script.Limits.bodyCharacters)
        if let validThrough, validThrough < validFrom {
            problems.append(
                ScriptProblem(
                    code: .throughBeforeFrom, field: "through",
                    sentence: "The last day lies before the first. Correct one of them."))
        }
        return problems
    }

    private static func problems(
        of text: LocalText, _ field: String, most: Int
    ) -> [ScriptProblem] {
        text.texts.compactMap { tag, words in
            if words.allSatisfy(\.isWhitespace) {
                return ScriptProblem(
                    code: .languageMissing, field: "\(field).\(tag)",
                    sentence: "The \(field) is missing in \(tag); write it in en, zh-Hans and "
                        + "zh-Hant.")
            }
            guard words.count > most else { return nil }
            return ScriptProblem(
                code: .textTooLong, field: "\(field).\(tag)",
                sentence: "The \(field) in \(tag) is longer than \(most) characters; shorten it.")
        }
    }
}
