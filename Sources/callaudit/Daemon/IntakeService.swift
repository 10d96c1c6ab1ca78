import CallDesk
import CallIntake
import CallSettings
import CallVault
import Foundation
import Logging
import ServiceLifecycle
import Synchronization
import UnixSignals

/// Intake as a service: stops when the daemon does, and begins anew with new settings on SIGHUP.
/// Settings that don't hold are refused whole, and the old ones go on.
final class IntakeService: Service {
    private let settingsPath: String
    private let environment: [String: String]
    private let desk: CallDesk
    private let notify: Notify
    private let log: Logger
    private let loaded: Mutex<DaemonSettings>

    init(
        _ loaded: DaemonSettings, settingsPath: String, environment: [String: String],
        desk: CallDesk, notify: Notify, log: Logger
    ) {
        self.loaded = Mutex(loaded)
        self.settingsPath = settingsPath
        self.environment = environment
        self.desk = desk
        self.notify = notify
        self.log = log
    }

    func run() async throws {
        let reloads = await UnixSignalsSequence(trapping: .sighup)
        var goesOn = true
        while goesOn {
            let settings = loaded.withLock(\.self)
            let intake = try await CallIntake.Intake(
                sources: settings.folders,
                settings: IntakeSettings(
                    workers: settings.settings.decodeWorkers * 2,
                    fileBytesMax: settings.settings.intake.fileBytesMax,
                    rescanSeconds: settings.settings.intake.rescanSeconds),
                desk: desk, log: log)
            goesOn = try await withThrowingTaskGroup(of: Bool.self) { group in
                group.addTask {
                    try await intake.run()
                    return false
                }
                group.addTask { await self.nextReload(reloads) }
                let isReload = try await withGracefulShutdownHandler {
                    try await group.next() ?? false
                } onGracefulShutdown: {
                    intake.stop()
                }
                intake.stop()
                group.cancelAll()
                return isReload
            }
        }
    }

    /// True once new settings are in force; false when there will be none any more.
    private func nextReload(_ reloads: UnixSignalsSequence) async -> Bool {
        for await _ in reloads.cancelOnGracefulShutdown() where await reload() {
            return true
        }
        return false
    }

    private func reload() async -> Bool {
        notify.reloading()
        defer { notify.ready("Serving with the settings read at \(Date.now.formatted(.iso8601))") }
        do {
            let fresh = try DaemonSettings.load(path: settingsPath, environment: environment)
            try fresh.check()
            let old = loaded.withLock { loaded in
                defer { loaded = fresh }
                return loaded
            }
            let hasher = ContentHasher()
            hasher.update(Array(fresh.text.utf8))
            try await desk.noteSettings(digest: hasher.finishHexadecimal())
            if old.settings.listen != fresh.settings.listen
                || old.settings.state != fresh.settings.state
                || old.settings.keyPath != fresh.settings.keyPath
                || old.settings.socketPath != fresh.settings.socketPath
            {
                log.warning(
                    "state, listen, socket and key are read at the start only; restart for them")
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

/// Feeds systemd's watchdog for as long as the daemon really works: a write goes through the one
/// writer and intake's folders answer.
struct WatchdogService: Service {
    private let desk: CallDesk
    private let notify: Notify

    init(_ desk: CallDesk, _ notify: Notify) {
        self.desk = desk
        self.notify = notify
    }

    func run() async throws {
        let pause = (notify.watchdog ?? .seconds(60)) / 3
        try await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                if try await desk.isAtWork() { notify.alive() }
                try await Task.sleep(for: pause)
            }
        }
    }
}
