import CallLedger
import CallSettings
import Calls
import Foundation
import Logging
import Synchronization

/// The signer at work: asks the daemon how far the ledger is, follows both copies, signs, and sends
/// what it signed out.
struct SignerLoop {
    private static let pageEntries = 2000
    private static let pause = Duration.seconds(2)
    private static let patience = Duration.seconds(30)

    private let settings: SignerSettings
    private let keys: SignerKeys
    private let log: Logger
    private let client: DaemonClient
    private let anchors: CheckpointAnchors

    init(settings: SignerSettings, keys: SignerKeys, log: Logger) {
        self.settings = settings
        self.keys = keys
        self.log = log
        client = DaemonClient(socket: settings.socket)
        anchors = CheckpointAnchors(settings.anchors)
    }

    private struct Standing: Decodable {
        var size: Int64
        var root: String
        var origin: String?
    }

    /// Works until SIGTERM or SIGINT. A fault that passes is logged once and tried again.
    func run() async throws {
        let stops = StopSignals()
        var signer: LedgerSigner?
        var signedAt = ContinuousClock.now - .seconds(86_400)
        var said = ""
        while !stops.asked {
            do {
                try await turn(&signer, &signedAt)
                if !said.isEmpty { log.notice("the signer goes on") }
                said = ""
            } catch let fault as SignerFault {
                signer?.beginRound()
                try await refuse(fault, isNews: said != fault.description)
                said = fault.description
            } catch {
                signer?.beginRound()
                let sentence = (error as? Stop)?.sentence ?? "\(error)"
                if said != sentence { log.warning("\(sentence)") }
                said = sentence
            }
            try? await Task.sleep(for: Self.pause)
        }
        log.notice("stopped")
    }

    private func turn(
        _ signer: inout LedgerSigner?, _ signedAt: inout ContinuousClock.Instant
    ) async throws {
        let standing = try await client.get(
            "/api/v1/ledger/standing", as: Standing.self
        ).answer
        guard let origin = standing.origin, let bytes = [UInt8](hexadecimal: standing.root),
            let root = LedgerHash(bytes)
        else { throw Stop(.tryAgain, "The daemon doesn't know yet whose installation it is.") }
        if signer == nil { signer = try LedgerSigner(folder: settings.state, origin: origin) }
        guard var current = signer else { return }
        guard current.origin == origin else {
            throw SignerFault.anotherInstallation(current.origin)
        }
        try current.check(size: standing.size, root: root)
        let fresh = standing.size - current.head.size
        let isDue = signedAt.duration(to: .now) >= .seconds(settings.everySeconds)
        if fresh >= Int64(settings.everyEntries) || (fresh > 0 && isDue) {
            try await follow(&current, to: standing.size)
            try current.check(size: standing.size, root: root)
            let key = NoteKey(keys.note, name: origin)
            let checkpoint = try current.sign(with: key)
            signer = current
            signedAt = .now
            try await bring(checkpoint, key)
        }
        try await signExports(NoteKey(keys.note, name: origin).verifier)
    }

    /// Both copies up to `size`; waits a little for the second one, which is written after.
    private func follow(_ signer: inout LedgerSigner, to size: Int64) async throws {
        let copy = MirrorReader(folder: settings.copy)
        while signer.next < size {
            let from = signer.next
            let limit = Int(min(Int64(Self.pageEntries), size - from))
            let frames = try await client.bytes(
                "/api/v1/ledger/entries", query: [("from", "\(from)"), ("limit", "\(limit)")])
            var database: [[UInt8]] = []
            try frames.withUnsafeBytes { bytes in
                _ = try LedgerFrames.read(bytes) { database.append(Array($0)) }
            }
            guard !database.isEmpty else {
                throw SignerFault.refused(.databaseAltered, sequence: from)
            }
            database = Array(database.prefix(limit))
            let deadline = ContinuousClock.now + Self.patience
            var other = try copy.entries(from: from, limit: database.count)
            while other.count < database.count, ContinuousClock.now < deadline {
                try await Task.sleep(for: .milliseconds(200))
                other = try copy.entries(from: from, limit: database.count)
            }
            try signer.see(database: database, copy: other)
        }
    }

