import CallDesk
import Calls
import Foundation
import Hummingbird

extension Web {
    func ledgerPage(_ visit: Visit) async throws -> Response {
        try visit.query.allow(LedgerQuery.names + ["after", "limit"])
        let words = visit.words
        let query = try LedgerQuery(visit.query, zone: home)
        let page = try await desk.ledger(
            query.filter, after: visit.query["after"],
            limit: try visit.query.limit(orElse: 50), by: visit.principal)
        let standing = try await desk.ledgerStanding(by: visit.principal)
        let frame = await frame(words("ledger.title"), in: .ledger, of: visit)
        let isFirst = visit.query["after"] == nil
        return try self.page(
            LedgerPage(
                frame: frame, subtitle: words("ledger.subtitle"),
                troubles: troubles(standing, words, now: visit.now),
                facts: LedgerPage.Fact.all(standing, words, now: visit.now),
                principal: visit.query["principal"] ?? "", object: visit.query["object"] ?? "",
                from: visit.query["from"] ?? "", to: visit.query["to"] ?? "",
                actions: LedgerPage.Option.all(
                    CallDesk.ledgerActions, chosen: visit.query["action"], words),
                isFiltered: !query.pairs.isEmpty, clearURL: WebURL.ledger,
                rows: page.items.map { .init($0, words) }, isEmpty: page.items.isEmpty,
                newestURL: isFirst ? nil : WebURL.ledger(query.pairs),
                olderURL: page.next.map { WebURL.ledger(query.pairs + [("after", $0)]) }),
            for: visit)
    }

    private func troubles(
        _ standing: LedgerStanding, _ words: Words, now: Date
    ) -> [String] {
        var troubles: [String] = []
        if let code = standing.refusal {
            troubles.append(words("ledger.refuses", ["why": words.reason(code)]))
        } else if standing.isSignerSilent(at: now) {
            troubles.append(words("ledger.silent"))
        }
        if standing.mirrorFault != nil { troubles.append(words("ledger.copyFault")) }
        return troubles
    }

    func ledgerEntryPage(_ visit: Visit) async throws -> Response {
        try visit.query.allow([])
        let words = visit.words
        let place = try await desk.ledgerPlace(try visit.entry(), by: visit.principal)
        let number = place.line.sequence
        let title = words("ledger.entryTitle", ["number": words.number(Int(number))])
        return try page(
            LedgerEntryPage(
                frame: await frame(title, in: .ledger, of: visit), backURL: WebURL.ledger,
                title: title, subtitle: words.moment(place.line.at),
                tags: [words.tag(ofOutcome: place.line.outcome)].compactMap(\.self),
                facts: LedgerEntryPage.Pair.facts(of: place.line, words),
                details: LedgerEntryPage.Pair.details(of: place.line),
                hasDetails: !place.line.details.isEmpty,
                chain: LedgerEntryPage.Pair.chain(of: place, words),
                hexadecimal: place.bytes.hexadecimalLines,
                proof: place.proof.map { .init($0, words, now: visit.now) },
                waits: place.proof == nil ? words("ledger.waits") : nil,
                previousURL: number > 0 ? WebURL.ledgerEntry(number - 1) : nil,
                nextURL: place.hasNext ? WebURL.ledgerEntry(number + 1) : nil),
            for: visit)
    }
}

extension LedgerEntryPage.Pair {
    static func facts(of line: LedgerLine, _ words: Words) -> [Self] {
        var pairs = [
            Self(
                name: words("ledger.who"), value: words.who(line), isCode: false,
                url: WebURL.ledger([("principal", line.principal)])),
            Self(name: words("ledger.role"), value: line.role, isCode: true, url: nil),
            Self(
                name: words("ledger.what"), value: words.sentence(ofAction: line.action),
                isCode: false, url: WebURL.ledger([("action", line.action)])),
        ]
        if !line.object.isEmpty {
            pairs.append(
                Self(
                    name: words("ledger.object"), value: line.object, isCode: true,
                    url: WebURL.history(of: line.object)))
            if let page = WebURL.page(ofObject: line.object) {
                pairs.append(
                    Self(
                        name: words.noun(ofObject: line.object),
                        value: words("ledger.openObject"), isCode: false, url: page))
            }
        }
        if !line.reason.isEmpty {
            pairs.append(
                Self(
                    name: words("ledger.reason"), value: words.reason(line.reason), isCode: false,
                    url: nil))
        }
        pairs.append(Self(name: words("ledger.node"), value: line.node, isCode: true, url: nil))
        return pairs
    }

    static func details(of line: LedgerLine) -> [Self] {
        line.details.sorted { $0.key < $1.key }.map {
            Self(name: $0.key, value: $0.value, isCode: true, url: nil)
        }
    }

    static func chain(of place: LedgerPlace, _ words: Words) -> [Self] {
        [
            Self(
                name: words("ledger.hash"), value: place.hash.hexadecimal, isCode: true, url: nil),
            Self(
                name: words("ledger.previous"), value: place.previous.hexadecimal, isCode: true,
                url: nil),
        ]
    }
}

extension LedgerEntryPage.Proof {
    init(_ proof: LedgerPlaceProof, _ words: Words, now: Date) {
        covered = words(
            "ledger.covered",
            ["size": words.number(Int(proof.size)), "when": words.moment(proof.checkpointAt)])
        root = proof.root.hexadecimal
        hashes = proof.hashes.map(\.hexadecimal)
        text = proof.text
    }
}

extension [UInt8] {
    /// Sixteen bytes a line, as xxd has it.
    fileprivate var hexadecimalLines: String {
        stride(from: 0, to: count, by: 16).map { start in
            let row = self[start..<Swift.min(start + 16, count)]
            let offset = String(start, radix: 16)
            let pairs = stride(from: row.startIndex, to: row.endIndex, by: 2).map {
                row[$0..<Swift.min($0 + 2, row.endIndex)].hexadecimal
            }
            return String(repeating: "0", count: Swift.max(0, 4 - offset.count)) + offset + "  "
                + pairs.joined(separator: " ")
        }.joined(separator: "\n")
    }
}
