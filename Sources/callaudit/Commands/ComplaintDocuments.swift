import ArgumentParser
import Calls
import Foundation

struct ComplaintAttach: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "attach", abstract: "Add documents.",
        discussion: """
            PDF, PNG, JPEG, text, DOCX, XLSX, e-mails, WAV and MP3, of at most 20 MiB each, by \
            their content. One that the complaint has already is kept once.
            Example: callaudit complaint attach 26-0000471-4 contract.pdf photo.jpg
            """)

    @OptionGroup var global: GlobalOptions
    @Argument(help: "The complaint's number or id.") var complaint: String
    @Argument(help: "The files, one or several.") var files: [String]

    func validate() throws {
        if files.isEmpty { throw ValidationError("Name the files to add.") }
    }

    func run() async throws {
        let client = try global.client()
        let id = try await client.complaintID(complaint)
        // All are read first, so that a misspelt name adds nothing.
        for file in files { _ = try Self.bytes(of: file, isReadWhole: false) }
        for file in files {
            let made = try await client.attach(
                try Self.bytes(of: file), named: URL(fileURLWithPath: file).lastPathComponent,
                to: id)
            let line = "\(made.number)  \(file)" + (made.isNew ? "" : "  (was there already)")
            Terminal.say(Terminal.plain(line))
        }
    }

    private static func bytes(of file: String, isReadWhole: Bool = true) throws -> Data {
        guard let handle = FileHandle(forReadingAtPath: file) else {
            throw Stop(.inputOutput, "\(Terminal.plain(file)) can't be read. Nothing was added.")
        }
        defer { try? handle.close() }
        let most = ComplaintDocument.Limits.bytes
        do {
            guard isReadWhole else { return try handle.read(upToCount: 1) ?? Data() }
            let bytes = try handle.read(upToCount: most + 1) ?? Data()
            guard bytes.count <= most else {
                throw Stop(
                    .badData,
                    "\(Terminal.plain(file)) is larger than 20 MiB. Add a smaller copy, "
                        + "or split it.")
            }
            return bytes
        } catch let stop as Stop {
            throw stop
        } catch {
            throw Stop(.inputOutput, "\(Terminal.plain(file)) can't be read.")
        }
    }
}

struct ComplaintDocuments: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "documents", abstract: "List documents.",
        discussion: "Example: callaudit complaint documents 26-0000471-4")

    @OptionGroup var global: GlobalOptions
    @Flag(help: "Print JSON.") var json = false
    @Argument(help: "The complaint's number or id.") var complaint: String

    private struct Answer: Decodable {
        struct Document: Decodable {
            var complaint: String
            var number: Int
            var kind: String
            var name: String?
            var bytes: Int64
            var addedAt: String
        }

        var items: [Document]
    }

    func run() async throws {
        let client = try global.client()
        let id = try await client.complaintID(complaint)
        let (answer, body) = try await client.get(
            "/api/v1/complaints/\(id)/documents", as: Answer.self)
        if json { return Terminal.say(String(decoding: body, as: UTF8.self)) }
        guard !answer.items.isEmpty else { return Terminal.say("No document was added yet.") }
        var table = Table("NUMBER", "KIND", "BYTES", "ADDED", "NAME", "OF")
        for document in answer.items {
            table.add(
                "\(document.number)", document.kind, "\(document.bytes)", document.addedAt,
                Terminal.plain(document.name ?? "(gone with the customer's data)"),
                document.complaint == id ? "" : document.complaint)
        }
        table.lines.forEach(Terminal.say)
    }
}

struct ComplaintDocumentCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "document", abstract: "Write a document to a file.",
        discussion: """
            The ledger says who asked for it. Open it with care: whoever sent it isn't trusted.
            Example: callaudit complaint document 26-0000471-4 2 --output contract.pdf
            """)

    @OptionGroup var global: GlobalOptions
    @Argument(help: "The complaint's number or id.") var complaint: String
    @Argument(help: "The document's number, from `complaint documents`.") var number: Int
    @Option(name: .shortAndLong, help: "The file to write; it must not be there yet.")
    var output: String

    func run() async throws {
        let client = try global.client()
        let id = try await client.complaintID(complaint)
        try await client.download(
            "/api/v1/complaints/\(id)/documents/\(number)", to: output)
    }
}

extension DaemonClient {
    fileprivate struct Attached: Decodable {
        var number: Int
        var isNew: Bool
    }

    /// Sends the file as the one of a form (RFC 7578).
    fileprivate func attach(
        _ bytes: Data, named name: String, to id: String
    ) async throws -> Attached {
        let boundary = "callaudit-\(UUID().uuidString)"
        let quoted = name.replacing("\"", with: "%22")
            .replacing("\r", with: "%0D").replacing("\n", with: "%0A")
        let head = "Content-Disposition: form-data; name=\"file\"; filename=\"\(quoted)\""
        var body = Data("--\(boundary)\r\n\(head)\r\n\r\n".utf8)
        body += bytes
        body += Data("\r\n--\(boundary)--\r\n".utf8)
        let answer = try await post(
            "/api/v1/complaints/\(id)/documents", file: body,
            type: "multipart/form-data; boundary=\(boundary)", accepting: [])
        return try JSONDecoder().decode(Attached.self, from: answer)
    }
}
