import ArgumentParser
import Calls
import Foundation

struct ComplaintShow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show one complaint with clocks, calls, decision and history as JSON.",
        discussion: """
            Parties are masked unless you have just revealed the customer.
            Example: callaudit --as auditor complaint show 26-0000471-4
            """)

    @OptionGroup var global: GlobalOptions
    @Flag(help: "Print JSON on one line.") var json = false
    @Argument(help: "The complaint's number or id.") var complaint: String

    private struct Shown: Decodable { var complaint: ComplaintLine }

    func run() async throws {
        let client = try global.client()
        let id = try await client.complaintID(complaint)
        let body = try await client.get("/api/v1/complaints/\(id)", as: Shown.self).body
        try Terminal.say(json: body, pretty: !json)
    }
}

struct ComplaintQuestionCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "question", abstract: "Show a question that you were asked.",
        discussion: """
            Example: callaudit --url https://callaudit.example.net complaint question \
            0e5q8rk2m1v7d 7
            """)

    @OptionGroup var global: GlobalOptions
    @Flag(help: "Print JSON.") var json = false
    @Argument(help: "The complaint's number or id.") var complaint: String
    @Argument(help: "The number of the event, from `complaint mine`.") var event: Int

    func run() async throws {
        let client = try global.client()
        let id = try await client.complaintID(complaint)
        let (question, body) = try await client.get(
            "/api/v1/complaints/questions/\(id)/\(event)", as: ComplaintQuestionLine.self)
        if json { return Terminal.say(String(decoding: body, as: UTF8.self)) }
        Terminal.say(question.text.terminalLines)
        if let answer = question.answer {
            Terminal.say("\nAnswered \(question.answeredAt ?? ""):\n" + answer.terminalLines)
        }
    }
}

struct ComplaintMatchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "matches",
        abstract: "Find what may belong to a complaint: customer, calls, other complaints.",
        discussion: """
            The customer's phone number is read from the input, so that it stands in no list of \
            processes, unless --customer says who it is. The search leaves a ledger entry.
            Example: echo 13800138000 | callaudit complaint matches --around 2026-11-21T10:30:00Z
            """)

    @OptionGroup var global: GlobalOptions
    @Flag(help: "Print JSON.") var json = false
    @Option(help: "The customer's id, when it is known.") var customer: String?
    @Option(help: "When the call was, as an instant of ISO 8601.") var around: String?

    private struct Probe: Encodable {
        var customer: String?
        var phone: String?
        var around: String?
    }

    private struct Answer: Decodable {
        struct Found: Decodable {
            var id: String
            var startedAt: String
            var agent: String?
            var customerId: String?
        }

        var calls: [Found]
        var duplicates: [ComplaintLine]
    }

    func run() async throws {
        let phone = customer == nil ? readLine() ?? "" : nil
        let body = try await global.client().post(
            "/api/v1/complaints/matches",
            json: Probe(customer: customer, phone: phone, around: around))
        if json { return Terminal.say(String(decoding: body, as: UTF8.self)) }
        let found = try JSONDecoder().decode(Answer.self, from: body)
        var table = Table("CALL", "STARTED", "AGENT", "CUSTOMER")
        for call in found.calls {
            table.add(call.id, call.startedAt, call.agent ?? "", call.customerId ?? "")
        }
        table.lines.forEach(Terminal.say)
        if !found.duplicates.isEmpty {
            Terminal.say("\nPerhaps about the same matter:")
            found.duplicates.sayComplaints()
        }
    }
}

extension String {
    /// Words of several lines, with no other control character.
    fileprivate var terminalLines: String {
        split(separator: /\r?\n/, omittingEmptySubsequences: false)
            .map { Terminal.plain(String($0)) }.joined(separator: "\n")
    }
}
