package import Foundation

extension CallFacts {
    /// Facts for which two sources say different things. Times differ when they lie more than
    /// 2 seconds apart, or a whole unit where one of them is written in minutes or hours only;
    /// numbers when neither is the end of the other; texts whatever their case. Zones never do,
    /// since the same hour has many names, nor does the file's own time: it tells when the file was
    /// last written, not what anybody claims.
    package var disagreements: [Fact] {
        let claims = readings.filter { $0.source != .mtime }
        return Fact.allCases.filter { fact in
            let values = claims.compactMap { $0.values[fact] }
            guard let first = values.first else { return false }
            return values.dropFirst().contains { !first.agrees(with: $0, on: fact) }
        }
    }
}

extension FactValue {
    func agrees(with other: FactValue, on fact: Fact) -> Bool {
        switch (self, other) {
        case (.time(let left), .time(let right)):
            let apart = abs(left.timeIntervalSince(right))
            return apart <= 2 || apart < max(left.writtenUnitSeconds, right.writtenUnitSeconds)
        case (.seconds(let left), .seconds(let right)): return abs(left - right) <= 2
        case (.text(let left), .text(let right)):
            if fact == .customerNumber || fact == .extension {
                return Self.isSameNumber(left, right)
            }
            if fact == .zone { return true }
            return left.lowercased() == right.lowercased()
        default: return self == other
        }
    }

    /// Two ways to write a number agree when one's digits end with the other's, trunk prefix apart:
    /// `+86 138…` and `0138…` and `138…`. Fewer than 7 digits must be the same.
    private static func isSameNumber(_ left: String, _ right: String) -> Bool {
        let numbers = [left, right].map { text in
            String(text.unicodeScalars.filter(\.isDigit).map(Character.init).drop { $0 == "0" })
        }
        if numbers[0] == numbers[1] { return !numbers[0].isEmpty || left == right }
        guard numbers.allSatisfy({ $0.count >= 7 }) else { return false }
        return numbers[0].hasSuffix(numbers[1]) || numbers[1].hasSuffix(numbers[0])
    }

    /// The value as people read it in tables: times in ISO 8601 UTC, to the second or finer.
    package var text: String {
        switch self {
        case .text(let text): text
        case .time(let date): date.utcText
        case .seconds(let seconds):
            seconds == seconds.rounded() && abs(seconds) < 1e15
                ? String(Int64(seconds)) : String(seconds)
        case .direction(let direction): direction.rawValue
        case .side(let role): role.rawValue
        }
    }
}

extension Date {
    /// `2024-01-15T10:30:00Z`, with milliseconds where there are any.
    package var utcText: String {
        let whole = abs(timeIntervalSince1970.remainder(dividingBy: 1)) < 0.0005
        return formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: !whole))
    }

    /// A time on the full hour or minute may have been written in hours or minutes only.
    fileprivate var writtenUnitSeconds: Double {
        let seconds = timeIntervalSince1970
        if seconds.remainder(dividingBy: 3600) == 0 { return 3600 }
        return seconds.remainder(dividingBy: 60) == 0 ? 60 : 2
    }
}

extension FactValue: Codable {
    private enum Key: String, CodingKey, CaseIterable {
        /// Microseconds since 1970.
        case time
        case text, seconds, direction, side
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        switch container.allKeys.first {
        case .text: self = .text(try container.decode(String.self, forKey: .text))
        case .time:
            let microseconds = try container.decode(Int64.self, forKey: .time)
            self = .time(Date(timeIntervalSince1970: Double(microseconds) / 1_000_000))
        case .seconds: self = .seconds(try container.decode(Double.self, forKey: .seconds))
        case .direction:
            self = .direction(try container.decode(Direction.self, forKey: .direction))
        case .side: self = .side(try container.decode(ChannelRole.self, forKey: .side))
        case nil:
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "no known kind of value"))
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        switch self {
        case .text(let text): try container.encode(text, forKey: .text)
        case .time(let date):
            let microseconds = (date.timeIntervalSince1970 * 1_000_000).rounded()
            try container.encode(Int64(microseconds), forKey: .time)
        case .seconds(let seconds): try container.encode(seconds, forKey: .seconds)
        case .direction(let direction): try container.encode(direction, forKey: .direction)
        case .side(let side): try container.encode(side, forKey: .side)
        }
    }
}

extension FactReading: Codable {
    private enum Key: String, CodingKey { case source, values }

    /// Facts of a newer version, unknown here, are passed over.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        let named = try container.decode([String: FactValue].self, forKey: .values)
        var values: [Fact: FactValue] = [:]
        for (name, value) in named {
            if let fact = Fact(rawValue: name) { values[fact] = value }
        }
        self.init(source: try container.decode(FactSource.self, forKey: .source), values: values)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(source, forKey: .source)
        let named = values.map { ($0.key.rawValue, $0.value) }
        try container.encode(Dictionary(uniqueKeysWithValues: named), forKey: .values)
    }
}

extension CallFacts: Codable {
    package init(from decoder: any Decoder) throws {
        self.init(readings: try decoder.singleValueContainer().decode([FactReading].self))
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(readings)
    }
}
