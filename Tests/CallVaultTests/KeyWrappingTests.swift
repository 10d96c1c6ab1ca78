import CallVault
import Calls
import Testing

struct KeyWrappingTests {
    private let other = Customer.ID(0x0102_0304_0506_0709)

    @Test func `a wrapped key opens for its own customer alone`() throws {
        let vault = try Golden.vault()
        let (key, wrapped) = try vault.newSubjectKey(for: Golden.subject)
        #expect(wrapped.count == 72)
        let place = FieldPlace(table: "call", column: "note", row: 1, version: 1)
        let blob = try vault.seal("hello", as: place, under: key)
        let again = try vault.openSubjectKey(wrapped, for: Golden.subject)
        #expect(try vault.openText(blob, as: place, under: again) == "hello")
        #expect(throws: VaultError.damaged) { try vault.openSubjectKey(wrapped, for: other) }
    }

    @Test func `a document's key opens for that document alone`() throws {
        let vault = try Golden.vault()
        let (document, item) = (ComplaintDocument.ID(7), QuarantineItem.ID(7))
        let wrapped = try vault.wrap(vault.newDocumentKey(for: document))
        #expect(wrapped.count == 72)
        _ = try vault.openDocumentKey(wrapped, for: document)
        #expect(throws: VaultError.damaged) {
            try vault.openDocumentKey(wrapped, for: ComplaintDocument.ID(8))
        }
        #expect(throws: VaultError.damaged) { try vault.openQuarantineKey(wrapped, for: item) }
        let other = try vault.wrap(vault.newQuarantineKey(for: item))
        #expect(throws: VaultError.damaged) { try vault.openDocumentKey(other, for: document) }
    }

    @Test func `a wrapped key opens under no other master key and in no other epoch`() throws {
        let wrapped = bytes(Golden.wrappedSubjectKey)
        #expect(throws: VaultError.damaged) {
            try Golden.vault(epoch: 2).openSubjectKey(wrapped, for: Golden.subject)
        }
        let stranger = try Vault(
            masterKey: MasterKey(bytes: Array(UInt8(1)..<33)), epoch: 1)
        #expect(throws: VaultError.damaged) {
            try stranger.openSubjectKey(wrapped, for: Golden.subject)
        }
    }

    @Test func `a wrapped key refuses every flipped bit and every other length`() throws {
        let vault = try Golden.vault()
        let wrapped = bytes(Golden.wrappedSubjectKey)
        for bit in 0..<wrapped.count * 8 {
            var flipped = wrapped
            flipped[bit / 8] ^= 1 << (bit % 8)
            #expect(throws: VaultError.damaged) {
                try vault.openSubjectKey(flipped, for: Golden.subject)
            }
        }
        for count in 0..<wrapped.count {
            #expect(throws: VaultError.damaged) {
                try vault.openSubjectKey(Array(wrapped.prefix(count)), for: Golden.subject)
            }
        }
        #expect(throws: VaultError.damaged) {
            try vault.openSubjectKey(wrapped + [0], for: Golden.subject)
        }
    }

    @Test func `a recording's key opens for its own recording and customer alone`() throws {
        let vault = try Golden.vault()
        let wrapped = bytes(Golden.wrappedRecordingKey)
        let key = try Golden.subjectKey()
        _ = try vault.openRecordingKey(wrapped, for: Golden.recording, under: key)
        let (otherKey, _) = try vault.newSubjectKey(for: other)
        let (sameSubject, _) = try vault.newSubjectKey(for: Golden.subject)
        let refused: [() throws -> RecordingKey] = [
            { try vault.openRecordingKey(wrapped, for: Recording.ID(5), under: key) },
            { try vault.openRecordingKey(wrapped, for: Golden.recording, under: otherKey) },
            { try vault.openRecordingKey(wrapped, for: Golden.recording, under: sameSubject) },
            { try vault.openQuarantineKey(wrapped, for: Golden.quarantined) },
        ]
        for attempt in refused { #expect(throws: VaultError.damaged) { _ = try attempt() } }
    }

    @Test func `the quarantine key of the document opens for its own item alone`() throws {
        let vault = try Golden.vault()
        let wrapped = bytes(Golden.wrappedQuarantineKey)
        let key = try vault.openQuarantineKey(wrapped, for: Golden.quarantined)
        // It is the same 32 bytes and the same id, so it opens the recording of the document.
        let stored = try TemporaryFile(sealed([1, 2, 3], key: Golden.recordingKey()))
        #expect(try stored.opened(with: key) == [1, 2, 3])
        #expect(throws: VaultError.damaged) {
            try vault.openQuarantineKey(wrapped, for: QuarantineItem.ID(5))
        }
        #expect(throws: VaultError.damaged) {
            try Golden.vault(epoch: 2).openQuarantineKey(wrapped, for: Golden.quarantined)
        }
        #expect(throws: VaultError.damaged) {
            try vault.openRecordingKey(
                wrapped, for: Golden.recording, under: Golden.subjectKey())
        }
    }

    @Test func `a new key opens again from what is stored of it`() throws {
        let vault = try Golden.vault()
        let subject = try Golden.subjectKey()
        let recording = try vault.newRecordingKey(for: Golden.recording)
        let quarantined = try vault.newQuarantineKey(for: Golden.quarantined)
        let recordingFile = try TemporaryFile(sealed([1], key: recording))
        let quarantinedFile = try TemporaryFile(sealed([2], key: quarantined))
        let wrapped = try vault.wrap(recording, under: subject)
        #expect(wrapped.count == Vault.wrappedKeyBytes)
        #expect(try vault.wrap(recording, under: subject) != wrapped)
        let recordingAgain = try vault.openRecordingKey(
            wrapped, for: Golden.recording, under: subject)
        #expect(try recordingFile.opened(with: recordingAgain) == [1])
        let quarantinedAgain = try vault.openQuarantineKey(
            vault.wrap(quarantined), for: Golden.quarantined)
        #expect(try quarantinedFile.opened(with: quarantinedAgain) == [2])
    }

    @Test func `a recording passes to another customer without being sealed anew`() throws {
        let vault = try Golden.vault()
        let (known, _) = try vault.newSubjectKey(for: other)
        let content = Golden.content(40_000)
        let stored = try TemporaryFile(sealed(content, key: Golden.recordingKey()))
        let rewrapped = try vault.wrap(Golden.recordingKey(), under: known)
        let key = try vault.openRecordingKey(rewrapped, for: Golden.recording, under: known)
        #expect(try stored.opened(with: key) == content)
        #expect(throws: VaultError.damaged) {
            try vault.openRecordingKey(
                rewrapped, for: Golden.recording, under: Golden.subjectKey())
        }
    }
}

