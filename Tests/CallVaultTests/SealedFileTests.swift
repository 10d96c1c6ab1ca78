import Calls
import Glibc
import Testing

@testable import CallVault

struct SealedFileTests {
    private let helloFile =
        "e0e1e2e3e4e5e6e7e8e9eaebecedeeeff0f1f2f3f4f5f6f72043b0b1bbc81e8a878945f0d1f19e42e34c6aeb"
        + "ef5269756272210154792906b131f8cc7f5eac1dc9256de87db6ea48d1613359e3556171664171"
    private let helloPicture =
        "e0e1e2e3e4e5e6e7e8e9eaebecedeeeff0f1f2f3f4f5f6f7292245a0aa656b9b30b0ca6e0d7da75eeb4ac770"
        + "0a41168df528fec4c206fb3a9cb42cbf3b89af4a3f1513e03298920bb47ed19cf4b5411faaf9e0"

    private func file(_ content: [UInt8], kind: SealedFileKind = .recording) throws -> [UInt8] {
        let writer = try SealedWriter(
            key: Golden.recordingKey(), kind: kind, salt: Golden.salt)
        var file = writer.header
        writer.update(content, into: &file)
        writer.finish(into: &file)
        return file
    }

    @Test func `the files of the document are written and opened`() throws {
        let hello = Array("hello world".utf8)
        #expect(try file(hello) == bytes(helloFile))
        #expect(try file(hello, kind: .soundPicture) == bytes(helloPicture))
        let stored = try TemporaryFile(bytes(helloFile))
        #expect(try stored.opened(with: Golden.recordingKey()) == hello)
        let picture = try TemporaryFile(bytes(helloPicture))
        #expect(try picture.opened(with: Golden.recordingKey(), kind: .soundPicture) == hello)
    }

    @Test(arguments: [
        (0, 72, "db6d775bc7388f2fdc2717e0a4bee33d1cdcaddd7c04e96ef65bd516e1f0c4c0"),
        (16_384, 16_472, "ec1d10561f68af85cdf981f29ade7b0a26ef4779011b34aa0c653db0a2fe4b0e"),
        (40_000, 40_104, "42bde572d26294264b7c9d641cf84ae4deb27f10f3d3723e1f24814d95b79b78"),
    ])
    func `longer files have the hash of the document`(
        count: Int, size: Int, hash: String
    ) throws {
        let file = try file(Golden.content(count))
        #expect(file.count == size)
        #expect(SealedFile.sealedBytes(ofContent: Int64(count)) == Int64(size))
        let hasher = ContentHasher()
        hasher.update(file)
        #expect(hasher.finishHexadecimal() == hash)
    }

    @Test(arguments: [
        0, 1, 15, 16, 17, 16_383, 16_384, 16_385, 32_767, 32_768, 32_769, 300_000, 16_384 * 40,
    ])
    func `content opens again, however it was cut into pieces`(count: Int) throws {
        let key = try Golden.recordingKey()
        let content = Golden.content(count)
        for pieces in [777, 16_384, 20_000, Int.max] {
            let file = try sealed(content, key: key, pieces: pieces)
            #expect(file.count == Int(SealedFile.sealedBytes(ofContent: Int64(count))))
            #expect(try TemporaryFile(file).opened(with: key) == content)
        }
    }

    @Test func `any range equals the slice of the whole`() throws {
        let key = try Golden.recordingKey()
        let content = Golden.content(16_384 * 37 + 1_234)
        let stored = try TemporaryFile(sealed(content, key: key))
        let reader = try stored.reader(key: key)
        #expect(reader.contentBytes == Int64(content.count))
        for _ in 0..<2_000 {
            let from = Int.random(in: 0...content.count)
            let longest = Bool.random() ? content.count - from : min(9, content.count - from)
            let range = from..<from + Int.random(in: 0...longest)
            let bytes = try reader.read(Int64(range.lowerBound)..<Int64(range.upperBound))
            #expect(bytes == Array(content[range]))
        }
        let edges = [0, 1, 16_383, 16_384, 16_385, 262_144, content.count - 1, content.count]
        for from in edges {
            for to in edges where from <= to {
                #expect(try reader.read(Int64(from)..<Int64(to)) == Array(content[from..<to]))
            }
        }
    }

    @Test func `a range outside the content is refused`() throws {
        let key = try Golden.recordingKey()
        let stored = try TemporaryFile(sealed(Golden.content(100), key: key))
        let reader = try stored.reader(key: key)
        for range in [-1..<5, 0..<101, 101..<101, 0..<Int64.max] as [Range<Int64>] {
            #expect(throws: VaultError.outsideContent) { try reader.read(range) }
        }
    }

    @Test func `several threads read one file at once`() async throws {
        let key = try Golden.recordingKey()
        let content = Golden.content(200_000)
        let stored = try TemporaryFile(sealed(content, key: key))
        let reader = try stored.reader(key: key)
        try await withThrowingTaskGroup(of: Bool.self) { group in
            for index in 0..<64 {
                group.addTask {
                    let from = index * 3_000
                    let bytes = try reader.read(Int64(from)..<Int64(from + 9_000))
                    return bytes == Array(content[from..<from + 9_000])
                }
            }
            for try await isEqual in group { #expect(isEqual) }
        }
    }

    @Test func `no descriptor stays open, whether opening succeeds or not`() throws {
        let key = try Golden.recordingKey()
        let good = try TemporaryFile(sealed(Golden.content(100), key: key))
        let bad = try TemporaryFile(Golden.content(100))
        for stored in [good, bad] {
            let file = open(stored.path, O_RDONLY)
            _ = try? SealedReader(owning: file, key: key, kind: .recording)
            // Tests beside this one may have taken the number for another file since.
            var facts = stat()
            var itself = stat()
            let isOpen = fstat(file, &facts) == 0 && stat(stored.path, &itself) == 0
            #expect(!isOpen || facts.st_ino != itself.st_ino)
        }
    }

    @Test func `a file that isn't there is unreadable, not damaged`() throws {
        #expect(throws: VaultError.unreadable(errno: ENOENT)) {
            try SealedReader(
                path: "/nonexistent/recording", key: Golden.recordingKey(), kind: .recording)
        }
    }
}

struct ContentHasherTests {
    @Test func `hashes are those of BLAKE2b-256`() {
        #expect(hash([]) == "0e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8")
        #expect(
            hash(Array("abc".utf8))
                == "bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319")
        #expect(
            hash(Golden.content(40_000))
                == "088ac63090b4f47b2379b9614a6b49b4c16c47b7c2950fa2e8f9039a0b204aaa")
    }

    @Test func `pieces make no difference`() {
        let content = Golden.content(40_000)
        for size in [1, 127, 128, 129, 16_384] {
            let hasher = ContentHasher()
            for start in stride(from: 0, to: content.count, by: size) {
                hasher.update(Array(content[start..<min(start + size, content.count)]))
            }
            #expect(hasher.finishHexadecimal() == hash(content))
        }
    }

    private func hash(_ content: [UInt8]) -> String {
        let hasher = ContentHasher()
        hasher.update(content)
        return hasher.finishHexadecimal()
    }
}
