import Calls
import Foundation
import Testing

@testable import CallVault

struct KeyRingTests {
    private let old = Golden.masterKeyBytes
    private let new = Array(UInt8(100)..<132)
    private let place = FieldPlace(table: "approval", column: "because", row: 1, version: 1)

    private func given(_ keys: [UInt8]...) throws -> GivenKeys {
        try GivenKeys(keys.map { try MasterKey(bytes: $0) })
    }

    private func first(_ vault: Vault, keyID: Bool = true) -> StoredEpoch {
        StoredEpoch(
            epoch: 1, keyID: keyID ? vault.keyID : nil,
            wrappedBlindKey: bytes(Golden.wrappedBlindKey), carriedKeys: nil, isRetired: false)
    }

    private func second(_ vault: Vault) throws -> StoredEpoch {
        let blindKey = try Golden.vault().openBlindKey(bytes(Golden.wrappedBlindKey))
        let epoch = try #require(try vault.nextEpoch(carrying: blindKey))
        return StoredEpoch(
            epoch: epoch.epoch, keyID: epoch.keyID, wrappedBlindKey: epoch.wrappedBlindKey,
            carriedKeys: epoch.carriedKeys, isRetired: false)
    }

    @Test func `what one epoch sealed opens in the next, with the old key and without`() throws {
        let before = try given(old, new).vault(over: [first(Golden.vault())])
        let sealed = try before.seal("why", as: place)
        let mac = before.rowMAC(table: "t", columns: [.integer(1)])
        let item = try before.newQuarantineKey(for: Golden.quarantined)
        let file = try TemporaryFile(CallVaultTests.sealed([9], key: item))
        let wrapped = try before.wrap(item)
        let lookup = before.lookupHash("name", [.text("a")])
        let epochTwo = try second(before)
        var epochOne = try first(Golden.vault())
        let both = try given(old, new).vault(over: [epochOne, epochTwo])
        epochOne.isRetired = true
        epochOne.wrappedBlindKey = []
        let alone = try given(new).vault(over: [epochOne, epochTwo])
        for vault in [both, alone] {
            #expect(vault.epoch == 2)
            #expect(try vault.openText(sealed, as: place) == "why")
            #expect(vault.rowMACEpoch(mac, of: [.integer(1)], table: "t") == 1)
            #expect(vault.rowMACEpoch(mac, of: [.integer(2)], table: "t") == nil)
            #expect(vault.rowMAC(table: "t", columns: [.integer(1)]) != mac)
            #expect(vault.lookupHash("name", [.text("a")]) == lookup)
            let key = try vault.openQuarantineKey(wrapped, for: Golden.quarantined)
            #expect(try file.opened(with: key) == [9])
            let number = try #require(PhoneNumber(e164: "+8613800138000"))
            let blindKey = try vault.openBlindKey(epochTwo.wrappedBlindKey)
            #expect(BlindIndex.value(of: number, key: blindKey) == 840_121)
        }
        let subject = bytes(Golden.wrappedSubjectKey)
        _ = try both.openSubjectKey(subject, for: Golden.subject)
        #expect(throws: VaultError.damaged) {
            try alone.openSubjectKey(subject, for: Golden.subject)
        }
    }

    @Test func `who has the key to come reads what is sealed under it before the epoch is known`()
        throws
    {
        let epochs = [try first(Golden.vault())]
        let behind = try given(old, new).vault(over: epochs)
        let ahead = try given(old, new).vault(over: epochs + [second(behind)])
        #expect(behind.epoch == 1)
        #expect(behind.nextKeyID == ahead.keyID)
        let (_, wrapped) = try ahead.newSubjectKey(for: Golden.subject)
        _ = try behind.openSubjectKey(wrapped, for: Golden.subject)
        #expect(try behind.openText(ahead.seal("later", as: place), as: place) == "later")
        let mac = ahead.rowMAC(table: "t", columns: [.integer(1)])
        #expect(behind.rowMACEpoch(mac, of: [.integer(1)], table: "t") == 2)
    }

    @Test func `a key that is needed and wasn't given is named`() throws {
        let one = try first(Golden.vault())
        let two = try second(given(old, new).vault(over: [one]))
        let oldID = try #require(one.keyID)
        let newID = try #require(two.keyID)
        #expect(throws: VaultError.masterKeyLacking(epoch: 2, id: newID)) {
            try given(old).vault(over: [one, two])
        }
        #expect(throws: VaultError.masterKeyLacking(epoch: 1, id: oldID)) {
            try given(new).vault(over: [one, two])
        }
        #expect(throws: VaultError.damaged) {
            try given(new).vault(over: [first(Golden.vault(), keyID: false)])
        }
        _ = try given(new, old).vault(over: [one, two])
        _ = try given(new, old).vault(over: [first(Golden.vault(), keyID: false)])
    }

    @Test func `keys are carried through several rotations`() throws {
        let third = Array(UInt8(200)..<232)
        var one = try first(Golden.vault())
        let before = try given(old, new).vault(over: [one])
        let sealed = try before.seal("why", as: place)
        let lookup = before.lookupHash("name", [.text("a")])
        var two = try second(before)
        one.isRetired = true
        let middle = try given(new, third).vault(over: [one, two])
        let three = try second(middle)
        two.isRetired = true
        two.carriedKeys = nil
        let last = try given(third).vault(over: [one, two, three])
        #expect(last.epoch == 3)
        #expect(try last.openText(sealed, as: place) == "why")
        #expect(last.lookupHash("name", [.text("a")]) == lookup)
        #expect(try Vault.carriedCount(#require(three.carriedKeys)) == 2)
    }

    @Test func `carried keys refuse every flipped bit`() throws {
        let one = try first(Golden.vault())
        let two = try second(given(old, new).vault(over: [one]))
        let carried = try #require(two.carriedKeys)
        for bit in 0..<carried.count * 8 {
            var flipped = two
            flipped.carriedKeys?[bit / 8] ^= 1 << (bit % 8)
            #expect(throws: VaultError.damaged) {
                try given(old, new).vault(over: [one, flipped])
            }
        }
        #expect(throws: VaultError.damaged) {
            try Vault.openCarried(
                carried, with: EpochKeys(MasterKey(bytes: new)), epoch: 3)
        }
    }

    @Test func `the document's key id and carried keys are the ones`() throws {
        #expect(try Golden.vault().keyID.description == "7f83a03f98d4815c")
        let sealed = bytes(
            "b0b1b2b3b4b5b6b7b8b9babbbcbdbebfc0c1c2c3c4c5c6c7e5394762f68c133dc923d85f77207bf5"
                + "5cb9e927b1c652ce2b16cd5087a64a35a7a3cde78d33f1ea2373e3a714fc8aac7a1ed89d443e5e14"
                + "2870d2e16438a4320dfe1509861e23c296c509292b917444bb3a")
        let keys = try EpochKeys(MasterKey(bytes: new))
        let carried = try Vault.openCarried(sealed, with: keys, epoch: 2)
        #expect(carried.map(\.epoch) == [1])
        #expect(carried[0].misc.copy == (try Golden.vault().keys.misc.copy))
        #expect(carried[0].rowMAC.copy == (try Golden.vault().keys.rowMAC.copy))
    }
}

