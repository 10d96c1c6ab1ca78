import CallLedger
import CallStore
package import Calls
import Foundation

/// The file by which anybody can draw again, on its way out (docs/formats/sample.md).
package struct DrawFile: Sendable {
    package let name: String
    /// Whole lines of it, read from the database as they are pulled.
    package let pieces: AsyncThrowingStream<[UInt8], any Error>
}

extension CallDesk {
    /// Hands out what was planned, committed to, there, picked and replaced. The entry is durable
    /// before the first line goes. Of the frame a few parts are held at a time.
    package func drawFile(_ id: Draw.ID, by principal: Principal) async throws -> DrawFile {
        let desk = self
        let content = try await see(by: principal, needing: .seePlans) { db in
            try desk.fileContent(of: id, in: db)
        }
        try await change(by: principal, needing: .seePlans) { change in
            try change.record(
                .drawExported, object: "draw:\(id)",
                details: [
                    "plan": content.head.planID, "frame": content.head.digest.hexadecimal,
                ])
        }
        let walk = DrawFileWalk(content, of: id)
        return DrawFile(
            name: "draw-\(id).jsonl",
            pieces: AsyncThrowingStream(unfolding: {
                try await walk.next(by: principal, at: desk)
            }))
    }

    private func fileContent(of id: Draw.ID, in db: Transaction) throws -> DrawFileContent {
        guard let row = try verified(db.draw(id)) else { throw Refusal.noSuchDraw }
        guard row.outcome == .drawn, let result = row.result else {
            throw Refusal(
                .conflict, .drawNotMade,
                "Nothing was drawn of this slice, so there is no file. Fetch it after the draw.")
        }
        try requireReviewsHandedIn(of: row, in: db)
        let plan = try version(row.planVersion, of: row.plan, in: db).plan
        guard let zone = CallZone(name: plan.zone), let seed = SampleSeed(result.seed),
            let slice = plan.period.slice(on: LocalDay(of: row.slice.start, in: zone))
        else { throw StoreFault.unexpectedRow("a draw that its plan doesn't have") }
        let isSpread = plan.period.isSpread
        let head = SampleFile.Head(
            plan: plan, planID: row.plan.description, version: row.planVersion,
            slice: slice.name, day: isSpread ? LocalDay(of: row.slice.start, in: zone) : nil,
            severity: result.severity, seed: seed, commitment: row.commitment,
            digest: result.frameDigest)
        let before = try spreadDay(of: row, plan, in: db)?.before ?? [:]
        let parts = try db.frameParts(of: id)
        let strata = try db.strata(of: id).map { stratum in
            try verify(stratum)
            return DrawFileContent.Stratum(
                content: SampleFile.Stratum(
                    quota: SampleQuota(
                        key: stratum.stratum, size: stratum.calls, asked: stratum.asked),
                    before: before[stratum.stratum], digest: stratum.digest, chunks: [],
                    picks: []),
                picks: stratum.picks, parts: parts[stratum.stratum] ?? 0)
        }
        return DrawFileContent(head: head, strata: strata)
    }
}

/// What of a file is known before its lists are read.
private struct DrawFileContent: Sendable {
    struct Stratum: Sendable {
        var content: SampleFile.Stratum
        /// With those that stand in for others.
        var picks: Int
        /// Of the frame.
        var parts: Int

        var key: String { content.quota.key }
        var drawn: Int { min(picks, content.quota.drawn) }
    }

    var head: SampleFile.Head
    var strata: [Stratum]
}

