import CallStore
import CallVault
import Calls
import Foundation

/// MACs and keyed hashes of rows.
extension CallDesk {
    func mac(of call: CallRow) -> [UInt8] {
        vault.rowMAC(table: "call", columns: columns(of: call))
    }

    func mac(of recording: RecordingRow) -> [UInt8] {
        vault.rowMAC(table: "recording", columns: columns(of: recording))
    }

    /// Throws `DeskFault.rowAltered` when a row isn't as callaudit wrote it.
    func verify(_ call: CallRow) throws {
        guard vault.isRowMAC(call.rowMAC, of: columns(of: call), table: "call") else {
            throw DeskFault.rowAltered(table: "call")
        }
    }

    func verify(_ recording: RecordingRow) throws {
        guard
            vault.isRowMAC(
                recording.rowMAC, of: columns(of: recording), table: "recording")
        else { throw DeskFault.rowAltered(table: "recording") }
    }

    /// Of the channels' measures as exact as they are stored.
    func mac(of channels: [ChannelMeasures], in recording: Recording.ID) -> [UInt8] {
        let values = channels.flatMap { channel in
            [channel.peakDBFS, channel.rmsDBFS, channel.loudnessLUFS, channel.noiseFloorDBFS].map {
                MACValue($0.map(hundredths))
            } + [
                .integer(channel.clippedSamples),
                .integer(Int64((channel.dcOffset * 1_000_000).rounded())),
                .integer(Int64((channel.speechSeconds * 1000).rounded())),
            ]
        }
        return vault.rowMAC(
            table: "channel_measure", columns: [.integer(recording.rawValue)] + values)
    }

    func verify(_ channels: [ChannelMeasures], of recording: RecordingRow) throws {
        guard mac(of: channels, in: recording.id) == recording.measuresMAC else {
            throw DeskFault.rowAltered(table: "channel_measure")
        }
    }

    /// A keyed hash of a path or key within a source: equal ones are found without being readable.
    func nameHash(_ name: String, source: String) -> [UInt8] {
        Array(
            vault.rowMAC(table: "name", columns: [.text(source), .text(name)]).prefix(16))
    }

    /// 32 keyed bits by which samples are drawn.
    func drawHash(of id: Call.ID) -> Int64 {
        vault.rowMAC(table: "draw", columns: [.integer(id.rawValue)]).prefix(4)
            .reduce(0) { $0 << 8 | Int64($1) }
    }

    private func columns(of call: CallRow) -> [MACValue] {
        [
            .integer(call.id.rawValue), .integer(call.startedAt.microseconds), .text(call.zone),
            .integer(Int64(call.localDay)), .integer(call.durationMilliseconds),
            .init(call.direction?.rawValue), .init(call.agentID), .init(call.campaignID),
            .integer(call.customerID.rawValue), .integer(call.verdicts.bits),
            .init(call.talkShape?.bytes), .integer(call.drawHash), .integer(call.version),
        ]
    }

    private func columns(of recording: RecordingRow) -> [MACValue] {
        let sound = recording.sound
        return [
            .integer(recording.id.rawValue), .integer(recording.callID.rawValue),
            .integer(Int64(recording.generation)), .bytes(recording.contentHash),
            .integer(recording.contentBytes), .bytes(recording.sealedHash),
            .init(recording.wrappedKey), .text(sound.container.rawValue),
            .text(sound.codec.rawValue), .init(recording.rawEncoding?.rawValue),
            .integer(Int64(sound.sampleRateHz)), .integer(Int64(sound.channels)),
            .integer(sound.frames), .init(sound.framesClaimed),
            .text(recording.roles.map(\.rawValue).joined(separator: ",")),
            .init(recording.loudnessLUFS.map(hundredths)), .bytes(recording.measuresMAC),
            .integer(recording.verdicts.bits), .text(recording.sourcePath),
            .text(recording.profile), .bytes(recording.nameSealed), .bytes(recording.nameHash),
            .bytes(recording.factsSealed), .integer(recording.takenInAt.microseconds),
            .integer(recording.version),
        ]
    }
}

extension MACValue {
    fileprivate init(_ text: String?) { self = text.map { .text($0) } ?? .null }
    fileprivate init(_ integer: Int64?) { self = integer.map { .integer($0) } ?? .null }
    fileprivate init(_ bytes: [UInt8]?) { self = bytes.map { .bytes($0) } ?? .null }
}
