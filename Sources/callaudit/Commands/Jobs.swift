import ArgumentParser
import Foundation

struct JobCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "job", abstract: "Long work: how far it is, and an end to it.",
        subcommands: [JobList.self, JobFollow.self, JobCancel.self])
}

struct JobList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List long work, newest first.")

    @OptionGroup var global: GlobalOptions
    @Flag(help: "Print JSON.") var json = false
    @Option(help: "Lines at most, 1 to 200.") var limit = 50

    func run() async throws {
        let (page, body) = try await global.client().get(
            "/api/v1/jobs", query: [("limit", "\(limit)")], as: JobsAnswer.self)
        if json {
            Terminal.say(String(decoding: body, as: UTF8.self))
            return
        }
        var table = Table("ID", "WORK", "STATE", "DONE", "OF", "ASKED", "WHAT CAME OF IT")
        for job in page.items {
            table.add(
                job.id, job.kind, job.state, "\(job.done)", "\(job.total)", job.askedAt,
                job.sentence)
        }
        table.lines.forEach(Terminal.say)
    }
}

struct JobFollow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "follow", abstract: "Watch long work until it ends.",
        discussion: """
            Ends with status 0 when the work is done and 1 when it failed or was cancelled. \
            Ctrl-C stops watching; the work goes on.

            Example: callaudit job follow 0e5q8rk2m1v7d
            """)

    @OptionGroup var global: GlobalOptions
    @Argument(help: "An id from `job list`.") var id: String

    func run() async throws {
        try await global.client().follow(job: id)
    }
}

struct JobCancel: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cancel", abstract: "End long work; what was done stays.",
        discussion: "Example: callaudit job cancel 0e5q8rk2m1v7d")

    @OptionGroup var global: GlobalOptions
    @Argument(help: "An id from `job list`.") var id: String

    func run() async throws {
        _ = try await global.client().post(
            "/api/v1/jobs/\(id.urlPart)/cancel", json: [String: String]())
    }
}

extension DaemonClient {
    /// Shows how far a job is until it has ended. Throws `Stop` unless it was done.
    @discardableResult
    func follow(job id: String) async throws -> JobAnswer {
        while true {
            let job = try await get("/api/v1/jobs/\(id.urlPart)", as: JobAnswer.self).answer
            let ended = job.outcome != nil
            Terminal.progress(job.progress, isLast: ended)
            if ended {
                guard job.outcome == "done" else {
                    throw Stop(.foundProblems, "The work \(job.state). \(job.sentence)")
                }
                if !job.sentence.isEmpty { Terminal.say(job.sentence) }
                return job
            }
            try await Task.sleep(for: .milliseconds(500))
        }
    }
}

struct JobAnswer: Decodable {
    var id: String
    var kind: String
    var askedAt: String
    var done: Int64
    var total: Int64
    var isCancelled: Bool
    var outcome: String?
    var sentence: String

    var state: String { outcome ?? (isCancelled ? "cancelling" : "running") }

    var progress: String {
        guard total > 0 else { return "\(done)" }
        return "\(done) of \(total) (\(done * 100 / total) %)"
    }
}

private struct JobsAnswer: Decodable {
    var items: [JobAnswer]
    var next: String?
}
