/// Follows a ledger from its first entry on; made by whoever knows the ledger's form.
package struct LedgerFollower {
    /// Takes the next entry; throws when it isn't the one that has to follow. Says whether the
    /// columns beside the bytes are those of the entry.
    package var follow: (_ row: LedgerRow) throws -> Bool
    /// Where the ledger ends behind the last entry taken, in the form of `ledgerHead`.
    package var head: () -> [UInt8]
    /// The root of the tree over all entries taken.
    package var root: () -> [UInt8]

    package init(
        follow: @escaping (LedgerRow) throws -> Bool, head: @escaping () -> [UInt8],
        root: @escaping () -> [UInt8]
    ) {
        self.follow = follow
        self.head = head
        self.root = root
    }
}

/// A root that the ledger must have had.
package struct KnownRoot: Hashable, Sendable {
    package var size: Int64
    package var root: [UInt8]

    package init(size: Int64, root: [UInt8]) {
        self.size = size
        self.root = root
    }
}

/// What following a whole ledger came to.
package struct LedgerInspection: Sendable {
    package var entries: Int64
    /// Nil when the entries don't follow one another.
    package var root: [UInt8]?
    /// The first entry that isn't as it was; nil when none is known to be.
    package var firstAltered: Int64?
    package var findings: [DatabaseFinding]
}

extension Database {
    private var pageRows: Int { 2000 }

    /// Follows every entry up to the head that stands when it begins, compares both, and the roots
    /// on the way with those of `known`. `report` is told how many entries are done, and of how
    /// many.
    package func inspectLedger(
        by follower: LedgerFollower, against known: [KnownRoot] = [],
        report: (_ done: Int64, _ of: Int64) -> Void
    ) async throws -> LedgerInspection {
        let (size, head) = try await read { (try $0.ledgerSize(), try $0.ledgerHead()) }
        let evidence = "Keep this database as evidence, and compare it with the newest backup."
        var done: Int64 = 0
        func broken(_ what: String) -> LedgerInspection {
            LedgerInspection(
                entries: done, root: nil, firstAltered: done,
                findings: [.problem("\(what) \(evidence)")])
        }
        if let lost = known.first(where: { $0.size > size }) {
            return broken(
                "The ledger has \(size) entries, and a checkpoint covers \(lost.size): it was "
                    + "rolled back or cut.")
        }
        while done < size {
            try Task.checkCancellation()
            let (first, limit) = (done, Int(min(Int64(pageRows), size - done)))
            let page = try await read { try $0.ledgerEntries(from: first, limit: limit) }
            if page.isEmpty { break }
            for row in page {
                do {
                    guard try follower.follow(row) else {
                        return broken(
                            "The columns of ledger entry \(done) differ from its bytes.")
                    }
                } catch {
                    return broken("\(error)")
                }
                done += 1
                for one in known where one.size == done && one.root != follower.root() {
                    return broken(
                        "The root of the first \(done) entries isn't that of their checkpoint: "
                            + "an entry among them was changed and the rest written anew.")
                }
            }
            report(done, size)
        }
        guard done == size else {
            return broken("The ledger should have \(size) entries and has \(done).")
        }
        guard size == 0 || follower.head() == head else {
            return broken("The ledger's stored head isn't that of its \(size) entries.")
        }
        return LedgerInspection(
            entries: size, root: follower.root(), firstAltered: nil, findings: [])
    }
}
