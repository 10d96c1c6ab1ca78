import ArgumentParser
import CallLedger
import CallSettings
import Foundation

struct LedgerAnchor: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "anchor", abstract: "Send the newest checkpoint to the signer's anchors now.",
        discussion: """
            Prints it, too: paste or print it wherever nobody can change it later.

            Example: callaudit ledger anchor --settings /etc/callaudit/signer.yaml
            """)

    @OptionGroup var options: SignerOptions
    @OptionGroup var global: GlobalOptions

    func run() async throws {
        let body = try await global.client().bytes("/api/v1/ledger/checkpoint")
        let text = String(decoding: body, as: UTF8.self)
        guard let checkpoint = SignedCheckpoint(text) else {
            throw Stop(.internalError, "The daemon answered something that is no checkpoint.")
        }
        let failures = await CheckpointAnchors(try options.load().anchors).send(checkpoint)
        Terminal.say(String(text.dropLast()))
        guard failures.isEmpty else {
            throw Stop(.inputOutput, failures.joined(separator: "\n"))
        }
    }
}
