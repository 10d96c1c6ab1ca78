import ArgumentParser
import CallLedger
import CallSettings
import Foundation

struct SignerCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "signer",
        abstract: "The ledger's signer: a process, a user and keys of its own.",
        subcommands: [SignerInit.self, SignerRun.self, SignerAcceptRollback.self])
}

/// The signer's settings, for its commands.
struct SignerOptions: ParsableArguments {
    @Option(help: "The signer's settings file.")
    var settings = "/etc/callaudit/signer.yaml"

    func load() throws -> SignerSettings {
        do throws(SettingsProblems) {
            return try SignerSettings.load(
                path: settings, environment: ProcessInfo.processInfo.environment,
                mayBeMissing: settings == "/etc/callaudit/signer.yaml")
        } catch {
            throw Stop(.settings, error.description)
        }
    }
}

struct SignerInit: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init", abstract: "Make the signer's keys.",
        discussion: """
            Writes 64 random bytes that only the file's owner can read, never over anything, and \
            prints the public key of exports. Keep it, and give it to auditors, on another way \
            than the exports themselves.

            Example: callaudit signer init /etc/callaudit/signer.key
            """)

    @OptionGroup var options: SignerOptions
    @Argument(help: "Where to write them; the settings' `key` when left out.") var path: String?

    func run() throws {
        let path = try path ?? options.load().key
        do throws(SignerKeyFault) {
            let keys = try SignerKeys.create(at: path)
            Terminal.say(keys.minisign.publicKey.line)
            Terminal.complain("Wrote the signer's keys to \(path).")
        } catch {
            throw Stop(.settings, error.description)
        }
    }
}

struct SignerRun: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run", abstract: "Sign the ledger for as long as it is only added to.",
        discussion: """
            Runs in the foreground until SIGTERM or Ctrl-C, as a user of its own, beside a daemon. \
            What it finds altered it refuses for good, and says so in the journal and the ledger.
            """)

    @OptionGroup var options: SignerOptions

    func run() async throws {
        signal(SIGPIPE, SIG_IGN)
        umask(0o077)
        let settings = try options.load()
        let keys: SignerKeys
        do throws(SignerKeyFault) {
            keys = try SignerKeys.load(
                path: settings.keyPath, isCredential: settings.keyCredential != nil)
        } catch {
            throw Stop(.settings, error.description)
        }
        guard access(settings.state, R_OK | W_OK | X_OK) == 0 else {
            throw Stop(
                .settings,
                "The signer's folder \(settings.state) can't be used: \(errorText()). Make it, "
                    + "and give it to the signer's user.")
        }
        let log = JournalLog.logger(
            level: .info, environment: ProcessInfo.processInfo.environment)
        try await SignerLoop(settings: settings, keys: keys, log: log).run()
    }
}

struct SignerAcceptRollback: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "accept-rollback",
        abstract: "Sign a ledger from its beginning that was rolled back on purpose.",
        discussion: """
            For after a restore that an officer accepted with `callaudit ledger accept-rollback`. \
            Stop the signer first; run it as the signer's user. What it had seen is put aside, \
            not deleted.
            """)

    @OptionGroup var options: SignerOptions

    func run() throws {
        let settings = try options.load()
        do throws(SignerFault) {
            let aside = try LedgerSigner.acceptRollback(in: settings.state)
            Terminal.say("What the signer had seen lies in \(aside) now.")
        } catch {
            throw Stop(.settings, error.description)
        }
    }
}
