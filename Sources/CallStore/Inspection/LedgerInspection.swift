/// Follows a ledger from its first entry on; made by whoever knows the ledger's form.
package struct LedgerFollower {
    /// What an entry's bytes say.
    package struct Entry: Hashable, Sendable {
        package var sequence: Int64
        package var microseconds: Int64
        package var action: String
        package var leafHash: [UInt8]

        package init(sequence: Int64, microseconds: Int64, action: String, leafHash: [UInt8]) {
            self.sequence = sequence
            self.microseconds = microseconds
            self.action = action
            self.leafHash = leafHash
        }
    }

    /// Takes the stored bytes of the next entry; throws when it isn't the one that has to follow.
    package var follow: (_ stored: [UInt8]) throws -> Entry
    /// Where the ledger ends behind the last entry taken, in the form of `ledgerHead`.
    package var head: () -> [UInt8]
    /// The root of the tree over all entries taken.
    package var root: () -> [UInt8]

    package init(
        follow: @escaping ([UInt8]) throws -> Entry, head: @escaping () -> [UInt8],
        root: @escaping () -> [UInt8]
    ) {
        self.follow = follow
        self.head = head
        self.root = root
    }
}

/// What following a whole ledger came to.
package struct LedgerInspection: Sendable {
    package var entries: Int64
    /// Nil when the entries don't follow one another.
    package var root: [UInt8]?
    package var findings: [DatabaseFinding]
}

extension Database {
    private var pageRows: Int { 2000 }

    /// Follows every entry up to the head that stands when it begins, and compares both. `report`
    /// is told how many entries are done, and of how many.
    package func inspectLedger(
        by follower: LedgerFollower, report: (_ done: Int64, _ of: Int64) -> Void
    ) async throws -> LedgerInspection {
        let (size, head) = try await read { (try $0.ledgerSize(), try $0.ledgerHead()) }
        let evidence = "Keep this database as evidence, and compare it with the newest backup."
        var done: Int64 = 0
        func broken(_ what: String) -> LedgerInspection {
            LedgerInspection(
                entries: done, root: nil, findings: [.problem("\(what) \(evidence)")])
        }
        while done < size {
            try Task.checkCancellation()
            let (first, limit) = (done, Int(min(Int64(pageRows), size - done)))
            let page = try await read { try $0.ledgerEntries(from: first, limit: limit) }
            if page.isEmpty { break }
            for row in page {
                let entry: LedgerFollower.Entry
                do {
                    entry = try follower.follow(row.bytes)
                } catch {
                    return broken("\(error)")
                }
                guard row.says(entry) else {
                    return broken("The columns of ledger entry \(done) differ from its bytes.")
                }
                done += 1
            }
            report(done, size)
        }
        guard done == size else {
            return broken("The ledger should have \(size) entries and has \(done).")
        }
        guard size == 0 || follower.head() == head else {
            return broken("The ledger's stored head isn't that of its \(size) entries.")
        }
        return LedgerInspection(entries: size, root: follower.root(), findings: [])
    }
}

extension LedgerRow {
    /// Whether the columns are those of `entry`.
    fileprivate func says(_ entry: LedgerFollower.Entry) -> Bool {
        sequence == entry.sequence && at.microseconds == entry.microseconds
            && action == entry.action && leafHash == entry.leafHash
    }
}
