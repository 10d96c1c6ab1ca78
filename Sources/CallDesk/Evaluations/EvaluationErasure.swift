import CallStore
import CallVault
import Calls
import Foundation

/// What is left of evaluations when the customer of their call is erased: answers and scores, which
/// are the agent's, and no word that may tell of the customer.
extension CallDesk {
    func blankWords(ofEvaluationsOver customer: Customer.ID, in db: Transaction) throws {
        let pageRows = 200
        var behind = Evaluation.ID(0)
        while true {
            let rows = try db.evaluations(of: customer, after: behind, limit: pageRows)
            for row in rows { try blankWords(of: row.id, in: db) }
            guard rows.count == pageRows, let last = rows.last else { return }
            behind = last.id
        }
    }

    private func blankWords(of id: Evaluation.ID, in db: Transaction) throws {
        try db.deleteDraft(of: id)
        for sheet in try db.sheets(of: id, limit: Self.evaluationStepsMax) {
            try verify(sheet)
            var blank = sheet
            blank.sheetSealed = try vault.seal(
                Array(open(sheet).withoutWords.canonicalJSON()),
                as: Self.sheetPlace(id, sheet.number))
            try db.update(sealed(blank))
        }
        for step in try db.steps(of: id, limit: Self.evaluationStepsMax)
        where !step.textSealed.isEmpty {
            try verify(step)
            var blank = step
            blank.textSealed = []
            try db.update(sealed(blank))
        }
        for dispute in try db.disputes(of: id, limit: Self.evaluationStepsMax) {
            try verify(dispute)
            var blank = dispute
            blank.textSealed = []
            blank.decision?.becauseSealed = []
            blank.version += 1
            try db.update(sealed(blank))
        }
    }
}

extension AnswerSheet {
    /// The answers alone.
    fileprivate var withoutWords: AnswerSheet {
        AnswerSheet(
            answers: answers.mapValues { answer in
                var answer = answer
                answer.comment = ""
                answer.failReason = ""
                answer.moments = answer.moments.map { Moment(second: $0.second) }
                if case .text = answer.value { answer.value = nil }
                return answer
            },
            moments: moments.map { Moment(second: $0.second) })
    }
}
