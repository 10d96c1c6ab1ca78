import ArgumentParser
import Foundation

struct EvaluationExport: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Write the evaluations of a filter to a file.",
        discussion: """
            The ledger notes the filter before the first line goes, and the SHA-256 of the file \
            once it went out whole.

            Examples:
              callaudit --as qa-lead evaluation export november.csv --from 2026-11-01
              callaudit --as qa-lead evaluation export all.jsonl --format jsonl --words
            """)

    enum Format: String, ExpressibleByArgument, CaseIterable { case csv, jsonl }

    @OptionGroup var global: GlobalOptions
    @Option(help: "csv or jsonl.") var format = Format.csv
    @Flag(help: "With answers, comments and disputes; as jsonl alone.") var words = false
    @Option(help: "Where it is in its life; all but the replaced ones unless given.")
    var state: EvaluationList.State?
    @Option(help: "What it counts for.") var stream: EvaluationList.Stream?
    @Option(help: "The agent's code.") var agent: String?
    @Option(help: "The scorecard's code.") var card: String?
    @Option(help: "Calls from this day on, such as 2026-11-21.") var from: String?
    @Option(help: "Calls until this day, which counts.") var to: String?
    @Argument(help: "The file to write; it must not be there yet.") var file: String

    func validate() throws {
        if words, format == .csv {
            throw ValidationError("Words go out as JSON Lines alone: add --format jsonl.")
        }
    }

    func run() async throws {
        var address = URLComponents()
        address.path = "/api/v1/evaluations/export"
        let pairs = [
            ("format", format.rawValue), ("words", words ? "yes" : nil),
            ("state", state?.rawValue), ("stream", stream?.rawValue), ("agent", agent),
            ("card", card), ("from", from), ("to", to),
        ]
        address.queryItems = pairs.compactMap { name, value in
            value.map { URLQueryItem(name: name, value: $0) }
        }
        let path = (address.string ?? address.path).replacing("+", with: "%2B")
        try await global.client().download(path, to: file)
    }
}
