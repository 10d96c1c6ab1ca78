/// Which facts the fields of a name give, perhaps only when something holds. Rules are read from
/// top to bottom; the first that gives a fact is the one that counts.
package struct FactRule: Hashable, Sendable {
    package enum Condition: Hashable, Sendable {
        /// The field holds one of these words, whatever their case.
        case oneOf([String])
        /// The field's whole text is of this type.
        case fits(FieldType)
        /// There is text, and not all of it is of this type.
        case isNot(FieldType)
        case present
        case missing
    }

    /// Text with fields in it: `{epoch}.{n}`, or a plain word.
    package struct Template: Hashable, Sendable {
        package enum Piece: Hashable, Sendable {
            case text(String)
            case field(String)
        }

        package let pieces: [Piece]

        package init(pieces: [Piece]) {
            self.pieces = pieces
        }

        /// Reads `{field}` for a field and everything else as itself; nil for a lone brace.
        package init?(_ text: String) {
            var pieces: [Piece] = []
            var rest = text[...]
            while let open = rest.firstIndex(of: "{") {
                guard let close = rest[open...].firstIndex(of: "}") else { return nil }
                if open > rest.startIndex { pieces.append(.text(String(rest[..<open]))) }
                pieces.append(.field(String(rest[rest.index(after: open)..<close])))
                rest = rest[rest.index(after: close)...]
            }
            guard !rest.contains("}") else { return nil }
            if !rest.isEmpty { pieces.append(.text(String(rest))) }
            self.pieces = pieces
        }

        package var fields: [String] {
            pieces.compactMap { if case .field(let name) = $0 { name } else { nil } }
        }

        /// Nil when a field of it is missing.
        func filled(with values: [String: String]) -> String? {
            var text = ""
            for piece in pieces {
                switch piece {
                case .text(let plain): text += plain
                case .field(let name):
                    guard let value = values[name] else { return nil }
                    text += value
                }
            }
            return text
        }
    }

    package var when: [String: Condition]
    package var facts: [Fact: Template]

    package init(when: [String: Condition], facts: [Fact: Template]) {
        self.when = when
        self.facts = facts
    }

    /// The facts that a rule may set; times and zones come from the types of fields.
    package static let settableFacts: [Fact] = Fact.allCases.filter {
        $0 != .startedAt && $0 != .zone
    }

    func holds(for values: [String: String]) -> Bool {
        when.allSatisfy { name, condition in
            switch condition {
            case .oneOf(let words):
                values[name].map { value in
                    words.contains { $0.lowercased() == value.lowercased() }
                } ?? false
            case .fits(let type): values[name].map(type.fits) ?? false
            case .isNot(let type): values[name].map { !type.fits($0) } ?? false
            case .present: values[name] != nil
            case .missing: values[name] == nil
            }
        }
    }
}

extension FactValue {
    /// `text` as a value of `fact`; nil when it can't be one.
    package init?(_ text: String, for fact: Fact) {
        guard !text.isEmpty else { return nil }
        switch fact {
        case .startedAt: return nil
        case .direction:
            guard let direction = Direction(word: text) else { return nil }
            self = .direction(direction)
        case .side:
            guard let role = ChannelRole(rawValue: text.lowercased()) else { return nil }
            self = .side(role)
        case .durationSeconds:
            guard let seconds = Double(text), seconds.isFinite, seconds >= 0 else { return nil }
            self = .seconds(seconds)
        case .stage:
            guard let stage = FunnelStage(text: text) else { return nil }
            self = .text("\(stage.rawValue)")
        default: self = .text(text)
        }
    }
}

extension Direction {
    /// Reads what recorders write: `in`, `inbound`, `incoming`, `out`, … in any case.
    package init?(word: String) {
        switch word.lowercased() {
        case "in", "inbound", "incoming": self = .inbound
        case "out", "outbound", "outgoing": self = .outbound
        case "internal": self = .internal
        default: return nil
        }
    }
}
