import Calls

/// Where a sealed field stands. It is bound into the ciphertext, so that one copied to another row,
/// column or version doesn't open there.
package struct FieldPlace: Hashable, Sendable {
    package let table: String
    package let column: String
    package let row: Int64
    /// The version of the row, so that an older value of the same row can't be put back.
    package let version: Int64

    package init(table: String, column: String, row: Int64, version: Int64) {
        self.table = table
        self.column = column
        self.row = row
        self.version = version
    }

    /// Label of the field's own key, under the subject's or the misc key.
    var keyLabel: String { "field:\(table).\(column)" }

    /// What is authenticated beside the ciphertext; `subject` is empty for the misc key.
    func bound(header: [UInt8], subject: Customer.ID?) -> [UInt8] {
        var place = CanonicalBytes()
        place.append(raw: header)
        place.append(text: table)
        place.append(text: column)
        place.append(sized: bytes(of: row))
        place.append(sized: subject.map { bytes(of: $0.rawValue) } ?? [])
        place.append(sized: bytes(of: version))
        return place.bytes
    }

    private func bytes(of value: Int64) -> [UInt8] {
        withUnsafeBytes(of: value.bigEndian) { Array($0) }
    }
}
