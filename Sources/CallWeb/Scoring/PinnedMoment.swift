/// A second of the call that is pinned to a question, with a few words.
struct PinnedMoment: Hashable, Sendable {
    /// From the start of the call.
    let second: Int
    let note: String

    /// `2:06`, `1:02:03`
    var clock: String {
        let (hours, minutes, rest) = (second / 3600, second / 60 % 60, second % 60)
        return hours > 0
            ? "\(hours):\(minutes.twoDigits):\(rest.twoDigits)" : "\(minutes):\(rest.twoDigits)"
    }

    /// `2:06 promised four percent`, as a form without the script sends it.
    var line: String { note.isEmpty ? clock : "\(clock) \(note)" }

    /// The moments of `text`, a line each, in the order of the call; nil when a line doesn't begin
    /// with minutes and seconds.
    static func read(_ text: String) -> [PinnedMoment]? {
        var moments: [PinnedMoment] = []
        for line in text.split(whereSeparator: \.isNewline).prefix(linesMax) {
            let line = line.drop(while: \.isWhitespace)
            if line.isEmpty { continue }
            guard let match = line.prefixMatch(of: /([0-9]{1,4})(:[0-9]{2}){1,2}(?![0-9:])/) else {
                return nil
            }
            let second = match.0.split(separator: ":").reduce(0) { $0 * 60 + (Int($1) ?? 0) }
            let note = line[match.range.upperBound...].drop(while: \.isWhitespace)
            moments.append(PinnedMoment(second: second, note: String(note)))
        }
        return moments.sorted { $0.second < $1.second }
    }

    private static let linesMax = 200
}
