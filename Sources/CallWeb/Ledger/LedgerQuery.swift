import CallDesk
import Calls
import Foundation

/// The filters of the ledger as they stand in an address.
struct LedgerQuery: Sendable {
    static let names = ["principal", "object", "action", "from", "to"]

    let filter: LedgerFilter
    /// The set filters, as they came.
    let pairs: [(String, String)]

    /// Days are meant in `zone`, and `to` is the last day that counts.
    init(_ query: Query, zone: Zone) throws {
        pairs = Self.names.compactMap { name in query[name].map { (name, $0) } }
        filter = LedgerFilter(
            principal: try query["principal"].map { try FilterQuery.short($0, "principal") },
            objects: try query["object"].map { [try FilterQuery.short($0, "object")] } ?? [],
            action: try query["action"].map { try FilterQuery.short($0, "action") },
            from: try query["from"].map {
                try FilterQuery.instant($0, "from", zone, endOfDay: false)
            },
            until: try query["to"].map { try FilterQuery.instant($0, "to", zone, endOfDay: true) })
    }

    /// Both days of a period; `until` is the first instant that doesn't count.
    static func period(from: String?, until: String?, zone: Zone) throws -> (Date?, Date?) {
        (
            try from.map { try FilterQuery.instant($0, "from", zone, endOfDay: false) },
            try until.map { try FilterQuery.instant($0, "until", zone, endOfDay: true) }
        )
    }
}

extension Visit {
    /// The number of an entry in the path.
    func entry() throws -> Int64 {
        guard let text = parameters["entry"], let number = Int64(text), number >= 0,
            String(number) == text
        else { throw Refusal.noSuchEntry }
        return number
    }
}
