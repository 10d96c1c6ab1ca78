import CallStore
import CallVault
import Calls

/// What returns go by has no row codes: it is computed again from the sealed histories.
extension IntegrityWalk {
    private static let figureTable = "complaint_figure"
    private static let complaintsAtOnce = 200

    /// Compares what is kept of the next complaints with their histories; returns how many there
    /// were. As long as it is being computed by changed rules there is nothing to compare.
    mutating func recountFigures(_ db: Transaction, _ rowsMax: Int) throws -> Int {
        var behind = Complaint.ID(Int64.min)
        if case .integer(let id)? = cursor.key.first { behind = Complaint.ID(id) }
        guard let rules,
            try FigureFilling.isComplete(FigureFilling.digest(rules), in: db)
        else {
            nextPart()
            return 0
        }
        let limit = min(max(rowsMax, 1), Self.complaintsAtOnce)
        let count = FigureCount(vault: vault, rules: rules)
        let page = try db.complaints(after: behind, limit: limit)
        for row in page {
            do {
                let counted = try count.figure(of: row, in: db).stored
                guard try db.figure(of: row.id) != counted else { continue }
                add(Finding(table: Self.figureTable, row: "\(row.id)", kind: .recount))
            } catch DeskFault.rowAltered {
                // What keeps it from being computed is a finding itself.
            }
        }
        if let last = page.last, page.count == limit {
            cursor.key = [.integer(last.id.rawValue)]
        } else {
            nextPart()
        }
        return page.count
    }
}
