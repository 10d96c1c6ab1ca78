import Calls
import Foundation

/// Tokens with what one may do to them: on the own page and on a program's.
struct TokenPart: Sendable {
    struct Row: Sendable {
        let name: String
        let scopes: String
        let ends: String
        let state: Tag
        /// Nil when it isn't good any more.
        let revokeURL: String?
        let historyURL: String?
    }

    /// Who reads it, when, and in which language.
    struct Reader {
        let principal: Principal
        let words: Words
        let now: Date
    }

    struct Scope: Sendable {
        let value: String
        let label: String
    }

    let url: String
    let rows: [Row]
    let isEmpty: Bool
    let scopes: [Scope]
    let days: String

    init(_ tokens: [Token], scopes: Set<Permission>, url: String, for reader: Reader) {
        let words = reader.words
        self.url = url
        rows = tokens.map { Row($0, url: url, for: reader) }
        isEmpty = tokens.isEmpty
        self.scopes = Permission.allCases.filter(scopes.contains).map {
            Scope(value: $0.rawValue, label: words.name($0))
        }
        days = String(Token.daysDefault)
    }
}

extension TokenPart.Row {
    init(_ token: Token, url: String, for reader: TokenPart.Reader) {
        let (words, isGood) = (reader.words, token.isGood(at: reader.now))
        historyURL = WebURL.history(of: "token:\(token.id)", for: reader.principal)
        name = token.name
        scopes = Permission.allCases.filter(token.scopes.contains).map(words.name)
            .joined(separator: language(words))
        ends = words.moment(token.endsAt)
        state =
            isGood
            ? Tag(symbol: "✓", text: words("tokens.good"), tone: "good")
            : Tag(
                symbol: "∅",
                text: token.revokedAt == nil ? words("tokens.ended") : words("tokens.revoked"),
                tone: "plain")
        revokeURL = isGood ? "\(url)/\(token.id)/revoke" : nil
    }
}

private func language(_ words: Words) -> String { words.language == .english ? "; " : "；" }

struct TokensPage: PageModel {
    static let template = "tokens"
    let frame: Frame
    let done: String?
    let tokens: TokenPart
}

extension Visit {
    var tokenReader: TokenPart.Reader {
        TokenPart.Reader(principal: principal, words: words, now: now)
    }
}
