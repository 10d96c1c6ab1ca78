/// Speech activity sorted by who is heard: what a recording can and can't tell.
///
/// A side is known when a channel is said to hold it alone. Two sides can be told apart when no
/// channel is mixed and either both agent and customer are known, or there are just two channels,
/// neither of which is known to be the same side as the other.
struct TalkSides {
    /// Somebody speaks, on whatever channel.
    let anybody: [Bool]
    let agent: [Bool]?
    let customer: [Bool]?
    /// The two sides as they can be told apart, with the role of each.
    let pair: (first: Side, second: Side)?

    struct Side {
        let role: ChannelRole
        let frames: [Bool]
    }

    /// Roles that are missing at the end are taken as unknown.
    init(activity: SpeechActivity, roles: [ChannelRole]) {
        let channels = activity.channels
        let roles = channels.indices.map { $0 < roles.count ? roles[$0] : .unknown }
        func together(_ role: ChannelRole) -> [Bool]? {
            let own = zip(channels, roles).filter { $0.1 == role }.map(\.0)
            return own.isEmpty ? nil : Self.either(own)
        }
        anybody = Self.either(channels)
        agent = together(.agent)
        customer = together(.customer)
        if roles.contains(.mixed) {
            pair = nil
        } else if let agent, let customer {
            pair = (Side(role: .agent, frames: agent), Side(role: .customer, frames: customer))
        } else if channels.count == 2, roles[0] != roles[1] || roles[0] == .unknown {
            pair = (
                Side(role: roles[0], frames: channels[0]), Side(role: roles[1], frames: channels[1])
            )
        } else {
            pair = nil
        }
    }

    private static func either(_ channels: [[Bool]]) -> [Bool] {
        guard var frames = channels.first else { return [] }
        for channel in channels.dropFirst() {
            for index in 0..<min(frames.count, channel.count) where channel[index] {
                frames[index] = true
            }
        }
        return frames
    }
}
