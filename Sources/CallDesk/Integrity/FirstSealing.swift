import CallLedger
import CallStore
import CallVault
import Calls
import Foundation

/// Codes for rows that were written before their tables had any.
extension CallDesk {
    private static let rowsSealedName = "rows-sealed"
    private static let rowsMax = 1000

    /// Gives them theirs, once, when a database is opened after the step that brought the columns.
    /// A second time it would make good what somebody emptied, so the ledger says when it was.
    /// Returns how many rows there were.
    func sealOldRows() async throws -> Int {
        guard try await database.read({ try $0.setting(Self.rowsSealedName) }) == nil else {
            return 0
        }
        let action = LedgerAction.rowsSealed.rawValue
        let isDone = try await database.read { try $0.hasLedgerEntry(ofAction: action) }
        if isDone { return 0 }
        var count = 0
        let vault = vault
        // Customers are many: sealing them is long work (`CustomerSealing`).
        for table in RegulatedTables.all where table.name != CustomerRow.table {
            var key: [SQLValue]?
            repeat {
                let behind = key
                let done = try await database.write { db in
                    let page = try db.page(of: table, after: behind, limit: Self.rowsMax)
                    let bare = try page.filter {
                        try ($0.row.get("row_mac") as [UInt8]).isEmpty
                    }
                    for stored in bare {
                        try db.reseal(stored, of: table, as: vault.mac(of: table.read(stored.row)))
                    }
                    return (bare.count, page.count < Self.rowsMax ? nil : page.last?.key)
                }
                count += done.0
                key = done.1
            } while key != nil
        }
        try await database.write { try $0.set(Self.rowsSealedName, to: "3") }
        return count
    }

    func noteSealedRows(_ count: Int) async throws {
        if count == 0 { return }
        try await change(by: .daemon, needing: .changeSettings) { change in
            try change.record(.rowsSealed, object: "", details: ["rows": "\(count)"])
        }
    }
}
