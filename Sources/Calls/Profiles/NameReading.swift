package import Foundation

/// What a profile read from a recording's name.
package struct NameReading: Hashable, Sendable {
    package struct Field: Hashable, Sendable {
        package let name: String
        package let type: FieldType
        package let text: String
        /// The facts that this field gave or helped to give.
        package let facts: [Fact]
        /// Points at a person: never search words, never logs.
        package let isPersonal: Bool
    }

    /// The pattern that fitted.
    package let pattern: String
    /// In the order of the name.
    package let fields: [Field]
    /// Source `.name`. The call key may be made of personal fields: keep it sealed or hashed.
    package let facts: FactReading
    /// The day on which the call was, when the name tells no more of time than that.
    package let day: Range<Date>?
    /// Words worth searching (campaign, queue, extension, call ids); nothing personal.
    package let searchWords: [String]

    /// The readings of the name and of the file's time together. `fileStart` is the file's last
    /// change less its duration; when the name gives only a day and the file's time lies outside
    /// it, the day counts, from its midnight on.
    package func readings(fileStart: Date) -> [FactReading] {
        let file = FactReading(source: .mtime, values: [.startedAt: .time(fileStart)])
        guard let day, facts.values[.startedAt] == nil, !day.contains(fileStart) else {
            return [facts, file]
        }
        var named = facts
        named.values[.startedAt] = .time(day.lowerBound)
        return [named, file]
    }
}

/// Why a profile doesn't read a name: `unreadable-name` or `ambiguous-name`, and a sentence that
/// names the profile, the pattern and the field, and nothing of the name itself.
package struct NameRefusal: Error, Hashable, Sendable, CustomStringConvertible {
    package let reason: QuarantineReason
    package let sentence: String

    package var description: String { sentence }
}
