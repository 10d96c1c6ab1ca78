import CallVault
import Calls
import Foundation
import Testing

/// Prints what sealing costs; asserts only that the work was done, as machines differ.
struct VaultSpeedTests {
    @Test func `sealing, opening and hashing say how fast they are`() throws {
        let key = try Golden.recordingKey()
        let content = Golden.content(1 << 20)
        let rounds = 64

        let stored = try TemporaryFile()
        let file = try #require(FileHandle(forWritingAtPath: stored.path))
        let writer = try SealedWriter(key: key, kind: .recording)
        try file.write(contentsOf: writer.header)
        var output: [UInt8] = []
        var sealing = Duration.zero
        for _ in 0..<rounds {
            output.removeAll(keepingCapacity: true)
            sealing += ContinuousClock().measure { writer.update(content, into: &output) }
            try file.write(contentsOf: output)
        }
        output.removeAll(keepingCapacity: true)
        writer.finish(into: &output)
        try file.write(contentsOf: output)

        let reader = try stored.reader(key: key)
        #expect(reader.contentBytes == Int64(rounds * content.count))
        let opening = try ContinuousClock().measure {
            for start in stride(from: 0, to: reader.contentBytes, by: 65_536) {
                _ = try reader.read(start..<start + 65_536)
            }
        }
        let hasher = ContentHasher()
        let hashing = ContinuousClock().measure {
            for _ in 0..<rounds { hasher.update(content) }
        }
        #expect(hasher.finish().count == ContentHasher.byteCount)

        report("sealing", Double(rounds) * 1.048576 / seconds(sealing), "MB/s")
        report("opening by 64 KiB", Double(rounds) * 1.048576 / seconds(opening), "MB/s")
        report("BLAKE2b-256", Double(rounds) * 1.048576 / seconds(hashing), "MB/s")
    }

    @Test func `keys and fields say how fast they are`() throws {
        let vault = try Golden.vault()
        let key = try Golden.subjectKey()
        let place = FieldPlace(table: "customer", column: "number", row: 7, version: 3)
        let rounds = 2_000
        let fields = try ContinuousClock().measure {
            for _ in 0..<rounds {
                let blob = try vault.seal("+8613800138000", as: place, under: key)
                _ = try vault.openText(blob, as: place, under: key)
            }
        }
        let wrapped = bytes(Golden.wrappedSubjectKey)
        let keys = try ContinuousClock().measure {
            for _ in 0..<rounds { _ = try vault.openSubjectKey(wrapped, for: Golden.subject) }
        }
        report("a field sealed and opened", seconds(fields) * 1e6 / Double(rounds), "µs")
        report("a customer's key opened", seconds(keys) * 1e6 / Double(rounds), "µs")
    }

    private func seconds(_ duration: Duration) -> Double { duration / .seconds(1) }

    private func report(_ name: String, _ value: Double, _ unit: String) {
        FileHandle.standardError.write(Data("\(name): \(Int(value)) \(unit)\n".utf8))
    }
}
