import ArgumentParser
import CallStore
import Calls

struct DatabaseCheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Look for everything that is wrong with the database.",
        discussion: """
            schema      the steps taken, every table, column and index
            file        SQLite: the file's own structure, its journal and its rights
            references  SQLite: every row that is referred to is there
            server      PostgreSQL: version, encoding, and whether commits last
            role        PostgreSQL: what the daemon's role may do
            connection  PostgreSQL: TLS, clocks, time of a round trip
            ledger      every entry follows the one before, and the head is theirs

            Only reads, and may run beside the daemon. Exits with 1 when there is a problem; \
            advice alone is none.

            Examples:
              callaudit database check
              callaudit database check --only ledger --json
            """)

    private static let ledger = "ledger"

    @OptionGroup var global: GlobalOptions
    @Option(parsing: .upToNextOption, help: "Look at these only.") var only: [String] = []
    @Flag(help: "Print JSON.") var json = false

    func run() async throws {
        let settings = try global.settings()
        let answer = try await endingOnFaults {
            let opened = try InspectedDatabase(settings)
            defer { try? opened.database.close() }
            return try await look(at: opened)
        }
        if json {
            try Terminal.say(json: answer)
        } else {
            answer.lines.forEach { Terminal.say(Terminal.plain($0)) }
        }
        if !answer.problems.isEmpty { throw Stop(.foundProblems, "") }
    }

    private func look(at opened: InspectedDatabase) async throws -> CheckAnswer {
        let steps = opened.inspection.steps
        let titles = steps.map(\.title) + [Self.ledger]
        if let unknown = only.first(where: { !titles.contains($0) }) {
            let all = titles.joined(separator: ", ")
            throw Stop(.usage, "There is no \(unknown) to look at here; there are \(all).")
        }
        var answer = CheckAnswer()
        for title in titles where only.isEmpty || only.contains(title) {
            Terminal.progress("looking at: \(title)")
            answer.looked.append(title)
            do {
                if let step = steps.first(where: { $0.title == title }) {
                    answer.add(try await step.findings())
                } else {
                    answer.add(try await followLedger(opened.database))
                }
            } catch let fault as StoreFault where !answer.problems.isEmpty {
                // What was found before is why.
                answer.problems.append("\(title): \(fault)")
            }
        }
        Terminal.progress("")
        return answer
    }

    private func followLedger(_ database: any Database) async throws -> LedgerInspection {
        let progress = DatabaseProgress("ledger", unit: "entries")
        return try await database.inspectLedger(by: HeadFollower()) { done, total in
            progress.show(done, of: total)
        }
    }
}

private struct CheckAnswer: Encodable {
    struct Ledger: Encodable {
        var size: Int64
        var root: String
    }

    var looked: [String] = []
    var problems: [String] = []
    var advice: [String] = []
    var ledger: Ledger?

    mutating func add(_ findings: [DatabaseFinding]) {
        problems += findings.filter { $0.weight == .problem }.map(\.sentence)
        advice += findings.filter { $0.weight == .advice }.map(\.sentence)
    }

    mutating func add(_ inspection: LedgerInspection) {
        add(inspection.findings)
        ledger = inspection.root.map {
            Ledger(size: inspection.entries, root: $0.hexadecimal)
        }
    }

    var lines: [String] {
        var lines = problems.map { "problem: " + $0 } + advice.map { "advice: " + $0 }
        if let ledger {
            lines.append("ledger: \(ledger.size.grouped) entries, root \(ledger.root)")
        }
        let words = looked.joined(separator: ", ")
        switch problems.count {
        case 0: lines.append("No problem found in: \(words).")
        case 1: lines.append("1 problem found in: \(words).")
        default: lines.append("\(problems.count) problems found in: \(words).")
        }
        return lines
    }
}
