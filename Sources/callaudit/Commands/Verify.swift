import ArgumentParser
import Foundation

struct Verify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Check that everything regulated stands as callaudit wrote it.",
        discussion: """
            Checks every regulated row against its code, that what rows refer to is there, the \
            ledger from its first entry on, that what it says was made is there, and with --files \
            every sealed file. The daemon does it while it goes on working; when this command is \
            stopped, the check goes on, and calling it again follows it.

            Exits with 0 when nothing was found, 1 when something was.

            Examples:
              callaudit verify
              callaudit verify --files --json
            """)

    @OptionGroup var global: GlobalOptions
    @Flag(help: "Read every sealed file too.") var files = false
    @Flag(help: "Show the newest check, and begin none.") var last = false
    @Flag(help: "Print JSON.") var json = false

    func run() async throws {
        let client = try global.client()
        var path = "/api/v1/checks"
        if !last {
            do {
                let body = try await client.post(path, json: ["files": files])
                struct Answer: Decodable { var job: String }
                guard let answer = try? JSONDecoder().decode(Answer.self, from: body) else {
                    throw Stop(.internalError, "The daemon answered something unexpected.")
                }
                path += "/" + answer.job.urlPart
            } catch let stop as Stop where stop.status == .badData {
                // One is under way, and is followed.
                Terminal.complain(stop.sentence)
            }
        }
        try show(try await followed(client, path))
    }

    private func followed(
        _ client: DaemonClient, _ path: String
    ) async throws -> (CheckAnswer, Data) {
        let progress = DatabaseProgress("checking", unit: "rows")
        while true {
            let (check, body) = try await client.get(path, as: CheckAnswer.self)
            if check.job.outcome != nil {
                Terminal.progress("")
                return (check, body)
            }
            progress.show(check.job.done, of: check.job.total)
            try await Task.sleep(for: .milliseconds(300))
        }
    }

    private func show(_ answer: (check: CheckAnswer, body: Data)) throws {
        let check = answer.check
        if json {
            Terminal.say(String(decoding: answer.body, as: UTF8.self))
        } else {
            var table = Table("TABLE", "ROW", "WHAT")
            for finding in check.findings {
                table.add(finding.table, finding.row, finding.sentence)
            }
            if !check.findings.isEmpty { table.lines.forEach(Terminal.say) }
            let more = check.found - Int64(check.findings.count)
            if more > 0 { Terminal.say("… and \(more.grouped) more.") }
            let depth = check.files ? "rows, entries and files" : "rows and entries"
            Terminal.say(
                "\(check.job.done.grouped) \(depth) looked at, "
                    + "\(check.found == 0 ? "nothing" : check.found.grouped) found.")
        }
        switch check.job.outcome {
        case "done" where check.found == 0: return
        case "done": throw Stop(.foundProblems, "")
        default:
            throw Stop(
                .foundProblems, "The check \(check.job.outcome ?? "ended") before its end. "
                    + check.job.sentence)
        }
    }
}

private struct CheckAnswer: Decodable {
    struct Finding: Decodable {
        var table: String
        var row: String
        var sentence: String
    }

    var job: JobAnswer
    var files: Bool
    var found: Int64
    var findings: [Finding]
}
