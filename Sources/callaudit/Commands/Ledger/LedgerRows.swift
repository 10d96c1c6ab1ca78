import CallLedger
import CallStore
import Glibc

extension LedgerHead {
    /// As `pass`, of a row of the database. False when the columns beside the bytes say something
    /// else; principal and object may be missing where they weren't filled in yet.
    mutating func pass(_ row: LedgerRowInPlace) throws -> Bool {
        let skim = try pass(row.bytes)
        func isText(_ text: UnsafeRawBufferPointer, _ range: Range<Int>) -> Bool {
            text.holdsSame(as: UnsafeRawBufferPointer(rebasing: row.bytes[range]))
        }
        let isFilled = !row.principal.isEmpty || !row.object.isEmpty
        return row.sequence == skim.sequence && row.microseconds == skim.microseconds
            && isText(row.action, skim.action)
            && (!isFilled
                || isText(row.principal, skim.principal) && isText(row.object, skim.object))
            && last.isEqual(to: row.leafHash)
    }
}

extension UnsafeRawBufferPointer {
    fileprivate func holdsSame(as other: UnsafeRawBufferPointer) -> Bool {
        guard count == other.count else { return false }
        guard count > 0, let mine = baseAddress, let its = other.baseAddress else { return true }
        return memcmp(mine, its, count) == 0
    }
}
