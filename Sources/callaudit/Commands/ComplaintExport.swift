import ArgumentParser
import Calls
import Foundation

struct ComplaintExport: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Write the complaints of a filter to a file.",
        discussion: """
            Codes, ids and times stand in it, and nobody's name or words. The ledger notes the \
            filter before the first line goes, and the SHA-256 of the file once it went out whole.

            Examples:
              callaudit --as compliance-officer complaint export november.csv --from 2026-11-01
              callaudit --as compliance-officer complaint export closed.jsonl --format jsonl \\
                --state closed
            """)

    enum Format: String, ExpressibleByArgument, CaseIterable { case csv, jsonl }

    @OptionGroup var global: GlobalOptions
    @OptionGroup var filter: ComplaintFilterOptions
    @Option(help: "csv or jsonl.") var format = Format.csv
    @Argument(help: "The file to write; it must not be there yet.") var file: String

    func run() async throws {
        var address = URLComponents()
        address.path = "/api/v1/complaints/export"
        address.queryItems = ([("format", format.rawValue)] + filter.query).compactMap {
            name, value in value.map { URLQueryItem(name: name, value: $0) }
        }
        let path = (address.string ?? address.path).replacing("+", with: "%2B")
        try await global.client().download(path, to: file)
    }
}

struct ComplaintFileCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "file", abstract: "Write everything that is kept of one case to an archive.",
        discussion: """
            A tar with the case to be read and as JSON, people in plain, the sums of all files and \
            the ledger's entries with their proof, which scripts/verify-ledger.py checks without \
            callaudit. The ledger notes the purpose before the first byte goes.

            Examples:
              callaudit --as compliance-officer complaint file 26-0000471-4 \\
                --purpose outside-body -o case.tar
              callaudit --as compliance-officer complaint file 26-0000471-4 \\
                --purpose court --recordings --recipient age1… -o case.tar.age
            """)

    @OptionGroup var global: GlobalOptions
    @Option(help: "For what it leaves the house.") var purpose: CaseFileWish.Purpose
    @Option(help: "The age key to seal it for; in plain unless given.") var recipient: String?
    @Flag(help: "With the recordings that you may listen to.") var recordings = false
    @Option(help: "Of the page in it: en, zh-Hans or zh-Hant.") var language = "en"
    @Option(name: .shortAndLong, help: "The file to write; it must not be there yet.")
    var output: String
    @Argument(help: "The complaint's number or id.") var complaint: String

    private struct Wish: Encodable {
        var purpose: String
        var recipient: String?
        var recordings: Bool
        var language: String
    }

    func run() async throws {
        let client = try global.client()
        let id = try await client.complaintID(complaint)
        try await client.download(
            "/api/v1/complaints/\(id)/file",
            json: Wish(
                purpose: purpose.rawValue, recipient: recipient, recordings: recordings,
                language: language),
            to: output)
    }
}

extension CaseFileWish.Purpose: ExpressibleByArgument {}
