import CallDesk
import CallStore
import Calls
import Foundation
import TestSupport
import Testing

/// A scoring house with three raters, one of them a lead, and an open calibration of four calls.
struct CalibrationHouse {
    let scoring: ScoringHouse
    let calls: [Call.ID]
    let raters: [Principal]
    let calibration: Calibration.ID

    var desk: CallDesk { scoring.desk }
    /// A lead who rates nothing.
    let lead: Principal

    init(
        _ engine: Engine = .sqlite, calls count: Int = 4, reference: Bool = false
    ) async throws {
        let house = try await House(on: StateFolder(database: DatabasePlace(engine)))
        scoring = try await ScoringHouse(analysts: 3, on: house)
        calls = try await scoring.takeIn(count, agents: 1)
        let second = try await house.addAccount("second", [.qaLead])
        lead = scoring.lead
        raters = [
            scoring.analysts[0], scoring.analysts[1],
            Principal(id: "account:\(second)", roles: [.qaLead], account: second),
        ]
        calibration = try await scoring.desk.openCalibration(
            Self.order(calls, raters, reference: reference ? raters[0].account : nil), by: lead)
    }

    static func order(
        _ calls: [Call.ID], _ raters: [Principal], reference: Account.ID? = nil
    ) -> CalibrationOrder {
        CalibrationOrder(
            title: "January, new raters", scorecard: "conduct",
            raters: raters.compactMap(\.account), reference: reference, calls: calls, days: 7)
    }

    /// What a rater has to hand in, by call.
    func evaluations(of rater: Principal) async throws -> [Call.ID: Evaluation.ID] {
        let detail = try await desk.calibration(calibration, by: rater)
        return Dictionary(
            uniqueKeysWithValues: detail.calls.compactMap { call in
                rater.account.flatMap { call.evaluations[$0] }.map { (call.id, $0.evaluation) }
            })
    }

    /// Hands in one sheet.
    func handIn(_ sheet: AnswerSheet, of call: Call.ID, by rater: Principal) async throws {
        let id = try #require(try await evaluations(of: rater)[call])
        try await desk.claim(id, by: rater)
        let saved = try await desk.saveDraft(of: id, revision: 0, sheet, by: rater)
        try await desk.submit(id, revision: saved.revision, by: rater)
    }

    /// What the raters said of the greeting, call by call; made by hand.
    static let greetings = [
        ["yes", "yes", "yes"], ["yes", "yes", "no"], ["no", "no", "no"], ["yes", "no", "no"],
    ]

    func handInAll() async throws {
        for (call, answers) in zip(calls, Self.greetings) {
            for (rater, answer) in zip(raters, answers) {
                try await handIn(ScoringHouse.sheet(greeting: answer), of: call, by: rater)
            }
        }
    }
}

extension PermissionTests {
    /// What the desk does with calibrations, by the permission that it needs.
    func calibrationUseCases(
        _ desk: CallDesk
    ) -> [(Permission, (Principal) async throws -> Void)] {
        let id = Calibration.ID(1)
        let order = CalibrationOrder(
            title: "x", scorecard: "conduct", raters: [Account.ID(1), Account.ID(2)],
            calls: [Call.ID(1)], days: 1)
        return [
            (.seeCalibrations, { _ = try await desk.calibrations(after: nil, limit: 1, by: $0) }),
            (.seeCalibrations, { _ = try await desk.calibration(id, by: $0) }),
            (
                .seeCalibrations,
                { _ = try await desk.calibrationReport(id, pairsOn: .total, by: $0) }
            ),
            (.seeCalibrations, { _ = try await desk.raterHistories(by: $0) }),
            (.manageCalibrations, { _ = try await desk.openCalibration(order, by: $0) }),
            (.manageCalibrations, { _ = try await desk.possibleRaters(by: $0) }),
            (.manageCalibrations, { try await desk.closeCalibration(id, because: "", by: $0) }),
            (
                .manageCalibrations,
                { try await desk.cancelCalibration(id, because: "by mistake", by: $0) }
            ),
        ]
    }
}
