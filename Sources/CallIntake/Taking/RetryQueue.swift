import CallDesk
import CallVault
import Calls
import Foundation
import Synchronization

/// Tries quarantined files again when somebody asks.
final class RetryQueue: Sendable {
    private static let batch = 20
    private let taker: FileTaker
    private let desk: CallDesk
    private let sources: [Source]
    private let wishes: AsyncStream<Void>
    private let wish: AsyncStream<Void>.Continuation

    init(taker: FileTaker, desk: CallDesk, sources: [Source]) {
        self.taker = taker
        self.desk = desk
        self.sources = sources
        (wishes, wish) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
        wish.yield()
    }

    func wake() { wish.yield() }
    func stop() { wish.finish() }

    func run() async throws {
        for await _ in wishes {
            while true {
                let ids = try await desk.retriesAsked(limit: Self.batch, by: .daemon)
                if ids.isEmpty { break }
                for id in ids { try await retry(id) }
            }
        }
    }

    private func retry(_ id: QuarantineItem.ID) async throws {
        let file: QuarantinedFile
        do {
            file = try await desk.openQuarantined(id, by: .daemon)
        } catch {
            try await desk.noteFailedRetry(
                of: id, reason: .notSound,
                detail: "The sealed file is missing or damaged; restore it from a backup.",
                by: .daemon)
            return
        }
        defer { file.content.close() }
        guard let source = sources.first(where: { $0.folder.path == file.origin.sourcePath })
        else {
            try await desk.noteFailedRetry(
                of: id, reason: .unreadableName,
                detail: "Its source folder is no longer in the settings; add it again.",
                by: .daemon)
            return
        }
        if case .sidecar = source.profile.kind(ofFile: file.origin.relativePath) {
            try await retrySidecar(file, source)
        } else {
            try await retryRecording(file, source)
        }
    }

    private func retryRecording(_ file: QuarantinedFile, _ source: Source) async throws {
        let path = file.origin.relativePath
        let sidecars = try await BlockingWork.run {
            try SidecarFile.find(forRecording: path, in: source.folder)
        }
        var raw: RawEncoding?
        if case .recording(let encoding) = source.profile.kind(ofFile: path) { raw = encoding }
        let isIn = try await taker.decide(
            FileToDecide(
                descriptor: file.content.descriptor, bytes: file.content.bytes, raw: raw,
                origin: file.origin,
                reading: CallReading(
                    name: source.folder.readName(path),
                    sidecar: sidecars.lazy.compactMap(\.sidecar).first),
                profile: source.profile, fingerprint: nil, retryOf: file.id))
        if isIn { try await desk.removeQuarantinedFile(file.id) }
    }

    private func retrySidecar(_ file: QuarantinedFile, _ source: Source) async throws {
        let bytes = try await BlockingWork.run { try SidecarFile.bytes(of: file.content) }
        switch SidecarFile.parse(bytes, source.folder) {
        case .failure(let failure):
            try await desk.noteFailedRetry(
                of: file.id, reason: .brokenSidecar, detail: failure.sentence, by: .daemon)
        case .success(let sidecar):
            let path = file.origin.relativePath
            guard try await taker.amend(with: sidecar, at: path, source.folder) else {
                try await desk.noteFailedRetry(
                    of: file.id, reason: .brokenSidecar,
                    detail: "Its recording isn't in the index yet; try again once it is.",
                    by: .daemon)
                return
            }
            try await desk.closeQuarantinedSidecar(file.id, by: .daemon)
        }
    }
}
