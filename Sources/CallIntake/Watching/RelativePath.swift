/// The way from a source folder to something in it, in the bytes the file system uses, which need
/// not be UTF-8. It can't lead out of the folder: no `..`, no `.`, no leading slash, no zero byte.
package struct RelativePath: Hashable, Sendable {
    /// What Linux takes as one path (PATH_MAX without its closing zero).
    package static let bytesMax = 4_095
    package static let componentsMax = 64
    /// NAME_MAX: what Linux takes as one name.
    package static let nameBytesMax = 255

    package let bytes: [UInt8]

    /// Nil when `bytes` isn't such a path, or is longer or deeper than the limits.
    package init?(bytes: some Collection<UInt8>) {
        guard !bytes.isEmpty, bytes.count <= Self.bytesMax, !bytes.contains(0) else { return nil }
        self.bytes = Array(bytes)
        let names = self.bytes.split(separator: Self.slash, omittingEmptySubsequences: false)
        guard names.count <= Self.componentsMax, names.allSatisfy({ Self.isName($0) }) else {
            return nil
        }
    }

    package init?(_ text: String) {
        self.init(bytes: Array(text.utf8))
    }

    /// For people and name patterns: bytes that aren't UTF-8 become U+FFFD. Personal data.
    package var text: String { String(decoding: bytes, as: UTF8.self) }

    /// The last component.
    package var name: ArraySlice<UInt8> {
        bytes[(bytes.lastIndex(of: Self.slash).map { $0 + 1 } ?? 0)...]
    }

    /// The last component as `text` shows it. Personal data.
    package var nameText: String { String(decoding: name, as: UTF8.self) }

    /// The way to the folder this stands in; nil for the source folder itself.
    package var folder: RelativePath? {
        bytes.lastIndex(of: Self.slash).flatMap { RelativePath(bytes: bytes[..<$0]) }
    }

    package var components: [ArraySlice<UInt8>] { bytes.split(separator: Self.slash) }

    /// Something of another name in the same folder; nil when `name` isn't one.
    package func sibling(_ name: some Collection<UInt8>) -> RelativePath? {
        guard Self.isName(name) else { return nil }
        return RelativePath(bytes: Array(bytes[..<self.name.startIndex]) + Array(name))
    }

    static let slash = UInt8(ascii: "/")

    private static func isName(_ name: some Collection<UInt8>) -> Bool {
        let dot = UInt8(ascii: ".")
        guard !name.isEmpty, name.count <= nameBytesMax, !name.contains(slash) else { return false }
        return name.count > 2 || !name.allSatisfy { $0 == dot }
    }
}

/// A path names people and numbers, so what is written into logs by mistake says nothing.
extension RelativePath: CustomStringConvertible {
    package var description: String { "a path of \(bytes.count) bytes" }
}
