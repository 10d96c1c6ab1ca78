import CallLedger
import CallStore
import CallVault
import Calls
import Foundation

/// Wraps customers' keys under the newest master key, gives every regulated row a code under it,
/// and retires the epochs before. Every commit that follows the new epoch's own is under it, on
/// all nodes (`Keyring.keepUp`), so what was passed once doesn't fall back.
struct RotationWork: JobWork {
    private static let rowsMax = 1000

    private struct Cursor: Codable {
        /// -1 for customers, else the index of the regulated table.
        var part = -1
        var key: [IntegrityWalk.KeyPart] = []
        /// Customers' keys that didn't open.
        var unopened: Int64 = 0
    }

    func step(_ job: inout Job, in change: inout Change, of desk: CallDesk) throws {
        let vault = desk.vault
        guard job.particulars == "\(vault.epoch)" else {
            job.outcome = .failed
            job.sentence = "Another rotation began since."
            return
        }
        var cursor = Cursor()
        if job.cursor.isEmpty {
            job.total = try count(change.db, vault)
        } else {
            cursor = try JSONDecoder().decode(Cursor.self, from: Data(job.cursor.utf8))
        }
        if cursor.part < 0 {
            job.done += try wrapCustomers(&cursor, change.db, vault)
        } else if cursor.part < RegulatedTables.all.count {
            job.done += try reseal(&cursor, change.db, vault)
        } else {
            try finish(&job, cursor, in: &change, vault)
        }
        job.total = max(job.total, job.done)
        job.cursor = String(decoding: try JSONEncoder.stable.encode(cursor), as: UTF8.self)
    }

    private func count(_ db: Transaction, _ vault: Vault) throws -> Int64 {
        try RegulatedTables.all.reduce(try db.countCustomers(beforeEpoch: vault.epoch)) {
            $0 + (try db.count($1))
        }
    }

    private func wrapCustomers(
        _ cursor: inout Cursor, _ db: Transaction, _ vault: Vault
    ) throws -> Int64 {
        var behind = Int64.min
        if case .integer(let id)? = cursor.key.first { behind = id }
        let page = try db.customers(
            beforeEpoch: vault.epoch, after: behind, limit: Self.rowsMax)
        for row in page {
            if try !wrap(row, db, vault) { cursor.unopened += 1 }
        }
        if let last = page.last, page.count == Self.rowsMax {
            cursor.key = [.integer(last.id.rawValue)]
        } else {
            cursor = Cursor(part: 0, unopened: cursor.unopened)
        }
        return Int64(page.count)
    }

    /// False when the customer's key doesn't open; it stays as it is then.
    private func wrap(_ old: CustomerRow, _ db: Transaction, _ vault: Vault) throws -> Bool {
        var row = old
        if let wrapped = old.wrappedKey {
            guard let key = try? vault.openSubjectKey(wrapped, for: old.id) else { return false }
            row.wrappedKey = vault.wrap(key)
        }
        row.keyEpoch = vault.epoch
        // A row that was altered stays one: its code isn't made good.
        let code = vault.epoch(of: old) == nil ? nil : vault.mac(of: row)
        try db.rewrap(row, rowMAC: code)
        return true
    }

    private func reseal(
        _ cursor: inout Cursor, _ db: Transaction, _ vault: Vault
    ) throws -> Int64 {
        let table = RegulatedTables.all[cursor.part]
        let behind = cursor.key.isEmpty ? nil : cursor.key.map(\.value)
        let page = try db.page(of: table, after: behind, limit: Self.rowsMax)
        for stored in page {
            // What was altered keeps a code that doesn't fit, for `verify` to find.
            guard let row = try? table.read(stored.row), let epoch = vault.epoch(of: row),
                epoch < vault.epoch, row.covers(stored)
            else { continue }
            if let recording = row as? RecordingRow {
                try reseal(recording, stored, table, db, vault)
            } else {
                try db.reseal(stored, of: table, as: vault.mac(of: row))
            }
        }
        if let last = page.last, page.count == Self.rowsMax {
            cursor.key = last.key.compactMap(IntegrityWalk.KeyPart.init)
        } else {
            cursor = Cursor(part: cursor.part + 1, unopened: cursor.unopened)
        }
        return Int64(page.count)
    }

    private func reseal(
        _ recording: RecordingRow, _ stored: StoredRow, _ table: RegulatedTable,
        _ db: Transaction, _ vault: Vault
    ) throws {
        var row = recording
        let channels = try db.channelMeasures(of: row.id)
        guard vault.epoch(of: channels, in: row) != nil else { return }
        row.measuresMAC = vault.mac(of: channels, in: row.id)
        try db.reseal(stored, of: table, as: vault.mac(of: row), measures: row.measuresMAC)
    }

    private func finish(
        _ job: inout Job, _ cursor: Cursor, in change: inout Change, _ vault: Vault
    ) throws {
        let left = try change.db.customersByEpoch().filter { $0.key < vault.epoch }.values
            .reduce(0, +)
        guard left == 0 else {
            job.outcome = .failed
            job.sentence =
                "\(left) customers' keys don't open, so the earlier master key is still needed. "
                + "Look with `callaudit verify`, restore those rows, and go on with the rotation."
            return
        }
        for var row in try change.db.keyEpochs()
        where row.epoch < vault.epoch && row.retiredAt == nil {
            row.retiredAt = change.now
            row.wrappedBlindKey = []
            row.carriedKeys = nil
            row.rowMAC = vault.mac(of: row)
            try change.db.update(row)
            try change.record(
                .keyRetired, object: "key",
                details: ["epoch": "\(row.epoch)", "key": (row.keyID ?? []).hexadecimal])
        }
        job.outcome = .done
        job.sentence = "Nothing needs the earlier master key any more."
    }
}
