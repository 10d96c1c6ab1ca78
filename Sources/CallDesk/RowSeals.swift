import CallStore
import CallVault
import Calls
import Foundation

/// MACs and keyed hashes of rows.
extension CallDesk {
    func mac<Row: RegulatedRow>(of row: Row) -> [UInt8] {
        vault.rowMAC(table: Row.table, columns: row.regulated.map(MACValue.init))
    }

    /// `row` with the code of how it stands now.
    func sealed<Row: RegulatedRow>(_ row: Row) -> Row {
        var row = row
        row.rowMAC = mac(of: row)
        return row
    }

    /// Throws `DeskFault.rowAltered` when a row isn't as callaudit wrote it.
    func verify<Row: RegulatedRow>(_ row: Row) throws {
        guard
            vault.isRowMAC(
                row.rowMAC, of: row.regulated.map(MACValue.init), table: Row.table)
        else { throw DeskFault.rowAltered(table: Row.table) }
    }

    /// As `verify`, for a row that may be missing.
    func verified<Row: RegulatedRow>(_ row: Row?) throws -> Row? {
        if let row { try verify(row) }
        return row
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
