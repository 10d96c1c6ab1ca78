/// A letter as it goes out.
package struct Letter: Hashable, Sendable {
    package enum Limits {
        package static let characters = 60_000
        package static let pages = 30
        package static let pdfBytes = 8 << 20
    }

    /// Code and version of the template.
    package let template: String
    package let version: Int
    package let language: LetterLanguage
    package let title: String
    /// Each may hold line breaks.
    package let paragraphs: [String]

    package init(
        template: String, version: Int, language: LetterLanguage, title: String,
        paragraphs: [String]
    ) {
        self.template = template
        self.version = version
        self.language = language
        self.title = title
        self.paragraphs = paragraphs
    }

    /// Unicode scalars of the whole.
    package var characters: Int {
        paragraphs.reduce(title.unicodeScalars.count) { $0 + $1.unicodeScalars.count }
    }

    /// Title and paragraphs with an empty line between; ends with a line break.
    package var plainText: String {
        ([title] + paragraphs).joined(separator: "\n\n") + "\n"
    }
}

extension String {
    /// What stands between empty lines; without spaces at the ends.
    var paragraphs: [String] {
        var found: [[Substring]] = [[]]
        for line in split(separator: "\n", omittingEmptySubsequences: false) {
            let line = line.trimmed
            if !line.isEmpty {
                found[found.count - 1].append(line)
            } else if found.last?.isEmpty == false {
                found.append([])
            }
        }
        return found.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }
    }

    /// With spaces for line breaks.
    var singleLine: String {
        split(separator: "\n").map(\.trimmed).joined(separator: " ")
    }
}

extension Substring {
    fileprivate var trimmed: Substring {
        var rest = drop(while: \.isWhitespace)
        while rest.last?.isWhitespace == true { rest.removeLast() }
        return rest
    }
}
