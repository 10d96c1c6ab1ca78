import ArgumentParser
import CallSettings
import CallVault

struct Key: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "The master key, on which everything sealed depends.",
        subcommands: [KeyInit.self])
}

struct KeyInit: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init",
        abstract: "Make a new master key.",
        discussion: """
            Writes 32 random bytes that only the file's owner can read, and never overwrites a \
            key: whoever loses it loses every recording. Copy it to a safe place off this machine.

            Example: callaudit key init /etc/callaudit/master.key
            """)

    @OptionGroup var global: GlobalOptions

    @Argument(help: "Where to write it; the settings' `key` when left out.")
    var path: String?

    func run() throws {
        let path = try path ?? global.settings().key
        do {
            try MasterKey.create(at: path)
        } catch let error as VaultError {
            throw Stop(.settings, error.description)
        }
        Terminal.say("Wrote a new master key to \(path). Keep a copy off this machine.")
    }
}
