import Calls

/// Speech in `spans` of seconds, in a channel that lasts `seconds`.
func speech(_ spans: ClosedRange<Double>..., lasting seconds: Double) -> [Bool] {
    (0..<Int((seconds * 50).rounded())).map { frame in
        let middle = Double(frame) * 0.02 + 0.01
        return spans.contains { $0.contains(middle) }
    }
}

extension TalkFigures {
    /// Figures of channels that all last as long as the first.
    init(
        _ channels: [Bool]..., roles: [ChannelRole], thresholds: TalkThresholds = TalkThresholds()
    ) {
        self.init(
            activity: SpeechActivity(channels: channels), roles: roles, thresholds: thresholds,
            durationSeconds: Double(channels[0].count) * 0.02)
    }
}

func span(_ from: Double, _ to: Double) -> TimeSpan { TimeSpan(fromSeconds: from, toSeconds: to) }
