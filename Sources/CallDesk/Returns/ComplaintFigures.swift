import CallStore
import CallVault
import Calls
import Foundation

/// Keeps what returns go by of each complaint in step with its history.
extension CallDesk {
    /// Writes it in the transaction that changed the case.
    func writeFigure(of found: ComplaintCase, in db: Transaction) throws {
        try db.put(figure(of: found.row, found.complaint, partOf: found.whole))
    }

    /// The same of a case whose events were read, as a part of `whole` when it was merged into it.
    func figure(
        of row: ComplaintRow, _ complaint: Complaint, partOf whole: Complaint?
    ) -> ComplaintFigure {
        let isPart = whole != nil && complaint.mergedInto == whole?.id
        return ComplaintFigure(
            complaint, partOf: isPart ? whole : nil, product: row.productCode,
            rules: complaintRules)
    }
}

/// What the history says anew, for filling and for checking.
struct FigureCount {
    let vault: Vault
    let rules: ComplaintRules

    /// Throws where a row of it was altered.
    func figure(of row: ComplaintRow, in db: Transaction) throws -> ComplaintFigure {
        let complaint = try history(of: row, in: db)
        let whole = try complaint.mergedInto.map { id in
            guard let row = try db.complaint(id) else {
                throw DeskFault.rowAltered(table: ComplaintRow.table)
            }
            return try history(of: row, in: db)
        }
        return ComplaintFigure(
            complaint, partOf: whole, product: row.productCode, rules: rules)
    }

    private func history(of row: ComplaintRow, in db: Transaction) throws -> Complaint {
        guard vault.epoch(of: row) != nil else {
            throw DeskFault.rowAltered(table: ComplaintRow.table)
        }
        let events = try db.complaintEvents(of: row.id)
        guard events.count == row.events, events.allSatisfy({ vault.epoch(of: $0) != nil }),
            events.enumerated().allSatisfy({ $0.element.number == $0.offset + 1 }),
            let complaint = Complaint(id: row.id, history: events.map(\.event))
        else { throw DeskFault.rowAltered(table: ComplaintEventRow.table) }
        return complaint
    }
}
