package import Calls

/// A file of a complaints folder: an e-mail or a form, by its content.
package enum ComplaintFile {
    /// Larger files are refused before they are read.
    package static let bytesMax = MailReader.bytesMax

    package static func read(
        _ bytes: [UInt8]
    ) throws(ComplaintFileRefusal) -> ComplaintIntake {
        let marks = bytes.drop { $0 == 0xEF || $0 == 0xBB || $0 == 0xBF }
        let first = marks.first { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }
        guard let first else {
            throw ComplaintFileRefusal(.empty, "The file has no bytes, or nothing but blanks.")
        }
        return first == UInt8(ascii: "{")
            ? try FormReader.read(bytes) : try MailReader.read(bytes)
    }
}
