/// How well the raters of a calibration agree, by everything that they may agree on. Made from
/// what was handed in whenever it is looked at; the same id gives the same intervals.
package struct CalibrationReport: Sendable {
    /// The whole form, passing, and each question in the order of the form.
    package let subjects: [Line]
    /// In the order of the raters.
    package let leniency: [Result<Estimate, CannotSay>]

    package struct Line: Sendable {
        package let subject: CalibrationSubject
        package let measure: CalibrationMeasure
        package let figures: [AgreementFigure]

        package subscript(kind kind: AgreementFigure.Kind) -> AgreementFigure? {
            figures.first { $0.kind == kind }
        }
    }

    /// `reference`: the rater's column whom leniency is held against; against the others' mean
    /// when nil.
    package init(of scores: CalibrationScores, reference: Int?, id: Calibration.ID) {
        let stream = CalibrationChance(id)
        var subjects: [(CalibrationSubject, CalibrationMeasure)] = [
            (.total, .interval), (.passed, .nominal),
        ]
        subjects += scores.questions.map {
            (.question($0.code), CalibrationMeasure($0.kind))
        }
        self.subjects = subjects.map { subject, measure in
            let table = scores.table(of: subject)
            return Line(
                subject: subject, measure: measure,
                figures: AgreementFigure.Kind.fit(for: measure).map { kind in
                    AgreementFigure(kind, of: table, measure, using: stream.of(subject, kind))
                })
        }
        let totals = scores.table(of: .total)
        leniency = (0..<totals.raterCount).map { rater in
            Result { () throws(CannotSay) in
                if rater == reference { throw CannotSay.oneRater }
                let held = reference.map { totals.narrowed(to: [rater, $0]) }
                return try RaterLeniency(of: held == nil ? rater : 0, in: held ?? totals)
                    .leniencyOfScores()
            }
        }
    }

    /// How any two raters agree on one thing, each pair once: percent agreement, and kappa, or the
    /// ICC of the whole form's score.
    package static func pairs(
        on subject: CalibrationSubject, of scores: CalibrationScores, id: Calibration.ID
    ) -> [CalibrationPair] {
        let measure = scores.measure(of: subject)
        let table = scores.table(of: subject)
        let kind: AgreementFigure.Kind = subject == .total ? .intraclass : .kappa
        return (0..<table.raterCount).flatMap { first in
            ((first + 1)..<max(first + 1, table.raterCount)).map { second in
                let two = table.narrowed(to: [first, second])
                let stream = CalibrationChance(id).of(subject, kind, "\(first) \(second)")
                return CalibrationPair(
                    first: first, second: second,
                    percent: AgreementFigure(.percent, of: two, measure, using: stream),
                    figure: AgreementFigure(kind, of: two, measure, using: stream))
            }
        }
    }
}

extension CalibrationScores {
    /// Nominal for a question that isn't asked.
    package func measure(of subject: CalibrationSubject) -> CalibrationMeasure {
        switch subject {
        case .total: .interval
        case .passed: .nominal
        case .question(let code):
            questions.first { $0.code == code }.map { CalibrationMeasure($0.kind) } ?? .nominal
        }
    }
}

/// Two raters, by their columns.
package struct CalibrationPair: Sendable {
    package let first: Int
    package let second: Int
    package let percent: AgreementFigure
    /// Kappa; of the whole form's score ICC(2,1).
    package let figure: AgreementFigure
}

/// One figure of agreement with its interval, or why it can't be said.
package struct AgreementFigure: Sendable {
    package enum Kind: String, CaseIterable, Codable, Sendable {
        case percent, kappa, alpha
        /// AC1; weighted it is AC2.
        case gwet
        /// ICC(2,1)
        case intraclass

        static func fit(for measure: CalibrationMeasure) -> [Kind] {
            measure == .interval ? allCases : [.percent, .kappa, .alpha, .gwet]
        }
    }

    package let kind: Kind
    /// Near answers count as nearly agreeing.
    package let isWeighted: Bool
    package let result: Result<Estimate, CannotSay>

    init(
        _ kind: Kind, of table: RatingTable, _ measure: CalibrationMeasure,
        using stream: CalibrationChance
    ) {
        self.kind = kind
        isWeighted = measure != .nominal && (kind == .kappa || kind == .gwet)
        let figure: Agreement =
            switch kind {
            case .percent: .percent
            case .kappa: .kappa(measure.weights)
            case .alpha: .alpha(measure.level)
            case .gwet: .gwet(measure.weights)
            case .intraclass: .intraclass
            }
        var stream = stream
        result = Result { () throws(CannotSay) in
            try Bootstrap().estimate(figure, of: table, using: &stream)
        }
    }

    package var estimate: Estimate? { try? result.get() }

    package var reason: CannotSay? {
        if case .failure(let reason) = result { reason } else { nil }
    }
}

/// Chance for bootstraps that is the same each time: SplitMix64 (G. L. Steele, D. Lea and C. H.
/// Flood, OOPSLA 2014), begun at the calibration's id and what is reckoned.
struct CalibrationChance: RandomNumberGenerator, Sendable {
    private var state: UInt64

    init(_ id: Calibration.ID) {
        state = UInt64(bitPattern: id.rawValue)
    }

    /// A stream of its own for each figure, by FNV-1a over its name, so that none depends on which
    /// others are reckoned.
    func of(
        _ subject: CalibrationSubject, _ kind: AgreementFigure.Kind, _ pair: String = ""
    ) -> CalibrationChance {
        var stream = self
        for byte in "\(subject.text)|\(kind.rawValue)|\(pair)".utf8 {
            stream.state = (stream.state ^ UInt64(byte)) &* 0x100_0000_01B3
        }
        return stream
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = state
        word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
        return word ^ (word >> 31)
    }
}
