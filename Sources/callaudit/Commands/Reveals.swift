import ArgumentParser
import Foundation

struct Reveals: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reveal", abstract: "Who saw customers in plain, how often and why.",
        subcommands: [RevealList.self, RevealCounts.self])
}

struct RevealList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List reveals, newest first.")

    @OptionGroup var global: GlobalOptions
    @Flag(help: "Print JSON.") var json = false
    @Option(help: "Lines at most, 1 to 200.") var limit = 50
    @Option(help: "The `next` of the page before.") var after: String?
    @Option(help: "Of one person, such as account:0e5q8rk2m1v7d.") var person: String?

    func run() async throws {
        let (page, body) = try await global.client().get(
            "/api/v1/reveals",
            query: [("limit", "\(limit)"), ("after", after), ("person", person)],
            as: RevealsAnswer.self)
        if json { return Terminal.say(String(decoding: body, as: UTF8.self)) }
        var table = Table("AT", "PERSON", "CUSTOMER", "PURPOSE", "REASON")
        for reveal in page.items {
            table.add(
                reveal.beganAt, reveal.person, reveal.customer, reveal.purpose,
                reveal.reason ?? "(erased)")
        }
        table.lines.forEach(Terminal.say)
        if let next = page.next { Terminal.complain("More with --after \(next)") }
    }
}

struct RevealCounts: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "counts", abstract: "Count the last week's reveals by person.")

    @OptionGroup var global: GlobalOptions
    @Flag(help: "Print JSON.") var json = false

    func run() async throws {
        let (counts, body) = try await global.client().get(
            "/api/v1/reveals/counts", as: CountsAnswer.self)
        if json { return Terminal.say(String(decoding: body, as: UTF8.self)) }
        var table = Table("PERSON", "24 H", "7 D", "CUSTOMERS", "")
        for count in counts.items {
            table.add(
                count.person, "\(count.lastDay)", "\(count.lastWeek)", "\(count.customers)",
                count.isOutlier ? "far more than others" : "")
        }
        table.lines.forEach(Terminal.say)
    }
}

private struct RevealsAnswer: Decodable {
    struct Reveal: Decodable {
        var customer: String
        var person: String
        var purpose: String
        var reason: String?
        var beganAt: String
    }

    var items: [Reveal]
    var next: String?
}

private struct CountsAnswer: Decodable {
    struct Count: Decodable {
        var person: String
        var lastDay: Int
        var lastWeek: Int
        var customers: Int
        var isOutlier: Bool
    }

    var items: [Count]
}
