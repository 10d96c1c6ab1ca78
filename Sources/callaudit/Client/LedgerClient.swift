import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1

extension DaemonClient {
    /// The body of the answer to `GET path` as it is.
    func bytes(_ path: String, query: [(String, String?)] = []) async throws -> [UInt8] {
        Array(try await send(.GET, path, query: query, nil))
    }

    /// Writes the body of the answer to a new file, which is removed again when it doesn't arrive
    /// whole.
    func download(_ path: String, to file: String) async throws {
        try await writing(to: file) { put in try await stream(path, put) }
    }

    /// The same of what is asked for with a body.
    func download(_ path: String, json: some Encodable, to file: String) async throws {
        try await writing(to: file) { put in try await download(path, json: json, put) }
    }

    private func writing(
        to file: String, _ fetch: ((Data) throws -> Void) async throws -> Void
    ) async throws {
        let descriptor = open(file, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw Stop(.inputOutput, "\(file) can't be written: \(errorText()).")
        }
        let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        do {
            try await fetch { piece in try handle.write(contentsOf: piece) }
            try handle.synchronize()
        } catch {
            unlink(file)
            if let stop = error as? Stop { throw stop }
            throw Stop(.inputOutput, "The export didn't arrive whole. Try again.")
        }
    }

    private func stream(_ path: String, _ write: (Data) throws -> Void) async throws {
        let client = HTTPClient(
            eventLoopGroupProvider: .singleton, configuration: try door.configuration)
        do {
            let answer = try await client.execute(try request(for: path), timeout: .seconds(3600))
            guard answer.status == .ok else {
                let body = try await answer.body.collect(upTo: 65_536)
                throw refusal(status: Int(answer.status.code), body: Data(body.readableBytesView))
            }
            for try await piece in answer.body { try write(Data(piece.readableBytesView)) }
        } catch {
            try? await client.shutdown()
            throw error
        }
        try await client.shutdown()
    }
}
