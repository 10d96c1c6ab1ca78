import Calls
import Foundation
import Testing

struct ComplaintRuleTests {
    private typealias Sample = ComplaintSample

    private func refusal(
        _ deed: ComplaintDeed, _ complaint: Complaint, by principal: Principal = Sample.handler
    ) -> Refusal? {
        do throws(Refusal) {
            _ = try Sample.standing(complaint).event(
                of: deed, by: principal, saying: "words", at: Sample.start)
            return nil
        } catch {
            return error
        }
    }

    @Test func `a case goes from receipt to closing, and its history tells all of it`() throws {
        var complaint = try Sample.after(
            Sample.toInvestigation + [Sample.linked, .decide(Sample.upheld)])
        complaint = try Sample.after([Sample.letter(complaint)], complaint)
        let open = Sample.standing(complaint, isHeld: false).openNeeds
        #expect(open == [.callsHeld, .redressGiven])
        complaint = try Sample.after([.give(0), .close], complaint)
        #expect(complaint.state == .closed)
        #expect(complaint.history.map(\.number) == Array(1...complaint.history.count))
        #expect(Complaint(id: complaint.id, history: complaint.history) == complaint)
        #expect(Complaint(id: complaint.id, history: []) == nil)
    }

    @Test func `a receipt that can't be is refused with what to do`() throws {
        func refusal(
            by principal: Principal = Sample.agent, _ text: String = "words",
            _ change: (inout ComplaintReceipt) -> Void = { _ in }
        ) -> Refusal? {
            var receipt = Sample.receipt()
            change(&receipt)
            do throws(Refusal) {
                _ = try Sample.rules.receive(
                    NewComplaint(id: Sample.id, receipt: receipt, text: text), by: principal,
                    at: Sample.start)
                return nil
            } catch {
                return error
            }
        }
        #expect(refusal() == nil)
        #expect(refusal(by: Sample.principal(.auditor))?.code == .notAllowed)
        #expect(refusal("  ")?.subject == "words")
        #expect(refusal { $0.at = Sample.start.addingTimeInterval(301) }?.subject == "at")
        #expect(refusal { $0.at = .distantPast }?.subject == "at")
        #expect(refusal { $0.complainants = 0 }?.subject == "complainants")
        #expect(refusal { $0.representatives = 3 } == nil)
        let four = refusal { $0.representatives = 4 }
        #expect(four?.code == .badComplaint)
        #expect(four?.sentence.contains("At most 3") == true)
        // Where the regime says nothing the classes do.
        #expect(refusal { ($0.representatives, $0.place.regimes) = (5, []) } == nil)
        #expect(
            refusal { ($0.representatives, $0.place.regimes) = (6, []) }?.subject
                == "representatives")
        #expect(refusal { $0.place.regimes = ["none"] }?.subject == "place")
        #expect(refusal { $0.place.regimes = ["house", "house"] }?.subject == "place")
        let nowhere = ClockPlace(zone: .utc, calendar: "atlantis")
        #expect(refusal { $0.place.clocks = nowhere }?.subject == "place")
    }

    @Test func `nobody works a complaint about themselves or a call in which they spoke`() {
        let agent = Sample.agent
        let about = Sample.received(Sample.id, Sample.receipt(about: [Sample.asked]))
        #expect(refusal(.acknowledge, about, by: agent)?.code == .complaintRecused)
        #expect(refusal(.acknowledge, about, by: agent)?.subject == "about-them")
        #expect(refusal(.acknowledge, about) == nil)
        let spoke = Sample.received().after(
            Sample.received().event(
                .linkCall(ComplaintCall(Sample.call, agent: Sample.asked, isSubject: true)),
                by: "account:x", at: Sample.start))
        #expect(refusal(.acknowledge, spoke, by: agent)?.subject == "their-call")
        let brought = Sample.received().after(
            Sample.received().event(
                .linkCall(ComplaintCall(Sample.call, agent: Sample.asked, isSubject: false)),
                by: "account:x", at: Sample.start))
        #expect(refusal(.acknowledge, brought, by: agent) == nil)
        // What is asked of them they answer all the same.
        let asked = about.after(about.event(.ask(Sample.asked), by: "account:x", at: Sample.start))
        #expect(refusal(.answerQuestion(2), asked, by: agent) == nil)
        #expect(refusal(.answerQuestion(3), asked, by: agent)?.subject == "asked-one")
    }

    @Test func `who decided doesn't work it when it is reopened, nor gets it`() throws {
        let answered = try Sample.after(Sample.toInvestigation + [.decide(Sample.upheld)])
        var complaint = try Sample.after([Sample.letter(answered)], answered)
        complaint = try Sample.after([.reopen], complaint)
        #expect(complaint.round == 2)
        #expect(complaint.assignee == nil)
        #expect(refusal(.take, complaint)?.subject == "their-decision")
        let back = ComplaintDeed.assign(ComplaintWorker(Sample.handler))
        #expect(refusal(back, complaint, by: Sample.officer)?.subject == "fitting-worker")
        #expect(refusal(.take, complaint, by: Sample.otherHandler) == nil)
        var about = Sample.receipt()
        about.aboutDecisionsOf = [Sample.handler.person]
        #expect(
            refusal(.acknowledge, Sample.received(Sample.id, about))?.subject
                == "their-decision")
    }

    @Test func `a token of the same account is the same person`() {
        let token = Sample.handler.narrowed(to: [.workComplaints], id: "token:1")
        #expect(token.person == Sample.handler.person)
        #expect(Principal(id: "local:0", roles: []).person == "local:0")
    }

    @Test func `more redress than one's limit needs a second person with a higher one`() throws {
        func redress(_ amount: Int64) -> [ComplaintRedress] {
            [ComplaintRedress(kind: "refund", amount: amount)]
        }
        func decide(_ amount: Int64) -> ComplaintDeed {
            .decide(ComplaintDecision(.upheld, redress: redress(amount)))
        }
        let before = try Sample.after(Sample.toInvestigation)
        #expect(refusal(decide(1000), before) == nil)
        #expect(refusal(decide(1001), before)?.subject == "redress-limit")
        #expect(refusal(decide(Int64.max), before)?.subject == "redress-limit")
        #expect(refusal(decide(-1), before) != nil)
        let asked = try Sample.after([.request(.redress(redress(5000)))], before)
        let number = asked.history.count
        #expect(refusal(decide(5000), asked)?.subject == "nothing-asked")
        #expect(refusal(.approve(number), asked)?.code == .notAllowed)
        let approved = try Sample.after([.approve(number)], asked, by: Sample.officer)
        #expect(refusal(decide(5000), approved) == nil)
        #expect(refusal(decide(4999), approved)?.subject == "redress-limit")
        let much = try Sample.after([.request(.redress(redress(5001)))], before)
        #expect(refusal(.approve(number), much, by: Sample.officer)?.subject == "approver-limit")
    }

    @Test func `a special case is one by a second person's word`() throws {
        let before = try Sample.after(Sample.toInvestigation)
        #expect(refusal(Sample.assessment("pressure", "high", .special), before) != nil)
        let asked = try Sample.after([.request(.special)], before)
        #expect(refusal(.request(.special), asked)?.subject == "fresh-request")
        let number = asked.history.count
        let special = try Sample.after([.approve(number)], asked, by: Sample.officer)
        #expect(special.complexity == .special)
        let again = try Sample.after([Sample.assessment("pressure", "low", .complex)], special)
        #expect(again.complexity == .special)
        let refused = try Sample.after([.refuse(number)], asked, by: Sample.officer)
        #expect(refused.complexity == .simple)
        #expect(refusal(.approve(number), refused, by: Sample.officer)?.subject == "open-request")
    }

    @Test func `the first line solves what its type and weight allow`() throws {
        let open = try Sample.after([.acknowledge], by: Sample.agent)
        let slight = try Sample.after([Sample.assessment()], open, by: Sample.agent)
        let mine = try Sample.after(
            [.assign(ComplaintWorker(Sample.agent))], slight, by: Sample.officer)
        let solve = ComplaintDeed.solve(ComplaintDecision(.upheld, isAgreed: true))
        #expect(refusal(solve, mine, by: Sample.agent) == nil)
        for grave in [Sample.assessment("delay", "high"), Sample.assessment("pressure"),
            Sample.assessment("benefit"), Sample.assessment("delay", "low", .complex)]
        {
            let escalated = try Sample.after([grave], mine, by: Sample.agent)
            #expect(refusal(solve, escalated, by: Sample.agent)?.subject == "first-line")
            #expect(refusal(.take, escalated) == nil)
        }
    }

    @Test func `a withdrawal waits for nothing and lapses what was asked`() throws {
        let asked = try Sample.after(
            Sample.toInvestigation + [.request(.extension("once")), .wait(.proceedings)])
        let withdrawn = try Sample.after([.withdraw], asked)
        #expect(withdrawn.state == .decided)
        #expect(withdrawn.requests.values.map(\.outcome) == [.lapsed])
        #expect(withdrawn.waitsFor == nil)
        #expect(refusal(.withdraw, withdrawn)?.code == .complaintState)
        let early = try Sample.after([.withdraw])
        #expect(Sample.standing(early).openNeeds == [.assessed, .everybodyAnswered])
    }

    @Test func `what comes back from outside is closed by the same needs`() throws {
        let decided = try Sample.after(Sample.toInvestigation + [.decide(Sample.upheld)])
        let closed = try Sample.after([Sample.letter(decided), .give(0), .close], decided)
        let referred = try Sample.after([.refer], closed)
        #expect(try Sample.after([.comeBack], referred).state == .answered)
        let ruled = try Sample.after(
            [.rule(ComplaintDecision(.partly, redress: Sample.upheld.redress))], referred)
        #expect(ruled.state == .decided)
        #expect(Sample.standing(ruled).openNeeds == [.redressGiven, .everybodyAnswered])
    }

    @Test func `every bar is a sentence with what to do`() {
        let bars: [ComplaintBar] =
            ComplaintNeed.allCases.map { .needs([$0]) }
            + ComplaintRecusal.allCases.map { .recused($0) }
            + Complaint.State.allCases.map { .state($0) } + [.merged, .permission(.seeCall)]
        for bar in bars {
            let sentence = Refusal(bar).sentence
            #expect(sentence.hasSuffix("."), "\(bar)")
            #expect(sentence.count > 20, "\(bar)")
        }
        #expect(Set(ComplaintNeed.allCases.map(\.sentence)).count == ComplaintNeed.allCases.count)
    }
}
