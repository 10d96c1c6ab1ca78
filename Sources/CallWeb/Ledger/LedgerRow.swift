import Calls
import Foundation

extension LedgerPage.Row {
    init(_ line: LedgerLine, _ words: Words) {
        number = "\(line.sequence)"
        url = WebURL.ledgerEntry(line.sequence)
        when = words.moment(line.at)
        iso8601 = words.home.time(line.at).iso8601
        who = words.who(line)
        whoURL = WebURL.ledger([("principal", line.principal)])
        what = words.sentence(ofAction: line.action)
        reason = line.reason.isEmpty ? nil : words.reason(line.reason)
        outcome = [words.tag(ofOutcome: line.outcome)].compactMap(\.self)
        let hasObject = line.object.contains(":")
        noun = hasObject ? words.noun(ofObject: line.object) : nil
        id = hasObject ? String(line.object.drop { $0 != ":" }.dropFirst()) : nil
        objectURL = WebURL.page(ofObject: line.object)
        historyURL = hasObject ? WebURL.history(of: line.object) : nil
    }
}

extension LedgerPage.Row: PagePart {
    func child(named property: String) -> Any? {
        switch property {
        case "number": number
        case "url": url
        case "when": when
        case "iso8601": iso8601
        case "who": who
        case "whoURL": whoURL
        case "what": what
        case "reason": reason
        case "outcome": outcome
        case "noun": noun
        case "id": id
        case "objectURL": objectURL
        case "historyURL": historyURL
        default: nil
        }
    }
}

extension LedgerPage.Option {
    static func all(_ actions: [String], chosen: String?, _ words: Words) -> [Self] {
        actions.map {
            Self(value: $0, label: words.sentence(ofAction: $0), isChosen: $0 == chosen)
        }.sorted { $0.label < $1.label }
    }
}

extension LedgerPage.Fact {
    static func all(_ standing: LedgerStanding, _ words: Words, now: Date) -> [Self] {
        let isSilent = standing.isSignerSilent(at: now)
        let unsigned = standing.size - standing.checkpointSize
        return [
            Self(
                label: words("ledger.size"), value: words.number(Int(standing.size)),
                remark: nil, tone: ""),
            Self(
                label: words("ledger.proved"), value: words.number(Int(standing.checkpointSize)),
                remark: standing.checkpointAt.map { words.ago($0, now: now) }
                    ?? words("ledger.neverSigned"),
                tone: isSilent || standing.checkpointAt == nil ? "warn" : ""),
            Self(
                label: words("ledger.unsigned"), value: words.number(Int(unsigned)),
                remark: standing.unsignedSince.map {
                    words("ledger.since", ["when": words.ago($0, now: now)])
                }, tone: isSilent ? "warn" : ""),
        ]
    }
}
