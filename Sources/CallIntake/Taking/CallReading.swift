import CallDesk
import Calls
import Foundation

/// What is known of a recording before its sound: from its name and its sidecar.
struct CallReading {
    var name: Result<NameReading, NameRefusal>
    var sidecar: Sidecar?

    /// Why the recording can't be indexed; nil when some trusted source gives its time, or its name
    /// fits the profile.
    var refusal: NameRefusal? {
        guard case .failure(let refusal) = name else { return nil }
        return sidecar?.facts.values[.startedAt] == nil ? refusal : nil
    }

    func facts(report: SoundReport, modifiedAt: Date) -> CallFacts {
        let seconds = report.facts.durationSeconds
        let fileStart = modifiedAt.addingTimeInterval(-seconds)
        var readings =
            (try? name.get())?.readings(fileStart: fileStart)
            ?? [FactReading(source: .mtime, values: [.startedAt: .time(fileStart)])]
        readings.append(
            FactReading(source: .header, values: [.durationSeconds: .seconds(seconds)]))
        if let sidecar { readings.append(sidecar.facts) }
        return CallFacts(readings: readings)
    }

    /// Recordings with the same key belong to one call: the recorder's own key where it writes one,
    /// else the name without its ending when the name tells the time. A name that doesn't may be
    /// used again for another call tomorrow.
    func joinKey(facts: CallFacts, relativePath: String) -> String? {
        if case .text(let key)? = facts[.callKey], !key.isEmpty { return "key:" + key }
        guard (try? name.get())?.facts.values[.startedAt] != nil else { return nil }
        return "name:" + NameEnding.stem(of: relativePath)
    }

    func roles(facts: CallFacts, channels: Int, profile: Profile) -> [ChannelRole] {
        if let roles = sidecar?.roles, roles.count == channels { return roles }
        if case .side(let side)? = facts[.side] {
            return profile.roles(channels: channels, side: side)
        }
        return profile.roles(channels: channels)
    }

    var words: [String] {
        ((try? name.get())?.searchWords ?? []) + (sidecar?.searchWords ?? [])
    }
}
