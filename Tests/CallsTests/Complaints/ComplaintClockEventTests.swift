import Calls
import Foundation
import Testing

/// What a complaint's clocks go by, told from its history.
struct ComplaintClockEventTests {
    private typealias Sample = ComplaintSample

    /// Does each deed so many hours after the receipt, as the rules let its doer.
    private func after(
        _ deeds: [(hour: Double, deed: ComplaintDeed)], _ complaint: Complaint = Sample.received(),
        by principal: Principal = Sample.handler
    ) throws -> Complaint {
        try deeds.reduce(complaint) { complaint, one in
            complaint.after(
                try Sample.standing(complaint).event(
                    of: one.deed, by: principal, saying: "words", at: instant(one.hour)))
        }
    }

    private func instant(_ hour: Double) -> Date {
        Sample.start.addingTimeInterval(hour * 3600)
    }

    private func moment(_ moment: ClockEvent.Moment, _ hour: Double) -> ClockEvent {
        ClockEvent(.moment(moment), at: instant(hour))
    }

    private func reading(_ complaint: Complaint, at hour: Double) throws -> ClockReading {
        try #require(Sample.standing(complaint).readings(at: instant(hour)).first)
    }

    /// Investigated at the seventh hour.
    private func investigated() throws -> Complaint {
        let hours = Sample.toInvestigation.enumerated().map {
            (hour: Double($0.offset) + 3, deed: $0.element)
        }
        return try after(hours)
    }

