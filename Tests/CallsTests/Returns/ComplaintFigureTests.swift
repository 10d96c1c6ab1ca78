import Foundation
import Testing

@testable import Calls

/// When a complaint counts as closed, and with what.
struct ComplaintFigureTests {
    private static let start = Date(timeIntervalSince1970: 1_770_000_000)
    private static let rules = ComplaintSample.rules

    private func at(_ day: Int) -> Date { Self.start.addingTimeInterval(Double(day) * 86_400) }

    private func complaint(_ id: Int64 = 1) -> Complaint {
        var receipt = ComplaintReceipt(at: Self.start, channel: .phone, complainants: 1)
        receipt.place = ComplaintPlace(regimes: [])
        return Complaint(id: Complaint.ID(id), receipt: receipt, by: "account:a", at: Self.start)
    }

    private func after(_ complaint: Complaint, _ deeds: [(Int, ComplaintDeed)]) -> Complaint {
        deeds.reduce(complaint) { before, step in
            before.after(before.event(step.1, by: "account:a", at: at(step.0)))
        }
    }

    private func letter(_ ids: Int64...) -> ComplaintDeed {
        .answer(ComplaintLetter(template: "", version: 0, to: Set(ids.map(Complaint.ID.init))))
    }

    private func figure(_ one: Complaint, partOf whole: Complaint? = nil) -> ComplaintFigure {
        ComplaintFigure(one, partOf: whole, product: nil, rules: Self.rules)
    }

    private let upheld = ComplaintDecision(
        .upheld, redress: [ComplaintRedress(kind: "refund", amount: 700)])

    @Test func `the letter closes, and a reopening opens`() {
        let decided = after(complaint(), [(3, .decide(upheld))])
        #expect(figure(decided).closedAt == nil && figure(decided).outcome == .upheld)
        let answered = after(decided, [(5, letter(1)), (6, .close)])
        #expect(figure(answered).closedAt == at(5) && figure(answered).redress == 700)
        let reopened = after(answered, [(9, .reopen)])
        #expect(figure(reopened).closedAt == nil && figure(reopened).redress == 0)
        let again = after(
            reopened, [(11, .decide(ComplaintDecision(.rejected))), (12, letter(1))])
        #expect(figure(again).closedAt == at(12) && figure(again).outcome == .rejected)
    }

    @Test func `a letter behind a settlement or a withdrawal moves nothing`() {
        let settled = ComplaintDecision(.settled, isAgreed: true)
        for deed in [ComplaintDeed.settle(settled), .solve(settled), .withdraw] {
            let ended = after(complaint(), [(2, deed), (8, letter(1))])
            #expect(figure(ended).closedAt == at(2))
        }
        let ruled = after(
            complaint(), [(2, .decide(upheld)), (3, letter(1)), (4, .refer), (30, .rule(upheld))])
        #expect(figure(ruled).closedAt == nil)
        #expect(figure(after(ruled, [(31, letter(1))])).closedAt == at(31))
    }

    @Test func `a merged one is answered with the whole, whose redress counts once`() {
        let member = after(complaint(2), [(1, .merge(into: Complaint.ID(1)))])
        let whole = after(
            complaint(), [(1, .absorb(Complaint.ID(2))), (3, .decide(upheld)), (6, letter(1, 2))])
        let figure = figure(member, partOf: whole)
        #expect(figure.closedAt == at(6) && figure.outcome == .upheld && figure.redress == 0)
        let alone = after(
            complaint(), [(1, .absorb(Complaint.ID(2))), (3, .decide(upheld)), (6, letter(1))])
        #expect(self.figure(member, partOf: alone).closedAt == nil)
        #expect(self.figure(member).closedAt == nil)
    }

    @Test func `a clock that runs is judged by the moment at which somebody asks`() {
        var figure = ComplaintFigure(id: Complaint.ID(1), receivedAt: Self.start, channel: .phone)
        let clock = ReturnClock("house", "answer")
        figure.clocks = [clock: .due(at(15))]
        #expect(figure.returnCase(at: at(14)).clocks[clock] == nil)
        #expect(figure.returnCase(at: at(15)).clocks[clock] == false)
        figure.clocks = [clock: .met]
        #expect(figure.returnCase(at: at(99)).clocks[clock] == true)
    }

    @Test func `periods are read as they are written, and nothing else`() throws {
        for text in ["2026-H1", "2026-H2", "2026", "2026-02-01..2026-07-31"] {
            #expect(ReturnPeriod(text: text, zone: .utc)?.name == text)
        }
        let wrong = [
            "", "2026-H3", "26", "2026-h1", "2026-02-30..2026-07-31", "2026-07-31..2026-02-01",
            "2026-2-1..2026-7-31", " 2026", "２０２６", "2026-H1..2026-H2",
        ]
        for text in wrong { #expect(ReturnPeriod(text: text, zone: .utc) == nil, "\(text)") }
        #expect(try #require(ReturnPeriod(text: "2026", zone: .utc)).days == 365)
    }
}
