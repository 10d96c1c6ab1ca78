import Calls

extension ComplaintFormPage {
    /// What may belong to the complaint, to be chosen from.
    struct Matches: Sendable {
        /// Who it is, once they are known.
        let customer: Known?
        /// Somebody looked, and nobody was found.
        let isNobody: Bool
        let hasCalls: Bool
        let calls: [FoundCall]
        let hasDuplicates: Bool
        let duplicates: [Duplicate]
        /// Whether there is anything to say.
        let isShown: Bool
    }

    struct Known: Sendable {
        let id: String
        let label: String
        /// Nil for who may not see customers.
        let url: String?
    }

    struct FoundCall: Sendable {
        let id: String
        let url: String
        let when: String
        let iso8601: String
        let agent: String
        let length: String
        let isChosen: Bool
    }

    struct Duplicate: Sendable {
        let id: String
        let line: ComplaintLine
        let isChosen: Bool
    }
}

extension ComplaintFormPage.Matches {
    /// `kept` were chosen before and aren't among those that were found.
    init(
        _ found: ComplaintMatches, kept: [CallSummary], _ fields: ComplaintFormFields,
        isAsked: Bool, _ rules: ComplaintRules, _ visit: Visit
    ) {
        let words = visit.words
        let maySee = visit.principal.may(.seeCustomers)
        customer = found.customer.map {
            .init(
                id: $0.id.description,
                label: [$0.nameMasked, $0.numberMasked].compactMap(\.self)
                    .joined(separator: " · ").nonEmpty ?? $0.id.description,
                url: maySee ? WebURL.customer($0.id) : nil)
        }
        isNobody = isAsked && found.customer == nil
        calls = (found.calls + kept).map {
            .init($0, isChosen: fields.has("call", $0.id.description), words)
        }
        hasCalls = !calls.isEmpty
        duplicates = found.duplicates.map {
            .init(
                id: $0.id.description, line: ComplaintLine($0, rules, words, now: visit.now),
                isChosen: fields.has("link", $0.id.description))
        }
        hasDuplicates = !duplicates.isEmpty
        isShown = customer != nil || isNobody || hasCalls || hasDuplicates
    }
}

extension ComplaintFormPage.FoundCall {
    init(_ call: CallSummary, isChosen: Bool, _ words: Words) {
        let time = Zone(named: call.zone).time(call.startedAt)
        id = call.id.description
        url = WebURL.call(call.id)
        when = words("date.moment", ["day": words.shortDay(time), "clock": time.clock])
        iso8601 = time.iso8601
        agent = call.agentName ?? call.agent ?? words("call.unknownAgent")
        length = words.length(call.durationSeconds)
        self.isChosen = isChosen
    }
}

extension String {
    fileprivate var nonEmpty: String? { isEmpty ? nil : self }
}
