import CallDesk
import ServiceLifecycle

/// Opens the desk when its database allows, and stays in touch with it.
struct DatabaseService: Service {
    private let desk: CallDesk
    private let start: DaemonStart
    private let notify: Notify

    init(_ desk: CallDesk, _ start: DaemonStart, _ notify: Notify) {
        self.desk = desk
        self.start = start
        self.notify = notify
    }

    func run() async throws {
        try await cancelWhenGracefulShutdown {
            do {
                if desk.opening.away != nil { try await desk.openWhenPossible(start) }
                try await desk.keepInTouch()
            } catch is CancellationError {
                // Stopping while the database is away.
            }
        }
    }
}

/// Works on whatever takes long: one batch after the other.
struct JobService: Service {
    let desk: CallDesk

    func run() async throws {
        try await cancelWhenGracefulShutdown {
            do { try await desk.workOnJobs() } catch is CancellationError {}
        }
    }
}

/// Draws samples and releases evaluations when their time has come.
struct ScoringService: Service {
    let desk: CallDesk

    func run() async throws {
        try await cancelWhenGracefulShutdown {
            do { try await desk.keepScoringClock() } catch is CancellationError {}
        }
    }
}

/// Keeps the ledger's second copy, and what else goes on beside the ledger.
struct LedgerService: Service {
    let desk: CallDesk
    let folder: String

    func run() async throws {
        try await cancelWhenGracefulShutdown {
            do { try await desk.keepLedger(copyIn: folder) } catch is CancellationError {}
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
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                if await desk.isAtWork() {
                    notify.alive()
                    notify.status(desk.opening.away ?? "Serving")
                }
                try? await Task.sleep(for: pause)
            }
        }
    }
}
