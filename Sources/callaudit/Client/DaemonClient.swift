import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1

/// Asks the running daemon over its Unix socket, the way the page asks it over HTTP; or one
/// elsewhere, over HTTPS with a token.
struct DaemonClient {
    private static let answerBytesMax = 64 << 20
    let door: DaemonDoor
    /// The role to act in at the socket; nil for the first that the user has.
    let role: String?

    init(socket: String, role: String? = nil) { self.init(door: .socket(socket), role: role) }

    init(door: DaemonDoor, role: String? = nil) {
        self.door = door
        self.role = role
    }

    /// The body of the answer to `GET path`, decoded.
    func get<Answer: Decodable>(
        _ path: String, query: [(String, String?)] = [], as type: Answer.Type = Answer.self
    ) async throws -> (answer: Answer, body: Data) {
        let body = try await send(.GET, path, query: query, nil)
        do {
            return (try JSONDecoder().decode(Answer.self, from: body), body)
        } catch {
            throw Stop(.internalError, "The daemon answered something unexpected; is it as new?")
        }
    }

    func post(_ path: String, json: some Encodable) async throws -> Data {
        try await send(
            .POST, path, query: [], Body(data: try JSONEncoder().encode(json)))
    }

    /// Writes what stands at `path` anew.
    func put(_ path: String, json: some Encodable) async throws -> Data {
        try await send(.PUT, path, query: [], Body(data: try JSONEncoder().encode(json)))
    }

    /// Sends a file of `type`; an answer with one of the statuses `accepting` counts as well.
    func post(
        _ path: String, file: Data, type: String, accepting: Set<UInt>
    ) async throws -> Data {
        try await send(
            .POST, path, query: [], Body(data: file, type: type, accepting: accepting))
    }

    /// Sends JSON that stands ready.
    func post(_ path: String, body: Data) async throws -> Data {
        try await send(.POST, path, query: [], Body(data: body))
    }

    /// Writes anew what stands at `path`, by JSON that stands ready.
    func put(_ path: String, body: Data) async throws {
        _ = try await send(.PUT, path, query: [], Body(data: body))
    }

    /// Hands the body of a long answer to `put`, piece by piece, for at most a day.
    func download(
        _ path: String, json: some Encodable, _ put: (Data) throws -> Void
    ) async throws {
        var request = try request(for: path)
        request.method = .POST
        request.headers.add(name: "Content-Type", value: "application/json")
        request.body = .bytes(Array(try JSONEncoder().encode(json)))
        try await download(request, put)
    }

    /// The same of what is fetched by its address alone.
    func download(_ path: String, _ put: (Data) throws -> Void) async throws {
        try await download(try request(for: path), put)
    }

    private func download(
        _ request: HTTPClientRequest, _ put: (Data) throws -> Void
    ) async throws {
        let client = HTTPClient(
            eventLoopGroupProvider: .singleton, configuration: try door.configuration)
        do {
            let answer = try await client.execute(request, timeout: .hours(24))
            guard (200..<300).contains(answer.status.code) else {
                let body = try await answer.body.collect(upTo: Self.answerBytesMax)
                throw refusal(status: Int(answer.status.code), body: Data(body.readableBytesView))
            }
            for try await piece in answer.body { try put(Data(piece.readableBytesView)) }
            try await client.shutdown()
        } catch let stop as Stop {
            try? await client.shutdown()
            throw stop
        } catch {
            try? await client.shutdown()
            throw Stop(.noService, "The daemon broke off. Its journal says why; try again.")
        }
    }

    struct Body {
        var data: Data
        var type = "application/json"
        var accepting: Set<UInt> = []
    }

    func send(
        _ method: HTTPMethod, _ path: String, query: [(String, String?)], _ sent: Body?
    ) async throws -> Data {
        var components = URLComponents()
        let items = query.compactMap { name, value in
            value.map { URLQueryItem(name: name, value: $0) }
        }
        if !items.isEmpty { components.queryItems = items }
        let asked = components.percentEncodedQuery?.replacing("+", with: "%2B")
        var request = try request(for: path + (asked.map { "?" + $0 } ?? ""))
        request.method = method
        request.headers.add(name: "Accept", value: "application/json")
        if let sent {
            request.headers.add(name: "Content-Type", value: sent.type)
            request.body = .bytes(Array(sent.data))
        }
        let client = HTTPClient(
            eventLoopGroupProvider: .singleton, configuration: try door.configuration)
        do {
            let answer = try await client.execute(request, timeout: .seconds(60))
            let body = Data(
                try await answer.body.collect(upTo: Self.answerBytesMax).readableBytesView)
            try await client.shutdown()
            guard
                (200..<300).contains(answer.status.code)
                    || sent?.accepting.contains(answer.status.code) == true
            else {
                throw refusal(status: Int(answer.status.code), body: body)
            }
            return body
        } catch let stop as Stop {
            throw stop
        } catch {
            try? await client.shutdown()
            if case .remote = door {
                throw Stop(
                    .noService,
                    "No daemon answers at \(door.title), or its certificate isn't trusted here; "
                        + "name a CA of your own with --ca-file.")
            }
            throw Stop(
                .noService,
                "No daemon answers at \(door.title). Start it with `callaudit serve`, or name its "
                    + "settings with --config.")
        }
    }

    /// A request for `uri` at the door, by whoever the command is for.
    func request(for uri: String) throws -> HTTPClientRequest {
        var request = HTTPClientRequest(url: try door.url(uri))
        switch door {
        case .socket:
            request.headers.add(name: "Host", value: "localhost")
            if let role { request.headers.add(name: "X-Callaudit-Role", value: role) }
        case .remote(_, let token, _):
            request.headers.add(name: "Authorization", value: "Bearer \(token)")
        }
        return request
    }

    func refusal(status: Int, body: Data) -> Stop {
        struct Problem: Decodable {
            var title: String?
            var detail: String?
        }
        let problem = try? JSONDecoder().decode(Problem.self, from: body)
        let sentence = problem?.detail ?? problem?.title ?? "The daemon answered \(status)."
        switch status {
        case 401, 403: return Stop(.notAllowed, sentence)
        case 400, 404, 409, 413, 422: return Stop(.badData, sentence)
        case 429, 503: return Stop(.tryAgain, sentence)
        default: return Stop(.internalError, sentence)
        }
    }
}
