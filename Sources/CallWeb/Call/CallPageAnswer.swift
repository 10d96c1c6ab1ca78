import CallDesk
import Calls
import Hummingbird

extension Web {
    /// One call, with the recording that `recording` names or the first one, from `t` seconds on.
    func callPage(_ visit: Visit) async throws -> Response {
        try visit.query.allow(["recording", "t"])
        let id: Call.ID = try visit.id("call", or: .noSuchCall)
        let call = try await desk.call(id, thresholds: settings.thresholds, by: visit.principal)
        let playing = try Self.playing(visit.query["recording"], of: call)
        let visit = try await naming((call.holds ?? []).map(\.placedBy), in: visit)
        let words = visit.words
        // A title stands in histories and task bars: nothing of the customer is in it.
        let agent = call.summary.agentName ?? call.summary.agent ?? words("role.agent")
        let title = "\(agent) → \(words("role.customer"))"
        let evaluating = try await evaluating(call, for: visit)
        let frame = await frame(title, in: .calls, of: visit, keys: Self.playerKeys(words))
        return try page(
            CallPage(
                call, playing: playing, startSeconds: try Self.moment(visit.query["t"]),
                evaluating: evaluating, thresholds: settings.thresholds, frame: frame,
                for: visit),
            for: visit)
    }

    /// Scorecards in force, for whoever may put a call up for scoring.
    private func evaluating(_ call: CallDetail, for visit: Visit) async throws -> Evaluating? {
        let reader = visit.principal
        guard reader.may(.assignEvaluations), reader.may(.seeScorecards), call.erased == nil
        else { return nil }
        let cards = try await desk.scorecards(after: nil, limit: CallDesk.pageMax, by: reader)
            .items.filter { $0.inForce != nil }
        guard !cards.isEmpty else { return nil }
        return Evaluating(
            url: WebURL.evaluate(call.summary.id),
            cards: cards.map {
                ScoringChoice(
                    value: $0.code, label: $0.title[visit.words.language.rawValue],
                    isChosen: false)
            })
    }

    private static func playing(_ text: String?, of call: CallDetail) throws -> RecordingDetail? {
        guard let text else { return call.recordings.first }
        guard let id = Recording.ID(text: text),
            let recording = call.recordings.first(where: { $0.summary.id == id })
        else { throw Refusal.noSuchRecording }
        return recording
    }

    private static func moment(_ text: String?) throws -> Double? {
        guard let text else { return nil }
        guard let seconds = Double(text), seconds >= 0, seconds < 1_000_000 else {
            throw Refusal(
                .invalid, .badRequest, "t is a moment in seconds such as 83.2.", subject: "t")
        }
        return seconds
    }

    private static func playerKeys(_ words: Words) -> [Frame.Key] {
        [
            (["Space"], "keys.play"), (["←", "→"], "keys.five"), (["J", "L"], "keys.ten"),
            (["Shift ←", "Shift →"], "keys.fifteen"), (["<", ">"], "keys.speed"),
            (["S"], "keys.skip"), (["1", "2"], "keys.mute"), (["3", "4"], "keys.solo"),
            (["N"], "keys.silence"), (["O"], "keys.overtalk"), (["C"], "keys.customer"),
            (["Shift"], "keys.backwards"), (["+", "−", "0"], "keys.zoom"), (["Y"], "keys.link"),
        ].map { Frame.Key(keys: $0.0, does: words($0.1)) }
    }
}

extension CallPage {
    fileprivate init(
        _ call: CallDetail, playing: RecordingDetail?, startSeconds: Double?,
        evaluating: Evaluating?, thresholds: TalkThresholds, frame: Frame, for visit: Visit
    ) {
        let (summary, words) = (call.summary, visit.words)
        self.evaluating = evaluating
        holds = call.holds.map {
            HoldStrip($0, on: .call(call.summary.id), words, by: visit.principal)
        }
        certificateURL =
            visit.principal.may(.seeCustomers) ? call.erased.map(WebURL.certificate) : nil
        historyURL = WebURL.history(of: "call:\(summary.id)", for: visit.principal)
        complaints = ComplaintLinks(about: summary, for: visit.principal)
        let zone = Zone(named: summary.zone)
        let time = zone.time(summary.startedAt)
        self.frame = frame
        backURL = WebURL.calls
        agent = summary.agentName ?? summary.agent ?? words("call.unknownAgent")
        agentCode = summary.agentName == nil ? nil : summary.agent
        customer =
            summary.isErased
            ? words("call.erased") : summary.customerMasked ?? words("call.unknownNumber")
        customerURL = summary.customer.flatMap { id in
            if visit.principal.may(.seeCustomers) { return WebURL.customer(id) }
            return visit.principal.may(.askAccess)
                ? WebURL.askAccess(.revealCustomer, on: "customer:\(id)") : nil
        }
        arrow = summary.direction.map(CallRow.arrow) ?? ""
        direction = summary.direction.map(words.name) ?? words("call.unknownDirection")
        iso8601 = time.iso8601
        let offset = zone.offsetName(at: summary.startedAt)
        particulars = [
            summary.campaignName ?? summary.campaign,
            words("date.moment", ["day": words.day(time), "clock": time.clock]),
            zone.name == "UTC" || zone.name.hasPrefix("+") || zone.name.hasPrefix("-")
                ? offset : "\(zone.name) (\(offset))",
            words.length(summary.durationSeconds),
        ].compactMap { $0 }
        tags =
            Tag.all(summary.verdicts, words)
            + (summary.isErased
                ? [Tag(symbol: "∅", text: words("call.erased"), tone: "plain")] : [])
        player = playing.map {
            Player($0, startSeconds: startSeconds, gap: thresholds.turnGapSeconds, words)
        }
        figures = playing.map { Figure.all($0, thresholds, words) } ?? []
        measures = playing.map { MeasureTable($0, words) }
        facts = playing.flatMap { FactTable($0.facts, zone: zone, words) }
        recordings = call.recordings.map {
            RecordingCard(
                $0, of: summary.id, isPlaying: $0.summary.id == playing?.summary.id, words)
        }
    }
}
