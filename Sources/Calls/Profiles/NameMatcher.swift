/// Holds one text against one pattern and finds every way in which it fits, within bounds.
struct NameMatcher {
    static let matchesMax = 64
    static let stepsMax = 100_000

    struct Capture: Hashable {
        let field: Int
        let type: FieldType
        let text: String
    }

    enum Outcome {
        /// Every way in which the text fits; at most `matchesMax`.
        case matches([[Capture]])
        /// The number of characters that fitted, and the field that was expected next, if one was.
        case fails(after: Int, expected: Int?)
        case takesTooLong
    }

    private let pattern: NamePattern
    private let characters: [Unicode.Scalar]
    private let accepts: (Capture) -> Bool
    private var captures: [Capture] = []
    private var found: [[Capture]] = []
    private var hopeless: Set<Int> = []
    private var stepsLeft = Self.stepsMax
    private var farthest: (place: Int, expected: Int?) = (0, nil)

    /// `accepts` decides on a single field, such as whether a word is one of those allowed.
    init(_ pattern: NamePattern, text: String, accepts: @escaping (Capture) -> Bool) {
        self.pattern = pattern
        self.accepts = accepts
        characters = Array(text.unicodeScalars)
    }

    mutating func run() -> Outcome {
        _ = follow(0, at: 0)
        if stepsLeft <= 0 { return .takesTooLong }
        if found.isEmpty {
            return .fails(after: farthest.place, expected: farthest.expected)
        }
        return .matches(found)
    }

    /// Goes on from `step` at `place`; true when at least one match was found that way. A step that
    /// led nowhere from a place is never tried there again.
    private mutating func follow(_ step: Int, at place: Int) -> Bool {
        stepsLeft -= 1
        let key = step << 20 | place
        guard stepsLeft > 0, found.count < Self.matchesMax, !hopeless.contains(key) else {
            return false
        }
        let fits: Bool
        switch pattern.steps[step] {
        case .literal(let character): fits = literal(character, step, place)
        case .field(let field): fits = fill(field, step, place)
        case .both(let otherwise):
            let with = follow(step + 1, at: place)
            fits = follow(otherwise, at: place) || with
        case .end:
            fits = place == characters.count
            if fits { found.append(captures) } else { note(place, nil) }
        }
        if !fits { hopeless.insert(key) }
        return fits
    }

    private mutating func literal(_ character: Unicode.Scalar, _ step: Int, _ place: Int) -> Bool {
        guard place < characters.count, characters[place] == character else {
            note(place, nil)
            return false
        }
        return follow(step + 1, at: place + 1)
    }

    private mutating func fill(_ field: Int, _ step: Int, _ place: Int) -> Bool {
        note(place, field)
        let rest = characters[place...]
        let part = rest.prefix { $0 != "/" }
        var tried: Set<Int> = []
        var fits = false
        for type in pattern.fields[field].types {
            for length in type.lengths(in: part) {
                stepsLeft -= 1
                guard stepsLeft > 0 else { return false }
                guard canGoOn(step + 1, at: place + length), !tried.contains(length) else {
                    continue
                }
                var text = String.UnicodeScalarView()
                text.append(contentsOf: part.prefix(length))
                let capture = Capture(field: field, type: type, text: String(text))
                guard accepts(capture) else { continue }
                tried.insert(length)
                captures.append(capture)
                if follow(step + 1, at: place + length) { fits = true }
                captures.removeLast()
            }
        }
        return fits
    }

    /// Looks one character ahead, which spares most attempts.
    private func canGoOn(_ step: Int, at place: Int) -> Bool {
        switch pattern.steps[step] {
        case .literal(let character): place < characters.count && characters[place] == character
        case .end: place == characters.count
        default: true
        }
    }

    private mutating func note(_ place: Int, _ expected: Int?) {
        if place > farthest.place || (place == farthest.place && farthest.expected == nil) {
            farthest = (place, expected)
        }
    }
}
