import CallDesk
import CallIntake
import CallSettings
import Foundation
import Logging
import ServiceLifecycle
import Synchronization
import UnixSignals

/// Intake as a service: stops when the daemon does, and begins anew with new settings on SIGHUP.
/// Settings that don't hold are refused whole, and the old ones go on.
final class IntakeService: Service {
    private struct State {
        var loaded: DaemonSettings
        var running: CallIntake.Intake?
        var isStopping = false
    }

    private let settingsPath: String
    private let environment: [String: String]
    private let desk: CallDesk
    private let notify: Notify
    private let log: Logger
    private let state: Mutex<State>

    init(
        _ loaded: DaemonSettings, settingsPath: String, environment: [String: String],
        desk: CallDesk, notify: Notify, log: Logger
    ) {
        state = Mutex(State(loaded: loaded))
        self.settingsPath = settingsPath
        self.environment = environment
        self.desk = desk
        self.notify = notify
        self.log = log
    }

    func run() async throws {
        let reloads = await UnixSignalsSequence(trapping: .sighup)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                for await _ in reloads where await self.reload() {
                    self.state.withLock(\.running)?.stop()
                }
            }
            group.addTask {
                try await withGracefulShutdownHandler {
                    try await self.takeIn()
                } onGracefulShutdown: {
                    self.stop()
                }
            }
            defer { group.cancelAll() }
            try await group.next()
        }
    }

    /// Takes files in until the daemon stops, from the start again whenever the settings change.
    private func takeIn() async throws {
        await cancelWhenGracefulShutdown { await self.desk.untilOpen() }
        while let settings = state.withLock({ $0.isStopping ? nil : $0.loaded }) {
            let intake = CallIntake.Intake(
                sources: settings.folders,
                complaints: ComplaintTaking(folders: settings.settings.complaints) {
                    [desk] intake, hash, folder in
                    try await desk.takeInComplaint(intake, contentHash: hash, from: folder)
                },
                settings: IntakeSettings(
                    workers: settings.settings.filesAtOnce,
                    fileBytesMax: settings.settings.intake.fileBytesMax,
                    rescanSeconds: settings.settings.intake.rescanSeconds),
                desk: desk, log: log)
            let goesOn = state.withLock { state in
                state.running = intake
                return !state.isStopping
            }
            if !goesOn { intake.stop() }
            try await intake.run()
        }
    }

    private func stop() {
        let running = state.withLock { state in
            state.isStopping = true
            return state.running
        }
        running?.stop()
    }

    /// True once new settings are in force.
    private func reload() async -> Bool {
        notify.reloading()
        defer { notify.ready("Serving with the settings read at \(Date.now.formatted(.iso8601))") }
        do {
            let fresh = try DaemonSettings.load(path: settingsPath, environment: environment)
            try fresh.check()
            try await desk.give(try fresh.settings.masterKeys(environment: environment))
            let old = state.withLock { state in
                defer { state.loaded = fresh }
                return state.loaded
            }
            try await desk.noteSettings(digest: fresh.digest)
            if old.settings.listen != fresh.settings.listen
                || old.settings.state != fresh.settings.state
                || old.settings.socketPath != fresh.settings.socketPath
                || old.settings.database != fresh.settings.database
                || old.settings.recordingsPath != fresh.settings.recordingsPath
                || old.settings.node != fresh.settings.node
                || old.settings.doors != fresh.settings.doors
            {
                log.warning(
                    """
                    restart for state, database, recordings, node, listen, names, tls, proxies \
                    and socket
                    """)
            }
            log.notice("settings read again")
            return true
        } catch {
            let sentence = (error as? Stop)?.sentence ?? "\(error)"
            log.error("the new settings were refused and the old ones go on: \(sentence)")
            return false
        }
    }
}
