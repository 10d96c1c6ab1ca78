/// How to read what one kind of recorder leaves in a folder. Profiles are data
/// (etc/callaudit/profiles, docs/formats/profile.md).
package struct Profile: Hashable, Sendable {
    /// What `media` says of an ending: a sound file with a header, or a bare stream.
    package enum Media: Hashable, Sendable {
        case headed
        case raw(RawEncoding)
    }

    /// What happens to a file once its call is safe.
    package enum Afterwards: Hashable, Sendable {
        case delete, keep
        /// Into this folder, below which its place under the source folder is kept.
        case move(to: String)
    }

    /// Where the zone of the times in a name comes from.
    package enum ZoneRule: Hashable, Sendable {
        /// The source folder's zone, from the settings.
        case source
        case fixed(CallZone)
        /// The difference between the local time and the epoch in the same name, else the source's.
        case derive
    }

    package struct FieldRule: Hashable, Sendable {
        /// The only words allowed, whatever their case; empty for no such limit.
        package var words: [String]
        /// Words that stand for a missing value, such as `noremoteparty`.
        package var absent: [String]
        /// Whether the field points at a person; nil leaves it to the type and to the facts.
        package var isPersonal: Bool?

        package init(words: [String] = [], absent: [String] = [], isPersonal: Bool? = nil) {
            self.words = words
            self.absent = absent
            self.isPersonal = isPersonal
        }
    }

    package var name: String
    package var version: Int
    /// One line on which recorder this is.
    package var describes: String
    package var patterns: [NamePattern]
    package var fields: [String: FieldRule]
    package var rules: [FactRule]
    package var zone: ZoneRule
    /// Who is heard on each channel, by number of channels.
    package var channels: [Int: [ChannelRole]]
    /// By ending in lower case.
    package var media: [String: Media]
    /// Endings in lower case of files that are left alone.
    package var ignored: Set<String>
    package var sidecar: SidecarRule?
    package var settleSeconds: Double
    package var afterwards: Afterwards
    package var examples: [NameExample]

    package init(name: String, version: Int, describes: String, patterns: [NamePattern]) {
        self.name = name
        self.version = version
        self.describes = describes
        self.patterns = patterns
        fields = [:]
        rules = []
        zone = .source
        channels = [:]
        media = Self.usualMedia
        ignored = []
        sidecar = nil
        settleSeconds = 2
        afterwards = .keep
        examples = []
    }

    /// The endings of everything that can be decoded.
    package static let usualMedia: [String: Media] = [
        "wav": .headed, "wav49": .headed, "w64": .headed, "rf64": .headed, "aif": .headed,
        "aiff": .headed, "au": .headed, "flac": .headed, "ogg": .headed, "oga": .headed,
        "opus": .headed, "mp3": .headed, "gsm": .raw(.gsm), "ulaw": .raw(.muLaw),
        "ul": .raw(.muLaw),
        "pcm": .raw(.muLaw), "alaw": .raw(.aLaw), "al": .raw(.aLaw), "sln": .raw(.pcmS16),
    ]

    /// Who is heard on each of `channels` channels. A file that holds one side by its name is that
    /// side's; a single channel is mixed unless the profile says otherwise; else unknown.
    package func roles(channels count: Int, side: ChannelRole? = nil) -> [ChannelRole] {
        if count == 1, let side { return [side] }
        if let roles = channels[count], roles.count == count { return roles }
        return Array(repeating: count == 1 ? .mixed : .unknown, count: count)
    }
}
