import CallDesk
import CallVault
import Calls
import Foundation
import Logging

/// Tries quarantined files again when somebody asks.
final class RetryQueue: Sendable {
    private static let batch = 100
    /// How often wishes are looked for that another node heard.
    private static let lookSeconds = 5.0
    /// Wishes that are read at a time to find this node's own among them.
    private static let wishesMax = 1000
    let taker: FileTaker
    private let gate: TakingGate
    private let sources: [Source]
    private let log: Logger
    private let wishes: AsyncStream<Void>
    private let wish: AsyncStream<Void>.Continuation

    private var desk: CallDesk { taker.desk }

    init(taker: FileTaker, gate: TakingGate, sources: [Source], log: Logger) {
        self.taker = taker
        self.gate = gate
        self.sources = sources
        self.log = log
        (wishes, wish) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
        wish.yield()
    }

    func wake() { wish.yield() }
    func stop() { wish.finish() }

    /// Works until `stop`. Throws only what must end the daemon.
    func run() async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await self.lookForOthersWishes() }
            for await _ in wishes {
                while await gate.opens(), try await retryBatch() {}
            }
            group.cancelAll()
        }
    }

    /// Somebody may ask another node for a retry that falls to this one.
    private func lookForOthersWishes() async {
        while !gate.isStopped {
            try? await Task.sleep(for: .seconds(Self.lookSeconds))
            if !desk.nodes.share.isAlone { wake() }
        }
    }

    /// Tries the oldest wishes that are this node's; false when there was none, or one must wait.
    private func retryBatch() async throws -> Bool {
        do {
            let share = desk.nodes.share
            let wishes = try await desk.retriesAsked(
                limit: share.isAlone ? Self.batch : Self.wishesMax, by: .daemon)
            let ids = wishes.filter { share.isOwn(UInt64(bitPattern: $0.rawValue)) }
                .prefix(Self.batch)
            var waits = false
            for id in ids where !gate.isStopped {
                if try await !isTried(id) { waits = true }
            }
            if waits { wakeLater() }
            return !ids.isEmpty && !waits
        } catch let fault where fault.endsDaemon {
            throw fault
        } catch {
            wakeLater()
            return false
        }
    }

    /// False when the file couldn't be tried now; the wish then stands.
    private func isTried(_ id: QuarantineItem.ID) async throws -> Bool {
        do {
            try await retry(id)
            return true
        } catch let refusal as Refusal where refusal.code == .alreadyDecided {
            return true
        } catch let refusal as Refusal where refusal.kind == .unavailable {
            return false
        } catch let fault where fault.endsDaemon {
            throw fault
        } catch {
            log.warning(
                "a file in quarantine could not be tried now and is tried again in 30 s",
                metadata: ["item": "\(id)", "fault": "\(error)"])
            return false
        }
    }

    private func wakeLater() {
        let wish = wish
        DispatchQueue.global().asyncAfter(deadline: .now() + 30) { wish.yield() }
    }

    private func retry(_ id: QuarantineItem.ID) async throws {
        let opened: QuarantinedFile?
        do {
            opened = try await desk.openQuarantined(
                id, bytesMax: taker.fileBytesMax, by: .daemon)
        } catch is VaultError, is DeskFault {
            try await desk.noteFailedRetry(
                of: id, reason: nil,
                detail: "The sealed file is missing or damaged; restore it from a backup.",
                by: .daemon)
            return
        }
        guard let file = opened else {
            try await desk.noteFailedRetry(
                of: id, reason: .oversized,
                detail: "It is larger than intake.fileBytesMax in the settings.", by: .daemon)
            return
        }
        defer { file.content.close() }
        guard let source = sources.first(where: { $0.folder.path == file.origin.sourcePath })
        else {
            try await desk.noteFailedRetry(
                of: id, reason: nil,
                detail: "Its source folder is no longer in the settings; add it again.",
                by: .daemon)
            return
        }
        if let inlet = source.complaints {
            try await retryComplaint(file, by: inlet)
        } else if case .sidecar = source.profile.kind(ofFile: file.origin.relativePath) {
            try await retrySidecar(file, source)
        } else {
            try await retryRecording(file, source)
        }
    }

    private func retryRecording(_ file: QuarantinedFile, _ source: Source) async throws {
        let path = file.origin.relativePath
        // A source folder that is away keeps no sidecar.
        let sidecars = try await BlockingWork.run {
            (try? SidecarFile.find(forRecording: path, in: source.folder)) ?? []
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
