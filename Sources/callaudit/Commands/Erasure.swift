import ArgumentParser
import Foundation

struct CustomerErase: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "erase", abstract: "Ask for the erasure of a customer.",
        discussion: """
            A second person decides. Prints the id of what waits. Example:
              callaudit customer erase 0e5q8rk2m1v7d --reason "request of the data subject"
            """)

    @OptionGroup var global: GlobalOptions
    @Argument(help: "The customer's id.") var id: String
    @Option(help: "Why; it is kept sealed and stands in the certificate.") var reason: String

    func run() async throws {
        let body = try await global.client().post(
            "/api/v1/customers/\(id.urlPart)/erase", json: ["reason": reason])
        try JSONDecoder().decode(AskedAnswer.self, from: body).say()
    }
}

struct CustomerCertificate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "certificate", abstract: "Print the certificate of an erasure.")

    @OptionGroup var global: GlobalOptions
    @Flag(help: "Print JSON.") var json = false
    @Argument(help: "The customer's id.") var id: String

    func run() async throws {
        let (answer, body) = try await global.client().get(
            "/api/v1/customers/\(id.urlPart)/certificate", as: CertificateAnswer.self)
        if json {
            Terminal.say(String(decoding: body, as: UTF8.self))
            return
        }
        var table = Table("CERTIFICATE OF ERASURE", answer.customer)
        table.add("erased", answer.erasedAt)
        table.add("asked by", "\(answer.askedBy), \(answer.askedAt)")
        table.add("reason", answer.reason)
        table.add("approved by", answer.approvedBy)
        table.add("approval", answer.approval)
        table.add("ledger entries", answer.ledgerEntries.map { "\($0)" }.joined(separator: ", "))
        for kind in answer.destroyed.keys.sorted() {
            table.add("destroyed \(kind)", "\(answer.destroyed[kind] ?? 0)")
        }
        table.add("calls kept without a name", "\(answer.callsKept)")
        table.add("sealed files removed", answer.filesGoneAt ?? "under way")
        table.add("last key backup ends", answer.lastBackupEndsAt)
        table.lines.forEach(Terminal.say)
    }
}

private struct CertificateAnswer: Decodable {
    var customer: String
    var approval: String
    var askedBy: String
    var askedAt: String
    var reason: String
    var approvedBy: String
    var erasedAt: String
    var destroyed: [String: Int]
    var callsKept: Int
    var lastBackupEndsAt: String
    var filesGoneAt: String?
    var ledgerEntries: [Int64]
}
