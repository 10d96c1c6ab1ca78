import CallDesk
import Calls
import Foundation
import Hummingbird

/// What tells one version of a scorecard from another.
struct ScorecardDifferencePage: PageModel {
    struct Change: Sendable {
        let kind: Tag
        let part: String
        let code: String
        let text: String
        /// Scores may come out otherwise.
        let counts: Tag?
        let fields: [Field]
    }

    struct Field: Sendable {
        let label: String
        /// The rest of the field's name: a language, or the code of an option.
        let detail: String
        let former: String
        let later: String
    }

    static let template = "scorecard-difference"
    let frame: Frame
    let title: String
    let backURL: String
    let formURL: String
    let former: [EditorField.Choice]
    let later: [EditorField.Choice]
    let verdict: Tag
    let changes: [Change]
    let isEmpty: Bool
}

extension Web {
    func scorecardDifferencePage(_ visit: Visit) async throws -> Response {
        try visit.query.allow(["from", "to"])
        let (id, words) = (try await scorecardID(visit), visit.words)
        let detail = try await desk.scorecard(id, by: visit.principal)
        let later = try visit.query.version("to") ?? detail.version.number
        let former = try visit.query.version("from") ?? max(1, later - 1)
        let difference = try await desk.scorecardDifference(
            id, from: former, to: later, by: visit.principal)
        let title = words.spoken(detail.card.title)
        func choices(_ chosen: Int) -> [EditorField.Choice] {
            detail.versions.map {
                .init(
                    value: "\($0.number)",
                    label: words("scorecard.version", ["n": "\($0.number)"]),
                    isChosen: $0.number == chosen)
            }
        }
        return try page(
            ScorecardDifferencePage(
                frame: await frame(
                    words("scorecard.difference"), in: .scorecards, of: visit),
                title: title, backURL: WebURL.scorecard(id),
                formURL: WebURL.scorecardDifference(id), former: choices(former),
                later: choices(later),
                verdict: difference.changesScores
                    ? Tag(symbol: "△", text: words("scorecard.changesScores"), tone: "warn")
                    : Tag(symbol: "✓", text: words("scorecard.sameScores"), tone: "good"),
                changes: difference.changes.map { .init($0, words) },
                isEmpty: difference.isEmpty),
            for: visit)
    }
}

extension ScorecardDifferencePage.Change {
    fileprivate init(_ change: ScorecardDifference.Change, _ words: Words) {
        let symbols: [ScorecardDifference.Kind: (String, String)] = [
            .added: ("+", "good"), .removed: ("−", "bad"), .changed: ("≠", "plain"),
        ]
        let (symbol, tone) = symbols[change.kind] ?? ("≠", "plain")
        kind = Tag(
            symbol: symbol, text: words("scorecard.change.\(change.kind.rawValue)"), tone: tone)
        part = words("scorecard.part.\(change.part.rawValue)")
        code = change.code
        text = words.spoken(change.text)
        counts =
            change.changesScores
            ? Tag(symbol: "△", text: words("scorecard.counts"), tone: "warn") : nil
        fields = change.fields.map { field in
            let parts = field.field.split(separator: ".", maxSplits: 1).map(String.init)
            return ScorecardDifferencePage.Field(
                label: words("scorecard.field.\(parts.first ?? "code")"),
                detail: parts.count == 2 ? parts[1] : "", former: field.from ?? "–",
                later: field.to ?? "–")
        }
    }
}
