import Calls
import Foundation
import Testing

struct ComplaintJoiningTests {
    private typealias Sample = ComplaintSample
    private let other = Complaint.ID(200)

    private func merged() throws -> (member: Complaint, whole: Complaint) {
        let member = try Sample.after([.acknowledge, Sample.linked], Sample.received(other))
        let whole = try Sample.after(Sample.toInvestigation)
        let pair = try Sample.standing(member).merging(
            into: Sample.standing(whole), by: Sample.handler, saying: "same", at: Sample.start)
        return (member.after(pair.here), whole.after(pair.there))
    }

    @Test func `a merge that is undone leaves both as they were, with all that happened`() throws {
        let (member, whole) = try merged()
        #expect(member.mergedInto == whole.id)
        #expect(whole.members == [member.id])
        let pair = try Sample.standing(member).leaving(
            Sample.standing(whole, members: [member]), by: Sample.handler, saying: "not so",
            at: Sample.start)
        let (alone, rest) = (member.after(pair.here), whole.after(pair.there))
        #expect(alone.mergedInto == nil && rest.members.isEmpty)
        #expect(alone.state == .acknowledged && rest.state == .investigating)
        #expect(alone.calls == member.calls && alone.acknowledgedAt == member.acknowledgedAt)
        #expect(Array(alone.history.prefix(member.history.count)) == member.history)
        #expect(Array(rest.history.prefix(whole.history.count)) == whole.history)
        #expect(try Sample.after([.take], alone).assignee == Sample.handler.person)
    }

    @Test func `nothing but notes, links and undoing is done to a merged case`() throws {
        let (member, _) = try merged()
        let acts = Sample.standing(member).acts(of: Sample.handler)
        #expect(Set(acts) == [.note, .link, .unmerge])
    }

    @Test func `the whole closes when the calls of all are held and all were answered`() throws {
        var (member, whole) = try merged()
        let unheld = ComplaintStanding(
            whole, members: [member], heldCalls: [], rules: Sample.rules)
        #expect(
            unheld.bar(to: .decide(Sample.upheld), by: Sample.handler, saying: "x")
                == .needs([.callsHeld]))
        whole = try Sample.after([.decide(Sample.upheld)], whole)
        let narrow = ComplaintDeed.answer(
            ComplaintLetter(template: "final", version: 1, to: [whole.id]))
        #expect(
            Sample.standing(whole).bar(to: narrow, by: Sample.handler, saying: "x")
                == .needs([.wholeLetter]))
        whole = try Sample.after([Sample.letter(whole), .give(0), .close], whole)
        #expect(whole.state == .closed)
        // Undone after all: the member is worked from where it stood.
        let pair = try Sample.standing(member).leaving(
            Sample.standing(whole), by: Sample.handler, saying: "x", at: Sample.start)
        member = member.after(pair.here)
        #expect(member.state == .acknowledged)
    }

    @Test func `whoever is recused from a member is recused from the whole`() throws {
        let member = Sample.received(other, Sample.receipt(about: [Sample.asked]))
        let whole = Sample.received()
        let standing = Sample.standing(whole, members: [member])
        #expect(standing.recusal(of: ComplaintWorker(Sample.agent)) == .aboutThem)
        #expect(Sample.standing(whole).recusal(of: ComplaintWorker(Sample.agent)) == nil)
    }

    @Test func `a case isn't merged with itself, nor with others inside`() throws {
        let (_, whole) = try merged()
        let (here, there) = (Sample.standing(whole), Sample.standing(Sample.received()))
        #expect(throws: Refusal.self) {
            _ = try here.merging(into: here, by: Sample.handler, saying: "x", at: Sample.start)
        }
        let third = Sample.standing(Sample.received(Complaint.ID(201)))
        #expect(throws: Refusal.self) {
            _ = try here.merging(into: third, by: Sample.handler, saying: "x", at: Sample.start)
        }
        #expect(throws: Refusal.self) {
            _ = try there.linking(with: there, by: Sample.handler, saying: "x", at: Sample.start)
        }
        #expect(throws: Refusal.self) {
            _ = try third.leaving(there, by: Sample.handler, saying: "x", at: Sample.start)
        }
    }

    @Test func `what is split off was received when the whole was, and takes its calls`() throws {
        let whole = try Sample.after([Sample.linked])
        let later = Sample.start.addingTimeInterval(86_400)
        let split = try Sample.standing(whole).splitting(
            off: other, calls: [Sample.call], by: Sample.handler, saying: "two", at: later)
        let rest = whole.after(split.here)
        #expect(rest.calls.isEmpty && rest.offspring == [other])
        #expect(split.there.receipt.at == whole.receipt.at)
        #expect(split.there.receipt.splitFrom == whole.id)
        #expect(split.there.calls == whole.calls)
        #expect(split.there.history.allSatisfy { $0.at == later })
        #expect(throws: Refusal.self) {
            _ = try Sample.standing(rest).splitting(
                off: other, calls: [Sample.call], by: Sample.handler, saying: "x", at: later)
        }
    }

    @Test func `links stand in both cases, and a timeline has the events of all`() throws {
        let (one, two) = (Sample.received(), Sample.received(other))
        let pair = try Sample.standing(one).linking(
            with: Sample.standing(two), by: Sample.handler, saying: "x", at: Sample.start)
        #expect(one.after(pair.here).links == [other])
        #expect(two.after(pair.there).links == [one.id])
        let (member, whole) = try merged()
        let timeline = Sample.standing(whole, members: [member]).timeline
        #expect(timeline.count == member.history.count + whole.history.count)
    }
}
