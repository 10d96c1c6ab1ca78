import ArgumentParser
import Calls
import Foundation

struct ComplaintLetterCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "letter", abstract: "Letters to customers, out of templates.",
        discussion: """
            Nothing is sent by itself: a letter is written, sent the usual way, and noted as sent; \
            from then on it stays as it is.

            Example:
              callaudit complaint letter write 26-0000471-4 --kind answer
              callaudit complaint letter save 26-0000471-4 1 --place reasons <reasons.txt
              callaudit complaint letter show 26-0000471-4 1
              callaudit complaint letter pdf 26-0000471-4 1 --output letter.pdf
              callaudit complaint letter send 26-0000471-4 1 --by e-mail
            """,
        subcommands: [
            LetterList.self, LetterWrite.self, LetterShow.self, LetterSave.self, LetterSend.self,
            LetterPDF.self, LetterText.self,
        ])
}

/// Which letter something is done with.
struct LetterTarget: ParsableArguments {
    @OptionGroup var global: GlobalOptions
    @Argument(help: "The complaint's number or id.") var complaint: String
    @Argument(help: "The letter's number, from `letter list`.") var letter: Int

    func address(_ client: DaemonClient) async throws -> String {
        "/api/v1/complaints/\(try await client.complaintID(complaint))/letters/\(letter)"
    }
}

private struct LetterList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Letters of a complaint, and templates for further ones.",
        discussion: "Example: callaudit complaint letter list 26-0000471-4")

    @OptionGroup var global: GlobalOptions
    @Flag(help: "Print JSON.") var json = false
    @Argument(help: "The complaint's number or id.") var complaint: String

    private struct Answer: Decodable {
        struct Line: Decodable {
            var number: Int
            var kind: String
            var template: String
            var version: Int
            var language: String
            var state: String
            var channel: String?
            var day: String?
        }

        struct Choice: Decodable {
            var kind: String
            var template: String
            var version: Int
            var language: String
        }

        var items: [Line]
        var choices: [Choice]
    }

    func run() async throws {
        let client = try global.client()
        let id = try await client.complaintID(complaint)
        let (answer, body) = try await client.get(
            "/api/v1/complaints/\(id)/letters", as: Answer.self)
        if json { return Terminal.say(String(decoding: body, as: UTF8.self)) }
        var table = Table("LETTER", "KIND", "TEMPLATE", "LANGUAGE", "STATE", "BY", "DAY")
        for line in answer.items {
            table.add(
                String(line.number), line.kind, "\(line.template) \(line.version)",
                line.language, line.state, line.channel ?? "", line.day ?? "")
        }
        table.lines.forEach(Terminal.say)
        guard !answer.choices.isEmpty else { return }
        Terminal.say("\nCan be written now:")
        var choices = Table("KIND", "TEMPLATE", "VERSION", "LANGUAGE")
        for choice in answer.choices {
            choices.add(choice.kind, choice.template, String(choice.version), choice.language)
        }
        choices.lines.forEach(Terminal.say)
    }
}

private struct LetterWrite: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "write", abstract: "Begin a letter; prints its number.",
        discussion: "Example: callaudit complaint letter write 26-0000471-4 --kind answer")

    @OptionGroup var global: GlobalOptions
    @Argument(help: "The complaint's number or id.") var complaint: String
    @Option(help: "acknowledgement, answer or delay.") var kind: LetterTemplate.Kind
    @Option(help: "Code of the template; the proposed one when left out.") var template: String?
    @Option(help: "en, zh-Hans or zh-Hant; the customer's when left out.")
    var language: LetterLanguage?

    private struct Body: Encodable {
        var kind: String
        var template: String?
        var language: String?
    }

    private struct Made: Decodable { var number: Int }

    func run() async throws {
        let client = try global.client()
        let id = try await client.complaintID(complaint)
        let answer = try await client.post(
            "/api/v1/complaints/\(id)/letters",
            json: Body(kind: kind.rawValue, template: template, language: language?.rawValue))
        let made = try JSONDecoder().decode(Made.self, from: answer)
        Terminal.say(String(made.number))
    }
}

