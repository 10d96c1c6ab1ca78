import ArgumentParser
import Calls
import Foundation

struct ActionOpen: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "open", abstract: "Open an action against a cause.",
        discussion: """
            You own it unless --owner names somebody. Prints its id.

            Examples:
              callaudit action open --cause care --due 2027-01-31 <plan.txt
              callaudit action open --cause care --preventive --campaign winter --due 2027-01-31 \\
                --complaint 26-0000471-4 --text "Say the price before the order is taken"
            """)

    @OptionGroup var global: GlobalOptions
    @Option(help: "Code of a cause.") var cause: String
    @Option(help: "The last day by which it is to be done.") var due: String
    @Flag(help: "There were no complaints of it yet.") var preventive = false
    @Option(help: "Id of a team where it is done; the whole house unless one is named.")
    var team: String?
    @Option(help: "Code of a campaign.") var campaign: String?
    @Option(help: "Code of an agent.") var agent: String?
    @Option(help: "Code of a product.") var product: String?
    @Option(help: "What complaints are set against: calls, customers or sales.")
    var base = RateBase.calls
    @Option(help: "Who owns it, such as account:0e5q8rk2m1v7d.") var owner: String?
    @Option(help: "Number or id of a complaint that it comes from, also several times.")
    var complaint: [String] = []
    @Option(help: "What is to be changed; - reads it from the input, and so does leaving it out.")
    var text: String?

    private var groups: [(dimension: String, key: String)] {
        [("team", team), ("campaign", campaign), ("agent", agent), ("product", product)]
            .compactMap { pair in pair.1.map { (pair.0, $0) } }
    }

    func validate() throws {
        if groups.count > 1 {
            throw ValidationError("Name one team, campaign, agent or product, not several.")
        }
    }

    func run() async throws {
        let words = try SaidWords.read(text, isNeeded: true)
        let client = try global.client()
        var body = Body(
            kind: preventive ? "preventive" : "corrective", cause: cause, base: base.rawValue,
            due: due, text: words)
        (body.dimension, body.key) = (groups.first?.dimension, groups.first?.key)
        body.owner = owner
        for name in complaint { body.complaints.append(try await client.complaintID(name)) }
        let answer = try await client.post("/api/v1/actions", json: body)
        Terminal.say(try JSONDecoder().decode(Opened.self, from: answer).id)
    }

    private struct Opened: Decodable { var id: String }

    private struct Body: Encodable {
        var kind: String
        var cause: String
        var base: String
        var due: String
        var text: String
        var dimension: String?
        var key: String?
        var owner: String?
        var complaints: [String] = []
    }
}
