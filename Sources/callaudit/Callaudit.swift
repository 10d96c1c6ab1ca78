import ArgumentParser
import CallSandbox
import Foundation

@main
struct Callaudit: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "callaudit",
        abstract: "Takes call recordings in, measures and seals them, proves what became of them.",
        discussion: """
            A daemon (`callaudit serve`) does the work. The commands for calls, quarantine and \
            intake ask it over its socket, which they find in the same settings file.

            Examples:
              callaudit key init /etc/callaudit/master.key
              callaudit config check
              callaudit serve
              callaudit user first
              callaudit --as compliance-officer call list --agent 201
            """,
        version: Version.text,
        subcommands: [
            Serve.self, Calls.self, Customers.self, Reveals.self, Access.self, Roster.self,
            Approvals.self, Holds.self, Queue.self, Evaluations.self, Calibrations.self,
            Reviews.self, Coachings.self, Complaints.self, Actions.self, Quality.self,
            PlanCommand.self, SampleCommand.self,
            Quarantine.self, Intake.self, ProfileCommand.self,
            ConfigCommand.self, Key.self, DatabaseCommand.self,
            User.self, TokenCommand.self,
            LedgerCommand.self, SignerCommand.self, Verify.self,
            JobCommand.self, NoticeCommand.self, Scorecards.self, Scripts.self,
        ])

    static func main() async {
        do {
            // Keys, passwords and tokens pass through commands as well as the daemon.
            try Cores.forbid()
            var command = try parseAsRoot(GlobalOptions.takingGlobals(from: CommandLine.arguments))
            if var running = command as? any AsyncParsableCommand {
                try await running.run()
            } else {
                try command.run()
            }
        } catch let stop as Stop {
            if !stop.sentence.isEmpty { Terminal.complain(stop.sentence) }
            Foundation.exit(stop.status.rawValue)
        } catch let leak as Sandbox.Leak {
            Terminal.complain("The system doesn't let callaudit forbid cores: errno \(leak.errno).")
            Foundation.exit(Stop.Status.system.rawValue)
        } catch {
            exit(withError: error)
        }
    }
}

/// Ends a command with a sentence on stderr and an exit status of sysexits(3).
struct Stop: Error {
    enum Status: Int32 {
        case foundProblems = 1
        case usage = 64
        case badData = 65
        case noService = 69
        case internalError = 70
        case system = 71
        case inputOutput = 74
        case tryAgain = 75
        case notAllowed = 77
        case settings = 78
    }

    var status: Status
    var sentence: String

    init(_ status: Status, _ sentence: String) {
        self.status = status
        self.sentence = sentence
    }
}
