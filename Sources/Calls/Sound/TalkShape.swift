extension TalkShape {
    /// The talk of a recording in 30 columns: in each, how large a part of its frames holds speech
    /// of a side, 0…15, rounded to the nearest but at least 1 where there is any speech at all.
    /// Without a channel for the agent or one for the customer, the speech of everybody stands in
    /// both halves. Without any frame all columns are 0.
    package init(activity: SpeechActivity, roles: [ChannelRole]) {
        let sides = TalkSides(activity: activity, roles: roles)
        let known = sides.agent != nil || sides.customer != nil
        let silence = [Bool](repeating: false, count: sides.anybody.count)
        let agent = known ? sides.agent ?? silence : sides.anybody
        let customer = known ? sides.customer ?? silence : sides.anybody
        let frames = sides.anybody.count
        bytes = (0..<Self.columns).map { column in
            let start = column * frames / Self.columns
            let end = min(frames, max((column + 1) * frames / Self.columns, start + 1))
            let high = Self.share(of: agent, in: start..<end)
            return high << 4 | Self.share(of: customer, in: start..<end)
        }
    }

    private static func share(of frames: [Bool], in range: Range<Int>) -> UInt8 {
        guard !range.isEmpty else { return 0 }
        let speech = frames[range].count { $0 }
        let share = (Double(speech) / Double(range.count) * 15).rounded()
        return speech > 0 ? max(1, UInt8(share)) : 0
    }
}
