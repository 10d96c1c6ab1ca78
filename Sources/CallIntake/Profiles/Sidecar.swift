package import Calls
package import Foundation

/// What a sidecar says of its recording's call.
package struct Sidecar: Hashable, Sendable {
    package static let bytesMax = 1 << 20

    /// Source `.sidecar`.
    package var facts: FactReading
    /// Who is heard on each channel, when the sidecar says so; outranks the profile.
    package var roles: [ChannelRole]?
    /// Words worth searching (agent, campaign, queue, extension); nothing personal.
    package var searchWords: [String]
    /// Keys that weren't understood and were passed over, at most 16.
    package var unknownKeys: [String]

    /// Reads the bytes of a sidecar. `zone` is that of the source folder and holds for times
    /// written without one.
    package static func read(
        _ bytes: Data, kind: SidecarKind, zone: CallZone
    ) throws(SidecarMistake) -> Sidecar {
        guard bytes.count <= bytesMax else {
            throw SidecarMistake("The sidecar is longer than 1 MiB.")
        }
        guard !bytes.isEmpty else {
            throw SidecarMistake("The sidecar is empty; write it under another name and rename it.")
        }
        switch kind {
        case .callauditJSON: return try CallauditSidecar(zone: zone).read(bytes)
        case .genesysMetadata: return try GenesysSidecar().read(bytes)
        case .orekaTape: return try OrekaSidecar().read(bytes)
        }
    }

    init(
        values: [Fact: FactValue], roles: [ChannelRole]? = nil,
        unknownKeys: some Sequence<String> = []
    ) {
        facts = FactReading(source: .sidecar, values: values)
        self.roles = roles
        self.unknownKeys = Array(unknownKeys.sorted().prefix(16))
        searchWords = [Fact.agent, .campaign, .queue, .extension].compactMap {
            if case .text(let word)? = values[$0] { word } else { nil }
        }
    }
}

/// Why a sidecar is `broken-sidecar`: a sentence that names the key, and nothing personal.
package struct SidecarMistake: Error, Hashable, Sendable, CustomStringConvertible {
    package let sentence: String

    init(_ sentence: String) {
        self.sentence = sentence
    }

    package var description: String { sentence }
}
