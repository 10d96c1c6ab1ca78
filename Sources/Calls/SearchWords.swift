import Foundation

/// The words by which a call is found: lower case, split where letters and digits end. Chinese,
/// Japanese and Korean run without spaces, so each character and each pair of neighbours is a word.
package enum SearchWords {
    package static let wordsMax = 64
    private static let charactersMax = 64

    /// The words of `texts` in order of appearance, each once, at most `wordsMax`.
    package static func indexed(_ texts: some Sequence<String>) -> [String] {
        unique(texts.flatMap { words(in: $0, single: true) })
    }

    /// The words that must all occur for `query` to be found, the rarest kind (pairs) preferred
    /// over single characters.
    package static func queried(_ query: String) -> [String] {
        unique(words(in: query, single: false))
    }

    private static func unique(_ words: [String]) -> [String] {
        var seen: Set<String> = []
        return Array(words.filter { seen.insert($0).inserted }.prefix(wordsMax))
    }

    private static func words(in text: String, single: Bool) -> [String] {
        let folded = text.precomposedStringWithCompatibilityMapping.lowercased()
        var words: [String] = []
        var run: [Character] = []
        var runIsIdeographic = false
        func endRun() {
            defer { run = [] }
            guard !run.isEmpty else { return }
            if !runIsIdeographic {
                words.append(String(run.prefix(charactersMax)))
                return
            }
            if single || run.count == 1 { words += run.map { String($0) } }
            words += zip(run, run.dropFirst()).map { String([$0, $1]) }
        }
        for character in folded {
            guard character.isLetter || character.isNumber else {
                endRun()
                continue
            }
            let ideographic = character.isIdeographic
            if ideographic != runIsIdeographic { endRun() }
            runIsIdeographic = ideographic
            run.append(character)
        }
        endRun()
        return words
    }
}

extension Character {
    fileprivate var isIdeographic: Bool {
        guard let scalar = unicodeScalars.first?.value else { return false }
        return (0x3040...0x30FF).contains(scalar) || (0x3400...0x9FFF).contains(scalar)
            || (0xAC00...0xD7AF).contains(scalar) || (0xF900...0xFAFF).contains(scalar)
            || (0x20000...0x3FFFF).contains(scalar)
    }
}
