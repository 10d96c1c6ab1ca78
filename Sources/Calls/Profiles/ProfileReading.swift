extension Profile {
    package static let pathBytesMax = 4096

    /// Reads the name of the recording at `relativePath` below a source folder of `zone`. Patterns
    /// are tried in order and the first that fits counts. A name that fits it in two ways with
    /// different facts, or that a later pattern reads to the contrary, is refused rather than
    /// guessed at.
    package func read(
        relativePath: String, zone: CallZone
    ) throws(NameRefusal) -> NameReading {
        guard relativePath.utf8.count <= Self.pathBytesMax else {
            throw NameRefusal(
                reason: .unreadableName,
                sentence: "The path is longer than \(Self.pathBytesMax) bytes; shorten it.")
        }
        var first: NameReading?
        var failures: [(pattern: Int, after: Int, expected: Int?)] = []
        for (index, pattern) in patterns.enumerated() {
            switch try readings(of: relativePath, by: pattern, number: index + 1, zone: zone) {
            case .fits(let reading):
                guard let first else {
                    first = reading
                    continue
                }
                let differing = first.contradictions(with: reading)
                guard differing.isEmpty else {
                    throw ambiguous("patterns \(first.pattern) and \(reading.pattern)", differing)
                }
            case .fails(let after, let expected): failures.append((index, after, expected))
            }
        }
        if let first { return first }
        throw unreadable(failures)
    }

    private enum PatternOutcome {
        case fits(NameReading)
        case fails(after: Int, expected: Int?)
    }

    /// Holds the longest end of the path that fits against the pattern.
    private func readings(
        of path: String, by pattern: NamePattern, number: Int, zone: CallZone
    ) throws(NameRefusal) -> PatternOutcome {
        var farthest: (after: Int, expected: Int?) = (0, nil)
        for tail in tails(of: path, foldersMax: pattern.foldersMax) {
            var matcher = NameMatcher(pattern, text: tail) { accepts($0, in: pattern) }
            switch matcher.run() {
            case .matches(let matches):
                let readings = matches.compactMap {
                    NameInterpreter(self, pattern, $0, zone).reading()
                }
                guard let reading = readings.first else { continue }
                let differing = readings.dropFirst().reduce(into: Set<Fact>()) {
                    $0.formUnion(reading.differences(from: $1))
                }
                guard differing.isEmpty, matches.count < NameMatcher.matchesMax else {
                    throw ambiguous("pattern \(pattern.text)", differing)
                }
                return .fits(reading)
            case .fails(let after, let expected):
                let skipped = path.unicodeScalars.count - tail.unicodeScalars.count
                if after > 0, after + skipped >= farthest.after {
                    farthest = (after + skipped, expected)
                }
            case .takesTooLong:
                throw NameRefusal(
                    reason: .unreadableName,
                    sentence: "Pattern \(number) of profile \(name) takes too long on this name;"
                        + " use narrower types than text in it.")
            }
        }
        return .fails(after: farthest.after, expected: farthest.expected)
    }

    /// The last parts of the path, longest first, with as many folders as the pattern may have.
    private func tails(of path: String, foldersMax: Int) -> [String] {
        let parts = path.split(separator: "/")
        let most = min(parts.count, foldersMax + 1)
        guard most > 0 else { return [] }
        return (1...most).reversed().map { parts.suffix($0).joined(separator: "/") }
    }

    private func accepts(_ capture: NameMatcher.Capture, in pattern: NamePattern) -> Bool {
        if capture.type == .ending { return media[capture.text.lowercased()] != nil }
        if capture.type.isTime {
            var civil = CivilTime()
            return capture.type.read(capture.text, into: &civil)
        }
        guard let rule = fields[pattern.fields[capture.field].name], !rule.words.isEmpty else {
            return true
        }
        return rule.words.contains { $0.lowercased() == capture.text.lowercased() }
    }

    private func ambiguous(_ where: String, _ facts: Set<Fact>) -> NameRefusal {
        let names = facts.map(\.rawValue).sorted().joined(separator: ", ")
        let what =
            facts.isEmpty ? "in too many ways" : "in more than one way, which differ in \(names)"
        return NameRefusal(
            reason: .ambiguousName,
            sentence: "The name can be read \(what), by \(`where`) of profile \(name);"
                + " give the fields narrower types.")
    }

    private func unreadable(
        _ failures: [(pattern: Int, after: Int, expected: Int?)]
    ) -> NameRefusal {
        let closest = failures.max { $0.after < $1.after }
        var sentence = "No pattern of profile \(name) fits this name"
        if let closest, closest.after > 0 {
            sentence += "; pattern \(closest.pattern + 1) comes closest"
            sentence += " and stops behind character \(closest.after)"
            if let expected = closest.expected {
                let field = patterns[closest.pattern].fields[expected]
                let looks = field.types.map(\.looks).joined(separator: " or ")
                sentence += ", where it expects \(field.name) (\(looks))"
            }
        }
        return NameRefusal(
            reason: .unreadableName,
            sentence: sentence + ". Rename the file, or give its folder another profile.")
    }
}

extension NamePattern {
    var foldersMax: Int { steps.count { $0 == .literal("/") } }
}

extension NameReading {
    /// The facts that only one of the two gives, or that they give differently.
    fileprivate func differences(from other: NameReading) -> Set<Fact> {
        let facts = Set(self.facts.values.keys).union(other.facts.values.keys)
        return facts.filter { self.facts.values[$0] != other.facts.values[$0] }
    }

    /// The facts that both give, and differently.
    fileprivate func contradictions(with other: NameReading) -> Set<Fact> {
        differences(from: other).filter {
            self.facts.values[$0] != nil && other.facts.values[$0] != nil
        }
    }
}
