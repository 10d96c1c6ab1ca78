import CallLedger
import CallStore
package import Calls
import Foundation

/// What may belong to a complaint that is being written down.
extension CallDesk {
    /// A search by number leaves an entry and is limited in rate, as everywhere; who may not
    /// search by number finds nobody by one.
    package func complaintMatches(
        _ probe: ComplaintProbe, by principal: Principal
    ) async throws -> ComplaintMatches {
        try require(.registerComplaints, of: principal)
        var customer = probe.customer
        if customer == nil, let phone = probe.phone, principal.may(.findByNumber) {
            customer = try await self.customer(withNumber: phone, by: principal)
        }
        let (desk, found) = (self, customer)
        return try await see(by: principal, needing: .registerComplaints) { db in
            var shown: CustomerSummary?
            if let found, principal.grants[.seeCustomers] == .all {
                shown = try desk.living(orMerged: found, in: db).map(desk.summary)
            }
            let calls = try desk.calls(of: found, around: probe.around, for: principal, in: db)
            let isKnown = shown != nil || !calls.isEmpty
            return ComplaintMatches(
                customer: shown, calls: calls,
                duplicates: isKnown
                    ? try desk.duplicates(
                        of: found, calls: [], except: [], for: principal, in: db) : [])
        }
    }

    /// The nearest to `around` first, or the latest.
    private func calls(
        of customer: Customer.ID?, around: Date?, for principal: Principal, in db: Transaction
    ) throws -> [CallSummary] {
        guard let customer, let visibility = principal.visibility(.seeCall) else { return [] }
        var filter = CallFilter(customer: customer)
        var rows = try db.calls(
            filter, words: [], within: visibility, after: nil, limit: Self.pageMax)
        if let around {
            filter.until = around
            let known = Set(rows.map(\.call.id))
            rows += try db.calls(
                filter, words: [], within: visibility, after: nil,
                limit: ComplaintMatches.callsMost
            ).filter { !known.contains($0.call.id) }
            rows.sort {
                abs($0.call.startedAt.timeIntervalSince(around))
                    < abs($1.call.startedAt.timeIntervalSince(around))
            }
        }
        let nearest = Array(rows.prefix(ComplaintMatches.callsMost))
        let recordings = Dictionary(
            grouping: try db.recordings(of: nearest.map(\.call.id)), by: \.callID)
        return try nearest.map {
            try summary(of: $0, recordings: recordings[$0.call.id] ?? [])
        }
    }

    private static var closedDaysMost: Double { 180 }

    /// Complaints of the same customer or about the same calls that aren't closed since long, the
    /// latest first.
    func duplicates(
        of customer: Customer.ID?, calls: [Call.ID], except known: Set<Complaint.ID>,
        for principal: Principal, in db: Transaction
    ) throws -> [ComplaintSummary] {
        var found = try db.complaints(linkedTo: calls, limit: Self.pageMax)
        if let customer { found += try db.complaints(about: customer, limit: Self.pageMax) }
        let since = now() - Self.closedDaysMost * 86_400
        let ids = Set(
            found.filter { ($0.closedAt ?? .distantFuture) > since }.map(\.id)
        ).subtracting(known)
        let latest = ids.sorted().suffix(ComplaintMatches.duplicatesMost * 4)
        return try seen(Set(latest), by: principal, in: db)
            .sorted { ($0.receivedAt, $0.id) > ($1.receivedAt, $1.id) }
            .prefix(ComplaintMatches.duplicatesMost).map { $0 }
    }
}
