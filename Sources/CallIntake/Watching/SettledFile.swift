/// A file that counts as complete, in the state in which it was seen.
package struct SettledFile: Hashable, Sendable {
    package let relativePath: RelativePath
    package let key: FileKey

    package init(relativePath: RelativePath, key: FileKey) {
        self.relativePath = relativePath
        self.key = key
    }

    /// What `isDone` of the watch is asked for. A file that stays in the folder is known by it.
    package var fingerprint: UInt64 { key.fingerprint(relativePath) }

    var pathHash: UInt64 { SipHash.hash(relativePath.bytes[...]) }
}
