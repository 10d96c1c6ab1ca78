import Calls
import Foundation

/// Oreka's tape message: `key=value` pairs parted by spaces, line ends or `&`, values URL-encoded.
struct OrekaSidecar {
    private static let known: Set<String> = [
        "type", "recid", "stage", "captureport", "timestamp", "filename", "localparty",
        "localentrypoint", "remoteparty", "direction", "duration", "service", "localip", "remoteip",
        "nativecallid", "tags", "ondemand", "side", "audiokeepdirection",
    ]

    func read(_ bytes: Data) throws(SidecarMistake) -> Sidecar {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw SidecarMistake("The sidecar isn't UTF-8 text.")
        }
        let pairs = try pairs(in: text)
        var values: [Fact: FactValue] = [:]
        if let timestamp = pairs["timestamp"] {
            guard let seconds = Double(timestamp), (946_684_800..<4_102_444_800).contains(seconds)
            else { throw SidecarMistake("timestamp must be seconds since 1970.") }
            values[.startedAt] = .time(Date(timeIntervalSince1970: seconds))
        }
        if let duration = pairs["duration"] {
            guard let seconds = Double(duration), (0...604_800).contains(seconds) else {
                throw SidecarMistake("duration must be seconds, from 0 to one week.")
            }
            values[.durationSeconds] = .seconds(seconds)
        }
        if let direction = pairs["direction"].flatMap({ Direction(word: $0) }) {
            values[.direction] = .direction(direction)
        }
        for (key, facts) in [
            ("localparty", [Fact.agent, .extension]), ("remoteparty", [.customerNumber]),
            ("nativecallid", [.callKey]), ("service", [.recorder]),
        ] {
            guard let value = pairs[key], value != "no" + key else { continue }
            for fact in facts { values[fact] = .text(value) }
        }
        return Sidecar(values: values, unknownKeys: Set(pairs.keys).subtracting(Self.known))
    }

    /// Of a key that stands twice the last value counts; an empty value counts as missing.
    private func pairs(in text: String) throws(SidecarMistake) -> [String: String] {
        var pairs: [String: String] = [:]
        let parts = text.split { $0 == " " || $0 == "&" || $0.isNewline || $0 == "\t" }
        guard parts.count <= 200 else {
            throw SidecarMistake("The sidecar holds more than 200 pairs of key=value.")
        }
        for part in parts {
            guard let equals = part.firstIndex(of: "="), equals > part.startIndex else {
                throw SidecarMistake(
                    "The sidecar must hold pairs of key=value, parted by spaces or lines.")
            }
            let key = part[..<equals].lowercased()
            let value = part[part.index(after: equals)...]
            guard value.utf8.count <= 1024 else {
                let name = Self.known.contains(key) ? key : "A value"
                throw SidecarMistake("\(name) must be at most 1,024 bytes.")
            }
            let plain = value.replacing("+", with: "%2B").removingPercentEncoding ?? String(value)
            pairs[key] = plain.isEmpty ? nil : plain
        }
        guard !pairs.isEmpty else { throw SidecarMistake("The sidecar is empty.") }
        return pairs
    }
}
