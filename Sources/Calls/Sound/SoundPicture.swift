/// What a page needs to draw a recording, as one run of bytes: speech activity and the waveform in
/// several resolutions. docs/formats/waveform.md gives the layout to the byte.
package struct SoundPicture: Hashable, Sendable {
    package var activity: SpeechActivity
    package var waveform: Waveform

    /// Both must have the same number of channels, 1…8, each channel as long as its neighbours.
    package init(activity: SpeechActivity, waveform: Waveform) {
        self.activity = activity
        self.waveform = waveform
    }

    /// Reads `bytes` and checks all of them: magic, every count, the length, the padding bits, and
    /// that each coarser level holds the maxima of the finer one.
    package init(bytes: [UInt8]) throws(SoundPictureFault) {
        let header = try Header(bytes: bytes)
        guard bytes.count == header.bytesTotal else { throw .wrongLength }
        let activity = try Self.activity(in: bytes, header: header)
        let peaks = try Self.peaks(in: bytes, header: header)
        self.init(
            activity: SpeechActivity(channels: activity),
            waveform: Waveform(channels: header.channels, peaks: peaks))
    }

    /// The bytes of the format, coarsest level first.
    package var bytes: [UInt8] {
        let levels = waveform.levels
        let header = Header(
            channels: waveform.channels, columns: waveform.peaks.first?.count ?? 0,
            activityFrames: activity.channels.first?.count ?? 0)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(header.bytesTotal)
        header.append(to: &bytes)
        for channel in activity.channels { Self.appendBits(of: channel, to: &bytes) }
        for level in levels.reversed() {
            for channel in level { bytes.append(contentsOf: channel) }
        }
        return bytes
    }

    private static func appendBits(of channel: [Bool], to bytes: inout [UInt8]) {
        var byte: UInt8 = 0
        for (index, speaks) in channel.enumerated() {
            if speaks { byte |= 1 << UInt8(index & 7) }
            if index & 7 == 7 {
                bytes.append(byte)
                byte = 0
            }
        }
        if channel.count & 7 != 0 { bytes.append(byte) }
    }

    private static func activity(
        in bytes: [UInt8], header: Header
    ) throws(SoundPictureFault) -> [[Bool]] {
        var channels: [[Bool]] = []
        let frames = header.activityFrames
        for channel in 0..<header.channels {
            let start = Header.bytes + channel * header.activityBytes
            if frames & 7 != 0 {
                let last = bytes[start + header.activityBytes - 1]
                guard last >> UInt8(frames & 7) == 0 else { throw .strayBits }
            }
            channels.append(
                (0..<frames).map { bytes[start + $0 >> 3] >> UInt8($0 & 7) & 1 == 1 })
        }
        return channels
    }

    private static func peaks(
        in bytes: [UInt8], header: Header
    ) throws(SoundPictureFault) -> [[UInt8]] {
        let sizes = Waveform.levelSizes(columns: header.columns)
        let finestStart = bytes.count - header.columns * header.channels
        let finest = (0..<header.channels).map { channel in
            Array(bytes[(finestStart + channel * header.columns)...].prefix(header.columns))
        }
        let waveform = Waveform(channels: header.channels, peaks: finest)
        var start = Header.bytes + header.channels * header.activityBytes
        for (level, size) in zip(waveform.levels, sizes).reversed() {
            for channel in level {
                guard bytes[start..<start + size].elementsEqual(channel) else {
                    throw .levelsDisagree
                }
                start += size
            }
        }
        return finest
    }
}

/// Why bytes are no sound picture.
package enum SoundPictureFault: Error, Equatable, Sendable {
    case wrongMagic, wrongVersionFields, wrongChannels, wrongLevels, tooLong, wrongLength, strayBits
    case levelsDisagree
}

extension Waveform {
    /// The finest level and every coarser one, each a quarter as long, down to 1,024 columns.
    package var levels: [[[UInt8]]] {
        var levels = [peaks]
        while let finer = levels.last, (finer.first?.count ?? 0) > SoundPicture.coarsestColumnsMax {
            levels.append(finer.map(Self.quartered))
        }
        return levels
    }

    static func levelSizes(columns: Int) -> [Int] {
        var sizes = [columns]
        while let last = sizes.last, last > SoundPicture.coarsestColumnsMax {
            sizes.append((last + levelFactor - 1) / levelFactor)
        }
        return sizes
    }

    private static func quartered(_ finer: [UInt8]) -> [UInt8] {
        finer.withUnsafeBufferPointer { finer in
            let count = (finer.count + levelFactor - 1) / levelFactor
            return [UInt8](unsafeUninitializedCapacity: count) { coarser, filled in
                for column in 0..<count {
                    var peak: UInt8 = 0
                    let end = min(finer.count, (column + 1) * levelFactor)
                    for index in column * levelFactor..<end { peak = max(peak, finer[index]) }
                    coarser[column] = peak
                }
                filled = count
            }
        }
    }
}
