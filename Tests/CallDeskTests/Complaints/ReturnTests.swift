import CallDesk
import CallLedger
import CallStore
import Calls
import Foundation
import TestSupport
import Testing

/// Returns from what is kept of each complaint, which must be what its history says.
struct ReturnTests {
    private static let shape = "us-cfpb-responses"

    /// Some of everything that may happen to complaints, by chance.
    private struct Chance {
        let complaints: ComplaintHouse
        var random: SeededChance

        init(_ complaints: ComplaintHouse, seed: UInt64) {
            self.complaints = complaints
            random = SeededChance(seed)
        }

        mutating func live(complaints count: Int, deeds: Int) async throws -> [Complaint.ID] {
            var ids: [Complaint.ID] = []
            for place in 0..<count {
                ids.append(
                    try await complaints.register { form in
                        form.calls = []
                        form.regimes = place % 4 == 0 ? ["house"] : ["house", "us-cfpb"]
                        form.productCode = ["life", "motor", nil][place % 3]
                    })
                complaints.house.clock.move(by: Double(random.next(72)) * 3_600)
            }
            for _ in 0..<deeds {
                let id = ids[random.next(ids.count)]
                complaints.house.clock.move(by: Double(random.next(30)) * 3_600 + 0.123_456_7)
                do {
                    try await step(id, among: ids)
                } catch is Refusal {
                    // What can't happen just now doesn't.
                }
            }
            return ids
        }

        private mutating func step(_ id: Complaint.ID, among ids: [Complaint.ID]) async throws {
            let person = random.next(2) == 0 ? complaints.handler : complaints.other
            let refund = ComplaintRedress(kind: "refund", amount: Int64(random.next(900) + 1))
            let made = ComplaintDecision(
                [.upheld, .partly, .rejected][random.next(3)],
                redress: [[refund], [ComplaintRedress(kind: "apology")], []][random.next(3)])
            switch random.next(14) {
            case 0: try await complaints.investigate(id, by: person)
            case 1: try await complaints.decide(id, made, by: person)
            case 2, 3: try await complaints.answer(id, by: person)
            case 4: try await complaints.act(id, .close, by: person)
            case 5: try await complaints.act(id, .reopen, by: person)
            case 6: try await complaints.act(id, .withdraw, by: person)
            case 7: try await complaints.act(id, .wait(.customer), by: person)
            case 8: try await complaints.act(id, .resume, by: person)
            case 9: try await complaints.act(id, .refer, by: person)
            case 10: try await complaints.act(id, .comeBack, by: person)
            case 11:
                let settled = ComplaintDecision(.settled, redress: [refund], isAgreed: true)
                try await complaints.act(id, .settle(settled), by: person)
            case 12:
                let other = try await complaints.row(ids[random.next(ids.count)]).number
                try await complaints.desk.mergeComplaint(
                    id, into: other, saying: "one matter", by: person)
            default:
                try await complaints.desk.unmergeComplaint(id, saying: "two", by: person)
            }
        }
    }

    /// Of each complaint what its events say, without anything that was kept.
    private func recount(_ complaints: ComplaintHouse) async throws -> [ComplaintFigure] {
        let rules = ComplaintHouse.settings.rules
        return try await complaints.house.database.read { db in
            func history(_ id: Complaint.ID) throws -> Complaint? {
                Complaint(id: id, history: try db.complaintEvents(of: id).map(\.event))
            }
            return try db.complaints(after: Complaint.ID(Int64.min), limit: 1_000).compactMap {
                row in
                guard let one = try history(row.id) else { return nil }
                return ComplaintFigure(
                    one, partOf: try one.mergedInto.flatMap(history), product: row.productCode,
                    rules: rules)
            }
        }
    }

