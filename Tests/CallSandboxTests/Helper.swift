import CallSandbox
import Calls
import Foundation

enum Helper {
    /// The decoder that was built beside these tests.
    static let path: String = {
        let tests = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
        let folder = URL(filePath: tests ?? "").deletingLastPathComponent()
        return folder.appending(path: "callaudit-decode").path
    }()

    static func pool(
        workers: Int = 1, renderers: Int = 1, limits: DecodeLimits = DecodeLimits()
    ) -> DecodePool {
        DecodePool(helperPath: path, workers: workers, renderers: renderers, limits: limits)
    }
}

/// A file that nobody else can see, gone with its last descriptor.
final class OpenFile {
    let descriptor: Int32

    init(_ bytes: [UInt8]) throws {
        let path = FileManager.default.temporaryDirectory.appending(
            path: "sound-\(UInt64.random(in: 0...UInt64.max))")
        try Data(bytes).write(to: path)
        descriptor = open(path.path, O_RDONLY | O_CLOEXEC)
        try FileManager.default.removeItem(at: path)
    }

    deinit { close(descriptor) }
}

enum Sound {
    /// A 16-bit WAVE of a soft tone that comes and goes.
    static func wave(seconds: Double, channels: Int = 1, rate: Int = 8000) -> [UInt8] {
        let frames = Int(seconds * Double(rate))
        var data: [UInt8] = []
        for frame in 0..<frames {
            let time = Double(frame) / Double(rate)
            let value = sin(2 * .pi * 440 * time) * (sin(2 * .pi * 0.4 * time) > 0 ? 8000 : 20)
            for _ in 0..<channels { data += little(Int(value), 2) }
        }
        return wave(tag: 1, channels: channels, rate: rate, bits: 16, data: data)
    }

    static func wave(tag: Int, channels: Int, rate: Int, bits: Int, data: [UInt8]) -> [UInt8] {
        let block = channels * bits / 8
        return Array("RIFF".utf8) + little(36 + data.count, 4) + Array("WAVEfmt ".utf8)
            + little(16, 4) + little(tag, 2) + little(channels, 2) + little(rate, 4)
            + little(rate * block, 4) + little(block, 2) + little(bits, 2)
            + Array("data".utf8) + little(data.count, 4) + data
    }

    private static func little(_ number: Int, _ size: Int) -> [UInt8] {
        (0..<size).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
    }

    /// What a program makes of the 16-bit WAVE `wave`; `IN` and `OUT.…` in its arguments are files.
    static func converted(_ wave: [UInt8], by command: [String]) throws -> [UInt8] {
        let folder = FileManager.default.temporaryDirectory.appending(
            path: "sound-\(UInt64.random(in: 0...UInt64.max))")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try Data(wave).write(to: folder.appending(path: "in.wav"))
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.currentDirectoryURL = folder
        process.arguments = command
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        guard let made = names.first(where: { $0 != "in.wav" }) else { return [] }
        return [UInt8](try Data(contentsOf: folder.appending(path: made)))
    }

    static let kinds: [[String]] = [
        ["sox", "in.wav", "out.wav"], ["sox", "in.wav", "-e", "mu-law", "out.wav"],
        ["sox", "in.wav", "-c", "1", "-e", "gsm-full-rate", "out.wav"],
        ["sox", "in.wav", "-e", "ima-adpcm", "out.wav"], ["sox", "in.wav", "out.flac"],
        ["sox", "in.wav", "out.ogg"], ["opusenc", "--quiet", "in.wav", "out.opus"],
        ["lame", "--quiet", "in.wav", "out.mp3"], ["sox", "in.wav", "out.aiff"],
    ]
}
