import CallStore
import CallVault
import Calls
import Foundation

/// How a recording's row is sealed and opened.
extension CallDesk {
    func recordingRow(
        for ready: ReadyRecording, in call: CallRow, generation: Int, _ change: Change
    ) throws -> RecordingRow {
        let key = try subjectKey(of: call.customerID, in: change.db)
        let facts = try JSONEncoder.stable.encode(ready.facts)
        var row = RecordingRow(
            id: ready.id, callID: call.id, generation: generation,
            contentHash: ready.content.contentHash, contentBytes: ready.content.contentBytes,
            sealedHash: ready.content.sealedHash,
            wrappedKey: try vault.wrap(ready.content.key, under: key), sound: ready.report.facts,
            rawEncoding: ready.rawEncoding, roles: ready.roles,
            loudnessLUFS: ready.report.measures.loudnessLUFS,
            measuresMAC: mac(of: ready.report.measures.channels, in: ready.id),
            verdicts: ready.report.measures.verdicts, sourcePath: ready.origin.sourcePath,
            profile: ready.origin.profile,
            nameSealed: try vault.seal(
                ready.origin.relativePath, as: place(.name, ready.id, version: 1), under: key),
            nameHash: nameHash(
                ready.origin.relativePath, source: ready.origin.sourcePath),
            factsSealed: try vault.seal(
                [UInt8](facts), as: place(.facts, ready.id, version: 1), under: key),
            takenInAt: change.now)
        row.rowMAC = mac(of: row)
        return row
    }

    func subjectKey(of customer: Customer.ID, in db: Transaction) throws -> SubjectKey {
        guard let row = try db.customer(customer), let key = try key(of: row) else {
            throw Refusal(
                .notFound, .noSuchRecording,
                "This customer's data was erased; the recording can't be opened any more.")
        }
        return key
    }

    func name(of recording: RecordingRow, under key: SubjectKey) throws -> String {
        try vault.openText(
            recording.nameSealed, as: place(.name, recording.id, version: recording.version),
            under: key)
    }

    func facts(of recording: RecordingRow, under key: SubjectKey) throws -> CallFacts {
        let bytes = try vault.open(
            recording.factsSealed, as: place(.facts, recording.id, version: recording.version),
            under: key)
        return try JSONDecoder.stable.decode(CallFacts.self, from: Data(bytes))
    }

    /// Seals `recording`'s fields anew as its next version, under `key`, and writes it.
    func write(
        _ recording: RecordingRow, facts: CallFacts, from oldKey: SubjectKey,
        to key: SubjectKey, in db: Transaction
    ) throws {
        var row = recording
        let name = try name(of: recording, under: oldKey)
        row.version += 1
        if let wrapped = recording.wrappedKey {
            let recordingKey = try vault.openRecordingKey(
                wrapped, for: recording.id, under: oldKey)
            row.wrappedKey = try vault.wrap(recordingKey, under: key)
        }
        row.nameSealed = try vault.seal(
            name, as: place(.name, row.id, version: row.version), under: key)
        row.factsSealed = try vault.seal(
            [UInt8](try JSONEncoder.stable.encode(facts)),
            as: place(.facts, row.id, version: row.version), under: key)
        row.rowMAC = mac(of: row)
        try db.update(row)
    }

    private enum SealedColumn: String { case name, facts }

    private func place(
        _ column: SealedColumn, _ id: Recording.ID, version: Int64
    ) -> FieldPlace {
        FieldPlace(
            table: "recording", column: column.rawValue, row: id.rawValue, version: version)
    }
}

extension JSONEncoder {
    /// The same value gives the same bytes.
    static var stable: JSONEncoder {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        encoder.dateEncodingStrategy = .millisecondsSince1970
        return encoder
    }
}

extension JSONDecoder {
    static var stable: JSONDecoder {
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .millisecondsSince1970
        return decoder
    }
}
