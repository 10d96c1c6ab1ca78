extension SamplePlan {
    /// Everything that is wrong with the plan, in the order of its fields; at most one problem of
    /// each kind for each field. A plan without problems can be stored and drawn from.
    package func problems() -> [SamplePlanProblem] {
        var found: [SamplePlanProblem] = []
        let blank = name.allSatisfy(\.isWhitespace)
        if blank { found.append(.init(.nameMissing, "name")) }
        if name.count > Limits.nameCharacters { found.append(.init(.nameLong, "name")) }
        found += population.problems()
        if CallZone(name: zone) == nil {
            found.append(.init(.zoneUnknown, "zone", String(zone.prefix(Limits.codeCharacters))))
        }
        found += periodProblems()
        found += method.problems() + reviewProblems()
        if case .risk(let reason) = stream {
            if reason.allSatisfy(\.isWhitespace) {
                found.append(.init(.reasonMissing, "stream.reason"))
            }
            if reason.count > Limits.reasonCharacters {
                found.append(.init(.reasonLong, "stream.reason"))
            }
        }
        if scorecard.isEmpty || scorecard.count > Limits.codeCharacters {
            found.append(.init(.scorecardMissing, "scorecard"))
        }
        if !Limits.dueDays.contains(dueDays) { found.append(.init(.dueOutOfRange, "dueDays")) }
        if !Limits.confidencePercent.contains(confidencePercent) {
            found.append(.init(.confidenceOutOfRange, "confidencePercent"))
        }
        return found
    }

    private func reviewProblems() -> [SamplePlanProblem] {
        switch (stream, method) {
        case (.review, .acceptance): [.init(.reviewLot, "method.limit")]
        case (.estimate, .stratified(by: .analyst, _)), (.risk, .stratified(by: .analyst, _)):
            [.init(.analystStratum, "method.by")]
        default: []
        }
    }

    private func periodProblems() -> [SamplePlanProblem] {
        var found: [SamplePlanProblem] = []
        if let until = period.until {
            if until < period.from { found.append(.init(.untilBeforeFrom, "period.until")) }
            if case .closed = period, until.number - period.from.number >= Limits.periodDays {
                found.append(.init(.periodLong, "period.until"))
            }
        }
        guard case .live(let live) = period, live.spread else { return found }
        if live.cycle == .day { found.append(.init(.spreadOverOneDay, "period.spread")) }
        if case .acceptance = method { found.append(.init(.spreadLot, "period.spread")) }
        return found
    }
}

extension Population {
    fileprivate func problems() -> [SamplePlanProblem] {
        typealias Limits = SamplePlan.Limits
        var found: [SamplePlanProblem] = []
        let counts = [
            ("campaigns", campaigns.count), ("teams", teams.count), ("agents", agents.count),
            ("directions", directions.count), ("dispositions", dispositions.count),
            ("stages", stages.count), ("verdictsAny", verdictsAny.count),
            ("verdictsNone", verdictsNone.count),
        ]
        for (field, count) in counts where count > Limits.listEntries {
            found.append(.init(.listLong, "population.\(field)"))
        }
        for (field, texts) in [("campaigns", campaigns), ("dispositions", dispositions)]
        where texts.contains(where: { $0.isEmpty || $0.count > Limits.textCharacters }) {
            found.append(.init(.textLong, "population.\(field)"))
        }
        if let stage = stages.first(where: { !Self.stagesKnown.contains($0) }) {
            found.append(.init(.stageUnknown, "population.stages", "\(stage)"))
        }
        let range = 0...Limits.seconds
        for (field, seconds) in [("leastSeconds", leastSeconds), ("mostSeconds", mostSeconds)] {
            if let seconds, !range.contains(seconds) {
                found.append(.init(.secondsOutOfRange, "population.\(field)", "\(seconds)"))
            }
        }
        if let leastSeconds, let mostSeconds, leastSeconds > mostSeconds {
            found.append(.init(.secondsReversed, "population.mostSeconds"))
        }
        if let verdict = verdictsAny.first(where: verdictsNone.contains) {
            found.append(.init(.verdictBothWays, "population.verdictsNone", verdict.rawValue))
        }
        return found
    }
}

extension SampleMethod {
    fileprivate func problems() -> [SamplePlanProblem] {
        switch self {
        case .simple(let count), .perAgent(let count):
            Self.problem(ofCount: count, "method.count")
        case .percentage(let hundredths, let least):
            ((1...10_000).contains(hundredths)
                ? [] : [.init(.percentageOutOfRange, "method.hundredthsOfPercent")])
                + Self.problem(ofCount: least, "method.least", from: 0)
        case .everything: []
        case .stratified(let field, let allocation): allocation.problems(by: field)
        case .acceptance(_, let limit):
            limit.isOfTheSeries ? [] : [.init(.limitUnknown, "method.limit", limit.text)]
        }
    }

    fileprivate static func problem(
        ofCount count: Int, _ field: String, from least: Int = 1
    ) -> [SamplePlanProblem] {
        (least...SamplePlan.Limits.calls).contains(count)
            ? [] : [.init(.countOutOfRange, field, "\(count)")]
    }
}

extension SampleMethod.Allocation {
    fileprivate func problems(by field: StratumField) -> [SamplePlanProblem] {
        typealias Limits = SamplePlan.Limits
        let place = "method.allocation"
        switch self {
        case .proportional(let total, let least):
            return SampleMethod.problem(ofCount: total, "\(place).total")
                + SampleMethod.problem(ofCount: least, "\(place).least", from: 0)
                + (least > total ? [.init(.leastAboveTotal, "\(place).least")] : [])
        case .equal(let each):
            return SampleMethod.problem(ofCount: each, "\(place).each")
        case .quotas(let quotas, let other):
            var found = SampleMethod.problem(ofCount: other, "\(place).other", from: 0)
            if quotas.count > Limits.quotaEntries { found.append(.init(.quotasMany, place)) }
            if quotas.keys.contains(where: { $0.count > Limits.textCharacters }) {
                found.append(.init(.textLong, "\(place).quotas"))
            }
            if quotas.values.contains(where: { !(0...Limits.calls).contains($0) }) {
                found.append(.init(.countOutOfRange, "\(place).quotas"))
            }
            if other == 0, quotas.values.allSatisfy({ $0 == 0 }) {
                found.append(.init(.quotasMissing, "\(place).quotas"))
            }
            let strange = field.keys.map { known in quotas.keys.filter { !known.contains($0) } }
            if let key = strange?.min(by: SampleFrame.precedes) {
                let subject = String(key.prefix(Limits.textCharacters))
                found.append(.init(.quotaUnknown, "\(place).quotas", subject))
            }
            return found
        }
    }
}