    @Test func `a case that is answered tells its moments in order`() throws {
        var complaint = try after([(8, .decide(Sample.upheld))], investigated())
        complaint = try after(
            [(9, Sample.letter(complaint)), (10, .give(0)), (11, .close)], complaint)
        let content = ComplaintDeed.hear(ComplaintReply(isContent: true))
        let upset = ComplaintDeed.hear(ComplaintReply(isContent: false))
        complaint = try after([(12, content), (13, upset), (14, .followUp)], complaint)
        #expect(
            complaint.clockEvents == [
                moment(.received, 0), moment(.acknowledged, 3), moment(.assessed, 4),
                moment(.decided, 8), moment(.answered, 9), moment(.closed, 11),
                moment(.followedUp, 13), moment(.followedUp, 14),
            ])
    }

    @Test func `what is settled or withdrawn is told as such`() throws {
        let settled = ComplaintDecision(.settled, isAgreed: true)
        #expect(
            try after([(8, .settle(settled))], investigated()).clockEvents.last
                == moment(.settled, 8))
        let slight = try after([(1, .acknowledge), (2, Sample.assessment()), (3, .take)])
        #expect(
            try after([(4, .solve(settled))], slight).clockEvents.last == moment(.settled, 4))
        #expect(try after([(1, .withdraw)]).clockEvents.last == moment(.withdrawn, 1))
    }

    @Test func `the receipt counts from when it came, and nothing happens before it`() throws {
        var receipt = Sample.receipt()
        receipt.at = instant(-40)
        let early = Complaint(id: Sample.id, receipt: receipt, by: "account:x", at: instant(0))
        #expect(early.clockEvents == [moment(.received, -40)])
        receipt.at = instant(0.05)
        let ahead = Complaint(id: Sample.id, receipt: receipt, by: "account:x", at: instant(0))
        #expect(
            try after([(0.01, .acknowledge)], ahead).clockEvents == [
                moment(.received, 0.05), moment(.acknowledged, 0.05),
            ])
        // The machine's clock stepped back while it waited.
        let waited = try after(
            [(9, .wait(.customer)), (8.9, .resume), (10, .wait(.customer))], investigated())
        #expect(
            waited.clockEvents.suffix(3) == [
                ClockEvent(.paused(.customer), at: instant(9)),
                ClockEvent(.resumed(.customer), at: instant(9)),
                ClockEvent(.paused(.customer), at: instant(10)),
            ])
        #expect(try reading(waited, at: 11).state == .paused)
    }

    @Test func `a pause ends with whatever ends the waiting`() throws {
        let waiting = try after([(8, .wait(.customer))], investigated())
        let resumed = ClockEvent(.resumed(.customer), at: instant(9))
        let ends: [(ComplaintDeed, ClockEvent.Moment)] = [
            (.withdraw, .withdrawn), (.refer, .referred), (.decide(Sample.upheld), .decided),
        ]
        for (deed, ending) in ends {
            let ended = waiting.after(
                waiting.event(deed, by: Sample.officer.person, at: instant(9)))
            #expect(ended.waitsFor == nil)
            #expect(ended.clockEvents.suffix(2) == [resumed, moment(ending, 9)], "\(deed.act)")
        }
        #expect(
            try after([(9, .resume), (10, .withdraw)], waiting).clockEvents.suffix(2) == [
                resumed, moment(.withdrawn, 10),
            ])
    }

    @Test func `more time comes by a second person, and by an assessment where none is needed`()
        throws
    {
        let once = try after([(8, .request(.extension("once")))], investigated())
        #expect(try reading(once, at: 9).due == reading(investigated(), at: 9).due)
        let granted = try after([(9, .approve(once.history.count))], once, by: Sample.officer)
        #expect(granted.clockEvents.last == ClockEvent(.extended("once"), at: instant(9)))
        let day: TimeInterval = 86_400
        let usual = try #require(try reading(once, at: 9).due)
        #expect(try reading(granted, at: 9).due == usual + 15 * day)
        let refused = try after([(9, .refuse(once.history.count))], once, by: Sample.officer)
        #expect(refused.clockEvents == once.clockEvents)
        let complex = try after([(8, Sample.assessment("pressure", "high", .complex))], once)
        #expect(try reading(complex, at: 9).due == usual + 15 * day)
        let again = try after([(9, Sample.assessment("delay", "low", .complex))], complex)
        #expect(again.clockEvents.last == moment(.assessed, 9))
    }

    @Test func `the time of a special case comes by its approval alone`() throws {
        let asked = try after([(8, .request(.special))], investigated())
        let special = try after([(9, .approve(asked.history.count))], asked, by: Sample.officer)
        #expect(special.clockEvents.last == ClockEvent(.extended("special"), at: instant(9)))
        // A regime that wants a second person for complex matters gets one.
        var book = Sample.book
        var regime = try #require(book.regimes["house"])
        for place in regime.clocks[0].extensions.indices {
            regime.clocks[0].extensions[place].needsSecondPerson = true
        }
        book = RegimeBook(regimes: ["house": regime], calendars: [:], home: .utc)
        let complex = try after([(8, Sample.assessment("pressure", "high", .complex))], asked)
        let usual = try reading(asked, at: 9).due
        let strict = book.readings(["house"], of: complex.clockEvents, at: instant(9))
        #expect(strict.map(\.due) == [usual])
    }

    @Test func `a reopened case gets its time anew, and complex time when it is assessed`() throws {
        var complaint = try after(
            [(8, Sample.assessment("pressure", "high", .complex)), (9, .decide(Sample.upheld))],
            investigated())
        complaint = try after([(10, Sample.letter(complaint)), (48, .reopen)], complaint)
        #expect(complaint.clockEvents.last == moment(.reopened, 48))
        let plain = try reading(complaint, at: 49)
        #expect(plain.state == .running && plain.began == instant(48))
        complaint = try after(
            [(50, Sample.assessment("pressure", "high", .complex))], complaint,
            by: Sample.otherHandler)
        let due = try #require(plain.due)
        #expect(try reading(complaint, at: 51).due == due + 15 * 86_400)
    }

    @Test func `what comes back from outside runs again where the referral stopped it`() throws {
        let referred = try after([(8, .refer)], investigated())
        #expect(try reading(referred, at: 9).state == .met)
        let back = try after([(30, .comeBack)], referred, by: Sample.officer)
        #expect(back.clockEvents.last == moment(.cameBack, 30))
        let reading = try reading(back, at: 31)
        #expect(reading.state == .running && reading.began == instant(30))
        var answered = try after([(8, .decide(Sample.upheld))], investigated())
        answered = try after([(9, Sample.letter(answered)), (10, .refer)], answered)
        let handedBack = try after([(30, .comeBack)], answered, by: Sample.officer)
        #expect(try self.reading(handedBack, at: 31).state == .met)
    }

    @Test func `whatever is done, what was told to the clocks stays told`() throws {
        let people = [Sample.handler, Sample.otherHandler, Sample.officer]
        var dice = Dice(state: 0x9E37_79B9_7F4A_7C15)
        var kinds: Set<ClockEvent.Kind> = []
        for _ in 0..<300 {
            var complaint = Sample.received()
            for hour in 1...120 {
                let act = ComplaintAct.allCases[dice.roll(ComplaintAct.allCases.count)]
                let deed = act == .answer ? Sample.letter(complaint) : Sample.deed(act)
                let who = people[dice.roll(people.count)]
                let standing = Sample.standing(complaint)
                guard standing.bar(to: deed, by: who, saying: "words") == nil else { continue }
                let before = complaint.clockEvents
                complaint = complaint.after(
                    complaint.event(deed, by: who.person, at: instant(Double(hour))))
                let now = complaint.clockEvents
                #expect(Array(now.prefix(before.count)) == before)
                #expect(now.allSatisfy { $0.at <= instant(Double(hour)) })
                #expect(openPauses(now) == Set([complaint.waitsFor].compactMap { $0 }))
                kinds.formUnion(now.dropFirst(before.count).map(\.kind))
            }
        }
        let moments = Set(ClockEvent.Moment.allCases).subtracting([.received])
        #expect(moments.filter { !kinds.contains(.moment($0)) } == [])
        #expect(kinds.isSuperset(of: [.paused(.customer), .resumed(.customer)]))
    }

    private func openPauses(_ events: [ClockEvent]) -> Set<PauseReason> {
        events.reduce(into: []) { open, event in
            switch event.kind {
            case .paused(let reason): open.insert(reason)
            case .resumed(let reason): open.remove(reason)
            default: break
            }
        }
    }

    @Test func `a case is reckoned by the place that it is given`() throws {
        let shanghai = try #require(CallZone(name: "Asia/Shanghai"))
        let place = ComplaintPlace(
            regimes: ["house"], clocks: ClockPlace(zone: shanghai, calendar: "here"))
        let moved = try after([(2, .place(place))], by: Sample.officer)
        #expect(
            moved.clockEvents == [
                moment(.received, 0), ClockEvent(.placed(place.clocks!), at: instant(2)),
            ])
        #expect(try reading(moved, at: 3).zone == shanghai)
        // Other regimes alone leave zone and calendar as they were.
        let none = try after([(4, .place(ComplaintPlace(regimes: [])))], moved)
        #expect(none.place == ComplaintPlace(regimes: [], clocks: place.clocks))
        #expect(none.clockEvents == moved.clockEvents)
        #expect(Sample.standing(none).readings(at: instant(5)).isEmpty)
        var receipt = Sample.receipt()
        receipt.place = place
        let there = Complaint(id: Sample.id, receipt: receipt, by: "account:x", at: instant(0))
        #expect(try reading(there, at: 1).zone == shanghai)
    }
}

/// Marsaglia's xorshift, so that every run walks the same paths.
private struct Dice {
    var state: UInt64

    mutating func roll(_ sides: Int) -> Int {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return Int(state % UInt64(sides))
    }
}
