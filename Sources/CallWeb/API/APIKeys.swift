import CallDesk
import Calls
import Hummingbird

extension Web {
    func apiKeys(_ visit: Visit) async throws -> Response {
        try visit.query.allow([])
        return try .json(KeysJSON(try await desk.keyStatus(by: visit.principal), visit.words))
    }

    func apiRotate(_ visit: Visit) async throws -> Response {
        try visit.query.allow([])
        struct Body: Decodable {
            var key: String?
            var reason: String?
        }
        let body = try await visit.json(Body.self, limits: settings.limits)
        let key = try body.key.map(Self.keyID)
        let id = try await desk.askRotation(
            to: key, because: body.reason ?? "", by: visit.principal)
        return try .json(["approval": id.description])
    }

    func apiResumeRotation(_ visit: Visit) async throws -> Response {
        try visit.query.allow([])
        let id = try await desk.resumeRotation(by: visit.principal)
        return try .json(["job": id.description])
    }

    func apiEscrow(_ visit: Visit) async throws -> Response {
        try visit.query.allow([])
        struct Body: Decodable {
            var key: String
            var recipients: Int
        }
        let body = try await visit.json(Body.self, limits: settings.limits)
        guard (1...100).contains(body.recipients) else {
            throw Refusal(
                .invalid, .badRequest, "recipients is a number from 1 to 100.",
                subject: "recipients")
        }
        try await desk.noteEscrow(
            of: try Self.keyID(body.key), recipients: body.recipients, by: visit.principal)
        return Response(status: .noContent)
    }

    private static func keyID(_ text: String) throws -> KeyID {
        guard let id = KeyID(text: text) else {
            throw Refusal(
                .invalid, .badRequest,
                "A master key's id has 16 hexadecimal digits. Look at `callaudit key status`.",
                subject: "key")
        }
        return id
    }
}

struct KeysJSON: Encodable, Sendable {
    struct Epoch: Encodable, Sendable {
        let epoch: Int
        let key: String
        let source: String
        let createdAt: String
        let retiredAt: OrNull<String>
        let customers: Int64
        let carried: Int
    }

    let epochs: [Epoch]
    let nextKey: OrNull<String>
    let nodesLackingNextKey: [String]
    let rotation: OrNull<JobJSON>
    let approval: OrNull<String>

    init(_ status: KeyStatus, _ words: Words) {
        epochs = status.epochs.map { epoch in
            Epoch(
                epoch: epoch.number, key: epoch.keyID, source: epoch.source,
                createdAt: words.home.time(epoch.createdAt).iso8601,
                retiredAt: OrNull(epoch.retiredAt.map { words.home.time($0).iso8601 }),
                customers: epoch.customers, carried: epoch.carried)
        }
        nextKey = OrNull(status.nextKeyID)
        nodesLackingNextKey = status.nextKeyID == nil ? [] : status.lacking
        rotation = OrNull(status.rotation.map { JobJSON($0, home: words.home) })
        approval = OrNull(status.asked?.description)
    }
}

/// Long work, as the API tells of it.
