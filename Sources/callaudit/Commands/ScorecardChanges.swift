import ArgumentParser
import CallSettings
import Calls
import Foundation

struct ScorecardCheck: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Say everything that is wrong with a scorecard's file.",
        discussion: """
            It asks no daemon. Every mistake stands on a line of its own, with the line of the \
            file; the status is 1 when there is one.
            Example: callaudit scorecard check mine.yaml
            """)

    @Argument(help: "YAML files.") var files: [String]

    func run() throws {
        var problems = 0
        for file in files {
            do throws(SettingsProblems) {
                let card = try ScorecardFile.load(path: file)
                Terminal.say(
                    "\(Terminal.plain(file)): \(card.code) is fine, with "
                        + "\(card.questions.count) questions.")
            } catch {
                problems += error.problems.count
                error.problems.forEach { Terminal.say(Terminal.plain($0.description)) }
            }
        }
        if problems > 0 { throw Stop(.foundProblems, "") }
    }
}

struct ScorecardAdd: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Add a scorecard from a YAML file, as a draft.",
        discussion: """
            Prints its id. With --publish-from it is put in force at once.
            Example: callaudit scorecard add /etc/callaudit/scorecards/telesales-conduct.yaml \
            --publish-from 2026-12-01
            """)

    @OptionGroup var global: GlobalOptions
    @Argument(help: "The file.") var file: String
    @Option(help: "Score calls of this day and later ones by it.") var publishFrom: String?

    func run() async throws {
        let card = try ScorecardBody(file: file)
        let client = try global.client()
        let made = try ScorecardMade(
            await client.post("/api/v1/scorecards", json: card))
        if let publishFrom {
            _ = try await client.post(
                "/api/v1/scorecards/\(made.id.urlPart)/publish",
                json: ScorecardPublication(version: made.version, from: publishFrom))
        }
        Terminal.say(made.id)
    }
}

struct ScorecardChange: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "change", abstract: "Write a scorecard's draft anew from a YAML file.",
        discussion: """
            A published version stays as it is: a draft of the next one is made. Prints the \
            number of the draft. Example: callaudit scorecard change mine.yaml
            """)

    @OptionGroup var global: GlobalOptions
    @Argument(help: "The file; its code says which scorecard is meant.") var file: String

    func run() async throws {
        let body = try ScorecardBody(file: file)
        let answer = try await global.client().put(
            "/api/v1/scorecards/\(body.card.code.urlPart)", json: body)
        Terminal.say("\(try ScorecardMade(answer).version)")
    }
}

struct ScorecardPublish: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "publish", abstract: "Put a draft in force, for calls of a day and later.",
        discussion: "Example: callaudit scorecard publish telesales-conduct 2 --from 2026-12-01")

    @OptionGroup var global: GlobalOptions
    @Argument(help: "Code or id.") var card: String
    @Argument(help: "The draft's version.") var version: Int
    @Option(help: "The first day, on the calls' own calendar.") var from: String

    func run() async throws {
        _ = try await global.client().post(
            "/api/v1/scorecards/\(card.urlPart)/publish",
            json: ScorecardPublication(version: version, from: from))
    }
}

struct ScorecardSimulate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "simulate",
        abstract: "Say what past evaluations would come to under another version.",
        discussion: """
            The latest 2,000 at most; nothing is written. Examples:
              callaudit scorecard simulate telesales-conduct --version 2
              callaudit scorecard simulate telesales-conduct --file mine.yaml
            """)

    @OptionGroup var global: GlobalOptions
    @Argument(help: "Code or id.") var card: String
    @Option(help: "A version; the latest when left out.") var version: Int?
    @Option(help: "A YAML file instead.") var file: String?
    @Flag(help: "Print JSON.") var json = false

    private struct Asked: Encodable {
        var version: Int?
        var card: Scorecard?
    }

    private struct Answer: Decodable {
        struct Outcome: Decodable {
            var evaluation: String
            var formerTotal: Percent?
            var total: Percent?
            var formerPassed: Bool?
            var passed: Bool?
        }

        var totals: ScorecardSimulation.Totals
        var outcomes: [Outcome]
    }

    func run() async throws {
        let draft = try file.map { try ScorecardBody(file: $0).card }
        let body = try await global.client().post(
            "/api/v1/scorecards/\(card.urlPart)/simulate",
            json: Asked(version: version, card: draft))
        if json { return Terminal.say(String(decoding: body, as: UTF8.self)) }
        let answer = try JSONDecoder().decode(Answer.self, from: body)
        var table = Table("EVALUATION", "FORMER", "NOW", "PASSED", "NOW")
        for one in answer.outcomes {
            table.add(
                one.evaluation, Self.text(one.formerTotal), Self.text(one.total),
                Self.text(one.formerPassed), Self.text(one.passed))
        }
        table.lines.forEach(Terminal.say)
        let totals = answer.totals
        Terminal.say(
            "\(totals.evaluations) evaluations: mean \(Self.text(totals.formerMean)) → "
                + "\(Self.text(totals.mean)), \(totals.newlyPassed) newly passed, "
                + "\(totals.newlyFailed) newly not.")
    }

    private static func text(_ percent: Percent?) -> String {
        percent.map { "\($0) %" } ?? "–"
    }

    private static func text(_ passed: Bool?) -> String {
        passed.map { $0 ? "yes" : "no" } ?? "–"
    }
}

/// A card as it is sent: read here, so that no daemon parses a file.
struct ScorecardBody: Encodable {
    let card: Scorecard

    /// Ends the command with every mistake of the file.
    init(file: String) throws {
        do throws(SettingsProblems) {
            card = try ScorecardFile.load(path: file)
        } catch {
            throw Stop(.badData, error.description)
        }
    }
}

struct ScorecardPublication: Encodable {
    let version: Int
    let from: String
}

struct ScorecardMade: Decodable {
    let id: String
    let version: Int

    init(_ body: Data) throws {
        self = try JSONDecoder().decode(Self.self, from: body)
    }
}
