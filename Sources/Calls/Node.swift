package import Foundation

/// The number under which a node is registered, 1 to 255; 0 stands for none.
package typealias NodeNumber = UInt8

/// How one of the nodes that work on the same database is doing, as the database knows it.
package struct NodeStatus: Sendable, Equatable {
    package enum State: String, CaseIterable, Codable, Sendable {
        /// Heard lately, and takes files in.
        case live
        /// Heard lately, but can't take files in just now: what hinders it stands on its own page.
        case hindered
        /// Not heard for `silentAfterSeconds`: it died, or is cut off from the database.
        case silent
        /// Stopped in order.
        case stopped
    }

    /// How often a node lets itself be heard.
    package static let beatSeconds = 5.0
    /// A node that wasn't heard for so long counts as dead.
    package static let silentAfterSeconds = 15.0

    package var name: String
    package var number: NodeNumber
    /// Whether it is the node that answers.
    package var isSelf: Bool
    package var state: State
    /// By the database's clock; nil once it has stopped.
    package var secondsSinceBeat: Double?
    /// Files it saw and hadn't decided when it was last heard.
    package var waiting: Int
    /// Recordings it took in since it started.
    package var takenIn: Int
    package var version: String
    package var startedAt: Date

    package init(
        name: String, number: NodeNumber, isSelf: Bool, state: State, secondsSinceBeat: Double?,
        waiting: Int, takenIn: Int, version: String, startedAt: Date
    ) {
        self.name = name
        self.number = number
        self.isSelf = isSelf
        self.state = state
        self.secondsSinceBeat = secondsSinceBeat
        self.waiting = waiting
        self.takenIn = takenIn
        self.version = version
        self.startedAt = startedAt
    }
}

/// Which of the files that several nodes see each of them takes, without a word between them:
/// every node gives every file a weight, and the heaviest owns it (rendezvous hashing; Thaler and
/// Ravishankar, "Using name-based mappings to increase hit rates", 1998). When a node comes or goes
/// only its own files change hands.
package struct NodeShare: Sendable, Equatable {
    package let own: NodeNumber
    /// Rising, each once, `own` among them.
    package let live: [NodeNumber]
    /// Of the nodes in `live`, in their order.
    private let seeds: [UInt64]

    /// `own` counts as live whether it stands in `live` or not.
    package init(live: some Sequence<NodeNumber>, own: NodeNumber) {
        self.own = own
        self.live = Set(live).union([own]).sorted()
        seeds = self.live.map { mixed(UInt64($0)) }
    }

    /// Everything is this node's.
    package var isAlone: Bool { live.count == 1 }

    /// `hash` is any 64-bit hash by which all nodes know the file.
    package func isOwn(_ hash: UInt64) -> Bool { rank(of: hash) == 0 }

    /// How many nodes come before this one for `hash`: 0 for the owner, 1 for the one that would
    /// own it without the owner, and so on.
    package func rank(of hash: UInt64) -> Int {
        if isAlone { return 0 }
        // Weights may be equal: the smaller number then comes first, which `live` is sorted by.
        let place = live.firstIndex(of: own) ?? 0
        let weight = mixed(hash ^ seeds[place])
        return seeds.indices.count { other in
            let rival = mixed(hash ^ seeds[other])
            return rival > weight || (rival == weight && other < place)
        }
    }
}

/// SplitMix64's step and finaliser (Steele, Lea and Flood, "Fast splittable pseudorandom number
/// generators", 2014): every bit of `value` moves about half of the answer's.
private func mixed(_ value: UInt64) -> UInt64 {
    var z = value &+ 0x9e37_79b9_7f4a_7c15
    z = (z ^ z >> 30) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ z >> 27) &* 0x94d0_49bb_1331_11eb
    return z ^ z >> 31
}
