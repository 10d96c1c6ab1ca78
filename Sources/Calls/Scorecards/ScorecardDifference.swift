/// What tells one version of a scorecard from another, by code: a part that was given another code
/// is one removed and one added.
package struct ScorecardDifference: Hashable, Codable, Sendable {
    /// What was changed of a value, under the names of the YAML form. Nil: it wasn't there.
    package struct FieldChange: Hashable, Codable, Sendable {
        /// Such as `weight`, `text.zh-Hans` or `options.partly.points`.
        package var field: String
        package var from: String?
        package var to: String?
    }

    package enum Part: String, CaseIterable, Codable, Sendable {
        case card, section, question
    }

    package enum Kind: String, CaseIterable, Codable, Sendable {
        case added, removed, changed
    }

    package struct Change: Hashable, Codable, Sendable {
        package var part: Part
        package var kind: Kind
        package var code: String
        /// The title or the text of the newer of the two.
        package var text: LocalText
        /// All fields of what was added or removed, else those that differ.
        package var fields: [FieldChange]
        /// Another score may come of the same answers; false when only words differ.
        package var changesScores: Bool
    }

    /// The card, then its sections and questions in the new card's order, then what was removed.
    package var changes: [Change]

    package var isEmpty: Bool { changes.isEmpty }
    package var changesScores: Bool { changes.contains(where: \.changesScores) }

    package init(from former: Scorecard, to later: Scorecard) {
        changes = []
        let card = Self.fieldChanges(former.fields, later.fields)
        if !card.isEmpty {
            add(.card, .changed, later.code, later.title, card)
        }
        compare(.section, former.parts(.section), later.parts(.section))
        compare(.question, former.parts(.question), later.parts(.question))
    }

    private mutating func compare(
        _ part: Part, _ former: [ComparedPart], _ later: [ComparedPart]
    ) {
        let before = Dictionary(former.map { ($0.code, $0) }) { first, _ in first }
        let after = Set(later.map(\.code))
        let moves = Self.moves(former.map(\.code), later.map(\.code))
        for own in later {
            let old = before[own.code]
            var fields = Self.fieldChanges(old?.fields ?? [], own.fields)
            if let move = moves[own.code] { fields.append(move) }
            if !fields.isEmpty {
                add(part, old == nil ? .added : .changed, own.code, own.text, fields)
            }
        }
        for own in former where !after.contains(own.code) {
            add(part, .removed, own.code, own.text, Self.fieldChanges(own.fields, []))
        }
    }

    private mutating func add(
        _ part: Part, _ kind: Kind, _ code: String, _ text: LocalText, _ fields: [FieldChange]
    ) {
        changes.append(
            Change(
                part: part, kind: kind, code: code, text: text, fields: fields,
                changesScores: fields.contains { ScorecardField.countsInScores($0.field) }))
    }

    /// The places, from 1, of what stands in another order than before: as few as possible, those
    /// outside of the longest run that kept its order.
    private static func moves(_ former: [String], _ later: [String]) -> [String: FieldChange] {
        let places = Dictionary(zip(former, former.indices)) { first, _ in first }
        let kept = later.enumerated().compactMap { index, code in
            places[code].map { (code: code, from: $0, to: index) }
        }
        // Longest run that ends at each, and what stands before it there.
        var lengths = [Int](repeating: 1, count: kept.count)
        var previous = [Int?](repeating: nil, count: kept.count)
        for place in kept.indices {
            for earlier in 0..<place
            where kept[earlier].from < kept[place].from && lengths[earlier] >= lengths[place] {
                lengths[place] = lengths[earlier] + 1
                previous[place] = earlier
            }
        }
        var inOrder: Set<Int> = []
        var next = lengths.indices.max { lengths[$0] < lengths[$1] }
        while let place = next {
            inOrder.insert(place)
            next = previous[place]
        }
        let moved = kept.indices.filter { !inOrder.contains($0) }.map { place in
            let one = kept[place]
            return (
                one.code, FieldChange(field: "place", from: "\(one.from + 1)", to: "\(one.to + 1)")
            )
        }
        return Dictionary(moved) { first, _ in first }
    }

    private static func fieldChanges(
        _ former: [ScorecardField], _ later: [ScorecardField]
    ) -> [FieldChange] {
        let before = Dictionary(former.map { ($0.name, $0.value) }) { first, _ in first }
        let after = Dictionary(later.map { ($0.name, $0.value) }) { first, _ in first }
        var seen: Set<String> = []
        return (later + former).compactMap { field in
            guard seen.insert(field.name).inserted, before[field.name] != after[field.name] else {
                return nil
            }
            return FieldChange(
                field: field.name, from: before[field.name], to: after[field.name])
        }
    }
}

/// A section or a question as it is compared.
struct ComparedPart {
    var code: String
    var text: LocalText
    var fields: [ScorecardField]
}

extension Scorecard {
    fileprivate func parts(_ part: ScorecardDifference.Part) -> [ComparedPart] {
        switch part {
        case .card: []
        case .section:
            sections.map { section in
                ComparedPart(code: section.code, text: section.title, fields: section.fields)
            }
        case .question:
            sections.flatMap { section in
                section.questions.map { question in
                    ComparedPart(
                        code: question.code, text: question.text,
                        fields: [ScorecardField("section", section.code)] + question.fields)
                }
            }
        }
    }
}
