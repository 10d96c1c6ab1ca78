import CallAudio
import Calls
import Foundation

/// Bytes of WAVE files, written without any library.
enum WaveFile {
    static func pcm16(_ channels: [Signal]) -> [UInt8] {
        let frames = channels.map(\.samples.count).min() ?? 0
        var data: [UInt8] = []
        data.reserveCapacity(frames * channels.count * 2)
        for frame in 0..<frames {
            for channel in channels {
                let scaled = (channel.samples[frame] * 32_768).rounded()
                data += little(Int(max(-32_768, min(32_767, scaled))), 2)
            }
        }
        return wave(
            tag: 1, channels: channels.count, rate: channels[0].rate, bits: 16, data: data)
    }

    static func float32(_ channels: [[Float]], rate: Int) -> [UInt8] {
        let data = (0..<channels[0].count).flatMap { frame in
            channels.flatMap { little(Int($0[frame].bitPattern), 4) }
        }
        return wave(tag: 3, channels: channels.count, rate: rate, bits: 32, data: data)
    }

    /// A header before `data`, whatever that is; `claimed` bytes instead of the true number.
    static func wave(
        tag: Int, channels: Int, rate: Int, bits: Int, data: [UInt8], claimed: Int? = nil,
        blockBytes: Int? = nil, formatTail: [UInt8] = []
    ) -> [UInt8] {
        let block = blockBytes ?? channels * bits / 8
        let format =
            little(tag, 2) + little(channels, 2) + little(rate, 4)
            + little(rate * block, 4) + little(block, 2) + little(bits, 2) + formatTail
        let size = claimed ?? data.count
        let body =
            Array("WAVEfmt ".utf8) + little(format.count, 4) + format
            + Array("data".utf8) + little(size, 4) + data
        return Array("RIFF".utf8) + little(body.count - data.count + size, 4) + body
    }

    static func little(_ number: Int, _ size: Int) -> [UInt8] {
        (0..<size).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
    }
}

/// A folder that goes away with its test.
final class Scratch {
    let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(
            path: "sound-\(UInt64.random(in: 0...UInt64.max))")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    func file(_ name: String, _ bytes: [UInt8] = []) throws -> String {
        let url = folder.appending(path: name)
        if !bytes.isEmpty { try Data(bytes).write(to: url) }
        return url.path
    }

    /// Runs a program of the system; what it printed on either stream.
    @discardableResult
    func run(_ program: String, _ arguments: String...) throws -> String {
        try run([program] + arguments)
    }

    @discardableResult
    func run(_ command: [String]) throws -> String {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = command
        process.standardInput = FileHandle.nullDevice
        let output = Pipe()
        process.standardOutput = output
        process.standardError = output
        try process.run()
        let text = String(
            decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw ToolFailed(text: text) }
        return text
    }

    struct ToolFailed: Error { let text: String }
}

func measure(path: String, raw: RawEncoding? = nil) throws -> SoundReport {
    let descriptor = open(path, O_RDONLY)
    defer { close(descriptor) }
    return try SoundFile(descriptor: descriptor, raw: raw).measure()
}

func measure(
    _ bytes: [UInt8], raw: RawEncoding? = nil, framesMax: Int64 = SoundFile.framesMaxDefault
) throws -> SoundReport {
    let scratch = try Scratch()
    let descriptor = open(try scratch.file("sound", bytes), O_RDONLY | O_CREAT, 0o600)
    defer { close(descriptor) }
    return try SoundFile(descriptor: descriptor, raw: raw, framesMax: framesMax).measure()
}

func measure(_ channels: Signal...) throws -> SoundReport {
    try measure(WaveFile.pcm16(channels))
}
