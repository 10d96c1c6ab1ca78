import Calls

extension Words {
    /// What was done, as a sentence without its subject; the action's own name where no sentence
    /// is known.
    func sentence(ofAction action: String) -> String {
        let key = "ledger.action.\(action)"
        return catalogue.has(key) ? catalogue(key) : action
    }

    /// Who did it: an account's title, else what stands in the entry.
    func who(_ line: LedgerLine) -> String {
        line.principalTitle ?? who(line.principal)
    }

    /// The same of a principal whose title `titles` may hold.
    func who(_ principal: String) -> String {
        if let title = titles[principal] { return title }
        let key = "ledger.principal.\(principal)"
        if catalogue.has(key) { return catalogue(key) }
        let parts = principal.split(separator: ":", maxSplits: 1).map(String.init)
        guard parts.count == 2, catalogue.has("ledger.principal.\(parts[0])") else {
            return principal
        }
        return catalogue("ledger.principal.\(parts[0])", ["id": parts[1]])
    }

    /// What kind of thing an object is.
    func noun(ofObject object: String) -> String {
        let noun = String(object.prefix { $0 != ":" })
        let key = "ledger.object.\(noun)"
        return catalogue.has(key) ? catalogue(key) : noun
    }

    func tag(ofOutcome outcome: String) -> Tag? {
        switch outcome {
        case "refused": Tag(symbol: "⊘", text: catalogue("ledger.outcome.refused"), tone: "warn")
        case "failed": Tag(symbol: "!", text: catalogue("ledger.outcome.failed"), tone: "bad")
        default: nil
        }
    }

    /// A code's sentence where it has one.
    func reason(_ code: String) -> String {
        for key in ["ledger.reason.\(code)", "quarantine.\(code).title"] where catalogue.has(key) {
            return catalogue(key)
        }
        return code
    }
}
