/// One thing that isn't as callaudit left it. It names a row and never what stands in it.
package struct Finding: Sendable, Equatable {
    /// The raw value stands in the database, so a case is never renamed.
    package enum Kind: String, CaseIterable, Sendable {
        /// The row's code doesn't fit its values.
        case altered
        /// The row's values, or the whole table's, can't be made sense of.
        case unreadable
        /// The row was authenticated under an earlier master key after all were re-sealed.
        case earlierKey = "earlier-key"
        /// The row refers to one that isn't there.
        case dangling
        /// The ledger says that the row was made, and it isn't there.
        case missing
        /// The measures of a recording's channels don't fit their code.
        case measures
        /// A sum of scores isn't what the evaluations come to.
        case recount
        /// The ledger's entries don't follow one another, or don't end in its head.
        case ledgerBroken = "ledger-broken"
        /// The columns beside an entry differ from its bytes.
        case ledgerColumns = "ledger-columns"
        /// The sealed file isn't there.
        case fileMissing = "file-missing"
        /// The sealed file isn't the one that was written.
        case fileAltered = "file-altered"
    }

    package var table: String
    /// The row's key as pages and commands write ids; empty for a table as a whole.
    package var row: String
    package var kind: Kind

    package init(table: String, row: String, kind: Kind) {
        self.table = table
        self.row = row
        self.kind = kind
    }
}
