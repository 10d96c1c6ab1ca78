import CallSettings
import Foundation
import Logging

/// Log lines on stderr. Under systemd they begin with the level as the journal reads it
/// (sd-daemon(3)); on a terminal with the time.
struct JournalLog: LogHandler {
    var metadata: Logger.Metadata = [:]
    var logLevel: Logger.Level
    private let isJournal: Bool

    init(level: Logger.Level, environment: [String: String]) {
        logLevel = level
        isJournal = environment["JOURNAL_STREAM"] != nil
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let all = metadata.merging(event.metadata ?? [:]) { $1 }
        let details = all.sorted { $0.key < $1.key }
            .map { " \($0.key)=\(Terminal.plain("\($0.value)"))" }.joined()
        let start =
            isJournal
            ? "<\(priority(event.level))>" : "\(Date.now.formatted(.iso8601)) \(event.level): "
        FileHandle.standardError.write(Data("\(start)\(event.message)\(details)\n".utf8))
    }

    private func priority(_ level: Logger.Level) -> Int {
        switch level {
        case .trace, .debug: 7
        case .info: 6
        case .notice: 5
        case .warning: 4
        case .error: 3
        case .critical: 2
        }
    }
}

extension JournalLog {
    static func logger(level: Settings.Log.Level, environment: [String: String]) -> Logger {
        Logger(label: "callaudit") { _ in
            JournalLog(
                level: Logger.Level(rawValue: level.rawValue) ?? .info, environment: environment)
        }
    }
}

extension Logger {
    /// For libraries that tell more than an administrator needs.
    var quiet: Logger {
        var quiet = self
        quiet.logLevel = max(logLevel, .warning)
        return quiet
    }
}
