import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1

/// Asks the running daemon over its Unix socket, the way the page asks it over HTTP.
struct DaemonClient {
    private static let answerBytesMax = 64 << 20
    let socket: String

    /// The body of the answer to `GET path`, decoded.
    func get<Answer: Decodable>(
        _ path: String, query: [(String, String?)] = [], as type: Answer.Type = Answer.self
    ) async throws -> (answer: Answer, body: Data) {
        let body = try await send(.GET, path, query: query, json: nil)
        do {
            return (try JSONDecoder().decode(Answer.self, from: body), body)
        } catch {
            throw Stop(.internalError, "The daemon answered something unexpected; is it as new?")
        }
    }

    func post(_ path: String, json: some Encodable) async throws -> Data {
        try await send(.POST, path, query: [], json: try JSONEncoder().encode(json))
    }

    func post(_ path: String, body: Data) async throws -> Data {
        try await send(.POST, path, query: [], json: body)
    }

    /// Hands the body of a long answer to `put`, piece by piece, for at most a day.
    func download(
        _ path: String, json: some Encodable, _ put: (Data) throws -> Void
    ) async throws {
        let request = try request(
            .POST, path, query: [], json: try JSONEncoder().encode(json))
        let client = HTTPClient(eventLoopGroupProvider: .singleton)
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

    private func send(
        _ method: HTTPMethod, _ path: String, query: [(String, String?)], json: Data?
    ) async throws -> Data {
        let request = try request(method, path, query: query, json: json)
        let client = HTTPClient(eventLoopGroupProvider: .singleton)
        do {
            let answer = try await client.execute(request, timeout: .seconds(60))
            let body = Data(
                try await answer.body.collect(upTo: Self.answerBytesMax).readableBytesView)
            try await client.shutdown()
            guard (200..<300).contains(answer.status.code) else {
                throw refusal(status: Int(answer.status.code), body: body)
            }
            return body
        } catch let stop as Stop {
            throw stop
        } catch {
            try? await client.shutdown()
            throw Stop(
                .noService,
                "No daemon answers at \(socket). Start it with `callaudit serve`, or name its "
                    + "settings with --config.")
        }
    }

    private func request(
        _ method: HTTPMethod, _ path: String, query: [(String, String?)], json: Data?
    ) throws -> HTTPClientRequest {
        var components = URLComponents()
        components.path = path
        let items = query.compactMap { name, value in
            value.map { URLQueryItem(name: name, value: $0) }
        }
        if !items.isEmpty { components.queryItems = items }
        guard
            let url = URL(
                httpURLWithSocketPath: socket,
                uri: components.string?.replacing("+", with: "%2B") ?? path)
        else { throw Stop(.settings, "The socket path \(socket) can't be used.") }
        var request = HTTPClientRequest(url: url.absoluteString)
        request.method = method
        request.headers.add(name: "Accept", value: "application/json")
        request.headers.add(name: "Host", value: "localhost")
        if let json {
            request.headers.add(name: "Content-Type", value: "application/json")
            request.body = .bytes(Array(json))
        }
        return request
    }

    private func refusal(status: Int, body: Data) -> Stop {
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
