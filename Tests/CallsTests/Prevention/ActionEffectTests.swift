import Testing

@testable import Calls

struct ActionEffectTests {
    private func verdict(
        _ before: (Int, Int), _ after: (Int, Int)
    ) -> ActionEffect.Verdict {
        ActionEffect(
            before: ExposedCount(before.0, in: before.1), after: ExposedCount(after.0, in: after.1)
        ).verdict
    }

    @Test func `fewer, more and neither are told apart`() {
        #expect(verdict((40, 8_000), (10, 8_000)) == .down)
        #expect(verdict((10, 8_000), (40, 8_000)) == .up)
        #expect(verdict((40, 8_000), (36, 8_000)) == .unsure)
        #expect(verdict((40, 8_000), (20, 16_000)) == .down)
    }

    @Test func `what can't be told yet isn't told`() {
        #expect(verdict((40, 8_000), (0, 299)) == .tooEarly)
        // Two and a half would be expected, so that none says little.
        #expect(verdict((5, 8_000), (0, 4_000)) == .tooEarly)
        #expect(verdict((0, 8_000), (0, 8_000)) == .nothingBefore)
        #expect(verdict((3, 299), (3, 8_000)) == .nothingBefore)
        // That it got worse may be told though there was none before.
        #expect(verdict((0, 8_000), (9, 8_000)) == .up)
        let effect = ActionEffect(before: ExposedCount(4, in: 0), after: ExposedCount(4, in: 900))
        #expect(effect.rateBefore == nil && effect.ratio == nil)
    }

    @Test func `days on both sides are as many, up to today`() throws {
        let day = try #require(LocalDay("2026-06-30"))
        let spans = ActionEffect.spans(around: day, today: day.advanced(by: 10))
        #expect(spans.before.upperBound == day)
        #expect(spans.before.lowerBound == day.advanced(by: -89))
        #expect(spans.after == day.advanced(by: 1)...day.advanced(by: 10))
        #expect(ActionEffect.spans(around: day, today: day).after == nil)
        let late = ActionEffect.spans(around: day, today: day.advanced(by: 400)).after
        #expect(late?.upperBound == day.advanced(by: 90))
    }
}
