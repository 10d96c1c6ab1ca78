import Calls

/// A short remark on a row: symbol and text, so that colour is never alone.
struct Tag: Sendable {
    let symbol: String
    let text: String
    /// `bad`, `warn`, `good` or `plain`.
    let tone: String

    init(symbol: String, text: String, tone: String) {
        (self.symbol, self.text, self.tone) = (symbol, text, tone)
    }

    init(_ verdict: Verdict, _ words: Words) {
        text = words.name(verdict)
        switch verdict {
        case .oneSided: (symbol, tone) = ("!", "bad")
        case .silent: (symbol, tone) = ("∅", "bad")
        case .noiseLike: (symbol, tone) = ("≋", "bad")
        case .clipped: (symbol, tone) = ("△", "warn")
        case .truncated: (symbol, tone) = ("✂", "warn")
        }
    }

    static func all(_ verdicts: Set<Verdict>, _ words: Words) -> [Tag] {
        Verdict.allCases.filter(verdicts.contains).map { Tag($0, words) }
    }
}

extension Tag: PagePart {
    func child(named property: String) -> Any? {
        switch property {
        case "symbol": symbol
        case "text": text
        case "tone": tone
        default: nil
        }
    }
}
