import ArgumentParser
import CallSettings
import Calls
import Foundation

struct Scorecards: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "scorecard", abstract: "What calls are scored by.",
        subcommands: [
            ScorecardList.self, ScorecardShow.self, ScorecardCheck.self, ScorecardAdd.self,
            ScorecardChange.self, ScorecardPublish.self, ScorecardExport.self,
            ScorecardDiff.self, ScorecardSimulate.self,
        ])
}

struct ScorecardList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List scorecards by code.")

    @OptionGroup var global: GlobalOptions
    @Flag(help: "Print JSON.") var json = false
    @Option(help: "Lines at most, 1 to 200.") var limit = 50
    @Option(help: "The `next` of the page before.") var after: String?

    private struct Answer: Decodable {
        struct Item: Decodable {
            var code: String
            var title: LocalText
            var questions: Int
            var inForce: Int?
            var latest: ScorecardVersionAnswer
        }

        var items: [Item]
        var next: String?
    }

    func run() async throws {
        let (page, body) = try await global.client().get(
            "/api/v1/scorecards", query: [("limit", "\(limit)"), ("after", after)],
            as: Answer.self)
        if json { return Terminal.say(String(decoding: body, as: UTF8.self)) }
        var table = Table("CODE", "TITLE", "QUESTIONS", "IN FORCE", "DRAFT")
        for card in page.items {
            table.add(
                card.code, card.title.english, "\(card.questions)",
                card.inForce.map { "version \($0)" } ?? "",
                card.latest.from == nil ? "version \(card.latest.number)" : "")
        }
        table.lines.forEach(Terminal.say)
        if let next = page.next { Terminal.complain("More with --after \(next)") }
    }
}

struct ScorecardShow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show a scorecard's versions, and with --json all of one.")

    @OptionGroup var global: GlobalOptions
    @Argument(help: "Code or id.") var card: String
    @Option(help: "A version; the latest when left out.") var version: Int?
    @Flag(help: "Print JSON.") var json = false

    func run() async throws {
        let (detail, body) = try await global.scorecard(card, version: version)
        if json { return Terminal.say(String(decoding: body, as: UTF8.self)) }
        Terminal.say("\(detail.code): \(Terminal.plain(detail.card.title.english))")
        var table = Table("VERSION", "FROM", "MADE", "BY", "DIGEST")
        for version in detail.versions {
            table.add(
                "\(version.number)" + (version.number == detail.inForce ? " in force" : ""),
                version.from ?? "draft", version.madeAt, version.madeBy,
                String(version.digest.prefix(16)))
        }
        table.lines.forEach(Terminal.say)
    }
}

struct ScorecardExport: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Write a scorecard as YAML to standard output.",
        discussion: "Example: callaudit scorecard export telesales-conduct > mine.yaml")

    @OptionGroup var global: GlobalOptions
    @Argument(help: "Code or id.") var card: String
    @Option(help: "A version; the latest when left out.") var version: Int?

    func run() async throws {
        let (detail, _) = try await global.scorecard(card, version: version)
        FileHandle.standardOutput.write(Data(ScorecardFile.text(of: detail.card).utf8))
    }
}

struct ScorecardDiff: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff", abstract: "Tell two versions of a scorecard apart.",
        discussion: "Example: callaudit scorecard diff telesales-conduct 1 2")

    @OptionGroup var global: GlobalOptions
    @Argument(help: "Code or id.") var card: String
    @Argument(help: "The former version.") var from: Int
    @Argument(help: "The later version.") var to: Int
    @Flag(help: "Print JSON.") var json = false

    private struct Answer: Decodable {
        var changesScores: Bool
        var changes: [ScorecardDifference.Change]
    }

    func run() async throws {
        let (difference, body) = try await global.client().get(
            "/api/v1/scorecards/\(card.urlPart)/difference",
            query: [("from", "\(from)"), ("to", "\(to)")], as: Answer.self)
        if json { return Terminal.say(String(decoding: body, as: UTF8.self)) }
        for change in difference.changes {
            Terminal.say(
                "\(change.kind.rawValue) \(change.part.rawValue) \(change.code)"
                    + (change.changesScores ? " (changes scores)" : ""))
            for field in change.fields {
                let (from, to) = (field.from ?? "–", field.to ?? "–")
                Terminal.say(Terminal.plain("  \(field.field): \(from) → \(to)"))
            }
        }
        Terminal.say(
            difference.changes.isEmpty
                ? "The two versions say the same."
                : difference.changesScores
                    ? "The same answers may come to another score."
                    : "The same answers come to the same score.")
    }
}

struct ScorecardDetailAnswer: Decodable {
    var id: String
    var code: String
    var inForce: Int?
    var versions: [ScorecardVersionAnswer]
    var card: Scorecard
}

struct ScorecardVersionAnswer: Decodable {
    var number: Int
    var digest: String
    var madeBy: String
    var madeAt: String
    var from: String?
}

extension GlobalOptions {
    func scorecard(
        _ card: String, version: Int?
    ) async throws -> (answer: ScorecardDetailAnswer, body: Data) {
        try await client().get(
            "/api/v1/scorecards/\(card.urlPart)",
            query: [("version", version.map { "\($0)" })], as: ScorecardDetailAnswer.self)
    }
}
