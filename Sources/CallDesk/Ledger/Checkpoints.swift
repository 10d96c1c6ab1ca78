package import Calls
import CallLedger
import CallStore
import Foundation
import Logging

/// What the signer brings, and how the ledger stands by it.
extension CallDesk {
    static let noteKeySetting = "ledger-note-key"
    static let minisignKeySetting = "ledger-minisign-key"
    static let signerRefusalSetting = "ledger-signer-refusal"

    package func ledgerStanding(by principal: Principal) async throws -> LedgerStanding {
        let fault = ledgerState.mirrorFault
        return try await see(by: principal, needing: .seeLedger) { db in
            var standing = try db.ledgerStanding()
            standing.mirrorFault = fault
            return standing
        }
    }

    /// The note of the checkpoint of `size` entries, or of the newest for nil; nil where there is
    /// none.
    package func checkpoint(
        ofSize size: Int64?, by principal: Principal
    ) async throws -> String? {
        try await see(by: principal, needing: .seeLedger) { db in
            guard let size else { return try db.latestCheckpoint()?.note }
            return try db.checkpoint(ofSize: size)?.note
        }
    }

    /// Takes a signed checkpoint, if it is of this ledger as it stands. The first keys that come
    /// are those by which all later ones are checked.
    package func addCheckpoint(
        _ note: String, keys: SignerKeyTexts, by principal: Principal
    ) async throws {
        try require(.signLedger, of: principal)
        guard let signed = SignedCheckpoint(note), let key = NoteVerifier(keys.note),
            MinisignPublicKey(keys.minisign) != nil, signed.note.isSigned(by: key)
        else {
            throw Refusal(
                .invalid, .badCheckpoint,
                "This is no checkpoint that the key sent with it has signed.")
        }
        let checkpoint = signed.checkpoint
        let (size, root) = (checkpoint.size, checkpoint.root)
        try await reaching {
            let standing = try await database.read { try $0.ledgerStanding() }
            guard checkpoint.origin == standing.origin, key.name == checkpoint.origin else {
                throw Self.mismatch("it is another installation's")
            }
            guard size > 0, size <= standing.size else {
                throw Self.mismatch("the ledger has \(standing.size) entries, not \(size)")
            }
            guard try await ledgerState.tree.root(ofSize: size, in: database) == root else {
                throw Self.mismatch("the root of \(size) entries is another")
            }
        }
        try await change(by: principal, needing: .signLedger) { change in
            change.isUnchanged = true
            try change.enrol(keys)
            try change.db.set(Self.signerRefusalSetting, to: "")
            try change.db.insert(CheckpointRow(size: size, note: note, cameAt: change.now))
        }
    }

    private static func mismatch(_ why: String) -> Refusal {
        Refusal(
            .conflict, .checkpointMismatch,
            "The checkpoint isn't of this ledger as it stands: \(why).")
    }

    /// The signer found the ledger altered, and says with which entry it begins.
    package func noteSignerRefusal(
        _ code: String, sequence: Int64, by principal: Principal
    ) async throws {
        try require(.signLedger, of: principal)
        guard SignerRefusal(rawValue: code) != nil else {
            throw Refusal(.invalid, .badRequest, "There is no such reason for a refusal.")
        }
        log.error(
            "the ledger's signer refuses to sign",
            metadata: ["event": "ledger.signer-refused", "code": "\(code)", "entry": "\(sequence)"])
        try await change(by: principal, needing: .signLedger) { change in
            let said = "\(code) \(sequence)"
            guard try change.db.setting(Self.signerRefusalSetting) != said else {
                change.isUnchanged = true
                return
            }
            try change.db.set(Self.signerRefusalSetting, to: said)
            try change.record(
                .signerRefused, object: "entry:\(sequence)", reason: code, outcome: .failed)
        }
    }
}

/// The signer's public keys as it sends them.
package struct SignerKeyTexts: Sendable, Hashable {
    /// A C2SP verifier key: name, id and key.
    package var note: String
    /// The second line of minisign's public key.
    package var minisign: String

    package init(note: String, minisign: String) {
        self.note = note
        self.minisign = minisign
    }
}

/// Why a signer doesn't sign. The raw values stand in the ledger.
package enum SignerRefusal: String, CaseIterable, Sendable {
    /// The database's entries don't follow what the signer saw before.
    case databaseAltered = "database-altered"
    /// The second copy doesn't.
    case copyAltered = "copy-altered"
    /// Both differ from one another.
    case copiesDiffer = "copies-differ"
    /// There are fewer entries than the signer has signed.
    case rolledBack = "rolled-back"
}

extension Change {
    fileprivate mutating func enrol(_ keys: SignerKeyTexts) throws {
        let known = try db.setting(CallDesk.noteKeySetting)
        let knownMinisign = try db.setting(CallDesk.minisignKeySetting)
        if known == keys.note, knownMinisign == keys.minisign { return }
        guard known == nil else {
            throw Refusal(
                .conflict, .signerChanged,
                "Another signer's keys are known here. If the signer was set up anew, stop the "
                    + "daemon and run `callaudit ledger accept-signer`.")
        }
        try db.set(CallDesk.noteKeySetting, to: keys.note)
        try db.set(CallDesk.minisignKeySetting, to: keys.minisign)
        try record(
            .signerEnrolled, object: "",
            details: ["note-key": keys.note, "minisign-key": keys.minisign])
    }
}

extension Transaction {
    func ledgerStanding() throws -> LedgerStanding {
        let head = try ledgerHead().map { try LedgerHead(decoding: $0) } ?? LedgerHead()
        var standing = LedgerStanding(size: head.size, root: head.root.bytes)
        standing.origin = try setting("installation").map(Checkpoint.origin)
        standing.noteKey = try setting(CallDesk.noteKeySetting)
        standing.minisignKey = try setting(CallDesk.minisignKeySetting)
        let refusal = try setting(CallDesk.signerRefusalSetting) ?? ""
        standing.refusal = refusal.split(separator: " ").first.map(String.init)
        let checkpoint = try latestCheckpoint()
        standing.checkpointSize = checkpoint?.size ?? 0
        standing.checkpointAt = checkpoint?.cameAt
        standing.checkpoint = checkpoint?.note
        if standing.checkpointSize < head.size {
            standing.unsignedSince = try ledgerEntry(standing.checkpointSize)?.at
        }
        return standing
    }
}
