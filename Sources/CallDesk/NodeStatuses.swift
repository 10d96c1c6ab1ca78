import CallStore
package import Calls
import Foundation

extension NodeStatus {
    init(_ row: NodeRow, self own: NodeNumber) {
        self.init(
            name: row.name, number: row.number, isSelf: row.number == own, state: row.state,
            secondsSinceBeat: row.secondsSinceBeat.map { max(0, $0) }, waiting: row.waiting,
            takenIn: row.takenIn, version: row.version, startedAt: row.startedAt)
    }
}

extension CallDesk {
    /// Figures of all nodes for monitoring; empty while the database doesn't answer.
    package func nodeMetrics() async -> [Metric] {
        let number = nodes.number
        let rows = try? await database.read { try $0.nodes() }
        let nodes = (rows ?? []).map { NodeStatus($0, self: number) }
        guard !nodes.isEmpty else { return [] }
        return [
            gauge(
                "callaudit_node_up", "Whether the node was heard within the last 15 seconds.",
                nodes.map { ($0, $0.state == .live || $0.state == .hindered ? 1 : 0) }),
            gauge(
                "callaudit_node_waiting_files",
                "Files the node saw and hadn't decided when it was last heard.",
                nodes.map { ($0, Double($0.waiting)) }),
            gauge(
                "callaudit_node_heartbeat_age_seconds",
                "Time since the node was last heard, by the database's clock.",
                nodes.compactMap { node in node.secondsSinceBeat.map { (node, $0) } }),
        ]
    }

    private func gauge(
        _ name: String, _ help: String, _ values: [(node: NodeStatus, value: Double)]
    ) -> Metric {
        Metric(
            name, help: help, kind: .gauge,
            samples: values.map {
                .init(labels: [.init("node", $0.node.name)], value: $0.value)
            })
    }
}
