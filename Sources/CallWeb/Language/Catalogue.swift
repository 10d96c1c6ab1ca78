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
        guard let sentence = sentences[key] else { return key }
        guard !values.isEmpty else { return sentence }
        var said = ""
        var rest = sentence[...]
        while let open = rest.utf8.firstIndex(of: UInt8(ascii: "{")),
            let close = rest.utf8[open...].firstIndex(of: UInt8(ascii: "}"))
        {
            let end = rest.utf8.index(after: close)
            let name = rest.utf8.index(after: open)..<close
            said += rest[..<open]
            said += values[String(rest[name])] ?? String(rest[open..<end])
            rest = rest[end...]
        }
        return said + rest
    }

    func has(_ key: String) -> Bool { sentences[key] != nil }
}
