import CallLedger
import CallStore
import Foundation

extension LedgerHead {
    /// As `pass`, of a row of the database. False when the columns beside the bytes say something
    /// else; principal and object may be missing where they weren't filled in yet.
    mutating func pass(_ row: LedgerRow) throws -> Bool {
        let isSame = try row.bytes.withUnsafeBytes { bytes in
            let skim = try pass(bytes)
            func isText(_ text: String, _ range: Range<Int>) -> Bool {
                text.utf8.withContiguousStorageIfAvailable { utf8 in
                    let part = UnsafeRawBufferPointer(rebasing: bytes[range])
                    return UnsafeRawBufferPointer(utf8).holdsSame(as: part)
                } ?? text.utf8.elementsEqual(bytes[range])
            }
            let isFilled = !row.principal.isEmpty || !row.object.isEmpty
            return row.sequence == skim.sequence && row.at.microseconds == skim.microseconds
                && isText(row.action, skim.action)
                && (!isFilled
                    || isText(row.principal, skim.principal) && isText(row.object, skim.object))
        }
        return isSame && row.leafHash == last.bytes
    }
}

extension UnsafeRawBufferPointer {
    fileprivate func holdsSame(as other: UnsafeRawBufferPointer) -> Bool {
        guard count == other.count else { return false }
        guard count > 0, let mine = baseAddress, let its = other.baseAddress else { return true }
        return memcmp(mine, its, count) == 0
    }
}
