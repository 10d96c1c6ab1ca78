import CallDesk
import Calls
import Hummingbird

extension Web {
    func apiIntake(_ visit: Visit) async throws -> Response {
        try visit.query.allow([])
        let status = try await desk.intakeStatus(by: visit.principal)
        return try .json(IntakeJSON(status, home: home))
    }
}

struct IntakeJSON: Encodable, Sendable {
    struct Source: Encodable, Sendable {
        let path: String
        let profile: String
        let watching: SourceStatus.Watching
        let waiting: Int
        let lastScanAt: OrNull<String>
        let lastTakenInAt: OrNull<String>
        let lastError: OrNull<String>
        let lastErrorAt: OrNull<String>
    }

    struct Node: Encodable, Sendable {
        let name: String
        let number: NodeNumber
        let isSelf: Bool
        let state: NodeStatus.State
        let secondsSinceBeat: OrNull<Double>
        let waiting: Int
        let takenIn: Int
        let version: String
        let startedAt: String
    }

    let waiting: Int
    let indexed: Int
    let quarantined: Int
    let duplicates: Int
    let sources: [Source]
    let nodes: [Node]
    let hindrances: [String]

    init(_ status: IntakeStatus, home: Zone) {
        waiting = status.waiting
        indexed = status.indexed
        quarantined = status.quarantined
        duplicates = status.duplicates
        sources = status.sources.map { source in
            Source(
                path: source.path, profile: source.profile, watching: source.watching,
                waiting: source.waiting,
                lastScanAt: OrNull(source.lastScanAt.map { home.time($0).iso8601 }),
                lastTakenInAt: OrNull(source.lastTakenInAt.map { home.time($0).iso8601 }),
                lastError: OrNull(source.lastError),
                lastErrorAt: OrNull(source.lastErrorAt.map { home.time($0).iso8601 }))
        }
        nodes = status.nodes.map { node in
            Node(
                name: node.name, number: node.number, isSelf: node.isSelf, state: node.state,
                secondsSinceBeat: OrNull(node.secondsSinceBeat), waiting: node.waiting,
                takenIn: node.takenIn, version: node.version,
                startedAt: home.time(node.startedAt).iso8601)
        }
        hindrances = status.hindrances
    }
}
