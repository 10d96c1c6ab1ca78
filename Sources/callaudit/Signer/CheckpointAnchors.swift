import CallLedger
import CallSettings
import Foundation
import Synchronization

/// Sends a checkpoint to every place that the settings name; each has its time, and one that fails
/// doesn't keep the others from it.
struct CheckpointAnchors: Sendable {
    private let anchors: [SignerSettings.Anchor]

    init(_ anchors: [SignerSettings.Anchor]) {
        self.anchors = anchors
    }

    /// What went wrong, as sentences.
    func send(_ checkpoint: SignedCheckpoint) async -> [String] {
        var failures: [String] = []
        for anchor in anchors {
            do {
                try await send(checkpoint, to: anchor)
            } catch {
                failures.append((error as? Stop)?.sentence ?? "\(error)")
            }
        }
        return failures
    }

    private func send(
        _ checkpoint: SignedCheckpoint, to anchor: SignerSettings.Anchor
    ) async throws {
        let note = checkpoint.description
        switch anchor {
        case .file(let path): try append(note, to: path)
        case .syslog(let address):
            try SyslogMessage(checkpoint, now: Date()).send(to: address)
        case .command(let words, let seconds):
            try await run(words, seconds: seconds, input: note)
        }
    }

    /// In one write, with an empty line behind it, and on the disk when it returns.
    private func append(_ note: String, to path: String) throws {
        let file = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o640)
        guard file >= 0 else {
            throw Stop(.inputOutput, "The anchor \(path) can't be written: \(errorText()).")
        }
        defer { close(file) }
        let bytes = Array((note + "\n").utf8)
        guard write(file, bytes, bytes.count) == bytes.count, fsync(file) == 0 else {
            throw Stop(.inputOutput, "The anchor \(path) can't be written: \(errorText()).")
        }
    }

    private func run(_ words: [String], seconds: Double, input: String) async throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: words[0])
        process.arguments = Array(words.dropFirst())
        process.environment = ["PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"]
        let pipe = Pipe()
        process.standardInput = pipe
        process.standardOutput = FileHandle.nullDevice
        do { try process.run() } catch {
            throw Stop(.inputOutput, "The anchor's command \(words[0]) can't be started.")
        }
        try? pipe.fileHandleForWriting.write(contentsOf: Data(input.utf8))
        try? pipe.fileHandleForWriting.close()
        let deadline = ContinuousClock.now + .seconds(seconds)
        while process.isRunning, ContinuousClock.now < deadline {
            try? await Task.sleep(for: .milliseconds(20))
        }
        if process.isRunning {
            kill(process.processIdentifier, SIGKILL)
            process.waitUntilExit()
            throw Stop(.inputOutput, "The anchor's command took more than \(Int(seconds)) s.")
        }
        guard process.terminationStatus == 0 else {
            throw Stop(
                .inputOutput,
                "The anchor's command ended with \(process.terminationStatus).")
        }
    }
}
