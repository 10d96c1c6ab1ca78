/// A name with what must be read from it; kept in the profile as its test.
package struct NameExample: Hashable, Sendable {
    package var path: String
    /// Fact by fact as `FactValue.text` prints them, in a source folder of UTC; nil when the name
    /// must be refused.
    package var facts: [Fact: String]?
    package var refused: QuarantineReason?
    package var line: Int

    package init(path: String, facts: [Fact: String]?, refused: QuarantineReason?, line: Int) {
        self.path = path
        self.facts = facts
        self.refused = refused
        self.line = line
    }
}

extension Profile {
    /// Reads the example's name and says what comes out otherwise than the example expects; nil
    /// when all is as expected.
    package func failure(of example: NameExample) -> String? {
        let read: [Fact: String]
        do throws(NameRefusal) {
            let reading = try self.read(relativePath: example.path, zone: .utc)
            read = reading.facts.values.mapValues(\.text)
        } catch {
            if example.refused == error.reason { return nil }
            return "The example \(example.path) is refused: \(error.sentence)"
        }
        guard let expected = example.facts else {
            return "The example \(example.path) is read although it should be refused."
        }
        let wrong = Fact.allCases.filter { expected[$0] != read[$0] }
        if wrong.isEmpty { return nil }
        let differences = wrong.map {
            "\($0.rawValue) is \(read[$0] ?? "missing") instead of \(expected[$0] ?? "missing")"
        }
        return "The example \(example.path) is read otherwise: "
            + differences.joined(separator: ", ") + "."
    }
}
