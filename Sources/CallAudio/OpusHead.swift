/// The identification header of a stream of Ogg Opus whose channels are one or two of mapping
/// family 0 (RFC 7845 §5.1): all that recorders of calls write.
struct OpusHead: Equatable {
    static let bytes = 19

    let channels: Int
    /// Frames at 48,000 Hz before the first that was recorded.
    let preSkip: Int
    /// To be applied by the decoder, in steps of 1/256 dB.
    let gain: Int32

    /// Nil for any other header.
    init?(_ packet: [UInt8]) {
        guard packet.count >= Self.bytes, packet.has("OpusHead"),
            packet[8] & 0xF0 == 0, packet[18] == 0, (1...2).contains(packet[9]),
            let preSkip = packet.little(10, 2), let gain = packet.little(16, 2)
        else { return nil }
        channels = Int(packet[9])
        self.preSkip = Int(preSkip)
        self.gain = Int32(Int16(truncatingIfNeeded: gain))
    }
}
