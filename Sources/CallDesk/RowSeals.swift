import CallStore
import CallVault
import Calls
import Foundation

/// MACs and keyed hashes of rows.
extension CallDesk {
    func mac<Row: RegulatedRow>(of row: Row) -> [UInt8] { vault.mac(of: row) }

    /// `row` with the code of how it stands now.
    func sealed<Row: RegulatedRow>(_ row: Row) -> Row {
        var row = row
        row.rowMAC = mac(of: row)
        return row
    }

    /// Throws `DeskFault.rowAltered` when a row isn't as callaudit wrote it.
    func verify<Row: RegulatedRow>(_ row: Row) throws {
        guard vault.epoch(of: row) != nil else { throw DeskFault.rowAltered(table: Row.table) }
    }

    /// As `verify`, for a row that may be missing.
    func verified<Row: RegulatedRow>(_ row: Row?) throws -> Row? {
        if let row { try verify(row) }
        return row
    }

    /// Of the channels' measures as exact as they are stored.
    func mac(of channels: [ChannelMeasures], in recording: Recording.ID) -> [UInt8] {
        vault.mac(of: channels, in: recording)
    }

    func verify(_ channels: [ChannelMeasures], of recording: RecordingRow) throws {
        guard vault.epoch(of: channels, in: recording) != nil else {
            throw DeskFault.rowAltered(table: "channel_measure")
        }
    }

    /// A keyed hash of a path or key within a source: equal ones are found without being readable.
    func nameHash(_ name: String, source: String) -> [UInt8] {
        Array(vault.lookupHash("name", [.text(source), .text(name)]).prefix(16))
    }

    /// 32 keyed bits that stand in each call since the first schema. Samples are drawn by rank
    /// (docs/decisions/0030-sampling.md), not by them.
    func drawHash(of id: Call.ID) -> Int64 {
        vault.lookupHash("draw", [.integer(id.rawValue)]).prefix(4)
            .reduce(0) { $0 << 8 | Int64($1) }
    }
}

extension Vault {
    func mac(of row: any RegulatedRow) -> [UInt8] {
        rowMAC(table: type(of: row).table, columns: row.regulated.map(MACValue.init))
    }

    /// The epoch under whose key `row` was authenticated; nil when it isn't as callaudit wrote it.
    func epoch(of row: any RegulatedRow) -> Int? {
        rowMACEpoch(
            row.rowMAC, of: row.regulated.map(MACValue.init), table: type(of: row).table)
    }

    func mac(of channels: [ChannelMeasures], in recording: Recording.ID) -> [UInt8] {
        rowMAC(table: "channel_measure", columns: columns(of: channels, in: recording))
    }

    /// As `epoch(of:)`, of the measures of a recording's channels.
    func epoch(of channels: [ChannelMeasures], in recording: RecordingRow) -> Int? {
        rowMACEpoch(
            recording.measuresMAC, of: columns(of: channels, in: recording.id),
            table: "channel_measure")
    }

    private func columns(
        of channels: [ChannelMeasures], in recording: Recording.ID
    ) -> [MACValue] {
        let values = channels.flatMap { channel in
            [channel.peakDBFS, channel.rmsDBFS, channel.loudnessLUFS, channel.noiseFloorDBFS].map {
                MACValue($0.map(hundredths))
            } + [
                .integer(channel.clippedSamples),
                .integer(Int64((channel.dcOffset * 1_000_000).rounded())),
                .integer(Int64((channel.speechSeconds * 1000).rounded())),
            ]
        }
        return [.integer(recording.rawValue)] + values
    }
}

extension MACValue {
    fileprivate init(_ integer: Int64?) { self = integer.map { .integer($0) } ?? .null }

    fileprivate init(_ value: SQLValue) {
        self =
            switch value {
            case .null: .null
            case .integer(let integer): .integer(integer)
            // No regulated column holds one; its bits stand for it all the same.
            case .real(let real): .integer(Int64(bitPattern: real.bitPattern))
            case .text(let text): .text(text)
            case .blob(let bytes): .bytes(bytes)
            }
    }
}
