package import Calls

/// One job as it travels to the decoder, with the open file beside it: 32 bytes, little-endian.
///
/// 0: magic "CAJ1"; 4: job (1 measure, 2 render); 5: raw encoding (0 none, then as
/// `RawEncoding.allCases`); 6: zero; 8: most frames; 16: first frame; 24: frame after the last.
package struct DecodeRequest: Equatable, Sendable {
    package enum Job: Equatable, Sendable {
        case measure
        case render(Range<Int64>)
    }

    package var job: Job
    package var raw: RawEncoding?
    package var framesMax: Int64

    package init(job: Job, raw: RawEncoding?, framesMax: Int64) {
        self.job = job
        self.raw = raw
        self.framesMax = framesMax
    }

    static let bytes = 32
    private static let magic = Array("CAJ1".utf8)

    var encoded: [UInt8] {
        var writer = ByteWriter()
        writer.bytes = Self.magic
        var range: Range<Int64> = 0..<0
        switch job {
        case .measure: writer.byte(1)
        case .render(let asked):
            writer.byte(2)
            range = asked
        }
        let number = raw.flatMap { RawEncoding.allCases.firstIndex(of: $0) }.map { $0 + 1 } ?? 0
        writer.byte(UInt8(number))
        writer.number(0, size: 2)
        writer.number(framesMax, size: 8)
        writer.number(range.lowerBound, size: 8)
        writer.number(range.upperBound, size: 8)
        return writer.bytes
    }

    init?(encoded bytes: ArraySlice<UInt8>) {
        var reader = ByteReader(bytes)
        guard bytes.count == Self.bytes, reader.take(4) == Self.magic[...],
            let job = reader.number(1), let raw = reader.number(1), reader.number(2) == 0,
            let framesMax = reader.number(8), let from = reader.number(8),
            let until = reader.number(8), framesMax > 0, from >= 0, from <= until,
            raw <= RawEncoding.allCases.count
        else { return nil }
        switch job {
        case 1: self.job = .measure
        case 2: self.job = .render(from..<until)
        default: return nil
        }
        self.raw = raw > 0 ? RawEncoding.allCases[Int(raw) - 1] : nil
        self.framesMax = framesMax
    }
}
