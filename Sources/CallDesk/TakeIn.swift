import CallLedger
package import Calls
import CallStore
import CallVault
import Foundation

extension CallDesk {
    /// A fresh id for a recording about to be sealed.
    package func newRecordingID() -> Recording.ID { identifiers.next(now: now()) }

    /// Puts a sealed recording into the index. Durable when it returns; idempotent by content hash.
    /// For an answer other than `.indexed` the sealed files made for it are deleted again. A retry
    /// of a quarantined file that was decided meanwhile is refused.
    package func takeIn(_ ready: ReadyRecording, by principal: Principal) async throws -> TakenIn {
        let desk = self
        let files = [SealedFileName.recording(ready.id), .picture(ready.id)]
        let outcome = try await removingOnFailure(files) {
            try await desk.change(by: principal, needing: .takeIn) { change in
                try desk.index(ready, in: &change)
            }
        }
        if case .indexed = outcome { return outcome }
        try await BlockingWork.run { try desk.sealedFiles.remove(files) }
        return outcome
    }

    private func index(_ ready: ReadyRecording, in change: inout Change) throws -> TakenIn {
        try requireRegistered(in: change.db)
        if let item = ready.retryOf { try requireUndecided(item, in: change.db) }
        if let known = try change.db.recording(contentHash: ready.content.contentHash) {
            if known.id == ready.id {
                // This very recording: its files are the ones that count.
                change.isUnchanged = true
                return .indexed(known.callID)
            }
            return try noteDuplicate(of: known, ready, in: &change)
        }
        let keyHash = ready.joinKey.map { nameHash($0, source: ready.origin.sourcePath) }
        var call = try keyHash.flatMap { try change.db.call(keyHash: $0) }
        let generation = try call.map { try nextGeneration(in: $0, ready.roles, change.db) } ?? 1
        let isNew = call == nil
        if call == nil { call = try newCall(for: ready, in: change) }
        guard var call else { throw DeskFault.sealedFileMissing }
        if isNew {
            call.rowMAC = mac(of: call)
            try change.db.insert(call)
            if let keyHash { try change.db.insert(keyHash: keyHash, of: call.id) }
            try change.db.setWords(
                SearchWords.indexed(ready.words + agentWords(of: call, in: change.db)),
                of: call, isNew: true)
        } else {
            try join(ready, to: &call, in: change)
        }
        let row = try recordingRow(for: ready, in: call, generation: generation, change)
        try change.db.insert(row)
        try change.db.insert(ready.report.measures.channels, of: ready.id)
        try change.db.add(1, to: .indexed)
        try settle(ready, as: .takenIn, in: change)
        try change.record(
            .recordingTakenIn, object: "recording:\(ready.id)",
            details: [
                "call": "\(call.id)",
                "content": ready.content.contentHash.hexadecimal,
                "sealed": ready.content.sealedHash.hexadecimal,
                "bytes": "\(ready.content.contentBytes)",
                "generation": "\(generation)",
                "quarantined": ready.retryOf?.description ?? "",
            ].filter { !$0.value.isEmpty }, concerning: call.customerID)
        return .indexed(call.id)
    }

    private func noteDuplicate(
        of known: RecordingRow, _ ready: ReadyRecording, in change: inout Change
    ) throws -> TakenIn {
        let name = nameHash(ready.origin.relativePath, source: ready.origin.sourcePath)
        try settle(ready, as: .duplicate, in: change)
        if known.nameHash == name && ready.retryOf == nil {
            change.isUnchanged = true
            return .alreadyIn
        }
        let id: Identifier<Recording> = change.newID()
        let isNew = try change.db.insertDuplicate(
            id: id.rawValue, of: known.id, sourcePath: ready.origin.sourcePath, nameHash: name,
            now: change.now)
        guard isNew || ready.retryOf != nil else {
            change.isUnchanged = true
            return .alreadyIn
        }
        try change.db.add(1, to: .duplicates)
        try change.record(
            .recordingDuplicate, object: "recording:\(known.id)",
            details: [
                "content": known.contentHash.hexadecimal,
                "quarantined": ready.retryOf?.description ?? "",
            ].filter { !$0.value.isEmpty },
            concerning: try change.db.call(known.callID)?.customerID)
        return .duplicate(of: known.id)
    }

