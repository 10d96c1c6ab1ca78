import Foundation

/// The fields of a form as a tree. Names are paths as a scorecard's problems have them, counted
/// from 1: `sections[2].questions[1].text.en`. Gaps in the counting close.
struct FormTree: Sendable, Equatable {
    /// By the rest of the path: `text.en`.
    var values: [String: String] = [:]
    private var lists: [String: [Int: FormTree]] = [:]

    init(_ values: [String: String] = [:]) { self.values = values }

    /// Names that are longer than any path are left out.
    init(pairs: [(name: String, value: String)]) {
        for pair in pairs where pair.name.utf8.count <= Self.nameBytesMax {
            set(pair.name[...], pair.value)
        }
    }

    private static let nameBytesMax = 120

    subscript(name: String) -> String {
        (values[name] ?? "").trimmingCharacters(in: .whitespacesAndNewlines)
    }

    func has(_ name: String) -> Bool { values[name] == "yes" }

    /// The items of a list, in order.
    func items(_ name: String) -> [FormTree] {
        (lists[name] ?? [:]).sorted { $0.key < $1.key }.map(\.value)
    }

    mutating func setItems(_ name: String, _ items: [FormTree]) {
        lists[name] = Dictionary(
            uniqueKeysWithValues: items.enumerated().map { ($0.offset + 1, $0.element) })
    }

    /// Nobody wrote anything here.
    var isBlank: Bool {
        values.values.allSatisfy { $0.allSatisfy(\.isWhitespace) }
            && lists.values.allSatisfy { $0.values.allSatisfy(\.isBlank) }
    }

    /// Changes the list at `path`, such as `sections[2].questions`; nothing when there is no such
    /// place.
    mutating func change(_ path: Substring, _ body: (inout [FormTree]) -> Void) {
        guard let item = FormPath(path) else {
            var items = items(String(path))
            body(&items)
            setItems(String(path), items)
            return
        }
        var items = items(item.list)
        guard items.indices.contains(item.number - 1) else { return }
        items[item.number - 1].change(item.rest, body)
        setItems(item.list, items)
    }

    private mutating func set(_ path: Substring, _ value: String) {
        guard let item = FormPath(path) else {
            values[String(path)] = value
            return
        }
        lists[item.list, default: [:]][item.number, default: FormTree()].set(item.rest, value)
    }
}

/// `list[number].rest`
struct FormPath {
    let list: String
    let number: Int
    let rest: Substring

    init?(_ path: Substring) {
        guard let open = path.firstIndex(of: "["), open > path.startIndex,
            let close = path[open...].firstIndex(of: "]"), !path[..<open].contains("."),
            case let digits = path[path.index(after: open)..<close],
            (1...3).contains(digits.utf8.count), let number = Int(digits), number > 0,
            path[close...].hasPrefix("].")
        else { return nil }
        list = String(path[..<open])
        self.number = number
        rest = path[close...].dropFirst(2)
    }
}
