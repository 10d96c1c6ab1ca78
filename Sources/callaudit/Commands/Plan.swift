import ArgumentParser
import Foundation

struct PlanCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan",
        abstract: "Sampling plans: from which calls how many are drawn, and what for.",
        subcommands: [
            PlanList.self, PlanShow.self, PlanAdd.self, PlanChange.self, PlanStop.self,
            PlanDraws.self,
        ])
}

struct PlanList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List plans, newest first.")

    @OptionGroup var global: GlobalOptions
    @Flag(help: "Print JSON.") var json = false
    @Option(help: "Lines at most, 1 to 200.") var limit = 50
    @Option(help: "The `next` of the page before.") var after: String?

    func run() async throws {
        let (page, body) = try await global.client().get(
            "/api/v1/plans", query: [("limit", "\(limit)"), ("after", after)],
            as: PlansAnswer<PlanAnswer>.self)
        if json { return Terminal.say(String(decoding: body, as: UTF8.self)) }
        var table = Table("ID", "NAME", "VERSION", "STREAM", "NEXT DRAW", "LAST DRAW")
        for plan in page.items {
            table.add(
                plan.id, plan.plan.name, "\(plan.version)", plan.plan.stream.kind,
                plan.stoppedAt == nil ? plan.next?.dueAt ?? "" : "stopped",
                plan.last.first?.id ?? "")
        }
        table.lines.forEach(Terminal.say)
        if let next = page.next { Terminal.complain("More with --after \(next)") }
    }
}

struct PlanShow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show one plan as JSON, with its versions.",
        discussion: """
            With --body it prints the plan alone, as `plan change` takes it:
              callaudit plan show 0e5q8rk2m1v7d --body > plan.json
            """)

    @OptionGroup var global: GlobalOptions
    @Argument(help: "The id from `plan list`.") var id: String
    @Flag(help: "Print the plan alone.") var body = false
    @Flag(help: "Print JSON; it does in any case.") var json = false

    func run() async throws {
        let (_, answer) = try await global.client().get(
            "/api/v1/plans/\(id.urlPart)", as: PlanAnswer.self)
        guard body else { return Terminal.say(String(decoding: answer, as: UTF8.self)) }
        guard let all = try JSONSerialization.jsonObject(with: answer) as? [String: Any],
            let plan = all["plan"]
        else {
            throw Stop(.internalError, "The daemon answered something unexpected; is it as new?")
        }
        let text = try JSONSerialization.data(
            withJSONObject: plan, options: [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes])
        Terminal.say(String(decoding: text, as: UTF8.self))
    }
}

struct PlanAdd: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Add a plan from a JSON file; prints its id.",
        discussion: """
            Only a QA lead may. The plan as /api/v1/openapi.json describes it, such as:
              {"name": "Sales, each week", "population": {"campaigns": ["spring"]},
               "zone": "Asia/Shanghai",
               "period": {"kind": "live", "from": "2026-12-01", "cycle": "week", "spread": true},
               "method": {"kind": "perAgent", "count": 5}, "stream": {"kind": "estimate"},
               "scorecard": "telesales", "dueDays": 5, "confidencePercent": 95}
            Example: callaudit --as qa-lead plan add plan.json
            """)

    @OptionGroup var global: GlobalOptions
    @Argument(help: "The file; - for standard input.") var file: String

    func run() async throws {
        let body = try await global.client().post("/api/v1/plans", body: try planFile(file))
        struct Answer: Decodable { var id: String }
        Terminal.say(try JSONDecoder().decode(Answer.self, from: body).id)
    }
}

struct PlanChange: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "change",
        abstract: "Change a plan from its next draw on, by a JSON file.",
        discussion: """
            Draws that wait are cancelled and committed to anew; what was drawn stays.
            Example: callaudit --as qa-lead plan change 0e5q8rk2m1v7d plan.json
            """)

    @OptionGroup var global: GlobalOptions
    @Argument(help: "The id from `plan list`.") var id: String
    @Argument(help: "The file; - for standard input.") var file: String

    func run() async throws {
        try await global.client().put("/api/v1/plans/\(id.urlPart)", body: try planFile(file))
    }
}

struct PlanStop: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stop", abstract: "Draw no more by a plan; that can't be undone.")

    @OptionGroup var global: GlobalOptions
    @Argument(help: "The id from `plan list`.") var id: String

    func run() async throws {
        _ = try await global.client().post(
            "/api/v1/plans/\(id.urlPart)/stop", json: [String: String]())
    }
}

struct PlanDraws: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "draws", abstract: "List the draws of a plan, the latest first.")

    @OptionGroup var global: GlobalOptions
    @Argument(help: "The id from `plan list`.") var id: String
    @Flag(help: "Print JSON.") var json = false
    @Option(help: "Lines at most, 1 to 200.") var limit = 50
    @Option(help: "The `next` of the page before.") var after: String?

    func run() async throws {
        let (page, body) = try await global.client().get(
            "/api/v1/plans/\(id.urlPart)/draws",
            query: [("limit", "\(limit)"), ("after", after)],
            as: PlansAnswer<DrawAnswer>.self)
        if json { return Terminal.say(String(decoding: body, as: UTF8.self)) }
        var table = Table("ID", "FROM", "UNTIL", "STATE", "DRAWN", "OF", "COMMITMENT")
        for draw in page.items {
            table.add(
                draw.id, draw.from, draw.until, draw.outcome ?? "due \(draw.dueAt)",
                draw.picks.map(String.init) ?? "", draw.calls.map(String.init) ?? "",
                draw.commitment)
        }
        table.lines.forEach(Terminal.say)
        if let next = page.next { Terminal.complain("More with --after \(next)") }
    }
}

/// A plan's file, of at most 256 KiB.
private func planFile(_ path: String) throws -> Data {
    let bytesMax = 262_144
    do {
        let handle =
            path == "-"
            ? FileHandle.standardInput
            : try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
        let data = try handle.read(upToCount: bytesMax + 1) ?? Data()
        guard data.count <= bytesMax else {
            throw Stop(.badData, "The file \(path) is larger than a plan may be.")
        }
        return data
    } catch let stop as Stop {
        throw stop
    } catch {
        throw Stop(.inputOutput, "The file \(path) can't be read: \(error.localizedDescription)")
    }
}

private struct PlansAnswer<Item: Decodable>: Decodable {
    var items: [Item]
    var next: String?
}

private struct DrawAnswer: Decodable {
    var id: String
    var from: String
    var until: String
    var dueAt: String
    var commitment: String
    var outcome: String?
    var calls: Int?
    var picks: Int?
}

private struct PlanAnswer: Decodable {
    struct Body: Decodable {
        struct Stream: Decodable { var kind: String }

        var name: String
        var stream: Stream
    }

    var id: String
    var version: Int
    var plan: Body
    var stoppedAt: String?
    var next: DrawAnswer?
    var last: [DrawAnswer]
}
