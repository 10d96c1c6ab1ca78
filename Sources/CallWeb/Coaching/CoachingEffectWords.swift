import Calls

extension CoachingTopicCard.EffectTable {
    init(_ effect: CoachingEffect, around day: LocalDay, _ words: Words) {
        sentence = words.sentence(effect)
        (symbol, tone) =
            switch effect.verdict {
            case .up: ("↑", "good")
            case .down: ("↓", "bad")
            case .unsure: ("≈", "plain")
            case .fewBefore, .fewAfter, .noSpread: ("…", "plain")
            }
        let spans = CoachingEffect.spans(around: day)
        rows = [
            ("before", spans.before, effect.before), ("after", spans.after, effect.after),
        ].map { key, days, share in
            .init(
                label: words(
                    "coaching.effect.\(key)",
                    [
                        "from": words.shortDay(LocalDay(number: days.lowerBound)),
                        "to": words.shortDay(LocalDay(number: days.upperBound)),
                    ]),
                share: share.map { "\(words.decimal($0.value)) %" } ?? "–",
                interval: share.flatMap(words.interval) ?? "–",
                count: words.number(share?.count ?? 0))
        }
    }
}

extension Words {
    /// Whether a question got better, as a finished sentence.
    func sentence(_ effect: CoachingEffect) -> String {
        let key = "coaching.effect.\(effect.verdict.rawValue)"
        switch effect.verdict {
        case .fewBefore: return count(key, effect.before?.count ?? 0)
        case .fewAfter: return count(key, effect.after?.count ?? 0)
        case .noSpread: return self(key)
        case .up, .down, .unsure:
            guard let change = effect.change, let low = change.low, let high = change.high else {
                return self("coaching.effect.no-spread")
            }
            guard effect.verdict != .unsure else {
                return self(
                    key,
                    ["by": signed(change.value), "low": signed(low), "high": signed(high)])
            }
            let ends = [abs(low), abs(high)].sorted()
            return self(
                key,
                [
                    "by": decimal(abs(change.value)), "low": decimal(ends[0]),
                    "high": decimal(ends[1]),
                ])
        }
    }

    /// `51.2 – 68.8 %`; nil where there is none.
    fileprivate func interval(_ share: Estimate) -> String? {
        guard let low = share.low, let high = share.high else { return nil }
        return "\(decimal(low)) – \(decimal(high)) %"
    }
}
