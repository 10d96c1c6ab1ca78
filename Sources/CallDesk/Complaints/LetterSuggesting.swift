import CallStore
import Calls
import Foundation

/// What a new draft already says.
extension CallDesk {
    /// What is known of the case, to be looked over by whoever writes. The customer's name is
    /// opened for who may reveal customers; for all others the place stays empty.
    func suggestedValues(
        of template: LetterTemplate, for found: ComplaintCase, opensName: Bool,
        in change: Change
    ) throws -> LetterValues {
        let written = Set(letterBook.written(in: template))
        var values: LetterValues = [:]
        values[.handler] = try title(of: change.principal.person, in: change.db)
        values[.due] = dueDay(of: found, at: change.now)?.description
        values[.redress] = redressWords(of: found, in: template.language)
        if opensName { values[.customer] = try complainantName(of: found, in: change.db) }
        return values.filter { written.contains($0.key) && !$0.value.isEmpty }
    }

    /// The last day on which the nearest duty lets it be answered, where that duty runs.
    private func dueDay(of found: ComplaintCase, at now: Date) -> LocalDay? {
        found.readings(at: now).filter { reading in
            let clock = complaintRules.book.regimes[reading.regime]?.clocks
                .first { $0.name == reading.clock }
            return reading.state == .running && clock?.kind == .duty
                && clock?.stops.contains(.answered) == true
        }.min { ($0.due ?? .distantFuture) < ($1.due ?? .distantFuture) }?.dueDay
    }

    /// `Refund: 420.00 CNY`, each on a line of its own.
    private func redressWords(
        of found: ComplaintCase, in language: LetterLanguage
    ) -> String {
        let classes = complaintRules.classes
        let redress = found.complaint.decision?.redress ?? []
        return redress.map { one in
            let kind = classes.redress.first { $0.code == one.kind }
            let name = kind.map { $0.title[language.rawValue] } ?? one.kind
            guard one.amount != 0 else { return name }
            let sum = Currency(classes.currency).text(one.amount) + " " + classes.currency
            return language == .english ? "\(name): \(sum)" : "\(name)：\(sum)"
        }.joined(separator: "\n")
    }

    /// In plain; nil where nobody is named.
    private func complainantName(
        of found: ComplaintCase, in db: Transaction
    ) throws -> String? {
        let parties = try parties(of: found.id, in: db)
        guard let first = parties.first(where: { $0.kind == .complainant }) else { return nil }
        if !first.name.isEmpty { return first.name }
        guard let customer = try first.customer.flatMap({ try living(orMerged: $0, in: db) }),
            let key = try key(of: customer)
        else { return nil }
        return try facts(of: customer, under: key).name
    }

    /// Why it was decided so, as it was written.
    func decisionWords(of found: ComplaintCase, in db: Transaction) throws -> String? {
        let acts: Set<ComplaintAct> = [.solve, .decide, .settle, .rule]
        guard found.complaint.decision != nil else { return nil }
        let last = try db.complaintEvents(of: found.id).last { acts.contains($0.act) }
        return try verified(last).flatMap(text)
    }
}
