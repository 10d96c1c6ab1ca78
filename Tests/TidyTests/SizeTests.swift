import Testing

private let fileLinesMax = 400
private let functionLinesMax = 60
private let columnsMax = 100

@Test func `a file has at most 400 lines`() throws {
    let files = try Repository.swiftFiles()
        + Repository.files(in: "Sources", endings: ["js", "css", "c", "h"])
        + Repository.files(in: "Tests", endings: ["py"])
    #expect(files.count > 50)
    for file in files {
        #expect(file.length <= fileLinesMax, "\(file.path) has \(file.length) lines")
    }
}

@Test func `a function has at most 60 lines`() throws {
    var seen = 0
    for file in try Repository.swiftFiles() {
        for function in functions(of: file.lines) {
            seen += 1
            #expect(
                function.lines <= functionLinesMax,
                "\(file.path):\(function.start) has \(function.lines) lines")
        }
    }
    #expect(seen > 100)
}

@Test func `a line has at most 100 columns`() throws {
    let files = try Repository.swiftFiles()
        + Repository.files(in: "Sources", endings: ["js"])
        + Repository.files(in: "Tests", endings: ["py"])
        + Repository.files(in: "scripts", endings: ["", "py", "sh"])
    for file in files {
        for line in file.numbered {
            #expect(line.text.count <= columnsMax, "\(file.path):\(line.number) is too wide")
        }
    }
}

@Test func `the length of a function is counted from its first word to its last brace`() {
    let lines = """
        struct Example {
            package init(
                first: Int
            ) {
                one()
            }

            func required()

            private static func short() { one() }

            func nested() {
                func inner() {
                    two()
                }
            }
        }
        """.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    #expect(functions(of: lines) == [
        FunctionExtent(start: 2, lines: 5),
        FunctionExtent(start: 12, lines: 5),
        FunctionExtent(start: 13, lines: 3),
    ])
}

private struct FunctionExtent: Equatable {
    /// The line it starts on, from 1.
    let start: Int
    let lines: Int
}

/// Functions and initialisers that span several lines. The house's layout is relied upon: a
/// function ends at the first brace that stands as far in as its own first word.
private func functions(of lines: [String]) -> [FunctionExtent] {
    let opening = /^( *)(@[\w.]+(\([^)]*\))? |[a-z]+(\([a-z]+\))? )*(func [^ ]|init[?(<]|deinit\b)/
    var found: [FunctionExtent] = []
    for (index, line) in lines.enumerated() {
        guard let match = try? opening.prefixMatch(in: line) else { continue }
        let margin = match.1.count
        for (offset, next) in lines[(index + 1)...].enumerated() {
            let content = next.drop { $0 == " " }
            guard let first = content.first, next.count - content.count <= margin else { continue }
            if first == ")" { continue }
            if first == "}", next.count - content.count == margin {
                found.append(FunctionExtent(start: index + 1, lines: offset + 2))
            }
            break
        }
    }
    return found
}
