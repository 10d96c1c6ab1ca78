/// Bands for figures such as kappa, alpha and AC1, after J. R. Landis and G. G. Koch (Biometrics
/// 33, 159–174, 1977). The raw value stands in catalogue keys, so a case is never renamed.
package enum AgreementStrength: String, CaseIterable, Comparable, Sendable {
    /// Below 0: less than chance.
    case poor
    /// Up to 0.20.
    case slight
    /// Up to 0.40.
    case fair
    /// Up to 0.60.
    case moderate
    /// Up to 0.80.
    case substantial
    /// Above.
    case almostPerfect

    package init(_ figure: Double) {
        switch figure {
        case ..<0: self = .poor
        case ...0.20: self = .slight
        case ...0.40: self = .fair
        case ...0.60: self = .moderate
        case ...0.80: self = .substantial
        default: self = .almostPerfect
        }
    }

    package static func < (one: Self, other: Self) -> Bool {
        let order = allCases
        return order.firstIndex(of: one) ?? 0 < order.firstIndex(of: other) ?? 0
    }
}

/// What may be built on an alpha (K. Krippendorff, Content Analysis, 2nd ed., 2004, 11.4.4).
package enum AgreementReliance: String, CaseIterable, Sendable {
    /// Below 0.667: nothing.
    case none
    /// From 0.667 on: tentative conclusions.
    case tentative
    /// From 0.800 on.
    case reliable

    package static let tentativeFrom = 0.667
    package static let reliableFrom = 0.800

    package init(_ figure: Double) {
        self = figure >= Self.reliableFrom ? .reliable
            : figure >= Self.tentativeFrom ? .tentative : .none
    }
}
