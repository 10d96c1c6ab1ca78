import Calls
import Foundation

/// What the player needs: addresses, lanes, and the stretches that were measured.
struct Player: Sendable {
    struct Lane: Sendable {
        let channel: Int
        let role: String
        let name: String
        let remark: String
        let muteKey: String
        let soloKey: String
    }

    let audioURL: String
    /// With the moment to begin at, for browsers without the player.
    let plainURL: String
    let pictureURL: String
    let lanes: [Lane]
    let hasSides: Bool
    let seconds: String
    let length: String
    let start: String
    /// JSON: `{"silences": [[from, to], …], "overtalks": …, "turnGapSeconds": 1}`.
    let talk: String
    let speeds: [String]
    let hasSilences: Bool
    let hasOvertalks: Bool
    /// Beside a form: lower lanes, and the keys that the form needs left to it.
    private(set) var isCompact = false

    /// The same player, to stand beside a form.
    var compact: Player {
        var player = self
        player.isCompact = true
        return player
    }

    init(_ recording: RecordingDetail, startSeconds: Double?, gap: Double, _ words: Words) {
        let sound = recording.summary.sound
        let id = recording.summary.id
        audioURL = WebURL.audio(id)
        start = startSeconds.map { String(format: "%.2f", $0) } ?? "0"
        plainURL = startSeconds == nil ? audioURL : "\(audioURL)#t=\(start)"
        pictureURL = WebURL.picture(id)
        seconds = String(format: "%.3f", sound.durationSeconds)
        length = words.length(sound.durationSeconds)
        let figures = recording.talk
        lanes = Self.lanes(recording, words)
        hasSides = lanes.count > 1
        hasSilences = !figures.silences.isEmpty
        hasOvertalks = figures.overtalks?.isEmpty == false
        talk = Self.json(figures, gap: gap)
        speeds = ["0.5", "0.75", "1", "1.25", "1.5", "1.75", "2", "2.5", "3"]
    }

    /// The agent's lane stands first, whichever channel it is on.
    private static func lanes(_ recording: RecordingDetail, _ words: Words) -> [Lane] {
        let order = ChannelRole.allCases
        let roles = recording.summary.roles.enumerated().sorted {
            (order.firstIndex(of: $0.element)!, $0.offset)
                < (order.firstIndex(of: $1.element)!, $1.offset)
        }
        return roles.enumerated().map { place, pair in
            let (channel, role) = (pair.offset, pair.element)
            let measured = recording.measures.channels
            let remark =
                measured.indices.contains(channel)
                ? words("lane.speech", ["length": words.length(measured[channel].speechSeconds)])
                : ""
            return Lane(
                channel: channel, role: role.rawValue, name: words.name(role), remark: remark,
                muteKey: String(place + 1), soloKey: String(place + 3))
        }
    }

    private static func json(_ figures: TalkFigures, gap: Double) -> String {
        func list(_ spans: [TimeSpan]) -> String {
            let pairs = spans.prefix(20_000).map {
                String(format: "[%.2f,%.2f]", $0.fromSeconds, $0.toSeconds)
            }
            return "[\(pairs.joined(separator: ","))]"
        }
        return "{\"silences\":\(list(figures.silences)),"
            + "\"overtalks\":\(list(figures.overtalks ?? [])),\"turnGapSeconds\":\(gap)}"
    }
}
