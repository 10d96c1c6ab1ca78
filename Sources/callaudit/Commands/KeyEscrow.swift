import ArgumentParser
import CallVault
import Calls
import Foundation

struct KeyEscrow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "escrow", abstract: "Write a copy of the master key for a safe.",
        discussion: """
            The copy is encrypted to age recipients; whoever holds one of their identities can \
            open it with Debian's `age`, without callaudit. An existing file is never overwritten. \
            Made of a passphrase or not, what is opened is a plain key file of 32 bytes.

            Example:
              callaudit key escrow --recipient age1… --recipient age1… /media/safe/master.key.age
            """)

    private static let program = "/usr/bin/age"

    @OptionGroup var global: GlobalOptions
    @Option(help: "Whom to encrypt it to, age1…; may be given again.") var recipient: [String]
    @Option(help: "Another key's file than the settings' `key`.") var key: String?
    @Argument(help: "Where to write the copy.") var path: String

    func run() async throws {
        guard recipient.allSatisfy(Self.isRecipient) else {
            throw Stop(
                .usage,
                "A recipient is what `age-keygen` prints as public key: age1 and 58 characters.")
        }
        guard access(Self.program, X_OK) == 0 else {
            throw Stop(.system, "Escrow needs Debian's package age. Install it with apt.")
        }
        let master = try key.map { try KeyFile.load($0, nil) } ?? KeyFile.inUse(global)
        let id = try endingOnKeyErrors { try master.id }
        try encrypt(master)
        Terminal.say("Wrote the master key \(id), encrypted to \(recipient.count), to \(path).")
        Terminal.say("To restore it:  age -d -i IDENTITY \(path) > master.key")
        Terminal.say("                chmod 0400 master.key; callaudit key id master.key")
        Terminal.say("The last command has to print \(id). Try it now, on another machine.")
        await note(id.description)
    }

    static func isRecipient(_ text: String) -> Bool {
        text.utf8.count == 62 && text.hasPrefix("age1")
            && text.utf8.dropFirst(4).allSatisfy { byte in
                (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
                    || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
            }
    }

    /// The key goes to age over a pipe: it stands in no argument and no file.
    private func encrypt(_ master: MasterKey) throws {
        signal(SIGPIPE, SIG_IGN)
        let output = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard output >= 0 else {
            if errno == EEXIST {
                throw Stop(.usage, "A file already stands at \(path). Choose another path.")
            }
            throw Stop(.inputOutput, "The copy can't be written to \(path): \(errorText()).")
        }
        defer { close(output) }
        let age = Process()
        age.executableURL = URL(fileURLWithPath: Self.program)
        age.arguments = recipient.flatMap { ["--recipient", $0] }
        age.environment = ["PATH": "/usr/bin:/bin"]
        let input = Pipe()
        age.standardInput = input
        age.standardOutput = FileHandle(fileDescriptor: output, closeOnDealloc: false)
        do {
            try age.run()
            let descriptor = input.fileHandleForWriting.fileDescriptor
            let written = master.withBytes { write(descriptor, $0.baseAddress, $0.count) }
            try input.fileHandleForWriting.close()
            age.waitUntilExit()
            guard written == MasterKey.byteCount, age.terminationStatus == 0, fsync(output) == 0
            else { throw Stop(.inputOutput, "age didn't encrypt the key; see above.") }
        } catch {
            unlink(path)
            throw error as? Stop ?? Stop(.system, "age can't be run: \(error).")
        }
    }

    /// Has the ledger say so where a daemon runs.
    private func note(_ id: String) async {
        struct Copy: Encodable {
            var key: String
            var recipients: Int
        }
        do {
            _ = try await global.client().post(
                "/api/v1/keys/escrow", json: Copy(key: id, recipients: recipient.count))
            Terminal.say("The ledger says so.")
        } catch let stop as Stop {
            Terminal.complain("The ledger doesn't say so: \(stop.sentence)")
        } catch {
            Terminal.complain("The ledger doesn't say so.")
        }
    }
}
