import HTTPTypes

/// How a reader likes the pages, kept in cookies of their browser: language (otherwise that of
/// `Accept-Language`), light or dark (otherwise the system's), and whether single keys act.
struct ReaderPreferences: Sendable, Equatable {
    enum Theme: String, CaseIterable, Sendable { case light, dark, system }

    var language: Language
    var theme: Theme
    var singleKeys: Bool

    init(_ fields: HTTPFields) {
        let cookies = Self.cookies(fields)
        language =
            cookies["language"].flatMap(Language.init)
            ?? Language(accepting: fields[.acceptLanguage])
        theme = cookies["theme"].flatMap(Theme.init) ?? .system
        singleKeys = cookies["keys"] != "off"
    }

    private static func cookies(_ fields: HTTPFields) -> [String: String] {
        var cookies: [String: String] = [:]
        for header in fields[values: .cookie] {
            for pair in header.split(separator: ";").prefix(50) {
                let halves = pair.split(separator: "=", maxSplits: 1)
                guard halves.count == 2 else { continue }
                let name = halves[0].drop { $0 == " " }
                cookies[String(name)] = String(halves[1])
            }
        }
        return cookies
    }
}
