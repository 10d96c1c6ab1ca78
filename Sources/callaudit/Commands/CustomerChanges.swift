import ArgumentParser
import Foundation

struct CustomerEdit: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "edit", abstract: "Change what is known of a customer.",
        discussion: """
            Reads a JSON object from the input: what isn't in it stays, null removes.
            Example: echo '{"name": "王小明", "address": null}' | callaudit customer edit ID
            Keys: name, address, document ({"kind", "number"}), fields ([{"name", "value"}]).
            """)

    @OptionGroup var global: GlobalOptions
    @Argument(help: "The customer's id.") var id: String

    func run() async throws {
        let client = try global.client()
        let input = FileHandle.standardInput.readDataToEndOfFile()
        guard
            var change = try? JSONSerialization.jsonObject(with: input) as? [String: Any]
        else { throw Stop(.badData, "The input isn't a JSON object. Look at --help.") }
        if change["version"] == nil {
            let (known, _) = try await client.get(
                "/api/v1/customers/\(id.urlPart)", as: CustomerAnswer.self)
            change["version"] = known.version
        }
        _ = try await client.post(
            "/api/v1/customers/\(id.urlPart)",
            body: try JSONSerialization.data(withJSONObject: change))
    }
}

struct CustomerNumberAdd: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add-number", abstract: "Add a number, read from the input, to a customer.",
        discussion: "Example: echo 13800138000 | callaudit customer add-number 0e5q8rk2m1v7d")

    @OptionGroup var global: GlobalOptions
    @Argument(help: "The customer's id.") var id: String

    func run() async throws {
        try await global.client().changeNumbers(of: id, "numbers", readLine() ?? "")
    }
}

struct CustomerNumberRemove: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove-number", abstract: "Take a number away; its calls stay.")

    @OptionGroup var global: GlobalOptions
    @Option(help: "`first`, or the number's id from `customer show`.") var number: String
    @Argument(help: "The customer's id.") var id: String

    func run() async throws {
        try await global.client().changeNumbers(of: id, "numbers/remove", number)
    }
}

extension DaemonClient {
    fileprivate func changeNumbers(of id: String, _ path: String, _ number: String) async throws {
        struct Body: Encodable {
            let number: String
            let version: Int64
        }
        let (known, _) = try await get(
            "/api/v1/customers/\(id.urlPart)", as: CustomerAnswer.self)
        _ = try await post(
            "/api/v1/customers/\(id.urlPart)/\(path)",
            json: Body(number: number, version: known.version))
    }
}

struct CustomerPackage: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "package",
        abstract: "Everything held about a customer, as an archive sealed with age.",
        discussion: """
            The archive holds index.html, index.json and every recording. Ctrl-C ends it; what was \
            written by then is removed.
            Example: callaudit customer package 0e5q8rk2m1v7d --recipient age1… --output ana.tar.age
            Open it with: age -d -i key.txt ana.tar.age | tar -x
            """)

    @OptionGroup var global: GlobalOptions
    @Option(help: "The public key that age-keygen prints, age1….") var recipient: String
    @Option(help: "The file to write; it must not be there yet.") var output: String
    @Option(help: "Of the index: en, zh-Hans or zh-Hant.") var language = "en"
    @Argument(help: "The customer's id.") var id: String

    func run() async throws {
        let descriptor = open(output, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw Stop(
                .inputOutput,
                errno == EEXIST
                    ? "\(output) is there already. Name another file."
                    : "\(output) can't be written.")
        }
        let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        let path = output
        signal(SIGINT, SIG_IGN)
        let interrupt = DispatchSource.makeSignalSource(signal: SIGINT)
        interrupt.setEventHandler {
            unlink(path)
            Foundation.exit(130)
        }
        interrupt.resume()
        do {
            var written = 0
            try await global.client().download(
                "/api/v1/customers/\(id.urlPart)/package",
                json: ["recipient": recipient, "language": language]
            ) { piece in
                try file.write(contentsOf: piece)
                written += piece.count
                Terminal.progress("\(written / 1_000_000) MB")
            }
            try file.synchronize()
            Terminal.progress("\(written / 1_000_000) MB", isLast: true)
        } catch {
            unlink(path)
            throw error
        }
        interrupt.cancel()
    }
}
