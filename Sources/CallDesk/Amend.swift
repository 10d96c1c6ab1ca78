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

    package init(reading: FactReading, roles: [ChannelRole]?, words: [String]) {
        self.reading = reading
        self.roles = roles
        self.words = words
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
            let key = try desk.subjectKey(of: call.customerID, in: change.db)
            let old = try desk.facts(of: recording, under: key)
            let facts = CallFacts(
                readings: old.readings.filter { $0.source != .sidecar } + [sidecar.reading])
            guard facts != old else {
                change.isUnchanged = true
                return true
            }
            try desk.apply(facts, to: &call, in: change)
            let newKey = try desk.subjectKey(of: call.customerID, in: change.db)
            var amended = recording
            if let roles = sidecar.roles, roles.count == recording.sound.channels {
                amended.roles = roles
            }
            try desk.write(amended, facts: facts, from: key, to: newKey, in: change.db)
            for other in try change.db.recordings(of: [call.id]) where other.id != recording.id {
                guard newKey.subject != key.subject else { break }
                try desk.write(
                    other, facts: try desk.facts(of: other, under: key), from: key, to: newKey,
                    in: change.db)
            }
            let words = try change.db.words(of: call.id)
            try change.db.setWords(SearchWords.indexed(words + sidecar.words), of: call)
            try change.record(
                .recordingAmended, object: "recording \(recording.id)",
                details: ["call": "\(call.id)"])
            return true
        }
    }

    /// Lets `facts` decide `call`'s columns anew and writes it.
    private func apply(_ facts: CallFacts, to call: inout CallRow, in change: Change) throws {
        if case .time(let startedAt)? = facts[.startedAt] { call.startedAt = startedAt }
        call.zone = zoneName(of: facts)
        call.localDay = localDay(of: call.startedAt, zone: call.zone)
        if let direction = facts.direction { call.direction = direction }
        if facts.text(.agent) != nil { call.agentID = nil }
        if facts.text(.campaign) != nil { call.campaignID = nil }
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
