import ArgumentParser
import Foundation

/// Which calls: as the filters of the page.
struct CallFilterOptions: ParsableArguments {
    @Option(help: "First day, as 2026-11-21.") var from: String?
    @Option(help: "Last day, as 2026-11-21.") var to: String?
    @Option(help: "The agent, as the recorder names them.") var agent: String?
    @Option(help: "The campaign, as the recorder names it.") var campaign: String?
    @Option(help: "inbound, outbound or internal.") var direction: String?
    @Option(help: "The customer's whole number; `-` reads it from the input.") var number: String?
    @Option(name: .customLong("min-seconds"), help: "At least this long.") var secondsMin: String?
    @Option(name: .customLong("max-seconds"), help: "At most this long.") var secondsMax: String?
    @Option(help: "one-sided, silent, clipped, noise-like or truncated; may be given again.")
    var verdict: [String] = []
    @Option(help: "Words of the name's fields.") var text: String?

    /// As the API's query; nil when nobody has the number. A number goes in a body, never in an
    /// address.
    func pairs(_ client: DaemonClient) async throws -> [(String, String?)]? {
        var customer: String?
        if let number {
            let text = number == "-" ? (readLine() ?? "") : number
            let body = try await client.post("/api/v1/calls/find", json: ["number": text])
            customer = try JSONDecoder().decode(FoundAnswer.self, from: body).customer
            if customer == nil { return nil }
        }
        return [
            ("from", from), ("to", to), ("agent", agent), ("campaign", campaign),
            ("direction", direction), ("minSeconds", secondsMin), ("maxSeconds", secondsMax),
            ("customer", customer), ("text", text),
        ] + verdict.map { ("verdict", $0) }
    }
}

struct CallExport: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Write the calls of a filter to a file, as CSV.",
        discussion: """
            Numbers stay masked. Up to 1,000 calls go out at once; for more say why, and run the \
            command again once somebody else has approved it.

            Examples:
              callaudit call export november.csv --from 2026-11-01 --to 2026-11-30
              callaudit call export --from 2026-11-01 --reason "regulator's letter 22/31"
            """)

    @OptionGroup var global: GlobalOptions
    @OptionGroup var filter: CallFilterOptions
    @Option(help: "Asks for the export of many calls: what the list is for.") var reason: String?
    @Argument(help: "The file to write; it must not be there yet.") var file: String?

    func validate() throws {
        if (file == nil) == (reason == nil) {
            throw ValidationError("Name a file to write, or say why with --reason.")
        }
    }

    func run() async throws {
        let client = try global.client()
        guard let pairs = try await filter.pairs(client) else {
            throw Stop(.usage, "Nobody with this number is known: there is nothing to export.")
        }
        var address = URLComponents()
        address.path = "/api/v1/calls/export"
        let items = pairs.compactMap { name, value in
            value.map { URLQueryItem(name: name, value: $0) }
        }
        if !items.isEmpty { address.queryItems = items }
        let path = (address.string ?? address.path).replacing("+", with: "%2B")
        if let file {
            try await client.download(path, to: file)
        } else if let reason {
            let answer = try await client.post(path, json: ["reason": reason])
            Terminal.say(try JSONDecoder().decode(AskedAnswer.self, from: answer).approval)
        }
    }
}
