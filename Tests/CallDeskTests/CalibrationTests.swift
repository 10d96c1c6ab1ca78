import CallDesk
import CallLedger
import CallStore
import Calls
import Foundation
import TestSupport
import Testing

struct CalibrationTests {
    private func code(
        _ act: () async throws -> Void
    ) async -> Refusal.Code? {
        do {
            try await act()
            return nil
        } catch {
            return (error as? Refusal)?.code
        }
    }

    @Test(arguments: Engine.allCases)
    func `figures of a closed calibration are those made by hand`(engine: Engine) async throws {
        let house = try await CalibrationHouse(engine)
        #expect(
            await code {
                _ = try await house.desk.calibrationReport(
                    house.calibration, pairsOn: .total, by: house.lead)
            } == .calibrationOpen)
        try await house.handInAll()
        try await house.desk.closeCalibration(house.calibration, because: "", by: house.lead)
        let found = try await house.desk.calibrationReport(
            house.calibration, pairsOn: .question("greeting"), by: house.lead)
        func value(_ subject: CalibrationSubject, _ kind: AgreementFigure.Kind) -> Double? {
            found.report.subjects.first { $0.subject == subject }?[kind: kind]?.estimate?.value
        }
        func near(_ value: Double?, _ wanted: Double) -> Bool {
            value.map { abs($0 - wanted) < 1e-9 } ?? false
        }
        #expect(near(value(.question("greeting"), .percent), 2.0 / 3))
        #expect(near(value(.question("greeting"), .kappa), 0.4))
        #expect(near(value(.question("greeting"), .alpha), 7.0 / 18))
        // "Not applicable" is a third answer that was possible.
        #expect(near(value(.question("greeting"), .gwet), 5.0 / 9))
        #expect(near(value(.total, .intraclass), 5.0 / 11))
        #expect(near(value(.passed, .alpha), 7.0 / 18))
        let promise = found.report.subjects.first { $0.subject == .question("promise") }
        #expect(promise?[kind: .alpha]?.reason == .allTheSame)
        #expect(near(promise?[kind: .percent]?.estimate?.value, 1))
        let pairs = found.pairs.map { $0.figure.estimate?.value }
        #expect(found.pairs.map { [$0.first, $0.second] } == [[0, 1], [0, 2], [1, 2]])
        #expect(near(pairs[0], 0.5) && near(pairs[1], 0.2) && near(pairs[2], 0.5))
        let leniency = found.report.leniency.map { try? $0.get().value }
        #expect(near(leniency[0], 15) && near(leniency[1], 0) && near(leniency[2], -15))
        // A reload shows the same, to the last digit.
        let again = try await house.desk.calibrationReport(
            house.calibration, pairsOn: .total, by: house.raters[0])
        let intervals = [found, again].map { report in
            report.report.subjects.map { $0.figures.map { $0.estimate?.interval } }
        }
        #expect(intervals[0] == intervals[1])
        #expect(intervals[0].joined().contains { $0 != nil })
        #expect(try await house.scoring.house.findings().isEmpty)
    }

    @Test func `against a reference leniency is the difference from it`() async throws {
        let house = try await CalibrationHouse(reference: true)
        try await house.handInAll()
        try await house.desk.closeCalibration(house.calibration, because: "", by: house.lead)
        let report = try await house.desk.calibrationReport(
            house.calibration, pairsOn: .total, by: house.lead
        ).report
        let leniency = report.leniency.map { try? $0.get().value }
        #expect(leniency == [nil, -10, -20])
    }

    /// Which evaluations of the calibration somebody sees, by every way there is.
    private func seen(
        _ all: [Evaluation.ID], by principal: Principal, _ house: CalibrationHouse
    ) async throws -> Set<Evaluation.ID> {
        var seen: Set<Evaluation.ID> = []
        for id in all {
            do {
                let detail = try await house.desk.evaluation(id, by: principal)
                #expect(detail.summary.id == id)
                seen.insert(id)
            } catch let refusal as Refusal {
                #expect([.noSuchEvaluation, .notAllowed].contains(refusal.code))
            }
        }
        var listed: Set<Evaluation.ID> = []
        for states in [[], Set(Evaluation.State.allCases)] where principal.may(.seeEvaluations) {
            let filter = EvaluationFilter(states: states, streams: [.calibration])
            listed.formUnion(
                try await house.desk.evaluations(filter, after: nil, limit: 100, by: principal)
                    .items.map(\.id))
        }
        #expect(listed == seen)
        if principal.may(.seeCalibrations) {
            var told: Set<Evaluation.ID> = []
            do {
                let detail = try await house.desk.calibration(house.calibration, by: principal)
                told = Set(detail.calls.flatMap { $0.evaluations.values.map(\.evaluation) })
            } catch let refusal as Refusal {
                #expect(refusal.code == .noSuchCalibration)
            }
            #expect(told == seen)
            let lines = try await house.desk.calibrations(after: nil, limit: 10, by: principal)
            #expect(lines.items.isEmpty || lines.items.map(\.id) == [house.calibration])
        }
        return seen
    }

    private func onlookers(_ house: CalibrationHouse) async throws -> [String: Principal] {
        let agent = try #require(
            try await house.scoring.house.database.read { try $0.agent(code: "201")?.id })
        return [
            "lead": house.lead, "analyst": house.scoring.analysts[2],
            "officer": Principal(id: "local:1", roles: [.complianceOfficer]),
            "auditor": Principal(id: "local:2", roles: [.auditor]),
            "supervisor": Principal(id: "local:3", roles: [.supervisor]),
            "agent": Principal(id: "account:agent", roles: [.agent], agent: agent),
            "elsewhere": Principal(id: "local:4", roles: [.qaLead], teams: [Team.ID(1)]),
            "administrator": Principal(id: "local:5", roles: [.administrator]),
        ]
    }

    @Test(arguments: Engine.allCases)
    func `nobody sees another's evaluation before the calibration is closed`(
        engine: Engine
    ) async throws {
        let house = try await CalibrationHouse(engine)
        var own: [Set<Evaluation.ID>] = []
        for rater in house.raters {
            own.append(Set(try await house.evaluations(of: rater).values))
        }
        let all = own.flatMap(\.self)
        #expect(own.map(\.count) == [4, 4, 4] && Set(all).count == 12)
        let onlookers = try await onlookers(house)
        let openly: [() async throws -> Void] = [{}, { try await house.handInAll() }]
        for step in openly {
            try await step()
            for (rater, theirs) in zip(house.raters, own) {
                #expect(try await seen(all, by: rater, house) == theirs)
            }
            for (name, principal) in onlookers {
                #expect(try await seen(all, by: principal, house) == [], "\(name)")
            }
        }
        try await house.desk.closeCalibration(house.calibration, because: "", by: house.lead)
        for rater in house.raters {
            #expect(try await seen(all, by: rater, house) == Set(all))
        }
        for (name, principal) in onlookers {
            let sees = ["lead", "officer", "auditor"].contains(name)
            #expect(try await seen(all, by: principal, house) == (sees ? Set(all) : []), "\(name)")
        }
    }

    @Test func `the ledger tells of no score before it is closed, nor after`() async throws {
        let house = try await CalibrationHouse()
        try await house.handInAll()
        try await house.desk.closeCalibration(house.calibration, because: "", by: house.lead)
        let submitted = try await house.scoring.house.ledger().filter {
            $0.action == .evaluationSubmitted
        }
        #expect(submitted.count == 12)
        for entry in submitted {
            #expect(Set(entry.details.keys) == ["call", "sheet", "sealed"])
        }
    }

    @Test func `an auto-fail waits for nobody, and nothing is released or disputed`() async throws {
        let house = try await CalibrationHouse(calls: 1)
        let rater = house.raters[0]
        try await house.handIn(
            ScoringHouse.sheet(promise: "no"), of: house.calls[0], by: rater)
        house.scoring.house.clock.move(by: 30 * 3600)
        #expect(try await house.desk.releaseDue(by: .daemon) == 0)
        let id = try #require(try await house.evaluations(of: rater)[house.calls[0]])
        let detail = try await house.desk.evaluation(id, by: rater)
        #expect(detail.summary.state == .submitted && detail.summary.autoFails == 1)
        #expect(detail.summary.releaseAt == nil)
        let agent = try await onlookers(house)["agent"] ?? .nobody
        #expect(
            await code {
                _ = try await house.desk.dispute(
                    id, question: "promise", because: "not so", by: agent)
            } == .noSuchEvaluation)
        let simulated = try await house.desk.simulateScorecard(
            house.scoring.card, version: 1, by: house.lead)
        #expect(simulated.evaluations.isEmpty)
    }

    @Test func `a rater's call stays the rater's`() async throws {
        let house = try await CalibrationHouse(calls: 1)
        let (rater, second) = (house.raters[0], house.raters[2])
        let id = try #require(try await house.evaluations(of: rater)[house.calls[0]])
        try await house.desk.claim(id, by: rater)
        try await house.desk.free(id, by: rater)
        #expect(await code { try await house.desk.claim(id, by: second) } == .noSuchEvaluation)
        #expect(try await house.desk.claimNext(by: rater) == id)
        let own = try #require(try await house.evaluations(of: second)[house.calls[0]])
        #expect(
            await code { try await house.desk.assign(own, to: rater.account, by: second) }
                == .evaluationState)
        #expect(
            await code {
                _ = try await house.desk.replace(own, because: .noSpeech, by: second)
            } == .evaluationState)
    }

    @Test(arguments: Engine.allCases)
    func `who hasn't handed in is named when it is closed early, with a reason`(
        engine: Engine
    ) async throws {
        let house = try await CalibrationHouse(engine, calls: 2)
        for call in house.calls {
            try await house.handIn(ScoringHouse.sheet(), of: call, by: house.raters[0])
        }
        let left = try #require(try await house.evaluations(of: house.raters[1])[house.calls[0]])
        try await house.desk.claim(left, by: house.raters[1])
        let saved = try await house.desk.saveDraft(
            of: left, revision: 0, ScoringHouse.sheet(), by: house.raters[1])
        #expect(
            await code {
                try await house.desk.closeCalibration(
                    house.calibration, because: " ", by: house.lead)
            } == .reasonMissing)
        try await house.desk.closeCalibration(
            house.calibration, because: "two are ill", by: house.lead)
        let detail = try await house.desk.calibration(house.calibration, by: house.lead)
        #expect(detail.raters.map(\.handedIn) == [2, 0, 0] && detail.because == "two are ill")
        #expect(detail.summary.handedIn == 2 && detail.summary.sheets == 6)
        #expect(
            await code {
                try await house.desk.submit(
                    left, revision: saved.revision, by: house.raters[1])
            } == .evaluationState)
        #expect(await code { _ = try await house.desk.claimNext(by: house.raters[1]) }
            == .queueEmpty)
        for act in [
            { try await house.desk.closeCalibration(house.calibration, because: "", by: $0) },
            { try await house.desk.cancelCalibration(house.calibration, because: "x", by: $0) },
        ] {
            #expect(await code { try await act(house.lead) } == .calibrationOver)
        }
        let report = try await house.desk.calibrationReport(
            house.calibration, pairsOn: .passed, by: house.lead)
        #expect(report.report.subjects[0].figures.allSatisfy { $0.reason == .oneRater })
        #expect(report.pairs.count == 3)
        #expect(try await house.scoring.house.findings().isEmpty)
    }

    @Test func `a cancelled calibration never shows a sheet`() async throws {
        let house = try await CalibrationHouse(calls: 2)
        try await house.handIn(ScoringHouse.sheet(), of: house.calls[0], by: house.raters[0])
        try await house.desk.cancelCalibration(
            house.calibration, because: "wrong calls", by: house.lead)
        let theirs = Set(try await house.evaluations(of: house.raters[0]).values)
        let others = Set(try await house.evaluations(of: house.raters[1]).values)
        let all = Array(theirs.union(others))
        #expect(try await seen(all, by: house.raters[0], house) == theirs)
        #expect(try await seen(all, by: house.lead, house) == [])
        #expect(
            await code {
                _ = try await house.desk.calibrationReport(
                    house.calibration, pairsOn: .total, by: house.lead)
            } == .calibrationOpen)
    }

    @Test func `bad orders are refused with what is wrong`() async throws {
        let house = try await CalibrationHouse(calls: 1)
        let raters = house.raters
        let good = CalibrationHouse.order(house.calls, raters)
        func refused(_ change: (inout CalibrationOrder) -> Void) async -> Refusal.Code? {
            var order = good
            change(&order)
            return await code { _ = try await house.desk.openCalibration(order, by: house.lead) }
        }
        #expect(await refused { $0.title = " " } == .badCalibrationTitle)
        #expect(
            await refused { $0.title = String(repeating: "x", count: 81) } == .badCalibrationTitle)
        #expect(await refused { $0.title = "call of 13800138000" } == .badCalibrationTitle)
        #expect(await refused { $0.title = "two\nlines" } == .badCalibrationTitle)
        #expect(await refused { $0.days = 91 } == .badDay)
        #expect(await refused { $0.calls = [] } == .badCalibrationCalls)
        #expect(await refused { $0.calls = [Call.ID(5)] } == .noSuchCall)
        #expect(
            await refused { $0.calls = (0...50).map { Call.ID($0) } } == .badCalibrationCalls)
        #expect(await refused { $0.raters = [raters[0].account!] } == .badCalibrationRaters)
        #expect(await refused { $0.raters.append($0.raters[0]) } == .badCalibrationRaters)
        #expect(
            await refused { $0.raters.append(Account.ID(7)) } == .badCalibrationRaters)
        #expect(await refused { $0.reference = house.lead.account } == .badCalibrationRaters)
        #expect(await refused { $0.scorecard = "none" } == .noSuchScorecard)
        #expect(await refused { $0.draw = Draw.ID(9) } == .noSuchDraw)
        let elsewhere = Principal(id: "local:9", roles: [.qaLead], teams: [Team.ID(1)])
        #expect(
            await code { _ = try await house.desk.openCalibration(good, by: elsewhere) }
                == .noSuchCall)
        #expect(
            await code {
                try await house.desk.closeCalibration(
                    house.calibration, because: "x", by: elsewhere)
            } == .noSuchCalibration)
    }

    @Test func `the calls of a draw are calibrated`() async throws {
        let house = try await CalibrationHouse(calls: 3)
        let draw = try await house.scoring.drawn(ScoringHouse.plan(method: .everything))
        var order = CalibrationHouse.order([house.calls[0]], house.raters)
        order.draw = draw.id
        let id = try await house.desk.openCalibration(order, by: house.lead)
        let detail = try await house.desk.calibration(id, by: house.lead)
        #expect(Set(detail.calls.map(\.id)) == Set(house.calls) && detail.calls.count == 3)
    }

    @Test func `leniency and drift are told over closed calibrations`() async throws {
        let house = try await CalibrationHouse()
        try await house.handInAll()
        try await house.desk.closeCalibration(house.calibration, because: "", by: house.lead)
        house.scoring.house.clock.move(by: 30 * 86_400)
        let next = try await house.desk.openCalibration(
            CalibrationHouse.order(house.calls, house.raters), by: house.lead)
        let histories = try await house.desk.raterHistories(by: house.lead)
        #expect(histories.count == 3 && histories.allSatisfy { $0.calls == 4 })
        let first = try #require(histories.first { $0.id == house.raters[0].account })
        #expect(try first.leniency.get().value == 15)
        #expect(first.drift == .failure(.oneMoment))
        try await house.desk.closeCalibration(next, because: "nobody came", by: house.lead)
        let own = try await house.desk.raterHistories(by: house.raters[0])
        #expect(own.map(\.id) == [house.raters[0].account])
        #expect(own.first?.calibrations.map(\.id) == [next, house.calibration])
    }

    @Test func `erasing a customer takes the words out of why a calibration ended`() async throws {
        let scoring = try await ScoringHouse(analysts: 2)
        let (customer, call, _) = try await scoring.house.customer("13800138000")
        let id = try await scoring.desk.openCalibration(
            CalibrationHouse.order([call], scoring.analysts), by: scoring.lead)
        try await scoring.desk.cancelCalibration(
            id, because: "Mr Zhang called off", by: scoring.lead)
        try await scoring.house.erase(customer)
        let detail = try await scoring.desk.calibration(id, by: scoring.lead)
        #expect(detail.because == nil && detail.summary.state == .cancelled)
        #expect(try await scoring.house.findings().isEmpty)
    }
}