private struct LetterShow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show a letter, what is missing and what is filled in.",
        discussion: """
            JSON; exits with 1 while a draft lacks anything. The opening is kept unless it is your \
            own draft.
            Example: callaudit complaint letter show 26-0000471-4 1
            """)

    @OptionGroup var on: LetterTarget
    @Flag(help: "Print JSON on one line.") var json = false

    private struct Shown: Decodable {
        struct Demand: Decodable { var code: String }
        var missing: [String]
        var lacks: [Demand]
    }

    func run() async throws {
        let client = try on.global.client()
        let (shown, body) = try await client.get(
            try await on.address(client), as: Shown.self)
        try Terminal.say(json: body, pretty: !json)
        if !shown.missing.isEmpty || !shown.lacks.isEmpty { throw ExitCode(1) }
    }
}

private struct LetterSave: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "save", abstract: "Fill in a draft, or give it another template.",
        discussion: """
            The words are read from the input, so that they stand in no list of processes: those \
            of one place with --place, else a JSON object of several, such as \
            {"customer": "…", "reasons": "…"}. Places are customer, reasons, redress, due, \
            handler, and house and contact where no house.yaml says them.
            Example: callaudit complaint letter save 26-0000471-4 1 --place reasons <reasons.txt
            """)

    @OptionGroup var on: LetterTarget
    @Option(help: "The place whose words are read from the input.") var place: String?
    @Option(help: "Code of another template.") var template: String?
    @Option(help: "en, zh-Hans or zh-Hant, of the template.") var language: LetterLanguage?
    @Option(help: "Refuse if the draft was saved since this revision.") var revision: Int?

    private struct Shown: Decodable {
        struct Letter: Decodable {
            var template: String
            var language: String
        }

        var letter: Letter
    }

    private struct Body: Encodable {
        var template: String
        var language: String
        var values: [String: String]
        var revision: Int?
    }

    func run() async throws {
        let client = try on.global.client()
        let address = try await on.address(client)
        let known = try await client.get(address, as: Shown.self).answer.letter
        let isOther = template != nil || language != nil
        let said = place == nil && isOther ? "{}" : try SaidWords.read("-", isNeeded: true)
        let values: [String: String]
        if let place {
            values = [place: said]
        } else {
            guard
                let read = try? JSONDecoder().decode([String: String].self, from: Data(said.utf8))
            else {
                throw Stop(
                    .badData,
                    "The input isn't a JSON object of texts. Write {\"reasons\": \"…\"}, or name "
                        + "the place by --place.")
            }
            values = read
        }
        _ = try await client.post(
            address,
            json: Body(
                template: template ?? known.template,
                language: language?.rawValue ?? known.language, values: values,
                revision: revision))
    }
}

private struct LetterSend: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "send", abstract: "Note a letter as sent; it stays as it is from then on.",
        discussion: """
            An acknowledgement acknowledges the complaint, an answer answers it. Refused while \
            anything is missing that a regime demands.
            Example: callaudit complaint letter send 26-0000471-4 1 --by letter --day 2026-11-23
            """)

    @OptionGroup var on: LetterTarget
    @Option(help: "How it went: e-mail, letter, form, visit or chat.")
    var by: ComplaintReceipt.Channel
    @Option(help: "The day on which it went, which is its date; today when left out.")
    var day: String?
    @Option(help: "Refuse if the draft was saved since this revision.") var revision: Int?

    private struct Body: Encodable {
        var channel: String
        var day: String?
        var revision: Int?
    }

    func run() async throws {
        let client = try on.global.client()
        _ = try await client.post(
            try await on.address(client) + "/send",
            json: Body(channel: by.rawValue, day: day, revision: revision))
    }
}

private struct LetterPDF: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pdf", abstract: "Write a letter as a PDF into a new file.",
        discussion: """
            The opening is kept unless it is your own draft.
            Example: callaudit complaint letter pdf 26-0000471-4 1 --output letter.pdf
            """)

    @OptionGroup var on: LetterTarget
    @Option(name: .shortAndLong, help: "The file to write; it must not be there yet.")
    var output: String

    func run() async throws {
        let client = try on.global.client()
        try await client.download(try await on.address(client) + "/pdf", to: output)
    }
}

private struct LetterText: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "text", abstract: "Print a letter as plain text.",
        discussion: """
            The opening is kept unless it is your own draft.
            Example: callaudit complaint letter text 26-0000471-4 1 >letter.txt
            """)

    @OptionGroup var on: LetterTarget

    func run() async throws {
        let client = try on.global.client()
        let bytes = try await client.bytes(try await on.address(client) + "/text")
        FileHandle.standardOutput.write(Data(bytes))
    }
}

// The codes by which files call things are those of the command.
extension LetterTemplate.Kind: ExpressibleByArgument {}
extension LetterLanguage: ExpressibleByArgument {}
