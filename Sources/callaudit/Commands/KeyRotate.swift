import ArgumentParser
import CallVault
import Calls
import Foundation

struct KeyStatusCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "Show the master keys over time and what needs each.")

    @OptionGroup var global: GlobalOptions
    @Flag(help: "Print JSON.") var json = false

    func run() async throws {
        let (status, body) = try await global.client().get("/api/v1/keys", as: KeysAnswer.self)
        if json { return Terminal.say(String(decoding: body, as: UTF8.self)) }
        var table = Table("EPOCH", "KEY", "SOURCE", "SINCE", "CUSTOMERS", "CARRIED", "STATE")
        for epoch in status.epochs {
            let isNewest = epoch.epoch == status.epochs.last?.epoch
            let state =
                isNewest ? "in use" : epoch.retiredAt.map { "not needed since \($0)" } ?? "needed"
            table.add(
                "\(epoch.epoch)", epoch.key, epoch.source, epoch.createdAt,
                epoch.customers.grouped, "\(epoch.carried)", state)
        }
        table.lines.forEach(Terminal.say)
        if let next = status.nextKey {
            let lacking = status.nodesLackingNextKey
            Terminal.say(
                "The key to come is \(next)"
                    + (lacking.isEmpty
                        ? "; every node that runs has it."
                        : "; these nodes lack it: \(lacking.joined(separator: ", "))."))
        }
        if let approval = status.approval {
            Terminal.say("A rotation waits for a second person: approval \(approval).")
        }
        if let job = status.rotation {
            Terminal.say(
                "Rotation \(job.id): \(job.outcome ?? "under way"), "
                    + "\(job.done.grouped) of \(job.total.grouped). \(job.sentence)")
        }
        if status.epochs.count > 1, status.epochs.dropLast().allSatisfy({ $0.retiredAt != nil }) {
            Terminal.say(
                "Master keys that aren't needed may be destroyed, once no backup from their time "
                    + "is kept.")
        }
    }
}

struct KeyRotate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rotate", abstract: "Ask to change the master key, or follow the change.",
        discussion: """
            First make the new key, and give it to every node as `keyNext` (or the credential \
            master.next.key), with a reload or a restart of each. Then ask; a second person \
            approves. Customers' keys are then wrapped under the new key while everything goes on. \
            docs/operating.md has the whole run-book.

            Examples:
              callaudit key rotate --reason "the yearly change"
              callaudit key rotate --to /etc/callaudit/master.2.key --reason "an officer left"
              callaudit key rotate --follow
              callaudit key rotate --resume
            """)

    @OptionGroup var global: GlobalOptions
    @Option(help: "Only to the key in this file.") var to: String?
    @Option(help: "Why; it is kept, sealed.") var reason: String?
    @Flag(help: "Go on with a rotation that was cancelled or failed.") var resume = false
    @Flag(help: "Show how far the rotation is until it ends.") var follow = false
    @Flag(help: "Cancel the rotation under way; both keys are needed then.") var cancel = false

    func run() async throws {
        let client = try global.client()
        if cancel { return try await cancelRotation(client) }
        if resume {
            _ = try await client.post(
                "/api/v1/keys/rotation/resume", json: [String: String]())
        }
        if resume || follow { return try await followRotation(client) }
        guard let reason else { throw Stop(.usage, "Say why with --reason.") }
        let key = try to.map { path in
            let key = try KeyFile.load(path, nil)
            return try endingOnKeyErrors { try key.id.description }
        }
        struct Wish: Encodable {
            var key: String?
            var reason: String
        }
        let body = try await client.post(
            "/api/v1/keys/rotation", json: Wish(key: key, reason: reason))
        struct Answer: Decodable { var approval: String }
        let answer = try? JSONDecoder().decode(Answer.self, from: body)
        Terminal.say(
            "Asked. A second person has to approve \(answer?.approval ?? "it"); "
                + "then follow it with `callaudit key rotate --follow`.")
    }

    private func followRotation(_ client: DaemonClient) async throws {
        let progress = DatabaseProgress("rotating", unit: "rows")
        while true {
            let status = try await client.get("/api/v1/keys", as: KeysAnswer.self).answer
            guard let job = status.rotation else { throw Stop(.badData, "There is no rotation.") }
            progress.show(job.done, of: job.total)
            if let outcome = job.outcome {
                Terminal.progress("", isLast: true)
                Terminal.say("\(outcome): \(job.sentence)")
                if outcome != "done" { throw Stop(.foundProblems, "") }
                return
            }
            try await Task.sleep(for: .milliseconds(300))
        }
    }

    private func cancelRotation(_ client: DaemonClient) async throws {
        let status = try await client.get("/api/v1/keys", as: KeysAnswer.self).answer
        guard let job = status.rotation, job.outcome == nil else {
            throw Stop(.badData, "No rotation is under way.")
        }
        _ = try await client.post(
            "/api/v1/jobs/\(job.id.urlPart)/cancel", json: [String: String]())
        Terminal.say("Cancelled. Every node keeps needing both keys until it is resumed.")
    }
}

struct KeysAnswer: Decodable {
    struct Epoch: Decodable {
        var epoch: Int
        var key: String
        var source: String
        var createdAt: String
        var retiredAt: String?
        var customers: Int64
        var carried: Int
    }

    var epochs: [Epoch]
    var nextKey: String?
    var nodesLackingNextKey: [String]
    var rotation: JobAnswer?
    var approval: String?
}
