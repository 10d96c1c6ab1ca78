import CallVault
import Calls
import Glibc
import Testing

/// A sealed recording against everything that can be done to its bytes.
struct SealedFileDamageTests {
    private let key: RecordingKey
    private let content = Golden.content(2 * SealedFile.chunkBytes + 37)
    private let file: [UInt8]
    private let stored: TemporaryFile

    init() throws {
        key = try Golden.recordingKey()
        file = try sealed(content, key: key)
        stored = try TemporaryFile(file)
    }

    private func isRefused() -> Bool {
        do {
            _ = try stored.opened(with: key)
            return false
        } catch {
            return error as? VaultError == .damaged
        }
    }

    private func overwrite(_ bytes: [UInt8], at offset: Int = 0) {
        let descriptor = open(stored.path, O_WRONLY)
        defer { close(descriptor) }
        #expect(pwrite(descriptor, bytes, bytes.count, off_t(offset)) == bytes.count)
    }

    @Test func `every flipped byte is refused`() {
        #expect(!isRefused())
        var accepted: [Int] = []
        for place in file.indices {
            overwrite([file[place] ^ (1 << (place % 8))], at: place)
            if !isRefused() { accepted.append(place) }
            overwrite([file[place]], at: place)
        }
        #expect(accepted == [])
        #expect(!isRefused())
    }

    @Test func `every truncation is refused`() {
        var accepted: [Int] = []
        for count in file.indices.reversed() {
            truncate(stored.path, off_t(count))
            if !isRefused() { accepted.append(count) }
        }
        #expect(accepted == [])
    }

    @Test func `every extension is refused, be it of noughts or of sealed bytes`() {
        var accepted: [Int] = []
        let tail = Array(file.dropFirst(SealedFile.headerBytes))
        for count in 1...SealedFile.chunkBytes + 100 {
            truncate(stored.path, off_t(file.count + count))
            if !isRefused() { accepted.append(count) }
        }
        for count in stride(from: 1, through: tail.count, by: 97) {
            truncate(stored.path, off_t(file.count))
            overwrite(Array(tail.prefix(count)), at: file.count)
            if !isRefused() { accepted.append(-count) }
        }
        #expect(accepted == [])
    }

    @Test func `chunks swapped, doubled, or left out are refused`() {
        let header = Array(file.prefix(SealedFile.headerBytes))
        let body = file.dropFirst(SealedFile.headerBytes)
        let size = SealedFile.chunkBytes + 16
        let first = body.prefix(size)
        let second = body.dropFirst(size).prefix(size)
        let last = body.dropFirst(2 * size)
        let orders = [
            [second, first, last], [first, first, second, last], [second, last], [first, last],
            [first, last, second], [last], [first, second], [],
        ]
        for order in orders {
            truncate(stored.path, 0)
            overwrite(header + order.joined())
            #expect(isRefused())
        }
    }

    @Test func `a larger file refuses sampled flips and truncations`() throws {
        let large = try sealed(Golden.content(60 * SealedFile.chunkBytes + 5), key: key)
        truncate(stored.path, 0)
        overwrite(large)
        for _ in 0..<300 {
            let place = Int.random(in: large.indices)
            overwrite([large[place] ^ UInt8.random(in: 1...255)], at: place)
            #expect(isRefused(), "byte \(place)")
            overwrite([large[place]], at: place)
        }
        for _ in 0..<300 {
            let count = Int.random(in: large.indices)
            truncate(stored.path, off_t(count))
            #expect(isRefused(), "length \(count)")
            overwrite(Array(large[count...]), at: count)
        }
        #expect(!isRefused())
    }

    @Test func `a truncation is found on opening, before a byte goes out`() {
        for chunks in 0...2 {
            truncate(stored.path, off_t(SealedFile.headerBytes + chunks * (16_384 + 16)))
            #expect(throws: VaultError.damaged) {
                try stored.reader(key: key)
            }
        }
    }

    @Test func `a file opens neither as another kind nor under another key`() throws {
        let vault = try Golden.vault()
        #expect(throws: VaultError.damaged) {
            try stored.opened(with: key, kind: .soundPicture)
        }
        let others = [
            try vault.newRecordingKey(for: Golden.recording),
            try vault.newQuarantineKey(for: Golden.quarantined),
        ]
        for other in others {
            #expect(throws: VaultError.damaged) { try stored.opened(with: other) }
        }
    }

    @Test func `damage elsewhere leaves the other chunks readable`() throws {
        let place = SealedFile.headerBytes + 5
        overwrite([file[place] ^ 1], at: place)
        let reader = try stored.reader(key: key)
        #expect(throws: VaultError.damaged) { try reader.read(0..<1) }
        #expect(try reader.read(20_000..<20_010) == Array(content[20_000..<20_010]))
    }
}
