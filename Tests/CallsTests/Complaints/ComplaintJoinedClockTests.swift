import Calls
import Foundation
import Testing

/// Clocks of complaints that were merged or split.
struct ComplaintJoinedClockTests {
    private typealias Sample = ComplaintSample
    private let other = Complaint.ID(200)
    private let later = Sample.start.addingTimeInterval(86_400)

    private func merged() throws -> (alone: Complaint, member: Complaint, whole: Complaint) {
        let member = try Sample.after(
            [.acknowledge, Sample.assessment()], Sample.received(other))
        let whole = try Sample.after(Sample.toInvestigation)
        let pair = try Sample.standing(member).merging(
            into: Sample.standing(whole), by: Sample.handler, saying: "same", at: later)
        return (member, member.after(pair.here), whole.after(pair.there))
    }

    private func letGo(_ member: Complaint, _ whole: Complaint) throws -> Complaint {
        let pair = try Sample.standing(member).leaving(
            Sample.standing(whole, members: [member]), by: Sample.handler, saying: "not so",
            at: later)
        return member.after(pair.here)
    }

    @Test func `a merge that is undone leaves the clocks of the member as they were`() throws {
        let (before, member, whole) = try merged()
        #expect(member.clockEvents == before.clockEvents)
        #expect(member.clockEvents(asPartOf: whole) == before.clockEvents)
        let after = try letGo(member, whole)
        #expect(after.clockEvents == before.clockEvents)
        let now = later.addingTimeInterval(60)
        #expect(
            Sample.standing(after).readings(at: now) == Sample.standing(before).readings(at: now))
    }

    @Test func `a member is answered by the letter of the whole, as long as it is part of it`()
        throws
    {
        let (before, member, merged) = try merged()
        var whole = try Sample.after([.wait(.customer)], merged)
        let now = later.addingTimeInterval(60)
        let standing = Sample.standing(whole, members: [member])
        #expect(standing.readings(at: now).map(\.state) == [.paused])
        // The whole waits for its own customer; the member's hasn't agreed to that.
        #expect(standing.readings(of: member, at: now).map(\.state) == [.running])
        whole = try Sample.after([.resume, .decide(Sample.upheld)], whole)
        whole = try Sample.after([Sample.letter(whole)], whole)
        let answered = Sample.standing(whole, members: [member])
        #expect(answered.readings(of: member, at: now).map(\.state) == [.met])
        #expect(answered.readings(at: now).map(\.state) == [.met])
        let alone = try letGo(member, whole)
        #expect(alone.clockEvents(asPartOf: whole) == before.clockEvents)
        #expect(Sample.standing(alone).readings(at: now).map(\.state) == [.running])
        #expect(before.clockEvents(asPartOf: whole) == before.clockEvents)
    }

    @Test func `nothing that waits is merged`() throws {
        let waiting = try Sample.after(
            [.acknowledge, .take, .wait(.thirdParty)], Sample.received(other))
        let whole = Sample.standing(try Sample.after(Sample.toInvestigation))
        let refusal = #expect(throws: Refusal.self) {
            _ = try Sample.standing(waiting).merging(
                into: whole, by: Sample.handler, saying: "same", at: later)
        }
        #expect(refusal?.subject == "not-waiting")
    }

    @Test func `what is split off runs from the receipt of the whole, in its place`() throws {
        let zone = try #require(CallZone(name: "Europe/London"))
        let place = ComplaintPlace(
            regimes: ["house"], clocks: ClockPlace(zone: zone, calendar: nil))
        let whole = try Sample.after([Sample.linked, .represent(2), .place(place)])
        let split = try Sample.standing(whole).splitting(
            off: other, calls: [Sample.call], by: Sample.handler, saying: "two", at: later)
        #expect(split.there.place == whole.place && split.there.representatives == 2)
        let (one, two) = (Sample.standing(whole), Sample.standing(split.there))
        #expect(one.readings(at: later).map(\.due) == two.readings(at: later).map(\.due))
        #expect(two.readings(at: later).map(\.zone) == [zone])
    }
}
