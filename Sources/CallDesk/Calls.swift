import CallLedger
package import Calls
import CallStore
import CallVault
import Foundation

extension CallDesk {
    package static let pageMax = 200

    /// At most `limit` calls that match `filter`, newest first, from behind `cursor` on.
    package func calls(
        _ filter: CallFilter, after cursor: String?, limit: Int, by principal: Principal
    ) async throws -> Page<CallSummary> {
        try await calls(filter, after: cursor, limit: limit, by: principal, needing: .listCalls)
    }

    func searchWords(of filter: CallFilter) throws -> [String] {
        let words = filter.text.map(SearchWords.queried) ?? []
        if let text = filter.text, words.isEmpty, !text.isEmpty {
            throw Refusal(
                .invalid, .badFilter, "The search text needs at least one letter or digit.",
                subject: "text")
        }
        return words
    }

    func calls(
        _ filter: CallFilter, after cursor: String?, limit: Int, by principal: Principal,
        needing permission: Permission
    ) async throws -> Page<CallSummary> {
        let limit = try checked(limit)
        let after = try cursor.map(CallCursor.init(text:))
        let words = try searchWords(of: filter)
        let (desk, visibility) = (self, try visibility(permission, of: principal))
        return try await see(by: principal, needing: permission) { db in
            var filter = filter
            filter.agent = try filter.agent.map(db.listedAgent)
            var rows = try db.calls(
                filter, words: words, within: visibility, after: after, limit: limit + 1)
            let hasMore = rows.count > limit
            rows = Array(rows.prefix(limit))
            let recordings = Dictionary(
                grouping: try db.recordings(of: rows.map(\.call.id)), by: \.callID)
            return Page(
                items: try rows.map { row in
                    try desk.summary(of: row, recordings: recordings[row.call.id] ?? [])
                },
                next: hasMore ? rows.last.map { CallCursor($0.call).text } : nil)
        }
    }

    package func call(
        _ id: Call.ID, thresholds: TalkThresholds, by principal: Principal
    ) async throws -> CallDetail {
        let desk = self
        let seen = try await see(by: principal, needing: .seeCall) { db in
            guard let row = try db.listedCall(id),
                let ground = try desk.ground(of: principal, .seeCall, on: row.call, in: db)
            else { throw Self.noSuchCall }
            let recordings = try db.recordings(of: [id])
            let measures = try recordings.map { try db.channelMeasures(of: $0.id) }
            return (row: row, recordings: recordings, measures: measures, access: ground.access)
        }
        let (row, recordings, measures) = (seen.row, seen.recordings, seen.measures)
        try verify(row.call)
        try await noteUse(of: seen.access, by: principal, needing: .seeCall)
        let holds =
            principal.may(.seeHolds)
            ? try await see(by: principal, needing: .seeCall) {
                try desk.standingHolds(on: row.call, in: $0)
            } : nil
        guard let wrapped = row.customer.wrappedKey else {
            var detail = CallDetail(
                summary: try summary(of: row, recordings: recordings), recordings: [])
            detail.erased = row.call.customerID
            return detail
        }
        let details = try await opening("call:\(id)", by: principal, needing: .seeCall) {
            try await BlockingWork.run {
                let key = try desk.vault.openSubjectKey(wrapped, for: row.customer.id)
                return try zip(recordings, measures).map { recording, channels in
                    try desk.detail(
                        of: recording, channels: channels, key: key, thresholds: thresholds)
                }
            }
        }
        var detail = CallDetail(
            summary: try summary(of: row, recordings: recordings),
            recordings: details.sorted { $0.summary.playsBefore($1.summary) })
        detail.customer = row.call.customerID
        detail.holds = holds
        return detail
    }

    /// The customer with exactly this number; nil when there is none. Leaves a ledger entry, which
    /// holds no number, and is limited in rate.
    package func customer(
        withNumber text: String, by principal: Principal
    ) async throws -> Customer.ID? {
        try require(.findByNumber, of: principal)
        guard let number = PhoneNumber(normalising: text, region: settings.region) else {
            throw Refusal(
                .invalid, .badNumber,
                "This is no telephone number. Give it whole, with its area or country code.")
        }
        try numberSearches.admit(principal, now: now())
        let desk = self
        return try await change(by: principal, needing: .findByNumber) { change in
            let ground = try desk.requireGround(of: principal, .findByNumber, on: "", in: change.db)
            let found = try desk.customer(with: number, in: change.db)
            try change.record(
                .callFoundByNumber, object: found.map { "customer:\($0.id)" } ?? "",
                details: ["found": found == nil ? "no" : "yes"], concerning: found?.id)
            try change.recordUse(of: ground.access, concerning: found?.id)
            return found?.id
        }
    }