    private func bring(_ signed: SignedCheckpoint, _ key: NoteKey) async throws {
        let note = signed.description
        try write(note, to: "checkpoint")
        _ = try await client.post(
            "/api/v1/ledger/checkpoints",
            json: [
                "checkpoint": note, "noteKey": key.verifier.description,
                "minisignKey": keys.minisign.publicKey.line,
            ])
        for failure in await anchors.send(signed) { log.error("\(failure)") }
        log.info("signed", metadata: ["entries": "\(signed.checkpoint.size)"])
    }

    /// The newest note, for whoever looks; what counts lies in the frontier.
    private func write(_ note: String, to name: String) throws {
        let url = URL(fileURLWithPath: settings.state + "/" + name)
        try Data(note.utf8).write(to: url, options: .atomic)
    }

    private func refuse(_ fault: SignerFault, isNews: Bool) async throws {
        guard isNews else { return }
        log.critical("\(fault)", metadata: ["event": "signer.refused"])
        guard case .refused(let reason, let sequence) = fault else { return }
        struct Complaint: Encodable {
            var reason: String
            var entry: Int64
        }
        _ = try? await client.post(
            "/api/v1/ledger/refusals",
            json: Complaint(reason: reason.rawValue, entry: sequence))
    }

    // MARK: Exports

    private struct Waiting: Decodable {
        struct Item: Decodable {
            var id: String
            var first: Int64
            var end: Int64
            var sums: String
            var trustedComment: String
        }
        var items: [Item]
    }

    private func signExports(_ verifier: NoteVerifier) async throws {
        let waiting = try await client.get(
            "/api/v1/ledger/exports/waiting", as: Waiting.self
        ).answer
        for item in waiting.items where item.first >= 0 && item.first < item.end {
            let claim = ExportClaim(sums: item.sums, trustedComment: item.trustedComment)
            guard try await holds(claim, item.first..<item.end, verifier) else {
                log.error("an export isn't what the signer knows, and stays unsigned")
                continue
            }
            let signature = keys.minisign.signature(
                of: Array(claim.sums.utf8), trusted: claim.trustedComment)
            _ = try await client.post(
                "/api/v1/ledger/exports/\(item.id.urlPart)/signature",
                json: ["signature": signature])
        }
    }

    /// Whether the claim is of a checkpoint that this signer signed, of the entries as they stand
    /// in the second copy, and of its own keys.
    private func holds(
        _ claim: ExportClaim, _ entries: Range<Int64>, _ verifier: NoteVerifier
    ) async throws -> Bool {
        guard let size = claim.trustedComment.split(separator: " ").last,
            let note = String(
                validating: try await client.bytes(
                    "/api/v1/ledger/checkpoint", query: [("size", String(size))]),
                as: UTF8.self),
            let signed = SignedCheckpoint(note), signed.note.isSigned(by: verifier)
        else { return false }
        let copy = MirrorReader(folder: settings.copy)
        var framed = RunningSHA256()
        var readable = RunningSHA256()
        var next = entries.lowerBound
        while next < entries.upperBound {
            let limit = Int(min(Int64(Self.pageEntries), entries.upperBound - next))
            let page = try copy.entries(from: next, limit: limit)
            if page.isEmpty { return false }
            for entry in page {
                framed.update(LedgerFrames.frame(entry))
                readable.update(try LedgerEntry(decoding: entry).jsonLine)
            }
            next += Int64(page.count)
        }
        return claim.agrees(
            with: ExportClaim.Known(
                checkpoint: signed, entries: entries, framed: framed.finish(),
                readable: readable.finish(),
                keys: (verifier.description + "\n", keys.minisign.publicKey.text)))
    }
}

/// SIGTERM and SIGINT, as a wish to stop soon.
private final class StopSignals: Sendable {
    private let wished = Mutex(false)
    private let sources: [any Sendable]

    var asked: Bool { wished.withLock(\.self) }

    init() {
        signal(SIGTERM, SIG_IGN)
        signal(SIGINT, SIG_IGN)
        let made = [SIGTERM, SIGINT].map { DispatchSource.makeSignalSource(signal: $0) }
        sources = made.map { SignalSource(source: $0) }
        for source in made {
            source.setEventHandler { [weak self] in self?.wished.withLock { $0 = true } }
            source.resume()
        }
    }

    private struct SignalSource: @unchecked Sendable {
        // Unchecked because nobody touches it but to keep it alive.
        let source: any DispatchSourceSignal
    }
}
