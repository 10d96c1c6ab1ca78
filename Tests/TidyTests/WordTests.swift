import Testing

/// A word that doesn't ship: the pattern, where it is looked for, and why.
private struct BannedWord: Sendable, CustomTestStringConvertible {
    let pattern: String
    let folders: [String]
    let why: String
    var testDescription: String { why }
}

private let bannedWords: [BannedWord] = [
    BannedWord(
        pattern: #"\btry!"#, folders: ["Sources", "Tests"],
        why: "an error is handled or thrown on"),
    BannedWord(
        pattern: #"\bas!"#, folders: ["Sources", "Tests"],
        why: "a cast that can fail is asked first"),
    BannedWord(
        pattern: #"\b(TODO|FIXME)\b"#, folders: ["Sources", "Tests"],
        why: "unfinished work isn't shipped"),
    BannedWord(
        pattern: #"\bfatalError\("#, folders: ["Sources"],
        why: "a fault is thrown, with its context"),
]

@Test(arguments: bannedWords)
private func `no banned word is in the code`(_ word: BannedWord) throws {
    let pattern = try Regex(word.pattern)
    for folder in word.folders {
        for file in try Repository.files(in: folder, endings: ["swift"])
        where !file.path.hasPrefix("Tests/TidyTests/") {
            for line in file.numbered {
                #expect(
                    !line.text.contains(pattern),
                    "\(file.path):\(line.number): \(word.why)")
            }
        }
    }
}

@Test func `only the command prints`() throws {
    let printing = /(^|[^\w.])print\(/
    for file in try Repository.files(in: "Sources", endings: ["swift"])
    where !file.path.hasPrefix("Sources/callaudit/") {
        for line in file.numbered {
            #expect(!line.text.contains(printing), "\(file.path):\(line.number) prints")
        }
    }
}

@Test func `no path of a developer's machine is in the project`() throws {
    let files = try Repository.swiftFiles()
        + Repository.documents()
        + Repository.files(in: "scripts", endings: ["", "py", "txt"])
        + Repository.files(in: "etc", endings: ["yaml"])
    let home = /(\/home\/(?!recorder)|\/root\/|\/Users\/)[a-z]/
    for file in files where !file.path.hasPrefix("Tests/TidyTests/") {
        for line in file.numbered {
            #expect(!line.text.contains(home), "\(file.path):\(line.number) names somebody's home")
        }
    }
}
