import CallLedger
import Calls
import Foundation
import Testing

@Suite struct CheckpointTests {
    private let key = NoteKey(
        Ed25519Pair(seed: [UInt8](repeating: 7, count: 32))!, name: "callaudit/test")
    private let checkpoint = Checkpoint(
        origin: "callaudit/test", size: 2, root: LedgerHash(bytes(Golden.root))!)

    @Test func `a checkpoint is written as its format says, to the byte`() throws {
        let signed = SignedCheckpoint(checkpoint, signedBy: key)
        #expect(signed.description == CheckpointVectors.note)
        #expect(key.verifier.description == CheckpointVectors.verifier)
        let read = try #require(SignedCheckpoint(CheckpointVectors.note))
        #expect(read.checkpoint == checkpoint)
        let verifier = try #require(NoteVerifier(CheckpointVectors.verifier))
        #expect(read.note.isSigned(by: verifier))
    }

    @Test func `every changed byte of a checkpoint is found`() {
        let note = Array(CheckpointVectors.note.utf8)
        for place in note.indices {
            var changed = note
            changed[place] ^= 1
            guard let text = String(validating: changed, as: UTF8.self),
                let read = SignedCheckpoint(text)
            else { continue }
            #expect(!read.note.isSigned(by: key.verifier), "byte \(place)")
        }
    }

    @Test func `another key, or another name for it, doesn't count`() throws {
        let read = try #require(SignedCheckpoint(CheckpointVectors.note))
        let other = Ed25519Pair(seed: [UInt8](repeating: 8, count: 32))!
        #expect(!read.note.isSigned(by: NoteKey(other, name: "callaudit/test").verifier))
        #expect(
            !read.note.isSigned(
                by: NoteVerifier(name: "callaudit/else", publicKey: key.verifier.publicKey)))
        #expect(NoteVerifier(CheckpointVectors.verifier.replacing("+", with: "-")) == nil)
    }

    @Test func `the newest checkpoint of an anchor's file is found`() {
        let small = SignedCheckpoint(
            Checkpoint(origin: "callaudit/test", size: 1, root: .zero), signedBy: key)
        let file = [small.description, CheckpointVectors.note, small.description]
            .map { $0 + "\n" }.joined()
        #expect(SignedCheckpoint.latest(in: file)?.checkpoint == checkpoint)
        #expect(SignedCheckpoint.latest(in: "nothing\n") == nil)
    }

    @Test func `minisign's form is written and checked`() throws {
        let minisign = MinisignKey(Ed25519Pair(seed: [UInt8](repeating: 9, count: 32))!)
        let content = Array("sums\n".utf8)
        let text = minisign.signature(of: content, trusted: "entries 0 to 1")
        #expect(text == CheckpointVectors.minisignature)
        #expect(minisign.publicKey.text == CheckpointVectors.minisignPublic)
        let read = try #require(MinisignPublicKey(CheckpointVectors.minisignPublic))
        #expect(read.trustedComment(in: text, of: content) == "entries 0 to 1")
        #expect(read.trustedComment(in: text, of: content + [0]) == nil)
        let changed = text.replacing("0 to 1", with: "0 to 2")
        #expect(read.trustedComment(in: changed, of: content) == nil)
    }
}

enum CheckpointVectors {
    static let note =
        "callaudit/test\n"
        + "2\n"
        + "G+oLIfL3FHRyEKYUt7n38vYaLi+S7GZK5JvX54snxpA=\n"
        + "\n"
        + "— callaudit/test VFUjQYzIdXvj2XDbPu59fpDB3QMiLYIZvKzi0IP2YVtrCcJh6WlhqodKJfWTJ"
        + "3UOOJ89wjr6WsY57+qokT7oVbGQXgA=\n"
    static let verifier =
        "callaudit/test+54552341+AepKbGPinFIKvvVQexMuxfmVR3auvr57kkIe6mkURtIs"
    static let minisignature =
        "untrusted comment: signature of callaudit's signer\n"
        + "RUTbwpglHFEyG/P14hFx4tODqcRxy0faMfXFv61iM/AtvCiSItXSckJxrsT914mYhrDnuySpRj7D6P"
        + "aBw56NxiJfT3poPoO7VgU=\n"
        + "trusted comment: entries 0 to 1\n"
        + "iEkdHBJoqCKrtCx1zR1iMN0I9iOM46r7HfvheWtxUn53avBzniVvn/QnJe31su5YpTASfUautNz+po"
        + "mKMXKmDg==\n"
    static let minisignPublic =
        "untrusted comment: minisign public key 1B32511C2598C2DB\n"
        + "RWTbwpglHFEyG/0XJDhaoMdbZPt4zWAvodmR/ev3axPFjtcC6sg16fYY\n"
}
