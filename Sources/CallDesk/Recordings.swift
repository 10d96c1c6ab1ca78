import CallLedger
package import Calls
import CallSandbox
import CallStore
import CallVault
import Foundation

/// A recording opened for somebody: its row and its sealed bytes.
struct OpenRecording: Sendable {
    let row: RecordingRow
    let reader: SealedReader
    let customer: Customer.ID
    /// By which access for a time it was opened; nil when the role is enough.
    let access: AccessRequest.ID?
}

extension CallDesk {
    /// The audio of a recording, to be read from anywhere. Leaves a ledger entry, durable before
    /// the first byte goes out; one entry tells of all that the same principal asks in ten minutes,
    /// and another, when they are over, of what was sent.
    /// One that doesn't open leaves an entry of that and is refused.
    package func listen(
        to id: Recording.ID, by principal: Principal
    ) async throws -> Playback {
        try require(.listen, of: principal)
        let open = try await opened(id, by: principal)
        let now = now()
        if !listening.isAccounted(principal, id, now: now) {
            let before = listening.takeHeard(principal, id)
            try await change(by: principal, needing: .listen) { change in
                if let before { try change.record(before) }
                try change.record(
                    .recordingListened, object: "recording:\(id)",
                    details: ["call": "\(open.row.callID)"], concerning: open.customer)
                try change.recordUse(of: open.access, concerning: open.customer)
            }
            listening.note(principal, id, now: now)
        }
        let playback = open.row.playsInBrowsers
            ? sealedPlayback(of: open) : renderedPlayback(of: open, decoder: decoder)
        return noting(playback, of: open, to: principal)
    }

    /// Waveform and speech activity of a recording, in the bytes of docs/formats/waveform.md.
    package func soundPicture(
        of id: Recording.ID, by principal: Principal
    ) async throws -> [UInt8] {
        let desk = self
        return try await opening("recording:\(id)", by: principal, needing: .seeCall) {
            let found = try await desk.see(by: principal, needing: .seeCall) { db in
                try desk.recordingAndKey(id, .seeCall, by: principal, in: db)
            }
            try await desk.noteUse(of: found.access, by: principal, needing: .seeCall)
            return try await BlockingWork.run {
                try desk.openPicture(of: found.row, under: found.key)
            }
        }
    }

    /// Runs `body`, which opens what is sealed of `object`. When that doesn't open, the ledger says
    /// so and nothing of it is shown.
    func opening<Value: Sendable>(
        _ object: String, by principal: Principal, needing permission: Permission,
        _ body: () async throws -> Value
    ) async throws -> Value {
        do {
            return try await body()
        } catch is VaultError {
            try await change(by: principal, needing: permission) { change in
                try change.record(.vaultOpeningFailed, object: object, outcome: .failed)
            }
            throw Refusal(
                .unavailable, .damagedRecording,
                "This recording's sealed file is missing or damaged, so nothing of it is played. "
                    + "Restore the file from a backup.")
        }
    }

    func openPicture(of recording: RecordingRow, under key: SubjectKey) throws -> [UInt8] {
        let reader = try open(recording, as: .picture(recording.id), under: key)
        guard reader.contentBytes <= Int64(2 * SoundPicture.channelColumnsMax) else {
            throw VaultError.damaged
        }
        return try reader.read(0..<reader.contentBytes)
    }

    private func opened(
        _ id: Recording.ID, by principal: Principal
    ) async throws -> OpenRecording {
        let desk = self
        return try await opening("recording:\(id)", by: principal, needing: .listen) {
            let found = try await desk.see(by: principal, needing: .listen) { db in
                try desk.recordingAndKey(id, .listen, by: principal, in: db)
            }
            return try await BlockingWork.run {
                let reader = try desk.open(found.row, as: .recording(id), under: found.key)
                guard reader.contentBytes == found.row.contentBytes else {
                    throw VaultError.damaged
                }
                return OpenRecording(
                    row: found.row, reader: reader, customer: found.key.subject,
                    access: found.access)
            }
        }
    }

    private func recordingAndKey(
        _ id: Recording.ID, _ permission: Permission, by principal: Principal, in db: Transaction
    ) throws -> (row: RecordingRow, key: SubjectKey, access: AccessRequest.ID?) {
        guard let row = try db.recording(id), let call = try db.call(row.callID),
            let ground = try ground(of: principal, permission, on: call, in: db)
        else {
            throw Refusal(
                .notFound, .noSuchRecording,
                "There is no such recording. It may have been erased.")
        }
        try verify(row)
        try verify(call)
        return (row, try subjectKey(of: call.customerID, in: db), ground.access)
    }

    func open(
        _ recording: RecordingRow, as name: SealedFileName, under key: SubjectKey
    ) throws -> SealedReader {
        guard let wrapped = recording.wrappedKey else { throw VaultError.damaged }
        let recordingKey = try vault.openRecordingKey(wrapped, for: recording.id, under: key)
        return try sealedFiles.open(name, key: recordingKey)
    }
}

extension RecordingRow {
    /// Whether Chromium, Firefox and Safari play the file as it is; GSM, ADPCM, AIFF and the like
    /// they don't.
    var playsInBrowsers: Bool {
        switch (sound.container, sound.codec) {
        case (.wav, .pcmU8), (.wav, .pcmS16), (.wav, .pcmS24), (.wav, .pcmF32), (.wav, .muLaw),
            (.wav, .aLaw), (.flac, _), (.mp3, _), (.ogg, .opus), (.ogg, .vorbis):
            // A header that claims more than is there makes players wait for the rest.
            !verdicts.contains(.truncated)
        default: false
        }
    }

    var mediaType: String {
        switch sound.container {
        case .flac: "audio/flac"
        case .mp3: "audio/mpeg"
        case .ogg: "audio/ogg"
        default: "audio/wav"
        }
    }
}
