import HTTPTypes

/// How a reader likes the pages, kept in cookies of their browser: language (otherwise that of
/// `Accept-Language`), light or dark (otherwise the system's), and whether single keys act.
struct ReaderPreferences: Sendable, Equatable {
    enum Theme: String, CaseIterable, Sendable { case light, dark, system }

    var language: Language
    var theme: Theme
    var singleKeys: Bool

    init(_ fields: HTTPFields) {
        let cookies = Cookies(fields)
        language =
            cookies["language"].flatMap(Language.init)
            ?? Language(accepting: fields[.acceptLanguage])
        theme = cookies["theme"].flatMap(Theme.init) ?? .system
        singleKeys = cookies["keys"] != "off"
    }
}
