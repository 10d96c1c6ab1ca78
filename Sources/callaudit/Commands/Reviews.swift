import ArgumentParser
import Foundation

struct Reviews: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "review",
        abstract: "How analysts' scores compare with blind second ones of the same calls.",
        subcommands: [ReviewList.self, ReviewShow.self])
}

struct ReviewList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List analysts, the most off first.")

    @OptionGroup var global: GlobalOptions
    @Option(help: "Code of a scorecard; without it the one reviewed last.") var card: String?
    @Flag(help: "Print JSON.") var json = false

    private struct Answer: Decodable { var items: [ReviewedAnswer] }

    func run() async throws {
        let (answer, body) = try await global.client().get(
            "/api/v1/reviews", query: [("card", card)], as: Answer.self)
        if json { return Terminal.say(String(decoding: body, as: UTF8.self)) }
        var table = Table("ANALYST", "NAME", "CALLS", "SECOND LESS FIRST", "SAME RESULT", "KAPPA")
        for line in answer.items {
            let passed = line.subjects.first { $0.subject == "passed" }
            table.add(
                line.analyst, line.name, "\(line.calls)", line.difference.text(places: 1),
                passed?.text("percent") ?? "", passed?.text("kappa") ?? "")
        }
        table.lines.forEach(Terminal.say)
    }
}

struct ReviewShow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show one analyst, question by question.")

    @OptionGroup var global: GlobalOptions
    @Argument(help: "The id from `review list`.") var analyst: String
    @Option(help: "Code of a scorecard; without it the one reviewed last.") var card: String?
    @Flag(help: "Print JSON.") var json = false

    private struct Answer: Decodable { var figures: ReviewedAnswer }

    func run() async throws {
        let (answer, body) = try await global.client().get(
            "/api/v1/reviews/\(analyst.urlPart)", query: [("card", card)], as: Answer.self)
        if json { return Terminal.say(String(decoding: body, as: UTF8.self)) }
        Terminal.say("\(Terminal.plain(answer.figures.name)): \(answer.figures.sentence)")
        var table = Table("ON", "SAME", "KAPPA", "AC1", "ICC")
        for line in answer.figures.subjects {
            table.add(
                line.subject, line.text("percent"), line.text("kappa"), line.text("gwet"),
                line.text("intraclass"))
        }
        table.lines.forEach(Terminal.say)
    }
}

private struct ReviewedAnswer: Decodable {
    var analyst: String
    var name: String
    var calls: Int
    var difference: EstimateAnswer
    var sentence: String
    var subjects: [AgreementLine]
}
