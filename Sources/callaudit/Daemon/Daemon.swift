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
        let desk = try reworded(loaded) { try makeDesk(loaded, log: log) }
        let start = DaemonStart(
            version: Version.text, settingsDigest: loaded.digest)
        if loaded.settings.database == nil {
            // Nothing but settings or a damaged file can be in the way: then there is no daemon.
            // A new schema may take its time.
            notify.extendTimeout(seconds: 3600)
            try await reworded(loaded) { try await desk.open(start) }
        }
        let intake = IntakeService(
            loaded, settingsPath: settingsPath, environment: environment, desk: desk,
            notify: notify, log: log)
        var webSettings = try reworded(loaded) { try WebSettings(loaded) }
        webSettings.shippedScorecards = Self.shippedScorecards(log)
        let scheme = webSettings.doors.certificate == nil ? "http" : "https"
        let web = try WebServer(
            settings: webSettings, desk: desk, logger: log,
            onListening: { address in
                log.notice("serving", metadata: ["page": "\(scheme)://\(address)/"])
                notify.ready("Serving \(scheme)://\(address)/")
            })
        var services: [any Service] = [
            DatabaseService(desk, start, notify), intake, JobService(desk: desk),
            ScoringService(desk: desk), NoticeService(desk: desk),
            LedgerService(desk: desk, folder: loaded.settings.ledgerCopyPath),
            WatchdogService(desk, notify), web,
        ]
        if let certificate = webSettings.doors.certificate {
            services.append(CertificateService(certificate: certificate, log: log))
        }
        let group = ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: services.map {
                    .init(service: $0, failureTerminationBehavior: .gracefullyShutdownGroup)
                },
                gracefulShutdownSignals: [.sigterm, .sigint], logger: log.quiet))
        try await reworded(loaded) { try await group.run() }
        notify.stopping()
        await desk.noteStop()
        try await desk.close()
        log.notice("stopped")
    }

    private func makeDesk(_ loaded: DaemonSettings, log: Logger) throws -> CallDesk {
        let settings = loaded.settings
        let keys = try GivenKeys(try settings.masterKeys(environment: environment))
        let parts = DeskParts(
            database: try settings.openDatabase(),
            vault: try keys.firstVault(),
            sealedFiles: try SealedFolder(path: settings.recordingsPath),
            decoder: DecodePool(
                helperPath: loaded.helperPath, workers: settings.decodeWorkers,
                limits: DecodeLimits(
                    wallSeconds: Int64(settings.intake.decodeSecondsMax.rounded(.up)),
                    fileBytesMax: settings.intake.fileBytesMax)),
            letterPress: LetterPress(helperPath: loaded.letterPath),
            nodes: NodeRegistry(
                name: settings.nodeName,
                instance: try NodeInstance.load(path: settings.state + "/node-instance"),
                version: Version.text))
        var deskSettings = DeskSettings(
            node: settings.nodeName, zone: loaded.zone, region: settings.region,
            proxyGroups: settings.doors.proxies.flatMap {
                $0.groupsHeader == nil ? nil : $0.groups
            },
            erasure: ErasureSettings(duty: loaded.duty, keyBackupDays: settings.keyBackupDays))
        deskSettings.ledgerAnchor = settings.ledgerAnchor
        deskSettings.scoring = ScoringSettings(
            releaseHours: settings.scoring.releaseHours,
            disputeDays: settings.scoring.disputeDays, decideDays: settings.scoring.decideDays)
        deskSettings.complaints.rules.book = loaded.regimes
        if let classes = loaded.complaintClasses {
            deskSettings.complaints.rules.classes = classes
        }
        deskSettings.complaints.returnGroups = loaded.returnGroups
        deskSettings.complaints.regimes = settings.complaintRegimes
        deskSettings.complaints.letters = loaded.letters
        deskSettings.notices = try settings.noticeSenders(environment: environment)
        return CallDesk(
            parts, settings: deskSettings,
            now: { Date() }, log: log)
    }

    /// Read once from files that come with the package; a broken one keeps nobody from working.
    private static func shippedScorecards(_ log: Logger) -> [Scorecard] {
        do throws(SettingsProblems) {
            let library = try ScorecardLibrary.load(binary: DaemonSettings.binary)
            return library.scorecards.values.sorted { $0.code < $1.code }
        } catch {
            log.warning(
                "scorecards that ship can't be read",
                metadata: ["event": "scorecards.unread", "problems": "\(error.problems.count)"])
            return []
        }
    }

    /// What keeps the daemon from starting, or ended it, as a sentence and an exit status.
    private func reworded<Value>(
        _ loaded: DaemonSettings, _ body: () throws -> Value
    ) throws -> Value {
        do { return try body() } catch { throw stop(for: error, loaded) ?? error }
    }

    private func reworded(
        _ loaded: DaemonSettings, _ body: () async throws -> Void
    ) async throws {
        do { try await body() } catch { throw stop(for: error, loaded) ?? error }
    }

    private func stop(for error: any Error, _ loaded: DaemonSettings) -> Stop? {
        switch error {
        case VaultError.damaged:
            Stop(
                .settings,
                "The master key at \(loaded.settings.keyPath) isn't the key that "
                    + "\(loaded.settings.databaseTitle) was sealed with. Put the right key there.")
        case let error as VaultError: Stop(.settings, error.description)
        case SealedFolderError.notDurable(let reason):
            Stop(.inputOutput, SealedFolderError.notDurable(reason: reason).description)
        case let error as SealedFolderError: Stop(.settings, error.description)
        case StoreFault.notDurable(let reason):
            Stop(.inputOutput, StoreFault.notDurable(reason).description)
        case let fault as StoreFault: Stop(.settings, fault.description)
        case let fault as DeskFault: Stop(.settings, fault.description)
        case let fault as WebFault: Stop(.settings, fault.description)
        default: nil
        }
    }
}

extension Settings {
    var decodeWorkers: Int {
        intake.workers > 0 ? intake.workers : max(1, ProcessInfo.processInfo.activeProcessorCount)
    }

    private static let filesPerDecoder = 8

    /// Files in work at once. Each needs its decoder for a part of the time only; the rest is
    /// hashing, sealing, syncs, and waiting for a commit, which the more files there are share.
    var filesAtOnce: Int { decodeWorkers * Self.filesPerDecoder }
}

extension WebSettings {
    /// Throws `WebFault` when certificate and key don't hold.
    init(_ loaded: DaemonSettings) throws {
        let settings = loaded.settings
        self.init(
            listen: ListenAddress(host: settings.listen.host, port: settings.listen.port),
            socketPath: settings.socketPath, zone: loaded.zone.name,
            thresholds: settings.thresholds, local: try settings.localUsers())
        signerUser = getpwnam(settings.signer)?.pointee.pw_uid
        doors.names = Set(settings.doors.names)
        doors.proxies = settings.doors.proxies.map {
            ProxyRule(
                addresses: $0.addresses, nameHeader: $0.nameHeader,
                groupsHeader: $0.groupsHeader)
        }
        if let certificate = settings.doors.certificate, let key = settings.doors.keyPath {
            doors.certificate = try CertificateFiles(certificatePath: certificate, keyPath: key)
        }
    }
}
