import Calls

/// A row that must stand as callaudit wrote it: `row_mac` authenticates `regulated`, so that one
/// altered in the database is told by whoever has the key.
package protocol RegulatedRow: Sendable {
    static var table: String { get }

    /// The values of every column but `row_mac` in an order that never changes, the primary key
    /// first. A column that came later stands at the end, and is left out there while it
    /// is NULL, so that older rows keep their code.
    var regulated: [SQLValue] { get }
    var rowMAC: [UInt8] { get set }

    init(_ row: Row) throws
}

extension CallRow: RegulatedRow {
    package static let table = "call"

    package var regulated: [SQLValue] {
        let values: [any SQLBindable] = [
            id, startedAt, zone, localDay, durationMilliseconds, direction?.rawValue, agentID,
            campaignID, customerID, verdicts.bits, talkShape?.bytes, drawHash, version,
        ]
        // Team and written code came with schema 3; calls without them keep the code that they
        // had. One is a number and the other a text, so that neither can pass for the other.
        return values.map(\.sqlValue) + (teamID.map { [$0.sqlValue] } ?? [])
            + (codeWritten.map { [$0.sqlValue] } ?? [])
            // Of schema 4: bytes, as nothing before them, that say which of the two they are.
            + (disposition.map { [Array("disposition=\($0)".utf8).sqlValue] } ?? [])
            + (stage.map { [Array("stage=\($0.rawValue)".utf8).sqlValue] } ?? [])
    }
}

extension RecordingRow: RegulatedRow {
    package static let table = "recording"

    package var regulated: [SQLValue] {
        let values: [any SQLBindable] = [
            id, callID, generation, contentHash, contentBytes, sealedHash, wrappedKey,
            sound.container.rawValue, sound.codec.rawValue, rawEncoding?.rawValue,
            sound.sampleRateHz, sound.channels, sound.frames, sound.framesClaimed,
            roles.map(\.rawValue).joined(separator: ","), loudnessLUFS.map(hundredths),
            measuresMAC, verdicts.bits, sourcePath, profile, nameSealed, nameHash, factsSealed,
            takenInAt, version,
        ]
        return values.map(\.sqlValue)
    }
}
