import Foundation

/// What a command gets on its standard input (docs/formats/notices.md): one line of JSON with its
/// keys in order, the same bytes that are signed.
package struct NoticeMessage: Encodable, Sendable {
    package static let formatName = "callaudit-notice/1"
    /// The kind of a message that somebody sends to see whether it arrives.
    package static let testKind = "test"

    /// What is sent beyond codes, where the settings of the channel say so.
    package struct Personal: Encodable, Hashable, Sendable {
        package var customer: String?
        /// The beginning of what the customer said.
        package var words: String?

        package init(customer: String?, words: String?) {
            self.customer = customer
            self.words = words
        }
    }

    package let format = Self.formatName
    package var id: String
    package var kind: String
    package var madeAt: String
    package var object: String?
    package var recipient: String?
    package var to: [String]?
    package var link: String?
    package var facts: [String: String]
    package var personal: Personal?

    /// A message that says nothing but that it came.
    package init(testing channel: NoticeChannel, id: String, at: String) {
        self.id = id
        kind = Self.testKind
        madeAt = at
        to = channel.addresses.isEmpty ? nil : channel.addresses.values.flatMap(\.self).sorted()
        link = channel.page
        facts = [:]
    }

    package init(_ notice: Notice, at: String, to addresses: [String]?, page: String?) {
        id = notice.id.description
        kind = notice.kind.rawValue
        madeAt = at
        object = notice.object
        recipient = notice.recipient == .everybody ? nil : notice.recipient.text
        to = addresses
        link = page.flatMap { page in Self.path(of: notice).map { page + $0 } }
        facts = Dictionary(
            uniqueKeysWithValues: notice.facts.map { ($0.key.rawValue, $0.value) })
    }

    package var bytes: [UInt8] {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            return Array(try encoder.encode(self))
        }
    }

    /// Where the page of what it tells of is, below the address of the house.
    private static func path(of notice: Notice) -> String? {
        let parts = notice.object.split(separator: ":", maxSplits: 1).map(String.init)
        if notice.kind == .rateSignal {
            return "/complaints/figures" + (parts.count == 2 ? "?group=\(notice.object)" : "")
        }
        switch parts.first {
        case "complaint" where parts.count == 2: return "/complaints/\(parts[1])"
        case "action" where parts.count == 2: return "/actions/\(parts[1])"
        case "quarantine": return "/quarantine"
        case "integrity": return "/keys"
        default: return nil
        }
    }

    /// What a signature is made over: id, seconds since 1970 and message, joined by dots.
    package static func signed(id: String, seconds: Int64, message: [UInt8]) -> [UInt8] {
        Array("\(id).\(seconds).".utf8) + message
    }
}