    package func filterChoices(by principal: Principal) async throws -> FilterChoices {
        let (now, visibility) = (now(), try visibility(.listCalls, of: principal))
        return try await see(by: principal, needing: .listCalls) { db in
            let limit = FilterChoices.countMax
            return FilterChoices(
                agents: try db.agentChoices(within: visibility, at: now, limit: limit).map {
                    .init(code: $0.code, name: $0.name)
                },
                campaigns: try db.campaigns(after: nil, limit: limit).map {
                    .init(code: $0.code, name: $0.name)
                })
        }
    }

    /// What of the calls `permission` opens to `principal`; a call outside of it answers as if it
    /// weren't there.
    func visibility(_ permission: Permission, of principal: Principal) throws -> Visibility {
        try require(permission, of: principal)
        return principal.visibility(permission) ?? .agent(nil)
    }

    static var noSuchCall: Refusal {
        Refusal(.notFound, .noSuchCall, "There is no such call. It may have been erased.")
    }

    func checked(_ limit: Int) throws -> Int {
        guard (1...Self.pageMax).contains(limit) else {
            throw Refusal(
                .invalid, .badRequest, "Ask for between 1 and \(Self.pageMax) lines a page.",
                subject: "limit")
        }
        return limit
    }
}

extension CallDesk {
    /// Where a page of a list walked by ids begins.
    func cursorID<Entity>(_ text: String) throws -> Identifier<Entity> {
        guard let id = Identifier<Entity>(text: text) else { throw Self.badCursor }
        return id
    }

    static var badCursor: Refusal {
        Refusal(
            .invalid, .badCursor, "This page's address is damaged. Start from the first page.")
    }

    func summary(
        of row: ListedCallRow, recordings: [RecordingRow]
    ) throws -> CallSummary {
        let call = row.call
        var summary = CallSummary(
            id: call.id, startedAt: call.startedAt, zone: call.zone,
            durationSeconds: Double(call.durationMilliseconds) / 1000, direction: call.direction,
            agent: row.agent, agentName: row.agentName, campaign: row.campaign,
            campaignName: row.campaignName, customer: call.customerID,
            customerMasked: try number(of: row.customer)?.masked, verdicts: call.verdicts,
            talkShape: call.talkShape,
            recordings: recordings.filter { $0.wrappedKey != nil }.map(RecordingSummary.init)
                .sorted { $0.playsBefore($1) })
        summary.isErased = row.customer.wrappedKey == nil
        return summary
    }

    private func detail(
        of recording: RecordingRow, channels: [ChannelMeasures], key: SubjectKey,
        thresholds: TalkThresholds
    ) throws -> RecordingDetail {
        try verify(recording)
        try verify(channels, of: recording)
        let picture = try SoundPicture(bytes: openPicture(of: recording, under: key))
        return RecordingDetail(
            summary: RecordingSummary(recording), takenInAt: recording.takenInAt,
            contentBytes: recording.contentBytes,
            contentHash: recording.contentHash.hexadecimal, sourcePath: recording.sourcePath,
            profile: recording.profile, fileName: try name(of: recording, under: key),
            measures: SoundMeasures(
                loudnessLUFS: recording.loudnessLUFS, channels: channels,
                verdicts: recording.verdicts),
            talk: TalkFigures(
                activity: picture.activity, roles: recording.roles, thresholds: thresholds,
                durationSeconds: recording.sound.durationSeconds),
            facts: try facts(of: recording, under: key))
    }
}

extension RecordingSummary {
    init(_ row: RecordingRow) {
        self.init(
            id: row.id, sound: row.sound, roles: row.roles, generation: row.generation)
    }

    /// Two-sided before one-sided, then the first generation first.
    fileprivate func playsBefore(_ other: RecordingSummary) -> Bool {
        if roles.count != other.roles.count { return roles.count > other.roles.count }
        return (generation, id) < (other.generation, other.id)
    }
}

extension Visibility {
    func covers(_ call: CallRow) -> Bool { covers(agent: call.agentID, team: call.teamID) }
}

extension CallCursor {
    init(_ call: CallRow) {
        self.init(startedAt: call.startedAt, id: call.id)
    }

    /// The microseconds in 13 characters of base 32, then the id.
    var text: String { "\(Identifier<Call>(startedAt.microseconds))\(id)" }

    init(text: String) throws {
        guard text.utf8.count == 26, let time = Identifier<Call>(text: text.prefix(13)),
            let id = Call.ID(text: text.suffix(13))
        else { throw CallDesk.badCursor }
        self.init(startedAt: Date(microseconds: time.rawValue), id: id)
    }
}
