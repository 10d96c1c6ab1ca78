package import Calls
package import Foundation

/// A recording as stored, without its channels' measures.
package struct RecordingRow: Sendable {
    package var id: Recording.ID
    package var callID: Call.ID
    package var generation: Int
    package var contentHash: [UInt8]
    package var contentBytes: Int64
    package var sealedHash: [UInt8]
    /// Nil once the recording was erased.
    package var wrappedKey: [UInt8]?
    package var sound: SoundFacts
    package var rawEncoding: RawEncoding?
    package var roles: [ChannelRole]
    package var loudnessLUFS: Double?
    /// Of the measures of all channels, which stand in rows of their own.
    package var measuresMAC: [UInt8]
    package var verdicts: Set<Verdict>
    package var sourcePath: String
    package var profile: String
    package var nameSealed: [UInt8]
    package var nameHash: [UInt8]
    package var factsSealed: [UInt8]
    package var takenInAt: Date
    package var version: Int64
    package var rowMAC: [UInt8]

    package init(
        id: Recording.ID, callID: Call.ID, generation: Int, contentHash: [UInt8],
        contentBytes: Int64, sealedHash: [UInt8], wrappedKey: [UInt8], sound: SoundFacts,
        rawEncoding: RawEncoding?, roles: [ChannelRole], loudnessLUFS: Double?,
        measuresMAC: [UInt8], verdicts: Set<Verdict>, sourcePath: String, profile: String,
        nameSealed: [UInt8], nameHash: [UInt8], factsSealed: [UInt8], takenInAt: Date
    ) {
        self.id = id
        self.callID = callID
        self.generation = generation
        self.contentHash = contentHash
        self.contentBytes = contentBytes
        self.sealedHash = sealedHash
        self.wrappedKey = wrappedKey
        self.sound = sound
        self.rawEncoding = rawEncoding
        self.roles = roles
        self.loudnessLUFS = loudnessLUFS
        self.measuresMAC = measuresMAC
        self.verdicts = verdicts
        self.sourcePath = sourcePath
        self.profile = profile
        self.nameSealed = nameSealed
        self.nameHash = nameHash
        self.factsSealed = factsSealed
        self.takenInAt = takenInAt
        version = 1
        rowMAC = []
    }

    package init(_ row: Row) throws {
        id = try row.get("id")
        callID = try row.get("call_id")
        generation = try row.get("generation")
        contentHash = try row.get("content_hash")
        contentBytes = try row.get("content_bytes")
        sealedHash = try row.get("sealed_hash")
        wrappedKey = try row.get("wrapped_key")
        sound = SoundFacts(
            container: SoundContainer(rawValue: try row.get("container")) ?? .raw,
            codec: SoundCodec(rawValue: try row.get("codec")) ?? .pcmS16,
            sampleRateHz: try row.get("sample_rate_hz"), channels: try row.get("channels"),
            frames: try row.get("frames"), framesClaimed: try row.get("frames_claimed"))
        rawEncoding = (try row.get("raw_encoding") as String?).flatMap(RawEncoding.init)
        roles = (try row.get("roles") as String).split(separator: ",").map {
            ChannelRole(rawValue: String($0)) ?? .unknown
        }
        loudnessLUFS = (try row.get("loudness_clu") as Int64?).map { Double($0) / 100 }
        measuresMAC = try row.get("measures_mac")
        verdicts = Set(bits: try row.get("verdicts"))
        sourcePath = try row.get("source_path")
        profile = try row.get("profile")
        nameSealed = try row.get("name_sealed")
        nameHash = try row.get("name_hash")
        factsSealed = try row.get("facts_sealed")
        takenInAt = try row.get("taken_in_at")
        version = try row.get("version")
        rowMAC = try row.get("row_mac")
    }
}

extension Transaction {
    package func insert(_ recording: RecordingRow) throws {
        let sound = recording.sound
        try execute("""
            INSERT INTO recording
              (id, call_id, generation, content_hash, content_bytes, sealed_hash, wrapped_key,
               container, codec, raw_encoding, sample_rate_hz, channels, frames, frames_claimed,
               roles, loudness_clu, measures_mac, verdicts, source_path, profile, name_sealed,
               name_hash, facts_sealed, taken_in_at, version, row_mac)
            VALUES (\(recording.id), \(recording.callID), \(recording.generation),
              \(recording.contentHash), \(recording.contentBytes), \(recording.sealedHash),
              \(recording.wrappedKey), \(sound.container.rawValue), \(sound.codec.rawValue),
              \(recording.rawEncoding?.rawValue), \(sound.sampleRateHz), \(sound.channels),
              \(sound.frames), \(sound.framesClaimed),
              \(recording.roles.map(\.rawValue).joined(separator: ",")),
              \(recording.loudnessLUFS.map(hundredths)), \(recording.measuresMAC),
              \(recording.verdicts.bits),
              \(recording.sourcePath), \(recording.profile), \(recording.nameSealed),
              \(recording.nameHash), \(recording.factsSealed), \(recording.takenInAt),
              \(recording.version), \(recording.rowMAC))
            """)
    }

    /// Writes what a late sidecar may change: keys, sealed fields and roles.
    package func update(_ recording: RecordingRow) throws {
        guard recording.wrappedKey != nil else {
            throw StoreFault.failed("a recording's key is destroyed by an erasure alone")
        }
        try execute("""
            UPDATE recording SET
              wrapped_key = \(recording.wrappedKey), name_sealed = \(recording.nameSealed),
              facts_sealed = \(recording.factsSealed),
              roles = \(recording.roles.map(\.rawValue).joined(separator: ",")),
              version = \(recording.version), row_mac = \(recording.rowMAC)
            WHERE id = \(recording.id)
            """)
    }

    package func recording(_ id: Recording.ID) throws -> RecordingRow? {
        try row("SELECT * FROM recording WHERE id = \(id)").map(RecordingRow.init)
    }

    package func recording(contentHash: [UInt8]) throws -> RecordingRow? {
        try row("SELECT * FROM recording WHERE content_hash = \(contentHash)")
            .map(RecordingRow.init)
    }

    /// The newest recording that came under a name (keyed hash of source and path).
    package func recording(nameHash: [UInt8]) throws -> RecordingRow? {
        try row("""
            SELECT * FROM recording WHERE name_hash = \(nameHash) ORDER BY id DESC LIMIT 1
            """).map(RecordingRow.init)
    }

    /// Recordings of `calls`, by call and then oldest first; at most 100 for each call asked for.
    package func recordings(of calls: [Call.ID]) throws -> [RecordingRow] {
        guard !calls.isEmpty else { return [] }
        let ids = calls.map { id in "\(id)" as SQL }.joined(separator: ", ")
        return try rows("""
            SELECT * FROM recording WHERE call_id IN (\(ids))
            ORDER BY call_id, id LIMIT \(calls.count * 100)
            """).map(RecordingRow.init)
    }
}

/// `value` in whole hundredths, as levels are stored.
package func hundredths(_ value: Double) -> Int64 { Int64((value * 100).rounded()) }
