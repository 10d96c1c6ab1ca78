import ArgumentParser
import Foundation

struct Customers: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "customer", abstract: "Customers, and what is known of them.",
        subcommands: [
            CustomerErase.self, CustomerCertificate.self,
            CustomerList.self, CustomerFind.self, CustomerShow.self, CustomerHistory.self,
            CustomerReveal.self, CustomerEdit.self, CustomerNumberAdd.self,
            CustomerNumberRemove.self, CustomerMerge.self, CustomerSplit.self,
            CustomerPackage.self,
        ])
}

struct CustomerList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List customers, newest first, everything masked.")

    @OptionGroup var global: GlobalOptions
    @Flag(help: "Print JSON.") var json = false
    @Option(help: "Lines at most, 1 to 200.") var limit = 50
    @Option(help: "The `next` of the page before.") var after: String?

    func run() async throws {
        let (page, body) = try await global.client().get(
            "/api/v1/customers", query: [("limit", "\(limit)"), ("after", after)],
            as: CustomersAnswer.self)
        if json { return Terminal.say(String(decoding: body, as: UTF8.self)) }
        var table = Table("ID", "NAME", "NUMBER", "DOCUMENT", "KNOWN SINCE")
        for customer in page.items {
            table.add(
                customer.id, customer.name ?? "", customer.number ?? "",
                customer.document?.number ?? "", customer.createdAt)
        }
        table.lines.forEach(Terminal.say)
        if let next = page.next { Terminal.complain("More with --after \(next)") }
    }
}

struct CustomerFind: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "find", abstract: "Find a customer by exact number, document number or id.",
        discussion: """
            What is looked for is read from the input, so that it stands in no list of processes.
            Examples:
              echo 13800138000 | callaudit customer find
              echo G12345678 | callaudit customer find --by document
            """)

    @OptionGroup var global: GlobalOptions
    @Flag(help: "Print JSON.") var json = false
    @Option(help: "number, document or id.") var by = "number"

    func run() async throws {
        let body = try await global.client().post(
            "/api/v1/customers/find", json: ["by": by, "text": readLine() ?? ""])
        if json { return Terminal.say(String(decoding: body, as: UTF8.self)) }
        guard let id = try JSONDecoder().decode(FoundCustomer.self, from: body).customer else {
            throw Stop(.foundProblems, "Nobody has exactly this. Give it whole.")
        }
        Terminal.say(id)
    }
}

struct CustomerShow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show one customer as JSON, masked unless just revealed.")

    @OptionGroup var global: GlobalOptions
    @Flag(help: "Print JSON (the default).") var json = false
    @Argument(help: "The id from `customer list` or `find`.") var id: String

    func run() async throws {
        let (_, body) = try await global.client().get(
            "/api/v1/customers/\(id.urlPart)", as: CustomerAnswer.self)
        try Terminal.say(json: body, pretty: !json)
    }
}

struct CustomerHistory: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "history", abstract: "List who did what with a customer's data.")

    @OptionGroup var global: GlobalOptions
    @Flag(help: "Print JSON.") var json = false
    @Option(help: "Lines at most, 1 to 200.") var limit = 50
    @Option(help: "The `next` of the page before.") var after: String?
    @Argument(help: "The customer's id.") var id: String

    func run() async throws {
        let (page, body) = try await global.client().get(
            "/api/v1/customers/\(id.urlPart)/history",
            query: [("limit", "\(limit)"), ("after", after)], as: TracesAnswer.self)
        if json { return Terminal.say(String(decoding: body, as: UTF8.self)) }
        var table = Table("ENTRY", "AT", "PERSON", "ACTION", "ON", "REASON")
        for trace in page.items {
            table.add(
                "\(trace.sequence)", trace.at, trace.person, trace.action, trace.object,
                trace.reason)
        }
        table.lines.forEach(Terminal.say)
        if let next = page.next { Terminal.complain("More with --after \(next)") }
    }
}

struct CustomerReveal: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reveal", abstract: "Show one customer in plain; leaves a ledger entry.",
        discussion: """
            Example: callaudit customer reveal 0e5q8rk2m1v7d --purpose complaint \
            --reason "case 4711"
            """)

    @OptionGroup var global: GlobalOptions
    @Flag(help: "Print JSON (the default).") var json = false
    @Option(
        help: """
            complaint, callback, identity-check, regulator, subject-request, quality-dispute or \
            data-correction.
            """)
    var purpose: String
    @Option(help: "Why, in 5 to 500 characters; it is kept.") var reason: String
    @Argument(help: "The customer's id.") var id: String

    func run() async throws {
        let body = try await global.client().post(
            "/api/v1/customers/\(id.urlPart)/reveal",
            json: ["purpose": purpose, "reason": reason])
        try Terminal.say(json: body, pretty: !json)
    }
}

struct CustomerMerge: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "merge", abstract: "Make two customers that are one person one.",
        discussion: "Example: callaudit customer merge 0e5q8rk2m1v7d --into 0e5q8rk2m1v80")

    @OptionGroup var global: GlobalOptions
    @Option(help: "The customer who stays.") var into: String
    @Argument(help: "The customer who becomes part of the other.") var id: String

    func run() async throws {
        _ = try await global.client().post(
            "/api/v1/customers/\(id.urlPart)/merge", json: ["into": into])
    }
}

struct CustomerSplit: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "split", abstract: "Make a customer of its own of a number and its calls.")

    @OptionGroup var global: GlobalOptions
    @Option(help: "`first`, or the number's id from `customer show`.") var number: String
    @Argument(help: "The customer's id.") var id: String

    func run() async throws {
        let body = try await global.client().post(
            "/api/v1/customers/\(id.urlPart)/split", json: ["number": number])
        Terminal.say(try JSONDecoder().decode(FoundCustomer.self, from: body).customer ?? "")
    }
}

struct FoundCustomer: Decodable {
    var customer: String?
}

struct CustomerAnswer: Decodable {
    var id: String
    var version: Int64
}

private struct CustomersAnswer: Decodable {
    struct Line: Decodable {
        struct Document: Decodable { var number: String }
        var id: String
        var name: String?
        var number: String?
        var document: Document?
        var createdAt: String
    }

    var items: [Line]
    var next: String?
}

private struct TracesAnswer: Decodable {
    struct Trace: Decodable {
        var sequence: Int64
        var at: String
        var person: String
        var action: String
        var object: String
        var reason: String
    }

    var items: [Trace]
    var next: String?
}
