import Calls
import Foundation

extension QuarantinePage.Row {
    init(_ item: QuarantineItem, for visit: Visit) {
        let (words, now) = (visit.words, visit.now)
        id = item.id.description
        title = words("quarantine.\(item.reason.rawValue).title")
        advice = words("quarantine.\(item.reason.rawValue).advice")
        fileName = Masking.fileName(item.fileName)
        source = item.sourcePath
        size = words.bytes(item.bytes)
        seen = words("quarantine.seen", ["when": words.ago(item.seenAt, now: now)])
        tried = words.count("quarantine.tried", item.tries)
            .replacingOccurrences(of: "{when}", with: words.ago(item.triedAt, now: now))
        detail = item.detail.isEmpty ? nil : item.detail
        retryURL = WebURL.retry(item.id)
        discardURL = WebURL.discard(item.id)
        historyURL = WebURL.history(of: "quarantine:\(item.id)", for: visit.principal)
    }
}
