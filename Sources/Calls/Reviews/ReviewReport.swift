/// How an analyst's scores compare with second scores of the same calls. Made from what was handed
/// in whenever it is looked at; the same sheets give the same intervals.
package struct ReviewReport: Sendable {
    /// Calls that were scored twice.
    package let calls: Int
    /// The whole form, passing, and each question in the order of the form.
    package let lines: [CalibrationReport.Line]
    /// The second score less the analyst's, in points of the score: above 0 where the analyst was
    /// stricter.
    package let difference: Result<Estimate, CannotSay>
    /// The share of all questions of a call that both answered alike, averaged over the calls.
    package let alike: Result<Estimate, CannotSay>

    /// `scores`: a row for each call, the analyst's sheet before the other.
    package init(of scores: CalibrationScores, analyst: Account.ID) {
        calls = scores.rows.count
        let chance = CalibrationChance(Calibration.ID(analyst.rawValue))
        var subjects: [(CalibrationSubject, CalibrationMeasure)] = [
            (.total, .interval), (.passed, .nominal),
        ]
        subjects += scores.questions.map { (.question($0.code), CalibrationMeasure($0.kind)) }
        lines = subjects.map { subject, measure in
            let table = scores.table(of: subject)
            return CalibrationReport.Line(
                subject: subject, measure: measure,
                figures: Self.kinds(of: subject).map { kind in
                    AgreementFigure(kind, of: table, measure, using: chance.of(subject, kind))
                })
        }
        let totals = scores.table(of: .total)
        difference = Result { () throws(CannotSay) in
            try RaterLeniency(of: 1, in: totals).leniencyOfScores()
        }
        let shares = scores.rows.compactMap { scores.alike(in: $0) }
        alike = Result { () throws(CannotSay) in
            guard let mean = Estimate.mean(of: SampleSummary(shares), confidence: .ninetyFive)
            else { throw CannotSay.nothing }
            return mean.clamped(to: 0...1)
        }
    }

    package subscript(subject: CalibrationSubject) -> CalibrationReport.Line? {
        lines.first { $0.subject == subject }
    }

    private static func kinds(of subject: CalibrationSubject) -> [AgreementFigure.Kind] {
        subject == .total ? [.percent, .intraclass] : [.percent, .kappa, .gwet]
    }
}

extension CalibrationScores {
    /// Of the questions that both sheets of a row answer, the share that they answer alike; nil
    /// where there is none.
    fileprivate func alike(in row: [Sheet?]) -> Double? {
        guard row.count == 2, let first = row[0]?.answers, let second = row[1]?.answers else {
            return nil
        }
        var asked = 0
        var same = 0
        for question in questions {
            guard let one = first[question.code], let other = second[question.code] else {
                continue
            }
            asked += 1
            if one == other { same += 1 }
        }
        return asked == 0 ? nil : Double(same) / Double(asked)
    }
}
