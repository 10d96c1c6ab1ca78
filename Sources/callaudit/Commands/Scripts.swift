import ArgumentParser
import CallSettings
import Calls
import Foundation

struct Scripts: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "script", abstract: "What agents say, and templates of answers.",
        subcommands: [ScriptList.self, ScriptShow.self, ScriptAdd.self, ScriptChange.self])
}

struct ScriptList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List scripts by code, as they hold today.")

    @OptionGroup var global: GlobalOptions
    @Flag(help: "Print JSON.") var json = false
    @Option(help: "Lines at most, 1 to 200.") var limit = 50
    @Option(help: "The `next` of the page before.") var after: String?

    private struct Answer: Decodable {
        var items: [ScriptAnswer]
        var next: String?
    }

    func run() async throws {
        let (page, body) = try await global.client().get(
            "/api/v1/scripts", query: [("limit", "\(limit)"), ("after", after)],
            as: Answer.self)
        if json { return Terminal.say(String(decoding: body, as: UTF8.self)) }
        var table = Table("CODE", "KIND", "CAMPAIGN", "VERSION", "FROM", "THROUGH", "TITLE")
        for script in page.items {
            table.add(
                script.code, script.kind.rawValue, script.campaign ?? "all",
                "\(script.version.number)", script.version.from, script.version.through ?? "",
                script.title.english)
        }
        table.lines.forEach(Terminal.say)
        if let next = page.next { Terminal.complain("More with --after \(next)") }
    }
}

struct ScriptShow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show one version of a script.")

    @OptionGroup var global: GlobalOptions
    @Argument(help: "Code or id.") var script: String
    @Option(help: "A version; the latest when left out.") var version: Int?
    @Flag(help: "Print JSON.") var json = false

    func run() async throws {
        let (answer, body) = try await global.client().get(
            "/api/v1/scripts/\(script.urlPart)",
            query: [("version", version.map { "\($0)" })], as: ScriptAnswer.self)
        if json { return Terminal.say(String(decoding: body, as: UTF8.self)) }
        for (tag, text) in answer.body.texts {
            Terminal.say("\(tag): \(Terminal.plain(answer.title[tag]))")
            for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
                Terminal.say("  " + Terminal.plain(String(line)))
            }
        }
    }
}

struct ScriptAdd: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Add a script, or a template of an answer, from a file.",
        discussion: """
            YAML with kind (script or answer), code, campaign, title and body in en, zh-Hans and \
            zh-Hant, from, and through. Prints its id.
            Example: callaudit script add opening.yaml
            """)

    @OptionGroup var global: GlobalOptions
    @Argument(help: "The file.") var file: String

    func run() async throws {
        let body = try await global.client().post(
            "/api/v1/scripts", json: try ScriptSent(file: file))
        Terminal.say(try ScorecardMade(body).id)
    }
}

struct ScriptChange: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "change", abstract: "Add a version to a script, from a file.",
        discussion: "Prints the version's number. Example: callaudit script change opening.yaml")

    @OptionGroup var global: GlobalOptions
    @Argument(help: "The file; its code says which script is meant.") var file: String

    func run() async throws {
        let sent = try ScriptSent(file: file)
        let answer = try await global.client().put(
            "/api/v1/scripts/\(sent.code.urlPart)", json: sent)
        Terminal.say("\(try ScorecardMade(answer).version)")
    }
}

private struct ScriptAnswer: Decodable {
    struct Version: Decodable {
        var number: Int
        var from: String
        var through: String?
    }

    var kind: Script.Kind
    var code: String
    var campaign: String?
    var title: LocalText
    var body: LocalText
    var version: Version
}

private struct ScriptSent: Encodable {
    let kind: Script.Kind
    let code: String
    let campaign: String?
    let title: LocalText
    let body: LocalText
    let from: String
    let through: String?

    /// Ends the command with every mistake of the file.
    init(file: String) throws {
        let script: Script
        do throws(SettingsProblems) {
            script = try ScriptFile.load(path: file)
        } catch {
            throw Stop(.badData, error.description)
        }
        kind = script.kind
        code = script.code
        campaign = script.campaign
        title = script.words.title
        body = script.words.body
        from = "\(script.words.validFrom)"
        through = script.words.validThrough.map { "\($0)" }
    }
}
