import ArgumentParser
import Calls
import Foundation

struct ComplaintAdd: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Register a complaint; prints its number.",
        discussion: """
            What the customer says is read from the input. Calls are held against erasure from \
            then on. With --form the input, or a file, is the whole complaint as JSON, as \
            /api/v1/openapi.json describes it; so somebody comes in who isn't a known customer:
              {"channel": "letter", "language": "zh-Hant", "text": "…",
               "parties": [{"kind": "complainant", "name": "…", "phone": "…"}]}

            Examples:
              callaudit complaint add --channel phone --language en \\
                --customer 0e5q8rk2m1v7d --call 0e5q8rk2m1v9f <words.txt
              callaudit complaint add --form complaint.json
            """)

    private static let formBytesMax = 1 << 20

    @OptionGroup var global: GlobalOptions
    @Flag(help: "Print JSON.") var json = false
    @Option(help: "A file with the whole complaint as JSON; - for standard input.")
    var form: String?
    @Option(help: "How it came.") var channel: ComplaintReceipt.Channel?
    @Option(help: "Tag of the language in which the customer is answered, such as zh-Hant.")
    var language: String?
    @Option(help: "Id of a customer who complains, also several times.")
    var customer: [String] = []
    @Option(help: "What the customer says; read from the input unless given.") var text: String?
    @Option(help: "When it came, as an instant of ISO 8601; now unless given.")
    var received: String?
    @Option(help: "How many complain, where more do than are named.") var complainants: Int?
    @Flag(help: "The customer needs special care.") var vulnerable = false
    @Option(help: "What the customer wants.") var remedy: String?
    @Option(help: "The product that it is about, in words.") var product: String?
    @Option(help: "Code of one of the house's products.") var productCode: String?
    @Option(help: "The campaign's code.") var campaign: String?
    @Option(help: "Code of an agent whom it is about, also several times.")
    var agent: [String] = []
    @Option(help: "Name of an account whose decision it is about, also several times.")
    var decisionOf: [String] = []
    @Option(help: "Id of a call that belongs to it, also several times.") var call: [String] = []
    @Option(help: "Name of a regime, also several times; those of the settings unless given.")
    var regime: [String] = []
    @Option(help: "Number or id of another about the same matter, also several times.")
    var link: [String] = []

    func validate() throws {
        let isWritten = channel != nil || language != nil || !customer.isEmpty
        guard form == nil || !isWritten else {
            throw ValidationError("With --form everything stands in the form.")
        }
        guard form != nil || channel != nil else {
            throw ValidationError("Say by --channel how it came, or give --form.")
        }
    }

    func run() async throws {
        let client = try global.client()
        let body: Data
        if let form {
            body = try await client.post("/api/v1/complaints", body: try Self.file(form))
        } else {
            body = try await client.post("/api/v1/complaints", json: try await sent(by: client))
        }
        if json { return Terminal.say(String(decoding: body, as: UTF8.self)) }
        struct Answer: Decodable { var number: String }
        Terminal.say(try JSONDecoder().decode(Answer.self, from: body).number)
    }

    private func sent(by client: DaemonClient) async throws -> Body {
        var links: [String] = []
        for name in link { links.append(try await client.complaintID(name)) }
        return Body(
            receivedAt: received, channel: channel?.rawValue, language: language,
            parties: customer.map { .init(customer: $0) },
            complainants: complainants, vulnerable: vulnerable,
            text: try SaidWords.read(text, isNeeded: true), remedy: remedy, product: product,
            productCode: productCode, campaign: campaign, agents: agent,
            aboutDecisionsOf: decisionOf, calls: call,
            regimes: regime.isEmpty ? nil : regime, links: links)
    }

    private struct Body: Encodable {
        struct Party: Encodable {
            let kind = ComplaintForm.Party.Kind.complainant
            let customer: String
        }

        let receivedAt: String?
        let channel: String?
        let language: String?
        let parties: [Party]
        let complainants: Int?
        let vulnerable: Bool
        let text: String
        let remedy: String?
        let product: String?
        let productCode: String?
        let campaign: String?
        let agents: [String]
        let aboutDecisionsOf: [String]
        let calls: [String]
        let regimes: [String]?
        let links: [String]
    }

    private static func file(_ path: String) throws -> Data {
        do {
            let handle =
                path == "-"
                ? FileHandle.standardInput
                : try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
            let data = try handle.read(upToCount: formBytesMax + 1) ?? Data()
            guard data.count <= formBytesMax else {
                throw Stop(.badData, "The file \(path) is larger than a complaint may be.")
            }
            return data
        } catch let stop as Stop {
            throw stop
        } catch {
            throw Stop(
                .inputOutput, "The file \(path) can't be read: \(error.localizedDescription)")
        }
    }
}
