import Calls

/// How a complaint's file is asked for and refused: the request is the four bytes of `magic` with
/// the open file beside it, the answer a report, a fault, or a refusal, which is the reason (by
/// its place in `allCases`) and its sentence.
enum ComplaintReply {
    static let magic = Array("CAM1".utf8)
    private static let sentenceBytesMax = 500

    static func payload(_ refusal: ComplaintFileRefusal) -> [UInt8] {
        let reason = QuarantineReason.allCases.firstIndex(of: refusal.reason) ?? 0xFF
        return [UInt8(reason)] + Array(refusal.sentence.utf8.prefix(sentenceBytesMax))
    }

    /// Nil when that is no refusal.
    static func refusal(_ payload: ArraySlice<UInt8>) -> ComplaintFileRefusal? {
        let reasons = QuarantineReason.allCases
        guard let first = payload.first, reasons.indices.contains(Int(first)),
            (2...sentenceBytesMax + 1).contains(payload.count),
            let sentence = String(validating: payload.dropFirst(), as: UTF8.self),
            !sentence.unicodeScalars.contains(where: { $0.value < 32 || $0.value == 127 })
        else { return nil }
        return ComplaintFileRefusal(reasons[Int(first)], sentence)
    }
}
