import CallDesk
import Calls
import Foundation
import HTTPTypes
import Hummingbird

/// One scorecard: its versions, what may be done with them, and what the scorer sees.
struct ScorecardPage: PageModel {
    struct Version: Sendable {
        let number: String
        let url: String
        let isCurrent: Bool
        let state: Tag
        let made: String
        /// Nil for the first.
        let differenceURL: String?
    }

    /// The form that puts a draft in force.
    struct Publishing: Sendable {
        let url: String
        let version: String
        let today: String
    }

    /// Past evaluations under the version that is looked at.
    struct Simulating: Sendable {
        let url: String
        let version: String
    }

    static let template = "scorecard"
    let frame: Frame
    let title: String
    let code: String
    let state: Tag
    let done: String?
    let editURL: String?
    let exportURL: String
    let historyURL: String?
    let publishing: Publishing?
    let simulating: Simulating?
    let versions: [Version]
    let preview: ScorecardPreview
}

extension Web {
    /// The id that the path names, by itself or by the card's code.
    func scorecardID(_ visit: Visit) async throws -> Scorecard.ID {
        try await desk.scorecardID(
            named: visit.parameters["card"] ?? "", by: visit.principal)
    }

    func scorecardPage(_ visit: Visit) async throws -> Response {
        try visit.query.allow(["version", "done"])
        let id = try await scorecardID(visit)
        let detail = try await desk.scorecard(
            id, version: try visit.query.version(), by: visit.principal)
        let visit = try await naming(detail.versions.map(\.madeBy), in: visit)
        let (words, reader, number) = (visit.words, visit.principal, detail.version.number)
        let mayManage = reader.may(.manageScorecards)
        let inForce = detail.versions.inForce(on: localToday)
        let done = visit.query["done"].flatMap { ScorecardDone(rawValue: $0) }
        return try page(
            ScorecardPage(
                frame: await frame(words.spoken(detail.card.title), in: .scorecards, of: visit),
                title: words.spoken(detail.card.title), code: detail.card.code,
                state: words.state(of: detail.version, inForce: inForce),
                done: done.map { words("scorecard.done.\($0.rawValue)") },
                editURL: mayManage ? WebURL.editScorecard(id) : nil,
                exportURL: WebURL.exportScorecard(id, version: number),
                historyURL: WebURL.history(of: "scorecard:\(id)", for: reader),
                publishing: mayManage && detail.version.isDraft
                    ? ScorecardPage.Publishing(
                        url: WebURL.publishScorecard(id), version: "\(number)",
                        today: "\(localToday)")
                    : nil,
                simulating: mayManage
                    ? ScorecardPage.Simulating(
                        url: WebURL.simulateScorecard(id), version: "\(number)")
                    : nil,
                versions: detail.versions.map { version in
                    ScorecardPage.Version(
                        number: words("scorecard.version", ["n": "\(version.number)"]),
                        url: WebURL.scorecard(id, version: version.number),
                        isCurrent: version.number == number,
                        state: words.state(of: version, inForce: inForce),
                        made: words(
                            "scorecard.madeBy",
                            [
                                "who": words.who(version.madeBy),
                                "when": words.moment(version.madeAt),
                            ]),
                        differenceURL: version.number > 1
                            ? WebURL.scorecardDifference(
                                id, from: version.number - 1, to: version.number)
                            : nil)
                },
                preview: ScorecardPreview(detail.card, words)),
            for: visit)
    }

    /// In the installation's zone.
    var localToday: LocalDay { LocalDay(of: now(), in: CallZone(name: home.name) ?? .utc) }

    func publishScorecardFromPage(_ visit: Visit) async throws -> Response {
        try visit.query.allow([])
        let id = try await scorecardID(visit)
        let form = try await visit.form(limits: settings.limits)
        try form.allow(["version", "from"])
        guard let version = try form.version() else { throw Refusal.badVersion }
        try await desk.publishScorecard(
            id, version: version, from: try Self.cardDay(form["from"], "from"), by: visit.principal)
        return .seeOther(WebURL.scorecard(id, done: .published))
    }

    /// As a YAML file, which the command reads.
    func exportScorecard(_ visit: Visit) async throws -> Response {
        try visit.query.allow(["version"])
        let detail = try await desk.scorecard(
            scorecardID(visit), version: try visit.query.version(), by: visit.principal)
        var response = Response.text(
            detail.card.yaml, type: "application/yaml; charset=utf-8")
        response.headers[.contentDisposition] =
            "attachment; filename=\"\(detail.card.code).yaml\""
        return response
    }

    static func cardDay(_ text: String?, _ field: String) throws -> LocalDay {
        guard let day = text.flatMap({ LocalDay($0) }) else {
            throw Refusal(
                .invalid, .badDay, "Write the day as 2026-11-21.", subject: field)
        }
        return day
    }
}

extension Query {
    /// Nil when none is named.
    func version(_ name: String = "version") throws -> Int? {
        guard let text = self[name] else { return nil }
        guard let number = Int(text), (1...1_000_000).contains(number) else {
            throw Refusal.badVersion
        }
        return number
    }
}

extension Refusal {
    static let badVersion = Refusal(
        .invalid, .badRequest, "A version is a number from 1 on. Choose one from the list.",
        subject: "version")
}
