package import Foundation

/// The audio of a call, or of one side of it, as one recorder wrote it.
package enum Recording {
    package typealias ID = Identifier<Recording>
}

package struct RecordingSummary: Sendable, Equatable {
    package var id: Recording.ID
    package var sound: SoundFacts
    /// Who is heard on each channel, in channel order; as long as `sound.channels`.
    package var roles: [ChannelRole]
    /// 1 for the first bytes of this call, 2 for a transcoded second file of it, and so on.
    package var generation: Int

    package init(id: Recording.ID, sound: SoundFacts, roles: [ChannelRole], generation: Int) {
        self.id = id
        self.sound = sound
        self.roles = roles
        self.generation = generation
    }
}

package struct RecordingDetail: Sendable {
    package var summary: RecordingSummary
    package var takenInAt: Date
    /// Size of the file as it was dropped, in bytes.
    package var contentBytes: Int64
    /// BLAKE2b-256 of the file as it was dropped, 64 hexadecimal digits.
    package var contentHash: String
    package var sourcePath: String
    package var profile: String
    /// The original file name; personal data, so it is sealed at rest.
    package var fileName: String
    package var measures: SoundMeasures
    /// What silence, overtalk and the like come to under the thresholds asked for;
    /// nil for what a mono recording can't tell.
    package var talk: TalkFigures
    /// What every source said of the call, with disagreements marked.
    package var facts: CallFacts

    package init(
        summary: RecordingSummary, takenInAt: Date, contentBytes: Int64, contentHash: String,
        sourcePath: String, profile: String, fileName: String, measures: SoundMeasures,
        talk: TalkFigures, facts: CallFacts
    ) {
        self.summary = summary
        self.takenInAt = takenInAt
        self.contentBytes = contentBytes
        self.contentHash = contentHash
        self.sourcePath = sourcePath
        self.profile = profile
        self.fileName = fileName
        self.measures = measures
        self.talk = talk
        self.facts = facts
    }
}
