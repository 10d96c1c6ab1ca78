import Foundation

/// All sentences of the page in one language, by key; `Resources/catalogues/<language>.json`.
struct Catalogue: Sendable {
    let language: Language
    let sentences: [String: String]

    /// Throws when the file is missing or no flat object of strings.
    init(_ language: Language, folder: URL) throws {
        let file = folder.appendingPathComponent("\(language.rawValue).json")
        self.language = language
        sentences = try JSONDecoder().decode([String: String].self, from: Data(contentsOf: file))
    }

    /// The sentence for `key` with each `{name}` replaced; the key itself when there is none.
    func callAsFunction(_ key: String, _ values: [String: String] = [:]) -> String {
        guard var sentence = sentences[key] else { return key }
        for (name, value) in values {
            sentence = sentence.replacingOccurrences(of: "{\(name)}", with: value)
        }
        return sentence
    }

    func has(_ key: String) -> Bool { sentences[key] != nil }
}