struct BlindIndexTests {
    @Test func `a number's value is that of the document`() throws {
        let key = try Golden.vault().openBlindKey(bytes(Golden.wrappedBlindKey))
        let mobile = try #require(PhoneNumber(e164: "+8613800138000"))
        let hongKong = try #require(PhoneNumber(e164: "+85251234567"))
        #expect(BlindIndex.value(of: mobile, key: key) == 840_121)
        #expect(BlindIndex.value(of: hongKong, key: key) == 788_987)
    }

    @Test func `values stay within twenty bits and spread over them`() throws {
        let vault = try Golden.vault()
        let key = try vault.openBlindKey(try vault.newBlindKey())
        let values = try (0..<2_000).map { index in
            let number = try #require(PhoneNumber(e164: "+86138\(10_000_000 + index)"))
            return BlindIndex.value(of: number, key: key)
        }
        #expect(values.allSatisfy { (0..<1 << 20).contains($0) })
        #expect(Set(values).count > 1_980)
        #expect(Set(values.map { $0 >> 15 }).count == 32)
    }

    @Test func `another blind key gives other values, and opens only under its vault`() throws {
        let vault = try Golden.vault()
        let number = try #require(PhoneNumber(e164: "+8613800138000"))
        let wrapped = [try vault.newBlindKey(), try vault.newBlindKey()]
        let values = try wrapped.map {
            BlindIndex.value(of: number, key: try vault.openBlindKey($0))
        }
        // Equal by chance once in a million.
        #expect(values[0] != values[1])
        #expect(throws: VaultError.damaged) {
            try Golden.vault(epoch: 2).openBlindKey(wrapped[0])
        }
    }
}
