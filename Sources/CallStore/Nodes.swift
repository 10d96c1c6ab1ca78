package import Calls
package import Foundation

/// A node as stored.
package struct NodeRow: Hashable, Sendable {
    package var number: NodeNumber
    package var name: String
    package var instance: [UInt8]
    package var version: String
    package var startedAt: Date
    /// Database time; nil once it has stopped in order.
    package var beatAt: Date?
    /// Since the last beat, by the database's clock; nil once it has stopped in order.
    package var secondsSinceBeat: Double?
    package var takesIn: Bool
    package var waiting: Int
    package var takenIn: Int
    /// Ids of the master keys that it was given.
    package var keyIDs: [String]

    /// A beat that lies ahead by as much is none either: the clock was set back since.
    package var isHeard: Bool {
        secondsSinceBeat.map { abs($0) <= NodeStatus.silentAfterSeconds } ?? false
    }

    package var state: NodeStatus.State {
        switch (beatAt, isHeard, takesIn) {
        case (nil, _, _): .stopped
        case (_, false, _): .silent
        case (_, true, false): .hindered
        case (_, true, true): .live
        }
    }

    init(_ row: Row) throws {
        let stored: Int = try row.get("number")
        guard let number = NodeNumber(exactly: stored) else {
            throw StoreFault.unexpectedRow("node \(stored)")
        }
        self.number = number
        name = try row.get("name")
        instance = try row.get("instance")
        version = try row.get("version")
        startedAt = try row.get("started_at")
        let beat: Int64 = try row.get("beat_at")
        let age: Int64 = try row.get("age")
        beatAt = beat == 0 ? nil : Date(microseconds: beat)
        secondsSinceBeat = beat == 0 ? nil : Double(age) / 1_000_000
        takesIn = try row.get("takes_in") as Int == 1
        waiting = try row.get("waiting")
        takenIn = try row.get("taken_in")
        keyIDs = (try row.get("key_ids") as String).split(separator: ",").map(String.init)
    }
}

/// One run of a node's daemon: what it is known by from its registration to its end.
package struct NodeRun: Hashable, Sendable {
    package let number: NodeNumber
    let instance: [UInt8]
    let startedMicroseconds: Int64
}

package enum NodeRegistration: Sendable {
    /// `lastBeatAt` is when the number was last heard of before, in database time; nil when it
    /// never was, or stopped in order.
    case registered(NodeRun, lastBeatAt: Date?)
    /// A daemon of this name that isn't this one was heard lately.
    case nameTaken
    /// All numbers belong to nodes that run, or did within the last day.
    case full
}

extension Transaction {
    /// All nodes by number: at most 255.
    package func nodes() throws -> [NodeRow] {
        try rows("""
            SELECT number, name, instance, version, started_at, beat_at, takes_in, waiting,
              taken_in, key_ids, \(nowMicroseconds) - beat_at AS age
            FROM node ORDER BY number
            """).map(NodeRow.init)
    }

    /// Enters a node: under the number of its name, else a free one, else that of a node that has
    /// been gone for long. A name that another instance was heard under lately is refused; with
    /// `isStart` an earlier run of the same instance gives way at once, for it has ended.
    package func register(
        name: String, instance: [UInt8], version: String, isStart: Bool
    ) throws -> NodeRegistration {
        let nodes = try nodes()
        let known = nodes.first { $0.name == name }
        if let known, known.isHeard, !(isStart && known.instance == instance) { return .nameTaken }
        guard let number = known?.number ?? nodes.freeNumber else { return .full }
        let last = nodes.first { $0.number == number }
        if last == nil {
            try execute("""
                INSERT INTO node (number, name, instance, version, started_at, beat_at, takes_in,
                  waiting, taken_in)
                VALUES (\(Int(number)), \(name), \(instance), \(version), \(nowMicroseconds),
                  \(nowMicroseconds), 0, 0, 0)
                """)
        } else {
            try execute("""
                UPDATE node SET name = \(name), instance = \(instance), version = \(version),
                  started_at = \(nowMicroseconds), beat_at = \(nowMicroseconds), takes_in = 0,
                  waiting = 0, taken_in = 0
                WHERE number = \(Int(number))
                """)
        }
        guard
            let started: Int64 = try row(
                "SELECT started_at FROM node WHERE number = \(Int(number))")?.get("started_at")
        else { throw StoreFault.unexpectedRow("no node \(number)") }
        let run = NodeRun(number: number, instance: instance, startedMicroseconds: started)
        return .registered(run, lastBeatAt: last?.beatAt)
    }

