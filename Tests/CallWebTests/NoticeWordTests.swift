import Calls
import Testing

@testable import CallWeb

struct NoticeWordTests {
    @Test func `everything about notices has its words`() {
        let catalogue = SampleCalls.words.catalogue
        let problems: [NoticeProblem] = [
            .exit(1), .signal(9), .timedOut, .notStarted, .cutOff, .nobody, .noChannel,
        ]
        let keys =
            Notice.Kind.allCases.map { "notice.\($0.rawValue)" }
            + Notice.State.allCases.flatMap {
                ["notice.state.\($0.rawValue)", "notices.\($0.rawValue)"]
            }
            + problems.map { "notice.problem.\($0.code)" }
            + NoticeDone.allCases.map { "notices.did.\($0.rawValue)" }
            + ["none", "filtered"].map { "notices.nothing.\($0)" }
        for key in keys { #expect(catalogue.has(key), "\(key)") }
    }
}