    /// Remembers a file that stays, and closes the quarantined item that was retried.
    private func settle(
        _ ready: ReadyRecording, as outcome: QuarantineOutcome, in change: Change
    ) throws {
        for fingerprint in [ready.fingerprint].compactMap(\.self) + ready.sidecarFingerprints {
            try change.db.insertSeen(fingerprint, now: change.now)
        }
        guard let item = ready.retryOf else { return }
        try close(item, as: outcome, in: change)
        try change.db.add(-1, to: .quarantined)
    }

    private func newCall(for ready: ReadyRecording, in change: Change) throws -> CallRow {
        guard case .time(let startedAt)? = ready.facts[.startedAt] else {
            throw StoreFault.unexpectedRow("a recording came without a time")
        }
        let zone = zoneName(of: ready.facts)
        let id: Call.ID = change.newID()
        let customer = try customerID(withNumberIn: ready.facts, in: change)
        var call = CallRow(
            id: id, startedAt: startedAt, zone: zone,
            localDay: localDay(of: startedAt, zone: zone),
            durationMilliseconds: milliseconds(ready.report), direction: ready.facts.direction,
            agentID: nil, campaignID: nil, customerID: customer,
            verdicts: ready.report.measures.verdicts,
            talkShape: TalkShape(activity: ready.report.activity, roles: ready.roles),
            drawHash: drawHash(of: id))
        try fill(&call, from: ready.facts, in: change)
        return call
    }

    /// Adds one more recording to a call: its other side, or later bytes of the same sound.
    private func join(
        _ ready: ReadyRecording, to call: inout CallRow, in change: Change
    ) throws {
        try verify(call)
        call.durationMilliseconds = max(call.durationMilliseconds, milliseconds(ready.report))
        call.verdicts.formUnion(ready.report.measures.verdicts)
        let shape = TalkShape(activity: ready.report.activity, roles: ready.roles)
        if ready.roles.isOneSide { call.talkShape = call.talkShape?.joined(with: shape) ?? shape }
        try fill(&call, from: ready.facts, in: change)
        let recordings = try change.db.recordings(of: [call.id])
        let customer = call.customerID
        if try change.db.customer(customer).flatMap({ try number(of: $0) }) == nil,
            ready.facts.customerNumber(region: settings.region) != nil
        {
            call.customerID = try customerID(withNumberIn: ready.facts, in: change)
        }
        try write(&call, in: change)
        try handOver(recordings, from: customer, to: call.customerID, in: change)
        let words = try change.db.words(of: call.id)
        try change.db.setWords(
            SearchWords.indexed(words + ready.words + agentWords(of: call, in: change.db)),
            of: call)
    }

    /// 1 for a side that the call doesn't have yet, else one more than the latest with these roles.
    private func nextGeneration(
        in call: CallRow, _ roles: [ChannelRole], _ db: Transaction
    ) throws -> Int {
        let same = try db.recordings(of: [call.id]).filter { known in
            known.roles == roles || known.roles.count != 1 || roles.count != 1
        }
        return (same.map(\.generation).max() ?? 0) + 1
    }

    private func milliseconds(_ report: SoundReport) -> Int64 {
        Int64((report.facts.durationSeconds * 1000).rounded())
    }
}

extension [ChannelRole] {
    /// Whether a recording with these roles is one half of its call.
    var isOneSide: Bool { self == [.agent] || self == [.customer] }
}

extension TalkShape {
    /// Both sides of a call that was recorded in two halves.
    func joined(with other: TalkShape) -> TalkShape {
        var joined = self
        joined.bytes = zip(bytes, other.bytes).map { $0 | $1 }
        return joined
    }
}
