import CallDesk
import CallIntake
import CallSandbox
import CallSettings
import CallStore
import CallVault
import CallWeb
import Calls
import Foundation
import Logging
import ServiceLifecycle
import UnixSignals

/// Builds the house from its settings and keeps it running.
struct Daemon {
    let settingsPath: String
    private let environment = ProcessInfo.processInfo.environment

    init(settingsPath: String) {
        self.settingsPath = settingsPath
    }

    func run() async throws {
        signal(SIGPIPE, SIG_IGN)
        umask(0o077)
        let loaded = try DaemonSettings.load(path: settingsPath, environment: environment)
        try loaded.check()
        let lock = try StateLock(state: loaded.settings.state)
        defer { withExtendedLifetime(lock) {} }
        let log = JournalLog.logger(level: loaded.settings.log.level, environment: environment)
        let notify = Notify(environment: environment)
        let desk = try await openDesk(loaded, log: log)
        try await desk.noteStart(
            version: Version.text, settingsDigest: ContentHasher.digest(of: loaded.text))
        let intake = IntakeService(
            loaded, settingsPath: settingsPath, environment: environment, desk: desk,
            notify: notify, log: log)
        let web = try WebServer(
            settings: WebSettings(loaded), desk: desk, logger: log,
            onListening: { address in
                log.notice("ready", metadata: ["page": "http://\(address)/"])
                notify.ready("Serving http://\(address)/")
            })
        let group = ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: [
                    .init(service: intake), .init(service: WatchdogService(desk, notify)),
                    .init(service: web),
                ],
                gracefulShutdownSignals: [.sigterm, .sigint], logger: log.quiet))
        try await reworded { try await group.run() }
        notify.stopping()
        try await desk.noteStop()
        try await desk.close()
        log.notice("stopped")
    }

    private func openDesk(_ loaded: DaemonSettings, log: Logger) async throws -> CallDesk {
        let settings = loaded.settings
        do {
            let master = try MasterKey.load(
                path: settings.keyPath,
                credentialsDirectory: environment["CREDENTIALS_DIRECTORY"])
            let parts = DeskParts(
                database: try SQLiteDatabase(path: settings.state + "/callaudit.db"),
                vault: try Vault(masterKey: master, epoch: 1),
                sealedFiles: try SealedFolder(path: settings.state + "/recordings"),
                decoder: DecodePool(
                    helperPath: loaded.helperPath, workers: settings.decodeWorkers,
                    limits: DecodeLimits(
                        wallSeconds: Int64(settings.intake.decodeSecondsMax.rounded(.up)),
                        fileBytesMax: settings.intake.fileBytesMax)))
            return try await CallDesk.open(
                parts,
                settings: DeskSettings(
                    node: ProcessInfo.processInfo.hostName, zone: loaded.zone,
                    region: settings.region),
                now: { Date() }, log: log)
        } catch VaultError.damaged {
            throw Stop(
                .settings,
                "The master key at \(settings.keyPath) isn't the key that \(settings.state) was "
                    + "sealed with. Put the right key there.")
        } catch let error as VaultError {
            throw Stop(.settings, error.description)
        } catch let error as SealedFolderError {
            throw Stop(.settings, error.description)
        } catch let error as StoreFault {
            throw Stop(.settings, error.description)
        }
    }

    /// What ended the daemon, as a sentence and an exit status.
    private func reworded(_ body: () async throws -> Void) async throws {
        do {
            try await body()
        } catch let fault as WebFault {
            throw Stop(.settings, fault.description)
        } catch let fault as StoreFault {
            throw Stop(.inputOutput, fault.description)
        } catch let fault as SealedFolderError {
            throw Stop(.inputOutput, fault.description)
        }
    }
}

extension Settings {
    var decodeWorkers: Int {
        intake.workers > 0 ? intake.workers : max(1, ProcessInfo.processInfo.activeProcessorCount)
    }
}

extension WebSettings {
    init(_ loaded: DaemonSettings) {
        let settings = loaded.settings
        self.init(
            listen: ListenAddress(host: settings.listen.host, port: settings.listen.port),
            socketPath: settings.socketPath, zone: loaded.zone.name,
            thresholds: settings.thresholds)
    }
}

extension ContentHasher {
    fileprivate static func digest(of text: String) -> String {
        let hasher = ContentHasher()
        hasher.update(Array(text.utf8))
        return hasher.finishHexadecimal()
    }
}
