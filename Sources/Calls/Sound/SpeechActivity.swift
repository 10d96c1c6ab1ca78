/// For each channel, in which frames of 20 ms the detector heard speech. Kept raw: what counts as
/// silence, overtalk or a monologue is decided when somebody asks (`TalkFigures`).
package struct SpeechActivity: Hashable, Sendable {
    package static let frameSeconds = 0.02
    /// `channels[c][i]` tells of the time from `i × 0.02` s on.
    package var channels: [[Bool]]

    package init(channels: [[Bool]]) {
        self.channels = channels
    }
}

/// Thresholds under which speech activity is read.
package struct TalkThresholds: Hashable, Sendable {
    /// Neither side speaks for at least this long: silence.
    package var silenceSeconds: Double
    /// Silence of at least this long: dead air.
    package var deadAirSeconds: Double
    /// Both speak at once for at least this long: overtalk.
    package var overtalkSeconds: Double
    /// A pause of the speaker shorter than this doesn't end a turn.
    package var turnGapSeconds: Double

    package init(
        silenceSeconds: Double = 2, deadAirSeconds: Double = 10, overtalkSeconds: Double = 0.5,
        turnGapSeconds: Double = 1
    ) {
        self.silenceSeconds = silenceSeconds
        self.deadAirSeconds = deadAirSeconds
        self.overtalkSeconds = overtalkSeconds
        self.turnGapSeconds = turnGapSeconds
    }
}

/// A stretch of time in seconds from the start of the recording.
package struct TimeSpan: Hashable, Codable, Sendable {
    package var fromSeconds: Double
    package var toSeconds: Double

    package init(fromSeconds: Double, toSeconds: Double) {
        self.fromSeconds = fromSeconds
        self.toSeconds = toSeconds
    }

    package var seconds: Double { toSeconds - fromSeconds }
}

/// Figures of the talk. Nil means "unknown": a mono recording can't tell who spoke.
package struct TalkFigures: Hashable, Sendable {
    package var silences: [TimeSpan]
    package var deadAirs: [TimeSpan]
    package var overtalks: [TimeSpan]?
    package var agentSpeechSeconds: Double?
    package var customerSpeechSeconds: Double?
    /// Agent's share of all speech, 0…1.
    package var agentTalkRatio: Double?
    package var longestMonologue: (role: ChannelRole, span: TimeSpan)?
    /// Median pause between the end of a customer's turn and the agent's first word after it.
    package var agentResponseSeconds: Double?

    package init(
        silences: [TimeSpan], deadAirs: [TimeSpan], overtalks: [TimeSpan]?,
        agentSpeechSeconds: Double?, customerSpeechSeconds: Double?, agentTalkRatio: Double?,
        longestMonologue: (role: ChannelRole, span: TimeSpan)?, agentResponseSeconds: Double?
    ) {
        self.silences = silences
        self.deadAirs = deadAirs
        self.overtalks = overtalks
        self.agentSpeechSeconds = agentSpeechSeconds
        self.customerSpeechSeconds = customerSpeechSeconds
        self.agentTalkRatio = agentTalkRatio
        self.longestMonologue = longestMonologue
        self.agentResponseSeconds = agentResponseSeconds
    }

    package static func == (left: Self, right: Self) -> Bool {
        left.silences == right.silences && left.deadAirs == right.deadAirs
            && left.overtalks == right.overtalks
            && left.agentSpeechSeconds == right.agentSpeechSeconds
            && left.customerSpeechSeconds == right.customerSpeechSeconds
            && left.agentTalkRatio == right.agentTalkRatio
            && left.longestMonologue?.role == right.longestMonologue?.role
            && left.longestMonologue?.span == right.longestMonologue?.span
            && left.agentResponseSeconds == right.agentResponseSeconds
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(silences)
        hasher.combine(overtalks)
        hasher.combine(agentTalkRatio)
    }
}

/// Who spoke when, drawn in 30 columns for the list: 4 bits of speech share for each side.
package struct TalkShape: Hashable, Sendable {
    package static let columns = 30
    /// `columns` bytes: the agent's share (0…15) in the high four bits, the customer's in the low;
    /// of a recording that can't tell the sides, all speech stands in both.
    package var bytes: [UInt8]

    package init?(bytes: [UInt8]) {
        guard bytes.count == Self.columns else { return nil }
        self.bytes = bytes
    }
}
