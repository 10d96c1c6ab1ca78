import CallLedger
package import CallStore
package import CallVault
package import Calls
import Foundation

/// Looks at every regulated row, at what rows refer to, at sums of scores and at the ledger, a page
/// at a time.
///
/// A row counts as found wrong when its code doesn't fit its values, and also when a stored value
/// isn't among those that the code covers: reading is lenient where a word isn't known.
package struct IntegrityWalk: Sendable {
    /// Where it is; kept between steps as JSON.
    struct Cursor: Codable, Sendable, Equatable {
        /// Index of the table; then come sums of scores of days, of months, what returns go by,
        /// tallies of calls, the ledger, and the sealed files of recordings and of documents.
        var part = 0
        var key: [KeyPart] = []
        /// Where the ledger was followed to, as its head is stored.
        var head: [UInt8] = []
        var found: Int64 = 0
        var rows: Int64 = 0
        var bytes: Int64 = 0
    }

    /// A value of a primary key.
    enum KeyPart: Codable, Sendable, Equatable {
        case integer(Int64)
        case text(String)

        init?(_ value: SQLValue) {
            switch value {
            case .integer(let number): self = .integer(number)
            case .text(let text): self = .text(text)
            default: return nil
            }
        }

        var value: SQLValue {
            switch self {
            case .integer(let number): .integer(number)
            case .text(let text): .text(text)
            }
        }
    }

    let vault: Vault
    /// Whether every row is re-sealed, so that one under an earlier key stands out.
    let isResealed: Bool
    /// By which it is known what returns go by; nil where that isn't looked at.
    let rules: ComplaintRules?
    var cursor = Cursor()
    var findings: [Finding] = []

    /// Over the database's rows; `vault` is the one of their epochs.
    package init(_ vault: Vault, isResealed: Bool, rules: ComplaintRules? = nil) {
        self.vault = vault
        self.isResealed = isResealed
        self.rules = rules
    }

    /// What comes behind the tables.
    private static let days = RegulatedTables.all.count
    private static let months = days + 1
    private static let figures = days + 2
    private static let tallies = days + 3
    private static let ledger = days + 4

    package var isPastLedger: Bool { cursor.part > Self.ledger }
    var isPastRecordings: Bool { cursor.part > Self.ledger + 1 }
    var isPastFiles: Bool { cursor.part > Self.ledger + 2 }

    /// Looks at the next page of at most `rowsMax` rows; returns how many it looked at.
    @discardableResult
    package mutating func advance(in db: Transaction, rowsMax: Int = 1000) throws -> Int {
        if isPastLedger { return 0 }
        let count =
            switch cursor.part {
            case Self.days: try recountDay(db)
            case Self.months: try recountMonths(db, rowsMax)
            case Self.figures: try recountFigures(db, rowsMax)
            case Self.tallies: try recountTallies(db)
            case Self.ledger: try followLedger(db, rowsMax)
            default: try lookAtRows(db, rowsMax)
            }
        cursor.rows += Int64(count)
        return count
    }

    /// What was found since the last call.
    package mutating func takeFindings() -> [Finding] {
        defer { findings = [] }
        return findings
    }

    /// Gives up on the part that can't be read.
    mutating func skipUnreadable() {
        let name =
            switch cursor.part {
            case Self.days, Self.months: "roll_up"
            case Self.figures: "complaint_figure"
            case Self.tallies: CallTally.table
            case Self.ledger: "ledger_entry"
            default: RegulatedTables.all[cursor.part].name
            }
        add(Finding(table: name, row: "", kind: .unreadable))
        nextPart()
    }

    mutating func add(_ finding: Finding) {
        findings.append(finding)
        cursor.found += 1
    }

    mutating func nextPart() {
        cursor.part += 1
        cursor.key = []
    }
}

// MARK: Rows

extension IntegrityWalk {
    private mutating func lookAtRows(_ db: Transaction, _ rowsMax: Int) throws -> Int {
        let table = RegulatedTables.all[cursor.part]
        let behind = cursor.key.isEmpty ? nil : cursor.key.map(\.value)
        let page = try db.page(of: table, after: behind, limit: rowsMax)
        for stored in page { try look(at: stored, of: table, db) }
        try lookAtReferences(page, of: table, db)
        try lookAtHistories(page, of: table, db)
        if let last = page.last, page.count == rowsMax {
            cursor.key = last.key.compactMap(KeyPart.init)
        } else {
            nextPart()
        }
        return page.count
    }

    private mutating func look(
        at stored: StoredRow, of table: RegulatedTable, _ db: Transaction
    ) throws {
        let key = RegulatedTable.text(of: stored.key)
        guard let row = try? table.read(stored.row) else {
            return add(Finding(table: table.name, row: key, kind: .unreadable))
        }
        if let customer = row as? CustomerRow, try CallDesk.waitsForCode(customer, in: db) {
            return
        }
        guard let epoch = vault.epoch(of: row), row.covers(stored) else {
            return add(Finding(table: table.name, row: key, kind: .altered))
        }
        if isResealed, epoch < vault.epoch {
            add(Finding(table: table.name, row: key, kind: .earlierKey))
        }
        if let account = row as? AccountRow,
            AccountTeamRow.scope(of: try db.teams(of: account.id).map(\.teamID))
                != account.teamScope
        {
            add(Finding(table: AccountTeamRow.table, row: key, kind: .altered))
        }
        guard let recording = row as? RecordingRow else { return }
        let channels = try? db.channelMeasures(of: recording.id)
        guard let channels, vault.epoch(of: channels, in: recording) != nil,
            try db.hasChannels(channels.count, of: recording.id)
        else { return add(Finding(table: "channel_measure", row: key, kind: .measures)) }
    }

