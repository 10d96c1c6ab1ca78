import Calls

/// The packets that a decoder sends, each a kind byte and what follows it.
enum ReplyKind: UInt8 {
    /// Ready and sandboxed; followed by `version`.
    case hello = 0x48
    /// A report of so many bytes (u32) follows in pieces.
    case report = 0x52
    /// Bytes of the report, or of rendered sound.
    case piece = 0x50
    /// All rendered sound has been sent.
    case end = 0x45
    /// The job failed; followed by a `DecodeFault`'s number.
    case fault = 0x46
    /// The file is no complaint; `ComplaintReply` says what follows.
    case refusal = 0x58

    static let version: UInt8 = 1
    static let pieceBytesMax = 65_536
    static let packetBytesMax = pieceBytesMax + 1
}
