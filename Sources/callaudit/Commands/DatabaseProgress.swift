import Foundation
import Synchronization

/// The line that long work on a database writes over and over: a bar, what it is at, how fast, and
/// how long still. Nothing unless on a terminal.
final class DatabaseProgress: Sendable {
    private static let barWidth = 24
    private static let pause = Duration.milliseconds(100)

    private struct State {
        /// How much was done when this run began, which says nothing of its speed.
        var doneBefore: Int64?
        var began = ContinuousClock.now
        var shown: ContinuousClock.Instant?
    }

    private let title: String
    private let unit: String
    private let state = Mutex(State())

    /// `unit` in the plural, such as "rows".
    init(_ title: String, unit: String) {
        self.title = title
        self.unit = unit
    }

    func show(_ done: Int64, of total: Int64, at part: String = "") {
        let line: String? = state.withLock { state in
            let now = ContinuousClock.now
            let before = state.doneBefore ?? done
            if state.doneBefore == nil { (state.doneBefore, state.began) = (done, now) }
            let isDone = done >= total
            if let shown = state.shown, shown.duration(to: now) < Self.pause, !isDone { return nil }
            state.shown = now
            let seconds = state.began.duration(to: now) / .seconds(1)
            return words(done, total, part, rate: seconds > 0 ? Double(done - before) / seconds : 0)
        }
        if let line { Terminal.progress(line) }
    }

    private func words(_ done: Int64, _ total: Int64, _ part: String, rate: Double) -> String {
        let share = total > 0 ? min(1, Double(done) / Double(total)) : 1
        let filled = Int(share * Double(Self.barWidth))
        let bar =
            String(repeating: "#", count: filled)
            + String(repeating: "-", count: Self.barWidth - filled)
        var line = "\(title) [\(bar)] \(Int(share * 100)) % \(done.grouped) of "
            + "\(total.grouped) \(unit)"
        if rate >= 1 {
            line += ", \(Int64(rate).grouped)/s"
            let left = Int(min(Double(total - done) / rate, 999_999))
            if left > 0 { line += ", \(left / 60):\(String(format: "%02d", left % 60)) left" }
        }
        return part.isEmpty ? line : line + ", " + part
    }
}

extension Int64 {
    /// As people read it, such as `1,234,567`.
    var grouped: String {
        let digits = String(magnitude)
        let groups = stride(from: digits.count, to: 0, by: -3).map { end in
            digits.dropLast(digits.count - end).suffix(3)
        }
        return (self < 0 ? "-" : "") + groups.reversed().joined(separator: ",")
    }

    /// Bytes as people read them, such as `12.3 MiB`.
    var binarySize: String {
        let units = ["KiB", "MiB", "GiB", "TiB"]
        var (size, unit) = (Double(self) / 1024, 0)
        while size >= 1024, unit + 1 < units.count { (size, unit) = (size / 1024, unit + 1) }
        return String(format: "%.1f ", size) + units[unit]
    }
}