    private mutating func lookAtReferences(
        _ page: [StoredRow], of table: RegulatedTable, _ db: Transaction
    ) throws {
        for reference in RegulatedTables.references[table.name] ?? [] {
            var rows: [Int64: [SQLValue]] = [:]
            for stored in page {
                guard case .integer(let id) = try stored.row.value(reference.column) else {
                    continue
                }
                rows[id] = stored.key
            }
            let missing = try db.missing(
                Set(rows.keys), from: reference.table, key: reference.key)
            for id in missing.sorted() {
                add(
                    Finding(
                        table: table.name, row: RegulatedTable.text(of: rows[id] ?? []),
                        kind: .dangling))
            }
        }
    }
}

// MARK: Histories

extension IntegrityWalk {
    /// Looks whether each complaint's history is there as far as its row says, without a gap: an
    /// event that was deleted leaves no row whose code could be wrong.
    private mutating func lookAtHistories(
        _ page: [StoredRow], of table: RegulatedTable, _ db: Transaction
    ) throws {
        guard table.name == ComplaintRow.table else { return }
        let complaints = page.compactMap { try? ComplaintRow($0.row) }
        guard let first = complaints.first?.id, let last = complaints.last?.id else { return }
        let whole = try db.wholeHistories(from: first, through: last)
        for complaint in complaints where whole[complaint.id] != complaint.events {
            add(
                Finding(
                    table: ComplaintEventRow.table,
                    row: RegulatedTable.text(of: [.integer(complaint.id.rawValue)]),
                    kind: .missing))
        }
    }
}

extension RegulatedRow {
    /// Whether every value of the stored row is among those that the code covers, as often as it
    /// stands there. NULL is what a code may leave out.
    func covers(_ stored: StoredRow) -> Bool {
        var counts: [SQLValue: Int] = [:]
        for value in stored.values where value != .null { counts[value, default: 0] += 1 }
        for value in regulated where value != .null { counts[value, default: 0] -= 1 }
        return counts.values.allSatisfy { $0 == 0 }
    }
}

// MARK: Ledger

extension IntegrityWalk {
    private mutating func followLedger(_ db: Transaction, _ rowsMax: Int) throws -> Int {
        var head = LedgerHead()
        if !cursor.head.isEmpty { head = try LedgerHead(decoding: cursor.head) }
        let rows = try db.ledgerEntries(from: head.size, limit: rowsMax)
        var entries: [LedgerEntry] = []
        for row in rows {
            guard let entry = try? head.follow(row.bytes), row.sequence == entry.sequence else {
                return breakLedger(at: head.size, looked: entries.count)
            }
            if !row.says(entry) {
                add(
                    Finding(
                        table: "ledger_entry", row: "\(row.sequence)", kind: .ledgerColumns))
            }
            entries.append(entry)
        }
        try lookForWitnessed(entries, db)
        cursor.head = head.encoded
        if rows.count < rowsMax {
            let stored = try db.ledgerHead() ?? LedgerHead().encoded
            let size = try db.ledgerSize()
            if head.encoded != stored && head.size > 0 || size != head.size {
                return breakLedger(at: head.size, looked: rows.count)
            }
            nextPart()
        }
        return rows.count
    }

    private mutating func breakLedger(at sequence: Int64, looked: Int) -> Int {
        add(Finding(table: "ledger_entry", row: "\(sequence)", kind: .ledgerBroken))
        nextPart()
        return looked
    }

    /// Looks whether what the ledger says was made is there, unless it was erased since.
    private mutating func lookForWitnessed(_ entries: [LedgerEntry], _ db: Transaction) throws {
        for witness in RegulatedTables.witnesses {
            var sequences: [Int64: Int64] = [:]
            for entry in entries where entry.content.action == witness.action {
                guard entry.content.outcome == .done, let id = witness.id(entry.content) else {
                    continue
                }
                sequences[id] = entry.sequence
            }
            let missing = try db.missing(
                Set(sequences.keys), from: witness.table, key: witness.key)
            for id in missing.sorted() {
                if let sequence = sequences[id], try db.isOfErased(entry: sequence) { continue }
                let key = RegulatedTable.text(of: [.integer(id)])
                add(Finding(table: witness.table, row: key, kind: .missing))
            }
        }
    }
}

extension LedgerRow {
    fileprivate func says(_ entry: LedgerEntry) -> Bool {
        at.microseconds == entry.content.timeMicroseconds
            && action == entry.content.action.rawValue && principal == entry.content.principal
            && object == entry.content.object && leafHash == entry.hash.bytes
    }
}
