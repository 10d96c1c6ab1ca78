import ArgumentParser
import Foundation

struct ComplaintFigures: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "figures", abstract: "Rates of complaints, over time and by cause.",
        discussion: """
            Per 1,000 calls, customers or sales, with intervals of 95 %; of half a year unless \
            days are named. A complaint counts on the day of the call that it is about.

            Examples:
              callaudit --as compliance-officer complaint figures --by team
              callaudit --as compliance-officer complaint figures --group product:loan \\
                --cycle month --from 2026-01-01 --to 2026-12-31 --json
            """)

    enum Base: String, ExpressibleByArgument, CaseIterable { case calls, customers, sales }
    enum Cycle: String, ExpressibleByArgument, CaseIterable { case week, month }
    enum By: String, ExpressibleByArgument, CaseIterable {
        case product, campaign, team, agent
        case scriptVersion = "script-version"
        case cause
    }

    @OptionGroup var global: GlobalOptions
    @Flag(help: "Print JSON.") var json = false
    @Option(help: "From this day on, such as 2026-11-21.") var from: String?
    @Option(help: "Until this day, which counts.") var to: String?
    @Option(help: "What complaints are set against.") var base: Base?
    @Option(help: "What is compared.") var by: By?
    @Option(help: "Of this alone: product:CODE, or campaign:, team: or agent: with an id.")
    var group: String?
    @Option(help: "Code of a cause; finer ones count.") var cause: String?
    @Option(help: "By week or by month.") var cycle: Cycle?

    func run() async throws {
        let (answer, body) = try await global.client().get(
            "/api/v1/complaints/figures",
            query: [
                ("from", from), ("to", to), ("base", base?.rawValue), ("by", by?.rawValue),
                ("group", group), ("cause", cause), ("cycle", cycle?.rawValue),
            ], as: FiguresAnswer.self)
        if json {
            Terminal.say(String(decoding: body, as: UTF8.self))
        } else {
            answer.say()
        }
    }
}

private struct FiguresAnswer: Decodable {
    struct Figure: Decodable {
        var value: Double
        var low: Double?
        var high: Double?

        /// `12.30 (9.81 – 16.00)`
        var text: String {
            func text(_ value: Double) -> String { String(format: "%.2f", value) }
            guard let low, let high else { return text(value) }
            return "\(text(value)) (\(text(low)) – \(text(high)))"
        }
    }

    struct Group: Decodable {
        var key: String
        var code: String?
        var name: String?
        var complaints: Int
        var exposure: Int
        var rate: Figure?
    }

    struct Period: Decodable {
        var name: String
        var complaints: Int
        var exposure: Int
        var rate: Figure?
        var limits: [Int]?
        var signals: [String]
    }

    struct Cause: Decodable {
        var code: String
        var path: [String]
        var whole: Int
    }

    struct Signal: Decodable {
        var name: String?
        var period: String
        var complaints: Int
        var calls: Int
        var reason: String
    }

    var base: String
    var by: String
    var asOf: String?
    var whole: Group
    var groups: [Group]
    var periods: [Period]
    var causes: [Cause]
    var signals: [Signal]

    func say() {
        for signal in signals {
            Terminal.say(
                "! \(signal.name ?? "the whole house"), \(signal.period): \(signal.complaints) "
                    + "complaints in \(signal.calls) calls (\(signal.reason))")
        }
        var table = Table(
            by.uppercased(), "COMPLAINTS", base.uppercased(), "PER 1,000", "KEY")
        add(whole, called: "all", to: &table)
        for group in groups { add(group, called: group.name ?? group.key, to: &table) }
        table.lines.forEach(Terminal.say)
        var course = Table("WHEN", "COMPLAINTS", base.uppercased(), "PER 1,000", "LIMITS", "")
        for period in periods {
            course.add(
                period.name, "\(period.complaints)", "\(period.exposure)",
                period.rate?.text ?? "–",
                period.limits.map { $0.map(String.init).joined(separator: " – ") } ?? "–",
                period.signals.joined(separator: ", "))
        }
        Terminal.say("")
        course.lines.forEach(Terminal.say)
        if !causes.isEmpty {
            Terminal.say("")
            var table = Table("CAUSE", "COMPLAINTS")
            for cause in causes {
                table.add(
                    (cause.path + [cause.code]).joined(separator: " / "), "\(cause.whole)")
            }
            table.lines.forEach(Terminal.say)
        }
        Terminal.say(asOf.map { "Calls are counted up to \($0)." } ?? "Calls are being counted.")
    }

    private func add(_ group: Group, called name: String, to table: inout Table) {
        table.add(
            name, "\(group.complaints)", "\(group.exposure)", group.rate?.text ?? "too few",
            group.key)
    }
}
