/// How far a call came on the way to a sale, in percent of the funnel. The raw value stands in the
/// database and in sidecars.
package enum FunnelStage: Int, CaseIterable, Codable, Comparable, Sendable {
    case none = 0, contact = 20, need = 40, offer = 60, agreement = 80, sale = 100

    /// Reads `80`, `80%` or `80 %`; nil for what isn't a stage.
    package init?(text: some StringProtocol) {
        var digits = text.trimmingPrefix(while: \.isWhitespace)
        while let last = digits.last, last == "%" || last == "％" || last.isWhitespace {
            digits.removeLast()
        }
        guard let number = Int(digits) else { return nil }
        self.init(rawValue: number)
    }

    package static func < (left: FunnelStage, right: FunnelStage) -> Bool {
        left.rawValue < right.rawValue
    }
}
