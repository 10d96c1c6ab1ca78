/// Stretches of frames in which somebody speaks, for questions about turns and silences.
struct SpeechRuns: Equatable {
    /// Ascending, never touching each other.
    var runs: [Range<Int>] = []

    /// The stretches of `true`.
    init(of frames: [Bool]) {
        self.init(count: frames.count) { frames[$0] }
    }

    /// The stretches of the frames `0..<count` for which `holds` is true.
    init(count: Int, where holds: (Int) -> Bool) {
        var start: Int?
        for index in 0..<count {
            if holds(index) {
                start = start ?? index
            } else if let begun = start {
                runs.append(begun..<index)
                start = nil
            }
        }
        if let begun = start { runs.append(begun..<count) }
    }

    private init(runs: [Range<Int>]) {
        self.runs = runs
    }

    /// Stretches with less than `frames` between them become one.
    func bridged(overLessThan frames: Int) -> SpeechRuns {
        var bridged: [Range<Int>] = []
        for run in runs {
            if let last = bridged.last, run.lowerBound - last.upperBound < frames {
                bridged[bridged.count - 1] = last.lowerBound..<run.upperBound
            } else {
                bridged.append(run)
            }
        }
        return SpeechRuns(runs: bridged)
    }

    func atLeast(_ frames: Int) -> [Range<Int>] { runs.filter { $0.count >= frames } }

    var longest: Range<Int>? {
        runs.reduce(nil) { best, run in
            if let best, best.count >= run.count { return best }
            return run
        }
    }
}
