import Calls
import Foundation

/// One object of a form, whose fields are taken one after the other; `finish` refuses the rest.
struct FormObject {
    private let path: String
    private let values: [String: JSONTree]
    private var known: Set<String> = []

    /// `path` names the object in sentences; empty for the form itself.
    init(_ tree: JSONTree, at path: String) throws(ComplaintFileRefusal) {
        guard case .object(let values) = tree else {
            throw Self.refusal("\(path.isEmpty ? "A form" : path) must be an object, { … }.")
        }
        self.path = path
        self.values = values
    }

    func name(_ key: String) -> String { path.isEmpty ? key : "\(path).\(key)" }

    mutating func value(_ key: String) -> JSONTree? {
        known.insert(key)
        let value = values[key]
        return value == .null ? nil : value
    }

    /// Text on one line; empty when it is missing.
    mutating func line(
        _ key: String, charactersMax: Int = ComplaintIntake.Limits.partCharacters
    ) throws(ComplaintFileRefusal) -> String {
        let text = try self.text(key, charactersMax: charactersMax)
        guard !text.contains(where: \.isNewline) else {
            throw Self.refusal("\(name(key)) must stand on one line.")
        }
        return text
    }

    /// Without blanks around it and without what can't be seen; empty when it is missing.
    mutating func text(
        _ key: String, charactersMax: Int
    ) throws(ComplaintFileRefusal) -> String {
        guard let value = value(key) else { return "" }
        guard case .text(let written) = value else {
            throw Self.refusal("\(name(key)) must be text in quotes, not \(value.kind).")
        }
        let (text, isCut) = PlainText.of(written, charactersMax: charactersMax)
        guard !isCut else {
            throw Self.refusal("\(name(key)) may have \(charactersMax) characters. Shorten it.")
        }
        return text
    }

    mutating func whole(
        _ key: String, _ range: ClosedRange<Int>
    ) throws(ComplaintFileRefusal) -> Int? {
        guard let value = value(key) else { return nil }
        guard case .number(let number) = value, let whole = Int(exactly: number),
            range.contains(whole)
        else {
            throw Self.refusal(
                "\(name(key)) must be a whole number from \(range.lowerBound) to "
                    + "\(range.upperBound).")
        }
        return whole
    }

    mutating func flag(_ key: String) throws(ComplaintFileRefusal) -> Bool? {
        guard let value = value(key) else { return nil }
        guard case .flag(let flag) = value else {
            throw Self.refusal("\(name(key)) must be true or false, not \(value.kind).")
        }
        return flag
    }

    mutating func time(_ key: String) throws(ComplaintFileRefusal) -> Date? {
        let text = try line(key, charactersMax: 40)
        if text.isEmpty { return nil }
        guard let time = FormTime.read(text) else {
            throw Self.refusal(
                "\(name(key)) must be a time with its zone, such as 2026-01-15T18:30:00+08:00.")
        }
        return time
    }

    mutating func objects(
        _ key: String, most: Int
    ) throws(ComplaintFileRefusal) -> [FormObject] {
        guard let value = value(key) else { return [] }
        guard case .list(let items) = value else {
            throw Self.refusal("\(name(key)) must be a list, not \(value.kind).")
        }
        guard items.count <= most else {
            throw Self.refusal("\(name(key)) may have \(most) items. Leave some out.")
        }
        var objects: [FormObject] = []
        for (index, item) in items.enumerated() {
            objects.append(try FormObject(item, at: "\(name(key))[\(index + 1)]"))
        }
        return objects
    }

    /// Refuses a field that wasn't asked for.
    func finish() throws(ComplaintFileRefusal) {
        guard let stranger = values.keys.filter({ !known.contains($0) }).min() else { return }
        let whose = path.isEmpty ? "A form" : path
        // A name that no format has may be somebody's.
        guard (1...40).contains(stranger.count), stranger.allSatisfy({ $0.isASCII && $0.isLetter })
        else { throw Self.refusal("\(whose) has a field of a name that isn't known.") }
        let meant = NearestName.of(stranger, among: known.sorted())
        throw Self.refusal(
            "\(whose) has no field \(stranger)" + (meant.map { "; did you mean \($0)?" } ?? "."))
    }

    static func refusal(_ sentence: String) -> ComplaintFileRefusal {
        ComplaintFileRefusal(.brokenComplaint, sentence)
    }
}

/// A time of RFC 3339: `2026-01-15T18:30:00.250+08:00`.
enum FormTime {
    static func read(_ text: String) -> Date? {
        let form =
            /(\d{4})-(\d\d)-(\d\d)[Tt](\d\d):(\d\d):(\d\d)(\.\d{1,9})?(Z|z|[+-]\d\d:\d\d)/
            .asciiOnlyDigits()
        guard let match = text.wholeMatch(of: form) else { return nil }
        var civil = CivilTime()
        let parts: [(CivilTime.Part, Substring)] = [
            (.year, match.1), (.month, match.2), (.day, match.3), (.hour, match.4),
            (.minute, match.5), (.second, match.6),
        ]
        for (part, digits) in parts {
            guard let number = Int(digits), civil.set(part, number) else { return nil }
        }
        guard let seconds = civil.seconds, let zone = CallZone(name: match.8.uppercased()) else {
            return nil
        }
        let fraction = match.7.flatMap { Double("0" + $0) } ?? 0
        return zone.instant(ofLocalSeconds: seconds).addingTimeInterval(fraction)
    }
}