    @Test(arguments: [1, 2, 3])
    func `what is kept is what the histories say, whatever happens`(seed: UInt64) async throws {
        let complaints = try await ComplaintHouse()
        var chance = Chance(complaints, seed: seed)
        let ids = try await chance.live(complaints: 16, deeds: 240)
        let counted = try await recount(complaints)
        #expect(counted.count == ids.count)
        #expect(counted.contains { $0.closedAt != nil } && counted.contains { $0.closedAt == nil })
        let now = complaints.now
        for figure in counted {
            let kept = try #require(
                try await complaints.house.database.read { try $0.figure(of: figure.id) })
            let (one, other) = (kept.returnCase(at: now), figure.returnCase(at: now))
            #expect(one.clocks == other.clocks)
            #expect(one.outcome == other.outcome && one.redress == other.redress)
            #expect(one.type == other.type && one.cause == other.cause)
            #expect(one.product == other.product && one.regimes == other.regimes)
            #expect((one.closedAt == nil) == (other.closedAt == nil))
        }
        #expect(try await complaints.house.findings() == [])
        let year = complaints.year
        let made = try await complaints.desk.makeReturn(
            Self.shape, year, by: complaints.officer)
        let all = ComplaintReturn(made.order, of: counted.map { $0.returnCase(at: now) })
        #expect(made.made == all)
        #expect(made.isComplete && !made.isOver)
        for (cell, value) in made.made.cells {
            let shown = try await complaints.desk.returnCases(
                Self.shape, year, cell.key, after: nil, limit: 200, by: complaints.officer)
            switch value {
            case .cases(let count), .share(let count, _):
                #expect(shown.page.items.count == count, "\(cell.key)")
            case .money: break
            }
            #expect(shown.value == value)
        }
    }

    @Test func `cases of a number come in pages, and what was altered is found`() async throws {
        let complaints = try await ComplaintHouse()
        var chance = Chance(complaints, seed: 9)
        let ids = try await chance.live(complaints: 9, deeds: 40)
        var (walked, cursor): ([Complaint.ID], String?) = ([], nil)
        repeat {
            let shown = try await complaints.desk.returnCases(
                Self.shape, complaints.year, "all/received", after: cursor, limit: 2,
                by: complaints.officer)
            walked += shown.page.items.map(\.id)
            cursor = shown.page.next
        } while cursor != nil
        #expect(walked.count == Set(walked).count)
        let places = ids.indices.filter { $0 % 4 != 0 }
        #expect(Set(walked) == Set(places.map { ids[$0] }))
        try await complaints.house.alter(
            "UPDATE complaint_figure SET redress = 77 WHERE complaint_id = \(ids[1])")
        let findings = try await complaints.house.findings()
        #expect(findings.map(\.table) == ["complaint_figure"])
        #expect(findings.map(\.kind) == [.recount])
    }

    @Test func `what isn't kept yet is computed, and a file waits for that`() async throws {
        let complaints = try await ComplaintHouse()
        let house = complaints.house
        var chance = Chance(complaints, seed: 4)
        _ = try await chance.live(complaints: 8, deeds: 60)
        let (desk, officer, year) = (complaints.desk, complaints.officer, complaints.year)
        let before = try await desk.makeReturn(Self.shape, year, by: officer)
        try await house.alter("DELETE FROM complaint_figure")
        try await house.alter("DELETE FROM setting WHERE name = \("complaint-figures")")
        let next = try await house.restarted()
        let made = try await next.desk.makeReturn(Self.shape, year, by: officer)
        #expect(!made.isComplete && made.made.cases == 0)
        await #expect(throws: Refusal.self) {
            try await next.desk.noteReturn(made, as: .csv, bytes: [1], by: officer)
        }
        while try await next.desk.stepOpenJob() {}
        let after = try await next.desk.makeReturn(Self.shape, year, by: officer)
        #expect(after.isComplete && after.made == before.made)
        try await next.desk.noteReturn(after, as: .csv, bytes: [1], by: officer)
        let entry = try #require(try await next.ledger().last)
        #expect(entry.action == .returnExported)
        #expect(entry.details["return"] == Self.shape && entry.details["period"] == year)
        await #expect(throws: Refusal.self) {
            _ = try await next.desk.makeReturn(Self.shape, "2026-H3", by: officer)
        }
    }
}

extension ComplaintHouse {
    /// The year that its clock shows, as the period of a return.
    fileprivate var year: String { String(LocalDay(of: now, in: .utc).description.prefix(4)) }
}

/// Numbers by chance that are the same each time (SplitMix64).
private struct SeededChance {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed }

    mutating func next(_ bound: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((mixed ^ (mixed >> 31)) % UInt64(max(bound, 1)))
    }
}
