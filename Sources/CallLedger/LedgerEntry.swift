import Calls

/// One line of the ledger: who did what to what, when, and how it ended. It holds no personal data
/// in plain, because entries are never erased.
package struct LedgerEntry: Hashable, Sendable {
    /// All but the place in the ledger.
    package struct Content: Hashable, Sendable {
        /// UTC, since 1970.
        package var timeMicroseconds: Int64
        /// Since the machine's start, on a clock nobody sets (CLOCK_BOOTTIME).
        package var bootMicroseconds: Int64
        /// Name of the machine.
        package var node: String
        package var principal: String
        package var role: String
        package var action: LedgerAction
        /// What it was done to, such as `recording:0e5q8rk2m1v7d`; empty for the whole daemon.
        package var object: String
        /// Why, in the words of whoever did it; empty when no reason was asked for.
        package var reason: String
        /// Further facts by name, without personal data.
        package var details: [String: String]
        /// Digests of the row as it was and as it is now; nil where there was or is none.
        package var oldRow: LedgerHash?
        package var newRow: LedgerHash?
        package var outcome: LedgerOutcome

        package init(
            timeMicroseconds: Int64, bootMicroseconds: Int64, node: String, principal: String,
            role: String, action: LedgerAction, object: String = "", reason: String = "",
            details: [String: String] = [:], oldRow: LedgerHash? = nil, newRow: LedgerHash? = nil,
            outcome: LedgerOutcome = .done
        ) {
            self.timeMicroseconds = timeMicroseconds
            self.bootMicroseconds = bootMicroseconds
            self.node = node
            self.principal = principal
            self.role = role
            self.action = action
            self.object = object
            self.reason = reason
            self.details = details
            self.oldRow = oldRow
            self.newRow = newRow
            self.outcome = outcome
        }

        /// Throws `LedgerError.tooLong` for what exceeds the format's bounds and so can't be an
        /// entry.
        package func checkBounds() throws(LedgerError) {
            guard LedgerCoding.fits(self) else { throw .tooLong }
        }
    }

    /// 0 for the first entry, and no gaps: its index as a leaf of the tree.
    package let sequence: Int64
    /// `hash` of the entry before; `LedgerHash.zero` for the first.
    package let previous: LedgerHash
    package let content: Content
    /// The canonical form (docs/formats/ledger.md): what is stored and hashed.
    package let bytes: [UInt8]
    /// The leaf hash of `bytes`. As it covers `previous`, it covers every entry before.
    package let hash: LedgerHash

    /// Throws `LedgerError.tooLong` when `content` exceeds the format's bounds.
    package init(sequence: Int64, previous: LedgerHash, content: Content) throws(LedgerError) {
        try content.checkBounds()
        self.sequence = sequence
        self.previous = previous
        self.content = content
        bytes = LedgerCoding.encode(content, sequence: sequence, previous: previous)
        hash = .leaf(bytes)
    }

    /// Reads a stored entry. Only the canonical form is read: equal entries have equal bytes.
    package init(decoding bytes: [UInt8]) throws(LedgerError) {
        guard let parts = LedgerCoding.decode(bytes) else { throw .unreadable }
        sequence = parts.sequence
        previous = parts.previous
        content = parts.content
        self.bytes = bytes
        hash = .leaf(bytes)
    }
}

package enum LedgerError: Error, Equatable, Sendable, CustomStringConvertible {
    case tooLong
    case unreadable
    /// The entry isn't the one that has to follow.
    case brokenChain(sequence: Int64)

    package var description: String {
        switch self {
        case .tooLong:
            "A ledger entry takes texts of at most \(LedgerCoding.textBytesMax) bytes and "
                + "\(LedgerCoding.detailsMax) details. Say it in fewer words."
        case .unreadable:
            "A ledger entry is not in the ledger's format."
        case .brokenChain(let sequence):
            "The ledger does not continue at entry \(sequence): an entry was changed, removed, "
                + "or put in."
        }
    }
}
