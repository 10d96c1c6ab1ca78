/// How recordings are named, as a profile writes it:
///
///     {type:word}-{dest:number}-{from:number|word}-{date:yyyymmdd}-{time:hhmmss}.{ending}
///
/// `{field:type}` is a field, `{field:type|type}` one of several types; a field that bears its
/// type's name needs no type. `[...]` may be missing and may be nested. Every other character
/// stands for itself; `\` before `{ } [ ] \` makes them stand for themselves. A `/` parts folders:
/// a pattern is held against that many last parts of the path below the source folder.
package struct NamePattern: Hashable, Sendable {
    package static let charactersMax = 512
    package static let fieldsMax = 32

    package struct Field: Hashable, Sendable {
        package let name: String
        package let types: [FieldType]
    }

    /// A step of the match; `both` goes on at its own next step and at `otherwise` too.
    enum Step: Hashable, Sendable {
        case literal(Unicode.Scalar)
        case field(Int)
        case both(otherwise: Int)
        case end
    }

    package let text: String
    package let fields: [Field]
    let steps: [Step]

    /// What is wrong with a pattern, as a sentence.
    package struct Mistake: Error, Equatable, Sendable, CustomStringConvertible {
        package let description: String
    }

    package init(_ text: String) throws(Mistake) {
        var parser = NamePatternParser(text)
        try parser.parse()
        self.text = text
        fields = parser.fields
        steps = parser.steps + [.end]
    }
}

private struct NamePatternParser {
    var fields: [NamePattern.Field] = []
    var steps: [NamePattern.Step] = []
    private let characters: [Unicode.Scalar]
    private var place = 0
    /// Steps that wait to learn where their optional part ends.
    private var open: [Int] = []

    init(_ text: String) {
        characters = Array(text.unicodeScalars)
    }

    mutating func parse() throws(NamePattern.Mistake) {
        guard !characters.isEmpty, characters.count <= NamePattern.charactersMax else {
            throw mistake("is empty or longer than \(NamePattern.charactersMax) characters")
        }
        while place < characters.count {
            try readOne()
            place += 1
        }
        guard open.isEmpty else { throw mistake("opens a [ that is never closed") }
        guard !fields.isEmpty else {
            throw mistake("has no field; write at least one, such as {any:text}")
        }
    }

    private mutating func readOne() throws(NamePattern.Mistake) {
        switch characters[place] {
        case "\\":
            place += 1
            guard place < characters.count, "{}[]\\".unicodeScalars.contains(characters[place])
            else { throw mistake("has a \\ that stands before none of { } [ ] \\") }
            steps.append(.literal(characters[place]))
        case "{": try readField()
        case "}": throw mistake("closes a } that was never opened; write \\} for the character")
        case "[":
            guard open.count < 8 else { throw mistake("nests optional parts more than 8 deep") }
            open.append(steps.count)
            steps.append(.both(otherwise: 0))
        case "]":
            guard let start = open.popLast() else {
                throw mistake("closes a ] that was never opened; write \\] for the character")
            }
            steps[start] = .both(otherwise: steps.count)
        case let character: steps.append(.literal(character))
        }
    }

    private mutating func readField() throws(NamePattern.Mistake) {
        guard let end = characters[place...].firstIndex(of: "}") else {
            throw mistake("opens a { that is never closed")
        }
        let inside = text(characters[(place + 1)..<end])
        let (name, typeNames) = split(inside)
        guard !name.isEmpty, name.unicodeScalars.allSatisfy({ $0.isASCII && $0.isLetterOrDigit })
        else { throw mistake("has a field {\(inside)} whose name isn't plain letters and digits") }
        var types: [FieldType] = []
        for typeName in typeNames {
            guard let type = FieldType(rawValue: typeName) else {
                throw mistake(unknownType(typeName, of: name))
            }
            types.append(type)
        }
        guard !fields.contains(where: { $0.name == name }) else {
            throw mistake("names the field \(name) twice; give each field its own name")
        }
        guard fields.count < NamePattern.fieldsMax else {
            throw mistake("has more than \(NamePattern.fieldsMax) fields")
        }
        steps.append(.field(fields.count))
        fields.append(NamePattern.Field(name: name, types: types))
        place = end
    }

    private func split(_ inside: String) -> (name: String, types: [String]) {
        guard let colon = inside.firstIndex(of: ":") else { return (inside, [inside]) }
        let types = inside[inside.index(after: colon)...]
        let parts = types.split(separator: "|", omittingEmptySubsequences: false)
        return (String(inside[..<colon]), parts.map(String.init))
    }

    private func unknownType(_ typeName: String, of name: String) -> String {
        let types = FieldType.allCases.map(\.rawValue)
        let nearest = NearestName.of(typeName, among: types).map { "; did you mean \($0)?" }
        return "gives the field \(name) the type \"\(typeName)\", which doesn't exist"
            + (nearest ?? "; types are " + types.joined(separator: ", "))
    }

    private func text(_ part: ArraySlice<Unicode.Scalar>) -> String {
        var text = String.UnicodeScalarView()
        text.append(contentsOf: part)
        return String(text)
    }

    private func mistake(_ what: String) -> NamePattern.Mistake {
        NamePattern.Mistake(description: "The pattern \(what).")
    }
}
