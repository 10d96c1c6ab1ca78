import Calls
import HTTPTypes
import Hummingbird

extension Web {
    /// Takes one of `language`, `theme`, `keys` and goes back to where the reader was.
    func setPreferences(_ visit: Visit) async throws -> Response {
        let form = try await visit.form(limits: settings.limits)
        try form.allow(["language", "theme", "keys", "back"])
        var response = Response.seeOther(Self.ownPage(form["back"]))
        for (name, known) in Self.preferences {
            guard let value = form[name] else { continue }
            guard known.contains(value) else {
                throw Refusal(
                    .invalid, .badRequest,
                    "\(name) can be \(known.joined(separator: ", ")).", subject: name)
            }
            response.headers.append(
                HTTPField(
                    name: .setCookie,
                    value: "\(name)=\(value); Path=/; Max-Age=31536000; HttpOnly; SameSite=Strict"))
        }
        return response
    }

    private static let preferences: [(String, [String])] = [
        ("language", Language.allCases.map(\.rawValue)),
        ("theme", ReaderPreferences.Theme.allCases.map(\.rawValue)),
        ("keys", ["on", "off"]),
    ]

    /// `path` when it is one of our own pages, otherwise the first: never a foreign address.
    static func ownPage(_ path: String?) -> String {
        guard let path, path.hasPrefix("/"), !path.hasPrefix("//"),
            path.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\\") }),
            let found = try? routes.find(.get, String(path.prefix { $0 != "?" })),
            found.route.speech == .page
        else { return WebURL.start }
        return path
    }
}
