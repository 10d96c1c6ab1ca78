extension SoundPicture {
    /// The coarsest level has at most this many columns.
    package static let coarsestColumnsMax = 1024
    /// 24 hours of two channels in columns of 20 ms: no picture may hold more columns in all.
    package static let channelColumnsMax = 8_640_000

    /// Columns of 20 ms, the last perhaps shorter, that `frames` fill.
    package static func columns(ofFrames frames: Int64, sampleRateHz: Int) -> Int64 {
        (frames * 50 + Int64(sampleRateHz) - 1) / Int64(sampleRateHz)
    }

    /// The first 24 bytes, all numbers little-endian.
    struct Header {
        static let bytes = 24
        static let magic = Array("CASOUND1".utf8)
        static let columnMilliseconds = 20
        static let channelsMax = 8

        let channels: Int
        let columns: Int
        let activityFrames: Int

        var activityBytes: Int { (activityFrames + 7) / 8 }

        var bytesTotal: Int {
            let columnsOfAllLevels = Waveform.levelSizes(columns: columns).reduce(0, +)
            return Self.bytes + channels * (activityBytes + columnsOfAllLevels)
        }
    }
}

extension SoundPicture.Header {
    init(bytes: [UInt8]) throws(SoundPictureFault) {
        guard bytes.count >= Self.bytes else { throw .wrongLength }
        guard bytes.starts(with: Self.magic) else { throw .wrongMagic }
        guard bytes[9] == 0, Self.number(in: bytes, at: 10, size: 2) == Self.columnMilliseconds,
            Self.number(in: bytes, at: 12, size: 2) == Self.columnMilliseconds
        else { throw .wrongVersionFields }
        let channels = Int(bytes[8])
        guard (1...Self.channelsMax).contains(channels) else { throw .wrongChannels }
        let columns = Self.number(in: bytes, at: 16, size: 4)
        let frames = Self.number(in: bytes, at: 20, size: 4)
        let longest = SoundPicture.channelColumnsMax / channels
        guard columns <= longest, frames <= longest else { throw .tooLong }
        let levels = Self.number(in: bytes, at: 14, size: 2)
        guard levels == Waveform.levelSizes(columns: columns).count else { throw .wrongLevels }
        self.init(channels: channels, columns: columns, activityFrames: frames)
    }

    func append(to bytes: inout [UInt8]) {
        bytes.append(contentsOf: Self.magic)
        bytes.append(UInt8(channels))
        bytes.append(0)
        Self.append(Self.columnMilliseconds, size: 2, to: &bytes)
        Self.append(Self.columnMilliseconds, size: 2, to: &bytes)
        Self.append(Waveform.levelSizes(columns: columns).count, size: 2, to: &bytes)
        Self.append(columns, size: 4, to: &bytes)
        Self.append(activityFrames, size: 4, to: &bytes)
    }

    private static func number(in bytes: [UInt8], at place: Int, size: Int) -> Int {
        (0..<size).reduce(0) { $0 | Int(bytes[place + $1]) << (8 * $1) }
    }

    private static func append(_ number: Int, size: Int, to bytes: inout [UInt8]) {
        for place in 0..<size { bytes.append(UInt8(truncatingIfNeeded: number >> (8 * place))) }
    }
}
