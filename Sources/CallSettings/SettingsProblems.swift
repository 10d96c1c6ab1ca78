/// One thing that is wrong in a settings or profile file, with a sentence that says what to do.
package struct SettingsProblem: Hashable, Sendable, CustomStringConvertible {
    /// Path of the file, or the name of the environment variable.
    package let file: String
    /// Counted from 1; nil when the whole file is meant.
    package let line: Int?
    package let sentence: String

    package init(file: String, line: Int?, sentence: String) {
        self.file = file
        self.line = line
        self.sentence = sentence
    }

    /// `FILE:LINE: sentence`
    package var description: String {
        line.map { "\(file):\($0): \(sentence)" } ?? "\(file): \(sentence)"
    }
}

/// Everything that is wrong, in the order of files and lines.
package struct SettingsProblems: Error, Hashable, Sendable, CustomStringConvertible {
    package let problems: [SettingsProblem]

    package init(_ problems: [SettingsProblem]) {
        self.problems = problems
    }

    /// One problem a line.
    package var description: String {
        problems.map(\.description).joined(separator: "\n")
    }
}

/// Collects problems while a file is read.
final class ProblemList {
    private(set) var problems: [SettingsProblem] = []
    let file: String

    init(file: String) {
        self.file = file
    }

    func add(_ line: Int?, _ sentence: String) {
        problems.append(SettingsProblem(file: file, line: line, sentence: sentence))
    }
}
