import CallStore
import Calls

extension CallDesk {
    /// The database as this node meets it.
    var databaseMetrics: [Metric] {
        let figures = database.figures
        return [
            Metric(
                "callaudit_database_up", help: "1 while the database can be used.", kind: .gauge,
                samples: [
                    .init(
                        labels: [.init("engine", database.engine.rawValue)],
                        value: opening.away == nil ? 1 : 0)
                ]),
            counter(
                "callaudit_database_commits_total", "Commits of writing transactions.",
                Double(figures.commits)),
            counter(
                "callaudit_database_changes_total", "Changes that shared those commits.",
                Double(figures.changes)),
            counter(
                "callaudit_database_connections_total", "Connections made to the server.",
                Double(figures.connections)),
            counter(
                "callaudit_database_connection_failures_total", "Connections that failed.",
                Double(figures.connectionFailures)),
            counter(
                "callaudit_ledger_lock_wait_seconds_total",
                "Time that commits waited for the lock on the ledger's head.",
                figures.lockWaitSeconds),
            Metric(
                "callaudit_ledger_lock_wait_seconds_max",
                help: "The longest such wait since the start.", kind: .gauge,
                samples: [.init(value: figures.lockWaitSecondsMax)]),
            counter(
                "callaudit_ledger_lock_held_seconds_total",
                "Time that this node held the lock.", figures.lockHeldSeconds),
        ]
    }

    private func counter(_ name: String, _ help: String, _ value: Double) -> Metric {
        Metric(name, help: help, kind: .counter, samples: [.init(value: value)])
    }
}
