import Calls
import Foundation
import Yams

/// A map of a YAML file. Each value is asked for by key; what is of the wrong type becomes a
/// problem with its line, and `finish` reports the keys that nobody asked for.
final class YAMLMap {
    /// Such as `intake.batch`, empty at the top.
    let path: String
    let line: Int?
    let problems: ProblemList
    private let entries: [(key: String, keyLine: Int?, node: Node)]
    private var known: [String] = []

    init(_ node: Node, path: String, problems: ProblemList) {
        self.path = path
        self.problems = problems
        line = node.mark?.line
        var entries: [(String, Int?, Node)] = []
        for (key, value) in node.mapping ?? [:] {
            guard let name = key.scalar?.string else {
                problems.add(key.mark?.line, "A key must be a plain word.")
                continue
            }
            entries.append((name, key.mark?.line, value))
        }
        self.entries = entries
    }

    init(empty problems: ProblemList) {
        path = ""
        line = nil
        self.problems = problems
        entries = []
    }

    /// The keys that stand here, in order.
    var keys: [String] { entries.map(\.key) }

    /// The value of `key`; nil when it is missing or left empty.
    func value(_ key: String) -> YAMLValue? {
        if !known.contains(key) { known.append(key) }
        guard let entry = entries.first(where: { $0.key == key }) else { return nil }
        let value = YAMLValue(
            node: entry.node, path: path.isEmpty ? key : path + "." + key,
            line: entry.keyLine ?? entry.node.mark?.line, problems: problems)
        return value.isEmpty ? nil : value
    }

    /// Whether `key` stands here, be it with an empty value.
    func has(_ key: String) -> Bool { entries.contains { $0.key == key } }

    /// Reports every key that wasn't asked for, with the nearest name.
    func finish() {
        for entry in entries where !known.contains(entry.key) {
            let within = path.isEmpty ? "" : " in \(path)"
            let hint =
                NearestName.of(entry.key, among: known).map { "did you mean \($0)?" }
                ?? "known keys are " + known.joined(separator: ", ") + "."
            problems.add(entry.keyLine, "There is no key \(entry.key)\(within); \(hint)")
        }
    }
}

/// A value of a YAML file with its place.
struct YAMLValue {
    fileprivate let node: Node
    let path: String
    let line: Int?
    let problems: ProblemList

    fileprivate init(node: Node, path: String, line: Int?, problems: ProblemList) {
        self.node = node
        self.path = path
        self.line = line
        self.problems = problems
    }

    /// `key:` with nothing, `~` or `null` behind it.
    var isEmpty: Bool {
        guard let scalar = node.scalar, scalar.style == .plain || scalar.style == .any else {
            return false
        }
        return ["", "~", "null"].contains(scalar.string)
    }

    var isMap: Bool { node.mapping != nil }
    var isList: Bool { node.sequence != nil }
    /// The scalar as it stands, quotes removed; nil for a list or a map.
    var plainText: String? { node.scalar?.string }

    /// Adds "KEY must be EXPECTED" to the problems.
    func expected(_ what: String) {
        problems.add(line, "\(path) must be \(what)\(found).")
    }

    func problem(_ sentence: String) {
        problems.add(line, sentence)
    }

    func map() -> YAMLMap? {
        guard node.mapping != nil else {
            expected("a group of keys, indented below it")
            return nil
        }
        return YAMLMap(node, path: path, problems: problems)
    }

    func list() -> [YAMLValue]? {
        guard let sequence = node.sequence else {
            expected("a list, such as `- first` and `- second` below it")
            return nil
        }
        return sequence.enumerated().map { index, node in
            YAMLValue(
                node: node, path: "\(path)[\(index + 1)]", line: node.mark?.line, problems: problems
            )
        }
    }

    /// A list of texts; a single text stands for a list of one.
    func texts() -> [String]? {
        if node.scalar != nil { return text().map { [$0] } }
        return list()?.compactMap { $0.text() }
    }

    func text() -> String? {
        guard let text = node.scalar?.string, !text.isEmpty else {
            expected("text")
            return nil
        }
        guard text.utf8.count <= 4096, !text.unicodeScalars.contains(where: { $0.value < 32 })
        else {
            expected("text on one line of at most 4,096 bytes")
            return nil
        }
        return text
    }

    /// A list of raw values of an enumeration; a single one stands for a list of one.
    func choices<Choice: RawRepresentable & CaseIterable>(
        _ type: Choice.Type
    ) -> [Choice] where Choice.RawValue == String {
        if node.scalar != nil { return choice(type).map { [$0] } ?? [] }
        return list()?.compactMap { $0.choice(type) } ?? []
    }

    func flag() -> Bool? {
        switch node.scalar?.string.lowercased() {
        case "true", "yes", "on": return true
        case "false", "no", "off": return false
        default:
            expected("true or false")
            return nil
        }
    }

    func whole(_ range: ClosedRange<Int>) -> Int? {
        guard let text = node.scalar?.string, let number = Int(text), range.contains(number) else {
            expected("a whole number from \(range.lowerBound) to \(range.upperBound)")
            return nil
        }
        return number
    }

    /// Seconds, perhaps with a fraction.
    func seconds(_ range: ClosedRange<Double>) -> Double? {
        guard let text = node.scalar?.string, let number = Double(text), range.contains(number)
        else {
            let bounds = [range.lowerBound, range.upperBound].map { FactValue.seconds($0).text }
            expected("seconds, a number from \(bounds[0]) to \(bounds[1])")
            return nil
        }
        return number
    }

    /// Bytes: a whole number, or one with KiB, MiB or GiB behind it.
    func bytes(_ range: ClosedRange<Int64>) -> Int64? {
        let units: [(String, Int64)] = [("KiB", 1 << 10), ("MiB", 1 << 20), ("GiB", 1 << 30)]
        var text = node.scalar?.string ?? ""
        var factor: Int64 = 1
        for (unit, size) in units where text.hasSuffix(unit) {
            text = text.dropLast(unit.count).trimmingCharacters(in: .whitespaces)
            factor = size
        }
        let product = Int64(text)?.multipliedReportingOverflow(by: factor)
        guard let product, !product.overflow, range.contains(product.partialValue) else {
            expected("a size such as 2 GiB, from \(range.lowerBound) to \(range.upperBound) bytes")
            return nil
        }
        return product.partialValue
    }

    /// One of the raw values of an enumeration.
    func choice<Choice: RawRepresentable & CaseIterable>(
        _ type: Choice.Type
    ) -> Choice? where Choice.RawValue == String {
        guard let text = node.scalar?.string, let choice = Choice(rawValue: text) else {
            expected("one of " + Choice.allCases.map(\.rawValue).joined(separator: ", "))
            return nil
        }
        return choice
    }

    private var found: String {
        guard let text = node.scalar?.string else {
            return node.mapping == nil ? ", not a list" : ""
        }
        return text.utf8.count <= 80 ? ", not \"\(text)\"" : ""
    }
}
