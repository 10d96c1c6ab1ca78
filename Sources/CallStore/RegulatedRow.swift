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
        let later: [SQLValue] = [
            teamID.sqlValue, codeWritten.sqlValue, disposition.sqlValue, (stage?.rawValue).sqlValue,
        ]
        // Team and written code came with schema 3, disposition and stage with schema 4; calls
        // without them keep the code that they had. A team is a number and a code a text, so that
        // neither can pass for the other; once one of the last two is there, all four stand in
        // their places.
        let hasLast = disposition != nil || stage != nil
        return values.map(\.sqlValue) + (hasLast ? later : later.prefix(2).filter { $0 != .null })
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
