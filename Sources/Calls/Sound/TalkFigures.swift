extension TalkFigures {
    /// What `activity` comes to under `thresholds`. Spans are multiples of 20 ms and end at
    /// `durationSeconds` at the latest.
    ///
    /// - Silence and dead air: nobody speaks on any channel for at least the threshold; the time
    ///   before the first and after the last word counts too.
    /// - Overtalk: both sides speak in the same frames for at least the threshold.
    /// - Talk ratio: the agent's frames with speech ÷ (the agent's + the customer's).
    /// - A turn is one side's speech with its pauses below `turnGapSeconds`; the longest monologue
    ///   is the longest turn, of two equal ones the earlier, whatever the other side says
    ///   meanwhile.
    /// - Response: from the end of a customer's turn to the agent's first word after it, when the
    ///   agent is silent at that end and speaks before the customer's next turn; the median of all.
    package init(
        activity: SpeechActivity, roles: [ChannelRole], thresholds: TalkThresholds,
        durationSeconds: Double
    ) {
        let sides = TalkSides(activity: activity, roles: roles)
        func span(_ run: Range<Int>) -> TimeSpan {
            TimeSpan(
                fromSeconds: min(durationSeconds, Self.seconds(run.lowerBound)),
                toSeconds: min(durationSeconds, Self.seconds(run.upperBound)))
        }
        let quiet = SpeechRuns(count: sides.anybody.count) { !sides.anybody[$0] }.runs.map(span)
        let agentSeconds = sides.agent.map(Self.speechSeconds)
        let customerSeconds = sides.customer.map(Self.speechSeconds)
        self.init(
            silences: quiet.filter { $0.lasts(thresholds.silenceSeconds) },
            deadAirs: quiet.filter { $0.lasts(thresholds.deadAirSeconds) },
            overtalks: sides.pair.map { pair in
                SpeechRuns(count: min(pair.first.frames.count, pair.second.frames.count)) {
                    pair.first.frames[$0] && pair.second.frames[$0]
                }.runs.map(span).filter { $0.lasts(thresholds.overtalkSeconds) }
            },
            agentSpeechSeconds: agentSeconds, customerSpeechSeconds: customerSeconds,
            agentTalkRatio: Self.ratio(agentSeconds, customerSeconds),
            longestMonologue: Self.longestTurn(of: sides, thresholds: thresholds).map {
                ($0.role, span($0.run))
            },
            agentResponseSeconds: Self.responseSeconds(of: sides, thresholds: thresholds))
    }

    /// 20 ms in whole milliseconds, so that 0.3 s is 0.3 and not 0.30000000000000004.
    private static func seconds(_ frames: Int) -> Double {
        Double(frames * 20) / 1000
    }

    private static func speechSeconds(_ frames: [Bool]) -> Double {
        seconds(frames.count { $0 })
    }

    private static func ratio(_ agent: Double?, _ customer: Double?) -> Double? {
        guard let agent, let customer, agent + customer > 0 else { return nil }
        return agent / (agent + customer)
    }

    private static func turns(_ frames: [Bool], _ thresholds: TalkThresholds) -> SpeechRuns {
        let gap = (thresholds.turnGapSeconds / SpeechActivity.frameSeconds).rounded()
        return SpeechRuns(of: frames).bridged(overLessThan: Int(max(0, min(gap, 1e9))))
    }

    private static func longestTurn(
        of sides: TalkSides, thresholds: TalkThresholds
    ) -> (role: ChannelRole, run: Range<Int>)? {
        guard let pair = sides.pair else { return nil }
        let candidates = [pair.first, pair.second].compactMap { side in
            turns(side.frames, thresholds).longest.map { (role: side.role, run: $0) }
        }
        return candidates.sorted { $0.run.lowerBound < $1.run.lowerBound }.reduce(nil) {
            best, turn in
            if let best, best.run.count >= turn.run.count { return best }
            return turn
        }
    }

    private static func responseSeconds(
        of sides: TalkSides, thresholds: TalkThresholds
    ) -> Double? {
        guard sides.pair != nil, let agent = sides.agent, let customer = sides.customer else {
            return nil
        }
        let answers = SpeechRuns(of: agent).runs
        let questions = turns(customer, thresholds).runs
        var delays: [Int] = []
        var next = 0
        for (index, question) in questions.enumerated() {
            while next < answers.count, answers[next].upperBound <= question.upperBound {
                next += 1
            }
            guard next < answers.count else { break }
            let start = answers[next].lowerBound
            let until = index + 1 < questions.count ? questions[index + 1].lowerBound : Int.max
            if start >= question.upperBound, start < until {
                delays.append(start - question.upperBound)
            }
        }
        guard !delays.isEmpty else { return nil }
        delays.sort()
        let middle = delays.count / 2
        if delays.count % 2 == 1 { return seconds(delays[middle]) }
        return seconds(delays[middle - 1] + delays[middle]) / 2
    }
}

extension TimeSpan {
    /// Whether this is at least `threshold` long, a tenth of a millisecond forgiven to rounding.
    fileprivate func lasts(_ threshold: Double) -> Bool {
        seconds > 0 && seconds >= threshold - 1e-4
    }
}