/// How far a file is. Asked by one reader at a time.
private actor DrawFileWalk {
    private enum Place {
        case head
        case stratum(Int)
        case frame(Int, part: Int)
        case picks(Int, from: Int)
        case over
    }

    /// At most 256 KiB of a frame.
    private static let partsAtOnce = 4
    private static let picksAtOnce = 1_000

    private let content: DrawFileContent
    private let id: Draw.ID
    private var place = Place.head
    private var writer = SampleFileWriter()
    private var order: SampleOrder
    /// Of the stratum at hand, in the order in which they were replaced.
    private var replaced: [DrawPickRow] = []

    init(_ content: DrawFileContent, of id: Draw.ID) {
        self.content = content
        self.id = id
        order = SampleOrder(seed: content.head.seed, key: "", count: 0, hash: CallDesk.hash)
    }

    /// The next lines; nil after the last.
    func next(by principal: Principal, at desk: CallDesk) async throws -> [UInt8]? {
        while true {
            switch place {
            case .head:
                place = .stratum(0)
                return try writer.head(content.head)
            case .stratum(let number) where number < content.strata.count:
                place = .frame(number, part: 0)
                return try await open(content.strata[number], by: principal, at: desk)
            case .stratum:
                place = .over
                return try writer.end()
            case .frame(let number, let part):
                let lines = try await frame(number, from: part, by: principal, at: desk)
                if !lines.isEmpty { return lines }
            case .picks(let number, let from):
                let lines = try await picks(number, from: from, by: principal, at: desk)
                if !lines.isEmpty { return lines }
            case .over: return nil
            }
        }
    }

    private func open(
        _ stratum: DrawFileContent.Stratum, by principal: Principal, at desk: CallDesk
    ) async throws -> [UInt8] {
        order = SampleOrder(
            seed: content.head.seed, key: stratum.key, count: stratum.content.quota.size,
            hash: CallDesk.hash)
        let id = id
        replaced =
            stratum.picks > stratum.drawn
            ? try await desk.see(by: principal, needing: .seePlans) { db in
                try db.replaced(
                    of: id, stratum: stratum.key, limit: SampleFile.replacementsMax)
            } : []
        for row in replaced { try desk.verify(row) }
        return try writer.stratum(
            stratum.content, drawn: stratum.drawn, chunks: stratum.parts)
    }

    private func frame(
        _ number: Int, from part: Int, by principal: Principal, at desk: CallDesk
    ) async throws -> [UInt8] {
        let (id, stratum) = (id, content.strata[number])
        guard part < stratum.parts else {
            place = .picks(number, from: 0)
            return []
        }
        let chunks = try await desk.see(by: principal, needing: .seePlans) { db in
            try db.frame(of: id, stratum: stratum.key, from: part, limit: Self.partsAtOnce)
        }
        guard !chunks.isEmpty else { throw DeskFault.rowAltered(table: "draw_frame") }
        place = .frame(number, part: part + chunks.count)
        var lines: [UInt8] = []
        for chunk in chunks { lines += try writer.chunk(chunk) }
        return lines
    }

    private func picks(
        _ number: Int, from: Int, by principal: Principal, at desk: CallDesk
    ) async throws -> [UInt8] {
        let (id, stratum) = (id, content.strata[number])
        let limit = min(Self.picksAtOnce, stratum.picks - from)
        guard limit > 0 else {
            place = .stratum(number + 1)
            return []
        }
        let rows = try await desk.see(by: principal, needing: .seePlans) { db in
            try db.picks(of: id, stratum: stratum.key, from: from, limit: limit)
        }
        guard rows.count == limit else { throw DeskFault.rowAltered(table: DrawPickRow.table) }
        place = .picks(number, from: from + limit)
        var lines: [UInt8] = []
        for row in rows {
            try desk.verify(row)
            guard let rank = order.next() else {
                throw DeskFault.rowAltered(table: DrawPickRow.table)
            }
            let pick = SampleFile.Pick(step: row.place, rank: rank, call: row.call)
            lines += try row.place < stratum.drawn ? writer.pick(pick) : standIn(pick)
        }
        return lines
    }

    /// `pick` as what stands in for the earliest replaced call that has nobody yet. Clocks of two
    /// nodes may differ, so the time alone doesn't say which that was; but a call can only be
    /// replaced by one behind it.
    private func standIn(_ pick: SampleFile.Pick) throws -> [UInt8] {
        guard let index = replaced.firstIndex(where: { $0.place < pick.step }) else {
            throw DeskFault.rowAltered(table: DrawPickRow.table)
        }
        let gone = replaced.remove(at: index)
        return try writer.replacement(
            SampleFile.Replacement(
                pick: pick, replaces: gone.call, reason: gone.replacement?.reason.rawValue ?? ""))
    }
}
