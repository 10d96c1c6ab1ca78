/// Words with places in them, as a template holds them.
package struct LetterText: Hashable, Sendable {
    package enum Part: Hashable, Sendable {
        case words(String)
        case place(LetterPlace)
    }

    package let parts: [Part]

    package var places: Set<LetterPlace> {
        Set(
            parts.compactMap { part in
                if case .place(let place) = part { place } else { nil }
            })
    }

    /// Reads `source`. What is wrong is told as finished sentences; the text then lacks it.
    package static func reading(_ source: String) -> (text: LetterText, problems: [String]) {
        var reader = LetterTextReader(rest: source[...])
        reader.run()
        return (LetterText(parts: reader.parts), reader.problems)
    }

    /// With the values of `facts` in their places. Values are put in as they are: a place that is
    /// written in one stays as it is written.
    func filled(with facts: LetterFacts) -> String {
        parts.map { part in
            switch part {
            case .words(let words): words
            case .place(let place): facts[place] ?? ""
            }
        }.joined()
    }
}

private struct LetterTextReader {
    var rest: Substring
    private(set) var parts: [LetterText.Part] = []
    private(set) var problems: [String] = []

    init(rest: Substring) {
        self.rest = rest
    }

    mutating func run() {
        while let opening = rest.firstRange(of: "{{") {
            takeWords(rest[..<opening.lowerBound])
            let after = rest[opening.upperBound...]
            let closing = after.firstRange(of: "}}")
            let next = after.firstRange(of: "{{")
            guard let closing, next.map({ $0.lowerBound >= closing.upperBound }) ?? true else {
                problems.append(
                    "A place is opened with {{ and not closed; write }} behind its name.")
                rest = after
                continue
            }
            takePlace(after[..<closing.lowerBound])
            rest = after[closing.upperBound...]
        }
        takeWords(rest)
    }

    private mutating func takeWords(_ words: Substring) {
        if words.firstRange(of: "}}") != nil {
            problems.append("There is }} without {{ before it; write {{ before the place's name.")
        }
        if !words.isEmpty { parts.append(.words(String(words))) }
    }

    private mutating func takePlace(_ inner: Substring) {
        let name = String(inner.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
        if let place = LetterPlace(rawValue: name) {
            parts.append(.place(place))
            return
        }
        let known = LetterPlace.allCases.map(\.rawValue)
        let hint =
            NearestName.of(name, among: known).map { "did you mean {{\($0)}}?" }
            ?? "known places are \(known.joined(separator: ", "))."
        problems.append("There is no place {{\(name.prefix(60))}}; \(hint)")
    }
}

extension Substring {
    /// Where `needle` stands first.
    fileprivate func firstRange(of needle: String) -> Range<Index>? {
        var start = startIndex
        while start < endIndex {
            if self[start...].hasPrefix(needle) {
                return start..<index(start, offsetBy: needle.count)
            }
            start = index(after: start)
        }
        return nil
    }
}
