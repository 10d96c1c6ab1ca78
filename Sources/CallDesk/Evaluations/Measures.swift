import CallStore
package import Calls
import Foundation

/// What the call's own figures answer of a scorecard.
extension CallDesk {
    /// Fills the questions of a claimed evaluation that ask for a measure, as its first draft.
    /// Does nothing where a draft stands already, where the card asks for none, and where the
    /// call's recording can't be read any more.
    package func fillMeasures(
        of id: Evaluation.ID, thresholds: TalkThresholds, by principal: Principal
    ) async throws {
        let detail = try await evaluation(id, by: principal)
        guard detail.isMine, detail.revision == 0, detail.sheet == AnswerSheet(),
            detail.scorecard.asksForMeasures,
            let call = try await readable(
                detail.summary.call, thresholds: thresholds, by: principal),
            let recording = call.recordings.first
        else { return }
        let sheet = detail.scorecard.filled(
            AnswerSheet(), by: recording.callMeasures(of: call.summary))
        guard sheet != AnswerSheet() else { return }
        let desk = self
        try await change(by: principal, needing: .score) { change in
            change.isUnchanged = true
            _ = try desk.claimed(id, by: principal, in: change.db)
            // Whoever typed meanwhile was quicker; their draft stays.
            _ = try change.db.save(desk.sealedDraft(sheet, of: id, revision: 1, in: change))
        }
    }

    /// Nil for a call that may not be seen, or whose recording is damaged.
    private func readable(
        _ call: Call.ID, thresholds: TalkThresholds, by principal: Principal
    ) async throws -> CallDetail? {
        do {
            return try await self.call(call, thresholds: thresholds, by: principal)
        } catch let refusal as Refusal
            where [.noSuchCall, .notAllowed, .damagedRecording].contains(refusal.code)
        {
            return nil
        }
    }
}

extension Scorecard {
    fileprivate var asksForMeasures: Bool {
        questions.contains {
            if case .number(let range) = $0.kind { range.measure != nil } else { false }
        }
    }
}

extension RecordingDetail {
    /// Those that this recording can tell, in the units of `CallMeasure.unit`.
    package func callMeasures(of call: CallSummary) -> [CallMeasure: Thousandths] {
        func total(_ spans: [TimeSpan]) -> Double { spans.reduce(0) { $0 + $1.seconds } }
        let agent = summary.roles.firstIndex(of: .agent)
        let figures: [CallMeasure: Double?] = [
            .duration: call.durationSeconds,
            .talkTime: talk.agentSpeechSeconds.flatMap { own in
                talk.customerSpeechSeconds.map { own + $0 }
            },
            .talkShare: talk.agentTalkRatio.map { $0 * 100 },
            .deadAir: total(talk.deadAirs),
            .overtalk: talk.overtalks.map(total),
            .longestSilence: talk.silences.map(\.seconds).max() ?? 0,
            .longestMonologue: talk.longestMonologue?.span.seconds,
            .response: talk.agentResponseSeconds,
            .loudness: measures.loudnessLUFS,
            .noiseFloor: agent.flatMap { place in
                measures.channels.indices.contains(place)
                    ? measures.channels[place].noiseFloorDBFS : nil
            },
            .soundFaults: Double(measures.verdicts.count),
        ]
        return figures.compactMapValues { figure in
            figure.flatMap { $0.isFinite ? Thousandths(rounding: $0) : nil }
        }
    }
}

extension Thousandths {
    /// To a tenth, which is as fine as people read figures of a call.
    fileprivate init(rounding value: Double) {
        self.init(Int((min(max(value, -1e6), 1e6) * 10).rounded()) * 100)
    }
}
