/// Why a notice wasn't sent, as a code: what a command writes may hold anything, and isn't kept.
package enum NoticeProblem: Hashable, Sendable {
    /// The command ended with this status.
    case exit(Int)
    /// A signal ended the command.
    case signal(Int)
    /// It was ended because its time was over.
    case timedOut
    /// It can't be run: not there, or not allowed.
    case notStarted
    /// The daemon ended while it ran.
    case cutOff
    /// The settings name no address for whoever it is for.
    case nobody
    /// The channel isn't in the settings any more.
    case noChannel

    /// As it stands in the database: `exit-75`, `timed-out`.
    package var text: String {
        switch self {
        case .exit(let status): "exit-\(status)"
        case .signal(let signal): "signal-\(signal)"
        case .timedOut, .notStarted, .cutOff, .nobody, .noChannel: code
        }
    }

    /// Without the number.
    package var code: String {
        switch self {
        case .exit: "exit"
        case .signal: "signal"
        case .timedOut: "timed-out"
        case .notStarted: "not-started"
        case .cutOff: "cut-off"
        case .nobody: "nobody"
        case .noChannel: "no-channel"
        }
    }

    package var number: Int? {
        switch self {
        case .exit(let number), .signal(let number): number
        case .timedOut, .notStarted, .cutOff, .nobody, .noChannel: nil
        }
    }

    /// Nil for no code that is known.
    package init?(text: String) {
        let plain: [NoticeProblem] = [.timedOut, .notStarted, .cutOff, .nobody, .noChannel]
        if let problem = plain.first(where: { $0.text == text }) {
            self = problem
            return
        }
        let parts = text.split(separator: "-", maxSplits: 1)
        guard parts.count == 2, let number = Int(parts[1]), (0...255).contains(number) else {
            return nil
        }
        switch parts[0] {
        case "exit": self = .exit(number)
        case "signal": self = .signal(number)
        default: return nil
        }
    }

    /// Whether trying again by itself can't help: somebody has to change the settings.
    package var isLasting: Bool {
        switch self {
        case .nobody, .noChannel: true
        case .exit, .signal, .timedOut, .notStarted, .cutOff: false
        }
    }
}
