import CallLedger
package import Calls
import CallStore
import CallVault
import Foundation

/// What a sidecar says that came after its recording was taken in.
package struct LateSidecar: Sendable {
    package var reading: FactReading
    package var roles: [ChannelRole]?
    package var words: [String]
    /// Remembered when the sidecar stays in its folder.
    package var fingerprint: UInt64?

    package init(
        reading: FactReading, roles: [ChannelRole]?, words: [String], fingerprint: UInt64? = nil
    ) {
        self.reading = reading
        self.roles = roles
        self.words = words
        self.fingerprint = fingerprint
    }
}

extension CallDesk {
    /// Adds a late sidecar to the recording that came as `relativePath` of `sourcePath`.
    /// False when there is no such recording (yet).
    package func amend(
        recordingAt relativePath: String, of sourcePath: String, with sidecar: LateSidecar,
        by principal: Principal
    ) async throws -> Bool {
        let desk = self
        return try await change(by: principal, needing: .takeIn) { change in
            let name = desk.nameHash(relativePath, source: sourcePath)
            guard let recording = try change.db.recording(nameHash: name),
                var call = try change.db.call(recording.callID)
            else {
                change.isUnchanged = true
                return false
            }
            // What is written anew gets a new MAC, so it must have been right until now.
            try desk.verify(recording)
            try desk.verify(call)
            if let fingerprint = sidecar.fingerprint {
                try change.db.insertSeen(fingerprint, now: change.now)
            }
            let key = try desk.subjectKey(of: call.customerID, in: change.db)
            let old = try desk.facts(of: recording, under: key)
            let facts = try CallFacts(
                readings: old.readings.filter { $0.source != .sidecar } + [sidecar.reading]
            ).asStored
            guard facts != old else {
                change.isUnchanged = true
                return true
            }
            var amended = recording
            amended.roles = sidecar.roles(of: recording)
            try desk.amend(&call, amended, from: recording, facts: facts, under: key, in: change)
            let words = try change.db.words(of: call.id)
            try change.db.setWords(
                SearchWords.indexed(
                    words + sidecar.words + desk.agentWords(of: call, in: change.db)),
                of: call)
            try change.record(
                .recordingAmended, object: "recording:\(recording.id)",
                details: ["call": "\(call.id)"], concerning: call.customerID)
            return true
        }
    }

    /// Writes `call` and all its recordings as `facts` and the roles of `amended` have them.
    private func amend(
        _ call: inout CallRow, _ amended: RecordingRow, from recording: RecordingRow,
        facts: CallFacts, under key: SubjectKey, in change: Change
    ) throws {
        let others = try change.db.recordings(of: [call.id]).filter { $0.id != recording.id }
        if amended.roles != recording.roles,
            let shape = try? talkShape(of: [amended] + others, under: key)
        {
            call.talkShape = shape
        }
        try apply(facts, to: &call, in: change)
        let newKey = try subjectKey(of: call.customerID, in: change.db)
        try write(amended, facts: facts, from: key, to: newKey, in: change.db)
        try handOver(others, from: key.subject, to: call.customerID, in: change)
    }

    /// Seals the fields and keys of `recordings` for the customer who turned out to be theirs. The
    /// sealed files stay as they are. The former customer goes when no call is left.
    func handOver(
        _ recordings: [RecordingRow], from former: Customer.ID, to customer: Customer.ID,
        in change: Change
    ) throws {
        guard former != customer else { return }
        try rewrap(recordings, from: former, to: customer, in: change)
        try change.db.deleteCustomerWithoutCalls(former)
    }

    /// As `handOver`, without an end to the former customer.
    func rewrap(
        _ recordings: [RecordingRow], from former: Customer.ID, to customer: Customer.ID,
        in change: Change
    ) throws {
        let oldKey = try subjectKey(of: former, in: change.db)
        let newKey = try subjectKey(of: customer, in: change.db)
        for recording in recordings {
            try verify(recording)
            try write(
                recording, facts: try facts(of: recording, under: oldKey), from: oldKey,
                to: newKey, in: change.db)
        }
    }

    /// The talk of a call from all its recordings, oldest first, as when they were taken in.
    private func talkShape(
        of recordings: [RecordingRow], under key: SubjectKey
    ) throws -> TalkShape? {
        var joined: TalkShape?
        for recording in recordings.sorted(by: { $0.id < $1.id }) {
            guard joined == nil || recording.roles.isOneSide else { continue }
            let picture = try SoundPicture(bytes: openPicture(of: recording, under: key))
            let shape = TalkShape(activity: picture.activity, roles: recording.roles)
            joined = joined?.joined(with: shape) ?? shape
        }
        return joined
    }

    /// Lets `facts` decide `call`'s columns anew and writes it.
    private func apply(_ facts: CallFacts, to call: inout CallRow, in change: Change) throws {
        if case .time(let startedAt)? = facts[.startedAt] { call.startedAt = startedAt }
        call.zone = zoneName(of: facts)
        call.localDay = localDay(of: call.startedAt, zone: call.zone)
        if let direction = facts.direction { call.direction = direction }
        if facts.text(.agent) != nil { call.agentID = nil }
        if facts.text(.campaign) != nil { call.campaignID = nil }
        if facts.text(.disposition) != nil { call.disposition = nil }
        if facts.text(.stage) != nil { call.stage = nil }
        try fill(&call, from: facts, in: change)
        if let number = facts.customerNumber(region: settings.region) {
            let current = try change.db.customer(call.customerID)
            if try current.flatMap({ try self.number(of: $0) }) != number {
                call.customerID = try customerID(withNumberIn: facts, in: change)
            }
        }
        try write(&call, in: change)
    }
}

extension LateSidecar {
    /// Who is heard on the channels of `recording`, as far as the sidecar says so.
    fileprivate func roles(of recording: RecordingRow) -> [ChannelRole] {
        if let roles, roles.count == recording.sound.channels { return roles }
        if case .side(let side)? = reading.values[.side], recording.sound.channels == 1 {
            return [side]
        }
        return recording.roles
    }
}

extension CallFacts {
    /// With times as exact as they are stored.
    fileprivate var asStored: CallFacts {
        get throws {
            try JSONDecoder.stable.decode(CallFacts.self, from: JSONEncoder.stable.encode(self))
        }
    }
}
