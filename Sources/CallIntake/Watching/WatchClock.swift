import Glibc

/// The two clocks of a watch. Waiting goes by `monotonicNanoseconds`, so that a clock that is set
/// neither hurries nor stalls it; the wall clock only tells how old a file is at first sight.
package struct WatchClock: Sendable {
    package var wallNanoseconds: @Sendable () -> Int64
    package var monotonicNanoseconds: @Sendable () -> Int64

    package init(
        wallNanoseconds: @escaping @Sendable () -> Int64,
        monotonicNanoseconds: @escaping @Sendable () -> Int64
    ) {
        self.wallNanoseconds = wallNanoseconds
        self.monotonicNanoseconds = monotonicNanoseconds
    }

    package static let system = WatchClock(
        wallNanoseconds: { now(CLOCK_REALTIME) },
        monotonicNanoseconds: { now(CLOCK_MONOTONIC) })

    private static func now(_ clock: clockid_t) -> Int64 {
        var time = timespec()
        clock_gettime(clock, &time)
        return time.nanoseconds
    }
}

/// One reading of both clocks.
struct Moment: Sendable {
    var wall: Int64
    var monotonic: Int64
    /// False for a while after the wall clock was set: files from before carry its old time.
    var isWallTrusted: Bool
}

/// Reads the clocks and notices when the wall clock is set.
struct Moments {
    private let clock: WatchClock
    /// After a step, a file from before it has been quiet for this long once trust is back.
    private let distrust: Int64
    private var offset: Int64
    private var trustedFrom = Int64.min

    init(clock: WatchClock, settle: Int64) {
        self.clock = clock
        distrust = settle
        offset = clock.wallNanoseconds() &- clock.monotonicNanoseconds()
    }

    mutating func now() -> Moment {
        let wall = clock.wallNanoseconds()
        let monotonic = clock.monotonicNanoseconds()
        let newOffset = wall &- monotonic
        if (newOffset &- offset).magnitude > 500_000_000 { trustedFrom = monotonic + distrust }
        offset = newOffset
        return Moment(wall: wall, monotonic: monotonic, isWallTrusted: monotonic >= trustedFrom)
    }
}

extension Int64 {
    /// `seconds` in nanoseconds, brought into 0 to a hundred days; 0 for what isn't a number.
    static func nanoseconds(_ seconds: Double) -> Int64 {
        guard seconds > 0 else { return 0 }
        return Int64(Swift.min(seconds, 8_640_000) * 1_000_000_000)
    }
}
