package import Calls
import Foundation

/// A notice as stored.
package struct NoticeRow: RegulatedRow {
    package static let table = "notice"

    package var notice: Notice
    /// The facts as they stand in the database.
    let factsJSON: String
    package var version: Int64 = 1
    package var rowMAC: [UInt8] = []

    package init(_ notice: Notice) {
        self.notice = notice
        factsJSON = notice.factsJSON
    }

    package init(_ row: Row) throws {
        let recipient: String = try row.get("recipient")
        guard let recipient = NoticeRecipient(text: recipient) else {
            throw StoreFault.unexpectedRow("a notice for \(recipient)")
        }
        factsJSON = try row.get("facts")
        var notice = Notice(
            id: try row.get("id"), kind: try row.named("kind"), object: try row.get("object"),
            recipient: recipient, channel: try row.get("channel"),
            facts: try Self.facts(factsJSON), madeAt: try row.get("made_at"))
        notice.state = try row.named("state")
        notice.tries = try row.get("tries")
        notice.nextTryAt = try row.get("next_try_at")
        notice.problem = try (row.get("problem") as String?).map { text in
            guard let problem = NoticeProblem(text: text), problem.text == text else {
                throw StoreFault.unexpectedRow("a notice with the problem \(text)")
            }
            return problem
        }
        notice.endedAt = try row.get("ended_at")
        self.notice = notice
        version = try row.get("version")
        rowMAC = try row.get("row_mac")
    }

    package var regulated: [SQLValue] {
        let values: [any SQLBindable] = [
            notice.id, notice.kind.rawValue, notice.object, notice.recipient.text,
            notice.channel, factsJSON, notice.madeAt, notice.state.rawValue, notice.tries,
            notice.nextTryAt, notice.problem?.text, notice.endedAt, version,
        ]
        return values.map(\.sqlValue)
    }

    private static func facts(_ text: String) throws -> [Notice.Fact: String] {
        guard
            let found = try? JSONDecoder().decode(
                [String: String].self, from: Data(text.utf8))
        else { throw StoreFault.unexpectedRow("a notice with unreadable facts") }
        return try Dictionary(
            uniqueKeysWithValues: found.map { name, value in
                guard let fact = Notice.Fact(rawValue: name) else {
                    throw StoreFault.unexpectedRow("a notice with the fact \(name)")
                }
                return (fact, value)
            })
    }
}

extension Notice {
    /// As they stand in the database: one line, keys in order.
    var factsJSON: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let named = Dictionary(uniqueKeysWithValues: facts.map { ($0.key.rawValue, $0.value) })
        // Texts by texts can always be written.
        let bytes = (try? encoder.encode(named)) ?? Data("{}".utf8)
        return String(decoding: bytes, as: UTF8.self)
    }
}
