import Calls
import Testing

struct InspectionStateTests {
    private typealias Verdict = AcceptancePlan.Verdict

    /// `a` for accepted, `b` for between, `n` for not accepted.
    private func state(_ lots: String, allowsReduced: Bool = true) -> InspectionState {
        let verdicts = lots.compactMap { letter -> Verdict? in
            switch letter {
            case "a": .accepted
            case "b": .acceptedBetween
            case "n": .notAccepted
            default: nil
            }
        }
        return InspectionState(after: verdicts, allowsReduced: allowsReduced)
    }

    @Test(arguments: [
        ("", InspectionSeverity.normal), ("n", .normal), ("nn", .tightened), ("naaan", .tightened),
        ("naaaan", .normal), ("naaaana", .normal), ("naaaanan", .tightened),
        ("anan", .tightened),
    ])
    func `two of five lots that aren't accepted tighten`(
        lots: String, severity: InspectionSeverity
    ) {
        #expect(state(lots).severity == severity)
    }

    @Test(arguments: [
        ("nnaaaa", InspectionSeverity.tightened), ("nnaaaaa", .normal), ("nnaaaanaaaa", .tightened),
        ("nnaaaanaaaaa", .normal), ("nnaaaaan", .normal), ("nnaaaaann", .tightened),
    ])
    func `five accepted in a row bring back to normal`(lots: String, severity: InspectionSeverity) {
        #expect(state(lots).severity == severity)
    }

    @Test func `five that aren't accepted while tightened end inspection`() {
        #expect(!state("nn" + "nanana" + "n").isStopped)
        var stopped = state("nn" + "nanana" + "nn")
        #expect(stopped.isStopped && stopped.severity == .tightened)
        stopped.record(.accepted, allowsReduced: true)
        #expect(stopped.isStopped && stopped.acceptedInRow == 0)
        stopped.resume()
        #expect(!stopped.isStopped && stopped.severity == .tightened)
        for _ in 0..<5 { stopped.record(.accepted, allowsReduced: true) }
        #expect(stopped.severity == .normal)
        // The count begins anew each time inspection is tightened.
        #expect(!state("nn" + "nnnnaaaaa" + "nn" + "nnnn").isStopped)
    }

    @Test func `ten accepted in a row reduce, where that is wanted`() {
        let ten = String(repeating: "a", count: 10)
        #expect(state(String(ten.dropLast())).severity == .normal)
        #expect(state(ten).severity == .reduced)
        #expect(state("aaaaan" + ten.dropLast()).severity == .normal)
        #expect(state(ten, allowsReduced: false).severity == .normal)
        #expect(state(ten + "aaaa").severity == .reduced)
        #expect(state(ten + "n").severity == .normal)
        #expect(state(ten + "b").severity == .normal)
        #expect(state(ten + "n" + ten.dropLast()).severity == .normal)
        var state = state(ten)
        state.endReduction()
        #expect(state.severity == .normal && state.acceptedInRow == 0)
        // After tightened inspection ten more are needed.
        #expect(self.state("nnaaaaa" + ten.dropLast()).severity == .normal)
        #expect(self.state("nnaaaaa" + ten).severity == .reduced)
    }
}
