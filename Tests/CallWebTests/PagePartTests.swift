import Testing

@testable import CallWeb

struct PagePartTests {
    @Test func `a part of a page answers for each of its properties, and for nothing else`() {
        var walk = PartWalk()
        for page in Sample.pages { walk.look(at: page) }
        #expect(walk.faults == [])
        #expect(walk.seen.count >= 12)
    }

    @Test func `the list and its frame are found without reflection`() {
        #expect(Sample.calls as Any is any PagePart)
        #expect(Sample.frame as Any is any PagePart)
    }
}

/// Goes through everything that a sample page holds, and compares what its parts answer with what
/// they are.
private struct PartWalk {
    private(set) var faults: [String] = []
    private(set) var seen: Set<String> = []

    mutating func look(at object: Any) {
        if let list = object as? [Any] {
            for element in list { look(at: element) }
            return
        }
        let properties = Reflection.properties(of: object)
        if let part = object as? any PagePart { compare(part, with: properties) }
        for property in properties { property.value.map { look(at: $0) } }
    }

    private mutating func compare(
        _ part: any PagePart, with properties: [(name: String, value: Any?)]
    ) {
        let kind = String(reflecting: type(of: part))
        seen.insert(kind)
        for (name, value) in properties
        where Self.text(part.child(named: name)) != Self.text(value) {
            faults.append("\(kind) answers something else than its \(name)")
        }
        if part.child(named: "nothing") != nil {
            faults.append("\(kind) answers for a property that it hasn't")
        }
    }

    private static func text(_ value: Any?) -> String { value.map { "\($0)" } ?? "nil" }
}
