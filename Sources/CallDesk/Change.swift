import CallLedger
import CallStore
import Calls
import Foundation
import Synchronization

/// A change under way: the transaction, the time, and the entries that account for it.
struct Change {
    let db: Transaction
    let now: Date
    /// Whoever stands in the entries.
    var principal: Principal
    private let identifiers: IdentifierMaker
    private let node: String
    fileprivate var entries = 0
    /// Set when the body found that there was nothing to change.
    var isUnchanged = false

    fileprivate init(
        db: Transaction, now: Date, principal: Principal, identifiers: IdentifierMaker,
        node: String
    ) {
        self.db = db
        self.now = now
        self.principal = principal
        self.identifiers = identifiers
        self.node = node
    }

    func newID<Entity>() -> Identifier<Entity> {
        Identifier(identifiers.next(now: now))
    }

    /// Appends a ledger entry to the transaction. Nothing personal may stand in it. An entry that
    /// concerns a `customer` stands in that customer's history, whatever its object.
    mutating func record(
        _ action: LedgerAction, object: String, reason: String = "",
        details: [String: String] = [:], concerning customer: Customer.ID? = nil,
        outcome: LedgerOutcome = .done
    ) throws {
        let content = LedgerEntry.Content(
            timeMicroseconds: now.microseconds, bootMicroseconds: bootMicroseconds(),
            node: node, principal: principal.id, role: principal.role, action: action,
            object: object, reason: reason, details: details, outcome: outcome)
        // What can't be an entry fails this change alone, not all that share its commit.
        try content.checkBounds()
        try db.append(ledgerDraft(of: content, concerning: customer))
        entries += 1
    }
}

/// The entry that records `content` next.
func ledgerDraft(
    of content: LedgerEntry.Content, concerning customer: Customer.ID? = nil
) -> LedgerDraft {
    { head in
        var head = try head.map { try LedgerHead(decoding: $0) } ?? LedgerHead()
        let entry = try head.append(content)
        let row = LedgerRow(
            sequence: entry.sequence, at: Date(microseconds: content.timeMicroseconds),
            action: content.action.rawValue, principal: content.principal,
            object: content.object, bytes: entry.bytes, leafHash: entry.hash.bytes,
            customer: customer)
        return (row, head.encoded)
    }
}

/// Time since the machine's start on a clock that nobody sets.
func bootMicroseconds() -> Int64 {
    var time = timespec()
    clock_gettime(CLOCK_BOOTTIME, &time)
    return Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1000
}

extension CallDesk {
    /// Runs `body` as a change by `principal`, who needs `permission`. `body` must record at least
    /// one ledger entry unless it throws or says with `isUnchanged` that nothing was changed.
    func change<Value: Sendable>(
        by principal: Principal, needing permission: Permission,
        _ body: @escaping @Sendable (inout Change) throws -> Value
    ) async throws -> Value {
        try require(permission, of: principal)
        return try await change(by: principal, as: permission.rawValue, body)
    }

    /// A change without a permission, for what is noted of whoever lacks one.
    func noteUnasked(
        by principal: Principal, _ body: @escaping @Sendable (inout Change) throws -> Void
    ) async throws {
        try await change(by: principal, as: "a note", body)
    }

    /// Runs `body` as a change by whoever isn't signed in yet, or not any more: it sees to it
    /// itself that they may, and names them by `Change.principal`.
    func changeOnOwnBehalf<Value: Sendable>(
        _ body: @escaping @Sendable (inout Change) throws -> Value
    ) async throws -> Value {
        try await change(by: .nobody, as: "signing in", body)
    }

    private func change<Value: Sendable>(
        by principal: Principal, as what: String,
        _ body: @escaping @Sendable (inout Change) throws -> Value
    ) async throws -> Value {
        let (now, identifiers, node) = (now(), identifiers, settings.node)
        let keyring = keyring
        return try await reaching {
            try await database.write { db in
                try keyring.keepUp(in: db)
                var change = Change(
                    db: db, now: now, principal: principal, identifiers: identifiers, node: node)
                let value = try body(&change)
                guard change.entries > 0 || change.isUnchanged else {
                    throw DeskFault.unaccountedChange(what)
                }
                return value
            }
        }
    }

    /// Runs `body` on a consistent view for `principal`, who needs `permission`.
    func see<Value: Sendable>(
        by principal: Principal, needing permission: Permission,
        _ body: @escaping @Sendable (Transaction) throws -> Value
    ) async throws -> Value {
        try require(permission, of: principal)
        return try await reaching { try await database.read(body) }
    }

    func require(_ permission: Permission, of principal: Principal) throws {
        guard principal.may(permission) else {
            throw Refusal(
                .forbidden, .notAllowed,
                "You may not do this. Ask an administrator for the permission named here.",
                subject: permission.rawValue)
        }
    }
}

/// Something that must not happen; not the asker's fault.
package enum DeskFault: Error, CustomStringConvertible {
    /// Of what permission, or else what it was.
    case unaccountedChange(String)
    case rowAltered(table: String)
    case sealedFileMissing
    /// This database was copied into another, which is the one that counts.
    case moved(to: String)
    /// A checkpoint says that the ledger was longer, or another. A sentence that says what to do.
    case rolledBack(String)

    package var description: String {
        switch self {
        case .unaccountedChange(let what):
            "A change under \(what) left no ledger entry and was undone."
        case .rowAltered(let table):
            "A row of \(table) was altered outside callaudit: its MAC doesn't fit."
        case .sealedFileMissing: "A sealed file is missing from the store."
        case .moved(let address):
            "This installation was moved to \(address). Name it in `database:`, "
                + "so that calls aren't taken in twice."
        case .rolledBack(let sentence): sentence
        }
    }
}

/// Makes ids, from many tasks at once.
final class IdentifierMaker: Sendable {
    private let sequence = Mutex(IdentifierSequence())
    private let nodes: NodeRegistry

    init(_ nodes: NodeRegistry) {
        self.nodes = nodes
    }

    func next(now: Date) -> Int64 {
        let (chance, node) = (UInt32.random(in: 0...UInt32.max), nodes.number)
        return sequence.withLock { $0.next(now: now, chance: chance, node: node) }
    }

    func next<Entity>(now: Date) -> Identifier<Entity> { Identifier(next(now: now)) }
}
