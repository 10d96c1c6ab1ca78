/// Follows a ledger from its first entry on; made by whoever knows the ledger's form. A value: the
/// one before stays where it was.
package protocol LedgerFollower: Sendable {
    /// Takes the next entry; throws when it isn't the one that has to follow. Says whether the
    /// columns beside the bytes are those of the entry.
    mutating func follow(_ row: LedgerRowInPlace) throws -> Bool
    /// Where the ledger ends behind the last entry taken, in the form of `ledgerHead`.
    var end: [UInt8] { get }
    /// The root of the tree over all entries taken.
    var root: [UInt8] { get }
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

/// Ends a page at the entry in which something is wrong.
private struct Broken: Error {}

/// How far a follower came, and why not further.
private struct LedgerWalk<Follower: LedgerFollower>: Sendable {
    private static var pageRows: Int64 { 2000 }

    var follower: Follower
    var done: Int64 = 0
    /// What is wrong with entry `done`.
    var fault: String?

    init(_ follower: Follower) {
        self.follower = follower
    }

    /// Follows a page of the entries before `end`. False when there were none.
    mutating func advance(to end: Int64, in db: Transaction) throws -> Bool {
        let before = done
        do {
            let limit = Int(min(Self.pageRows, end - done))
            try db.eachLedgerEntry(from: done, limit: limit) { row in
                do {
                    if try !follower.follow(row) {
                        fault = "The columns of ledger entry \(done) differ from its bytes."
                    }
                } catch {
                    fault = "\(error)"
                }
                if fault != nil { throw Broken() }
                done += 1
            }
        } catch StoreFault.unexpectedRow {
            fault = "The columns of ledger entry \(done) aren't those of an entry."
        } catch is Broken {}
        return done > before
    }
}

extension Database {
    /// Follows every entry up to the head that stands when it begins, compares both, and the roots
    /// on the way with those of `known`. `report` is told how many entries are done, and of how
    /// many.
    package func inspectLedger(
        by follower: some LedgerFollower, against known: [KnownRoot] = [],
        report: (_ done: Int64, _ of: Int64) -> Void
    ) async throws -> LedgerInspection {
        let (size, head) = try await read { (try $0.ledgerSize(), try $0.ledgerHead()) }
        var walk = LedgerWalk(follower)
        func broken(_ what: String) -> LedgerInspection {
            let advice = "Keep this database as evidence, and compare it with the newest backup."
            return LedgerInspection(
                entries: walk.done, root: nil, firstAltered: walk.done,
                findings: [.problem("\(what) \(advice)")])
        }
        if let lost = known.first(where: { $0.size > size }) {
            return broken(
                "The ledger has \(size) entries, and a checkpoint covers \(lost.size): it was "
                    + "rolled back or cut.")
        }
        while walk.done < size {
            try Task.checkCancellation()
            let stop = known.map(\.size).filter { $0 > walk.done }.min() ?? size
            let start = walk
            let (next, isFurther) = try await read { db in
                var walk = start
                let isFurther = try walk.advance(to: stop, in: db)
                return (walk, isFurther)
            }
            walk = next
            if let fault = walk.fault { return broken(fault) }
            for one in known where one.size == walk.done && one.root != walk.follower.root {
                return broken(
                    "The root of the first \(walk.done) entries isn't that of their checkpoint: "
                        + "an entry among them was changed and the rest written anew.")
            }
            report(walk.done, size)
            if !isFurther { break }
        }
        guard walk.done == size else {
            return broken("The ledger should have \(size) entries and has \(walk.done).")
        }
        guard size == 0 || walk.follower.end == head else {
            return broken("The ledger's stored head isn't that of its \(size) entries.")
        }
        return LedgerInspection(
            entries: size, root: walk.follower.root, firstAltered: nil, findings: [])
    }
}
