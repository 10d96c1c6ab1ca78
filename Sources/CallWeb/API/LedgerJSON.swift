import Calls
import Foundation

struct LedgerLineJSON: Encodable, Sendable {
    let entry: Int64
    let at: String
    let node: String
    let principal: String
    let principalTitle: OrNull<String>
    let role: String
    let action: String
    let object: String
    let reason: String
    let details: [String: String]
    let outcome: String
    /// What was done, in the reader's language.
    let sentence: String

    init(_ line: LedgerLine, _ words: Words) {
        entry = line.sequence
        at = words.home.time(line.at).iso8601
        node = line.node
        principal = line.principal
        principalTitle = OrNull(line.principalTitle)
        role = line.role
        action = line.action
        object = line.object
        reason = line.reason
        details = line.details
        outcome = line.outcome
        sentence = words.sentence(ofAction: line.action)
    }
}

struct LedgerPlaceJSON: Encodable, Sendable {
    struct Proof: Encodable, Sendable {
        let size: Int64
        let root: String
        let checkpoint: String
        let checkpointAt: String
        let hashes: [String]
        /// C2SP tlog-proof.
        let text: String
    }

    let line: LedgerLineJSON
    /// Of the canonical bytes, hexadecimal.
    let bytes: String
    let hash: String
    let previous: String
    let proof: OrNull<Proof>

    init(_ place: LedgerPlace, _ words: Words) {
        line = LedgerLineJSON(place.line, words)
        bytes = place.bytes.hexadecimal
        hash = place.hash.hexadecimal
        previous = place.previous.hexadecimal
        proof = OrNull(
            place.proof.map { proof in
                Proof(
                    size: proof.size, root: proof.root.hexadecimal, checkpoint: proof.checkpoint,
                    checkpointAt: words.home.time(proof.checkpointAt).iso8601,
                    hashes: proof.hashes.map(\.hexadecimal), text: proof.text)
            })
    }
}

struct LedgerStandingJSON: Encodable, Sendable {
    let size: Int64
    let root: String
    let origin: OrNull<String>
    let noteKey: OrNull<String>
    let minisignKey: OrNull<String>
    let checkpointSize: Int64
    let checkpointAt: OrNull<String>
    let checkpoint: OrNull<String>
    let unsignedSince: OrNull<String>
    let isSignerSilent: Bool
    let refusal: OrNull<String>
    let copyFault: OrNull<String>

    init(_ standing: LedgerStanding, _ words: Words, now: Date) {
        size = standing.size
        root = standing.root.hexadecimal
        origin = OrNull(standing.origin)
        noteKey = OrNull(standing.noteKey)
        minisignKey = OrNull(standing.minisignKey)
        checkpointSize = standing.checkpointSize
        checkpointAt = OrNull(standing.checkpointAt.map { words.home.time($0).iso8601 })
        checkpoint = OrNull(standing.checkpoint)
        unsignedSince = OrNull(standing.unsignedSince.map { words.home.time($0).iso8601 })
        isSignerSilent = standing.isSignerSilent(at: now)
        refusal = OrNull(standing.refusal)
        copyFault = OrNull(standing.mirrorFault)
    }
}

struct LedgerExportJSON: Encodable, Sendable {
    let id: LedgerExport.ID
    let first: Int64
    let end: Int64
    let checkpointSize: Int64
    let sums: String
    let trustedComment: String
    let isSigned: Bool

    init(_ export: LedgerExport) {
        id = export.id
        first = export.first
        end = export.end
        checkpointSize = export.size
        sums = export.sums
        trustedComment = export.trustedComment
        isSigned = export.signature != nil
    }
}
