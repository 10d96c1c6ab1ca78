import Foundation
import Testing

@testable import Calls

/// Every path that some people can go by some deeds.
struct ComplaintPathTests {
    @Test(arguments: ComplaintWorld.all)
    func `no path closes a case with anything open, and none ends before`(
        _ world: ComplaintWorld
    ) throws {
        let paths = ComplaintPaths(world)
        #expect(paths.nodes.count > 100)
        #expect(paths.nodes.count < ComplaintPaths.nodesMax, "beyond the bound")
        for node in paths.nodes where node.complaint.state == .closed {
            #expect(node.ghost.open == [], "\(node.ghost)")
            #expect(!node.isLinked || node.wasHeldAtClosing, "closed with an unheld call")
        }
        #expect(paths.breaches == [])
        let stuck = paths.stuck()
        #expect(stuck.isEmpty, "\(stuck.prefix(3))")
        let states = Set(paths.nodes.map(\.complaint.state))
        #expect(states.isSuperset(of: world.states))
    }
}

/// Who does what in an exploration.
struct ComplaintWorld: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let people: [Principal]
    let deeds: [ComplaintDeed]
    /// All that must be reached.
    let states: Set<Complaint.State>

    private static let common: [ComplaintDeed] = [
        .acknowledge, ComplaintSample.assessment("pressure", "high"), .take, .investigate,
        .find(ComplaintFindings(causes: ["care"])), .decide(ComplaintSample.upheld), .withdraw,
        .answer(ComplaintLetter(template: "final", version: 1, to: [ComplaintSample.id])),
        .give(0), .close,
    ]
    private static let usual: Set<Complaint.State> = [
        .received, .acknowledged, .assessed, .investigating, .decided, .answered, .closed,
    ]

    static let all = [
        ComplaintWorld(
            testDescription: "first line and handlers",
            people: [ComplaintSample.handler, ComplaintSample.agent],
            deeds: common + [
                ComplaintSample.assessment(), .escalate, ComplaintSample.linked,
                .unlinkCall(ComplaintSample.call),
                .assign(ComplaintWorker(ComplaintSample.agent)),
                .solve(ComplaintDecision(.upheld, isAgreed: true)),
                .decide(ComplaintDecision(.rejected)),
                .settle(ComplaintDecision(.settled, isAgreed: true)),
            ], states: usual),
        ComplaintWorld(
            testDescription: "reopened and referred",
            people: [
                ComplaintSample.handler, ComplaintSample.otherHandler, ComplaintSample.officer,
            ],
            deeds: common + [
                ComplaintSample.linked, .reopen, .refer, .rule(ComplaintSample.upheld),
                .comeBack,
            ], states: Set(Complaint.State.allCases)),
        ComplaintWorld(
            testDescription: "second persons and waiting",
            people: [ComplaintSample.handler, ComplaintSample.officer],
            deeds: common + [
                .wait(.customer), .resume, .request(.extension("once")), .request(.special),
                .request(.redress(ComplaintPaths.much.redress)),
                .decide(ComplaintPaths.much),
            ]
                + ComplaintPaths.asking.flatMap { number -> [ComplaintDeed] in
                    [.approve(number), .refuse(number)]
                }, states: usual),
    ]
}
