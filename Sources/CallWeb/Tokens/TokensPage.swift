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

    init(_ tokens: [Token], scopes: Set<Permission>, url: String, words: Words, now: Date) {
        self.url = url
        rows = tokens.map { Row($0, url: url, words, now: now) }
        isEmpty = tokens.isEmpty
        self.scopes = Permission.allCases.filter(scopes.contains).map {
            Scope(value: $0.rawValue, label: words.name($0))
        }
        days = String(Token.daysDefault)
    }
}

extension TokenPart.Row {
    init(_ token: Token, url: String, _ words: Words, now: Date) {
        let isGood = token.isGood(at: now)
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
