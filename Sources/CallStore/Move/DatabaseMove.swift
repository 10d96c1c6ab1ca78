import Calls

/// Copies an installation from one database into another and proves that the copy is equal. It may
/// be ended at any time and begun again: each page of rows is a transaction of its own, and
/// copying goes on behind the greatest key that arrived.
package struct DatabaseMove: Sendable {
    /// How the target was found.
    package enum Beginning: Hashable, Sendable {
        case empty
        /// With a part of this installation in it.
        case resumed
        /// With a part that no longer fits, which was removed: a daemon worked on the source
        /// since, or the copy had proved unequal.
        case begunAnew
    }

    package struct Progress: Hashable, Sendable {
        package var table: String
        package var rows: Int64
        package var rowsTotal: Int64
    }

    package struct TableProof: Hashable, Sendable {
        package var table: String
        package var source: TableDigest
        package var target: TableDigest

        package var isEqual: Bool { source == target }
    }

    let source: any Database
    let target: any Database
    private let makeHash: @Sendable () -> RunningHash

    /// Both databases are prepared, and nobody else writes to `source`.
    package init(
        from source: any Database, to target: any Database,
        makeHash: @escaping @Sendable () -> RunningHash
    ) {
        self.source = source
        self.target = target
        self.makeHash = makeHash
    }

    /// Marks the target as being moved into. Throws `MoveRefusal` when it holds anything else.
    /// `again` allows an installation that was moved before.
    package func begin(again: Bool = false) async throws -> Beginning {
        let makeHash = makeHash
        let (mark, movedTo) = try await source.read { db in
            guard try !db.unfinishedMove() else { throw MoveRefusal.sourceIsUnfinished }
            guard let blindKey = try db.firstBlindKey() else { throw MoveRefusal.nothingToMove }
            let mark = MoveMark(
                source: makeHash().digest(of: blindKey),
                ledger: makeHash().digest(of: try db.ledgerHead() ?? []))
            return (mark, try db.movedTo())
        }
        return try await target.write { db in
            if let found = try db.moveMark() {
                guard found.source == mark.source else { throw MoveRefusal.anotherMove }
                if found == mark { return .resumed }
                try db.emptyMovedTables()
                try db.set(mark)
                return .begunAnew
            }
            if let movedTo, !again { throw MoveRefusal.movedBefore(to: movedTo) }
            if let table = try db.firstTableWithRows() { throw MoveRefusal.notEmpty(table) }
            try db.set(mark)
            return .empty
        }
    }

    /// Copies what isn't there yet.
    package func copy(report: @Sendable (Progress) -> Void) async throws {
        var progress = Progress(table: "", rows: 0, rowsTotal: try await source.movedRowCount())
        for table in MovedTable.all where !table.isReplaced {
            progress.rows += try await target.rowCount(of: table)
        }
        for table in MovedTable.all {
            progress.table = table.name
            report(progress)
            let cursor = table.isReplaced ? nil : try await target.lastKey(of: table)
            try await copy(table, after: cursor) { rows in
                progress.rows += Int64(rows)
                report(progress)
            }
        }
    }

    private func copy(
        _ table: MovedTable, after cursor: [SQLValue]?, report: (Int) -> Void
    ) async throws {
        var page = try await source.page(of: table, after: cursor)
        while !page.rows.isEmpty {
            try Task.checkCancellation()
            let (rows, cursor) = (page.rows, page.next)
            async let next = cursor == nil ? ([], nil) : source.page(of: table, after: cursor)
            try await target.write { db in
                if table.isReplaced {
                    for row in rows { try db.execute(table.update(row)) }
                } else {
                    try db.copy(rows, into: table)
                }
            }
            report(rows.count)
            page = try await next
        }
    }

    /// Digests of every table on both sides, read anew.
    package func prove(report: @Sendable (Progress) -> Void) async throws -> [TableProof] {
        var proofs: [TableProof] = []
        let total = try await source.movedRowCount()
        var done: Int64 = 0
        for table in MovedTable.all {
            let before = done
            async let ours = source.digest(of: table, makeHash: makeHash) { rows in
                report(Progress(table: table.name, rows: before + rows, rowsTotal: total))
            }
            async let theirs = target.digest(of: table, makeHash: makeHash) { _ in }
            let proof = TableProof(
                table: table.name, source: try await ours, target: try await theirs)
            done += proof.source.rows
            proofs.append(proof)
        }
        return proofs
    }

    /// Ends a move whose copy was proven: the source notes `address`, where it is now, and then the
    /// target is free to be used. In this order no moment lets daemons work on both.
    package func finish(address: String) async throws {
        // Until then the server would plan queries for empty tables; it does so itself later.
        _ = try? await target.write { db in
            for table in MovedTable.all {
                try db.execute(SQL(stringLiteral: "ANALYZE \(table.name)"))
            }
        }
        try await source.write { try $0.setMovedTo(address) }
        try await target.write { try $0.removeMoveMark() }
    }

    /// Notes that what was copied isn't equal, so that the next attempt copies everything.
    package func refute() async throws {
        try await target.write { db in
            guard var mark = try db.moveMark() else { return }
            mark.state = .refuted
            try db.set(mark)
        }
    }
}

/// Why a move can't begin.
package enum MoveRefusal: Error, Hashable, Sendable {
    case nothingToMove
    case sourceIsUnfinished
    /// The target is being moved into from another installation.
    case anotherMove
    /// The target has rows in this table.
    case notEmpty(String)
    case movedBefore(to: String)
}
