import ArgumentParser
import CallSettings
import CallVault
import Calls
import Foundation

struct Key: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "The master key, on which everything sealed depends.",
        subcommands: [
            KeyInit.self, KeyStatusCommand.self, KeyRotate.self, KeyEscrow.self,
            KeyIDCommand.self,
        ])
}

struct KeyInit: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init",
        abstract: "Make a new master key.",
        discussion: """
            Writes 32 random bytes that only the file's owner can read, and never overwrites a \
            key: whoever loses it loses every recording. Copy it to a safe place off this machine, \
            for which there is `callaudit key escrow`.

            With --passphrase the key is made of words that are asked for (or read from standard \
            input, as one line) and of the small file that is written; neither is enough alone. \
            The daemon gets the words as the credential master.passphrase, or from the file that \
            `keyPassphrase` names.

            Examples:
              callaudit key init /etc/callaudit/master.key
              callaudit key init --passphrase /etc/callaudit/master.key
            """)

    @OptionGroup var global: GlobalOptions

    @Argument(help: "Where to write it; the settings' `key` when left out.")
    var path: String?

    @Flag(help: "Make it of a passphrase.") var passphrase = false

    func run() throws {
        let path = try path ?? global.settings().key
        try endingOnKeyErrors {
            if passphrase {
                guard access(path, F_OK) != 0 else { throw VaultError.keyFileExists(path: path) }
                try MasterKey.create(at: path, passphrase: try Passphrase.asked(twice: true))
            } else {
                try MasterKey.create(at: path)
            }
        }
        Terminal.say("Wrote a new master key to \(path). Keep a copy off this machine.")
    }
}

struct KeyIDCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "id", abstract: "Print the id of a master key, which says nothing of it.",
        discussion: """
            Example: callaudit key id /media/restored/master.key
            """)

    @OptionGroup var global: GlobalOptions
    @Argument(help: "The key's file; the settings' `key` when left out.") var path: String?

    func run() throws {
        let key = try path.map { try KeyFile.load($0, nil) } ?? KeyFile.inUse(global)
        Terminal.say(try endingOnKeyErrors { try key.id.description })
    }
}

/// A master key's file as a command reads it.
enum KeyFile {
    /// `passphrasePath` names the file of its passphrase; without one the words are asked for.
    static func load(_ path: String, _ passphrasePath: String?) throws -> MasterKey {
        try endingOnKeyErrors {
            try MasterKey.load(
                path: path,
                credentialsDirectory: ProcessInfo.processInfo.environment["CREDENTIALS_DIRECTORY"],
                passphrase: {
                    guard let passphrasePath else { return try Passphrase.asked(twice: false) }
                    let file = PasswordFile(
                        path: passphrasePath, credentialsDirectory: nil,
                        of: "the master key's passphrase")
                    return Array(try file.read().utf8)
                })
        }
    }

    static func inUse(_ global: GlobalOptions) throws -> MasterKey {
        let settings = try global.settings()
        return try load(settings.keyPath, settings.keyPassphrasePath)
    }
}

/// Runs `body`; what is wrong with a key ends the command with its sentence.
func endingOnKeyErrors<Value>(_ body: () throws -> Value) throws -> Value {
    do {
        return try body()
    } catch let error as VaultError {
        throw Stop(.settings, error.description)
    } catch let mistake as PasswordFile.Mistake {
        throw Stop(.settings, mistake.description)
    }
}