struct PassphraseKeyTests {
    private let words = Array("correct horse battery staple".utf8)

    @Test func `the document's file makes the document's key`() throws {
        let file = try #require(PassphraseKey(Array(Self.document.utf8)))
        #expect(file.text == Self.document)
        let key = try #require(try file.masterKey(of: words))
        #expect(
            key.secret.copy.hexadecimal
                == "aad608b5866cef907f47d5cae529ed01a91301c92c5d5fef46e1a65e394e5742")
        #expect(key.source == .passphrase)
        #expect(try file.masterKey(of: Array("correct horse battery stable".utf8)) == nil)
    }

    @Test func `a passphrase's file is loaded with its words alone`() throws {
        let path = NSTemporaryDirectory() + "callaudit-key-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: path) }
        try MasterKey.create(at: path, passphrase: words)
        let key = try MasterKey.load(path: path, passphrase: { words })
        let again = try MasterKey.load(path: path, passphrase: { words })
        #expect(again.secret.copy == key.secret.copy)
        #expect(throws: VaultError.passphraseMissing(path: path)) {
            try MasterKey.load(path: path)
        }
        #expect(throws: VaultError.passphraseWrong(path: path)) {
            try MasterKey.load(path: path, passphrase: { Array("something else entirely".utf8) })
        }
        #expect(throws: VaultError.keyFileExists(path: path)) {
            try MasterKey.create(at: path, passphrase: words)
        }
        #expect(throws: VaultError.passphraseWeak(charactersMin: 16)) {
            try MasterKey.create(at: path + ".2", passphrase: Array("too short".utf8))
        }
    }

    @Test func `other texts are no passphrase's file`() {
        let all = Self.document
        let cases = [
            "", all + "more\n", String(all.dropLast()), all.replacing("salt 0", with: "salt "),
            all.replacing("268435456", with: "1024"), all.replacing("key ", with: "kee "),
        ]
        for text in cases where text != all {
            #expect(PassphraseKey(Array(text.utf8)).map(\.text) != all)
        }
        #expect(PassphraseKey(Array(all.replacing("argon2id", with: "scrypt").utf8)) == nil)
    }

    static let document = """
        callaudit passphrase key 1
        argon2id 268435456 3
        salt 000102030405060708090a0b0c0d0e0f
        key 0e67bc0640d65aec

        """
}