    /// Notes that `run` lives. False when its number belongs to another run by now.
    package func beat(_ run: NodeRun, takesIn: Bool, waiting: Int, takenIn: Int) throws -> Bool {
        try changes("""
            UPDATE node SET beat_at = \(nowMicroseconds), takes_in = \(takesIn ? 1 : 0),
              waiting = \(waiting), taken_in = \(takenIn)
            WHERE \(isRow(of: run))
            """) > 0
    }

    /// Notes that `run` stops in order.
    package func leave(_ run: NodeRun) throws {
        try execute("""
            UPDATE node SET beat_at = 0, takes_in = 0, waiting = 0 WHERE \(isRow(of: run))
            """)
    }

    /// Whether `run` still is what its number stands for. In a writing transaction the answer
    /// holds until its end.
    package func isRegistered(_ run: NodeRun) throws -> Bool {
        try row("SELECT 1 AS one FROM node WHERE \(isRow(of: run))") != nil
    }

    private func isRow(of run: NodeRun) -> SQL {
        """
        number = \(Int(run.number)) AND instance = \(run.instance)
          AND started_at = \(run.startedMicroseconds)
        """
    }
}

extension [NodeRow] {
    /// A number that nobody has, else that of the node that stopped or fell silent longest ago,
    /// when that is more than a day.
    fileprivate var freeNumber: NodeNumber? {
        let taken = Set(map(\.number))
        if let free = (1...NodeNumber.max).first(where: { !taken.contains($0) }) { return free }
        let daySeconds = 86_400.0
        return filter { ($0.secondsSinceBeat ?? .infinity) > daySeconds }
            .min { ($0.beatAt ?? $0.startedAt) < ($1.beatAt ?? $1.startedAt) }?.number
    }
}

extension Transaction {
    /// Stores `value` under `name` unless something is there already; returns what is there.
    package func setOnce(_ name: String, to value: String) throws -> String {
        try execute("""
            INSERT INTO setting (name, value) VALUES (\(name), \(value))
            ON CONFLICT (name) DO NOTHING
            """)
        return try setting(name) ?? value
    }

    /// Recordings whose sealed files must be there: some of the oldest and some of the newest.
    package func sampleOfRecordings(limit: Int) throws -> [Recording.ID] {
        let oldest = try rows("""
            SELECT id FROM recording WHERE wrapped_key IS NOT NULL ORDER BY id LIMIT \(limit)
            """)
        let newest = try rows("""
            SELECT id FROM recording WHERE wrapped_key IS NOT NULL ORDER BY id DESC LIMIT \(limit)
            """)
        return try (oldest + newest).map { try $0.get("id") }
    }

    /// Which of `fingerprints` belong to files that were decided and stay.
    package func seenFingerprints(among fingerprints: [UInt64]) throws -> Set<UInt64> {
        // Two widths only, filled up with the last one, so that few statements are prepared.
        let (few, many) = (8, 100)
        var seen: Set<UInt64> = []
        var rest = fingerprints[...]
        while let last = rest.prefix(many).last {
            let part = Array(rest.prefix(many))
            let fill = (part.count <= few ? few : many) - part.count
            let wanted = (part + Array(repeating: last, count: fill))
                .map { "\(Int64(bitPattern: $0))" as SQL }.joined(separator: ", ")
            let found = try rows("""
                SELECT fingerprint FROM file_seen WHERE fingerprint IN (\(wanted))
                """)
            for row in found { seen.insert(UInt64(bitPattern: try row.get("fingerprint"))) }
            rest = rest.dropFirst(part.count)
        }
        return seen
    }
}
