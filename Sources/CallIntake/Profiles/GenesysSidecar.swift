import Calls
import Foundation

/// Genesys Cloud's `<recording>_metadata.json`, as its export to S3 writes it
/// (help.genesys.cloud, "Working with exported recordings in AWS S3 bucket").
struct GenesysSidecar {
    func read(_ bytes: Data) throws(SidecarMistake) -> Sidecar {
        var object = SidecarObject(try JSONValue.object(in: bytes))
        var values: [Fact: FactValue] = [:]
        if let media = try object.text("mediaType"), media.lowercased() != "call" {
            throw SidecarMistake("mediaType isn't Call, so this is no recording of a call.")
        }
        if let key = try object.text("conversationId") { values[.callKey] = .text(key) }
        if let start = try time(&object, "startTime") { values[.startedAt] = .time(start) }
        if let milliseconds = try object.seconds("durationMs", unit: 0.001) {
            values[.durationSeconds] = .seconds(milliseconds)
        }
        let direction = try object.text("initialDirection").flatMap { Direction(word: $0) }
        if let direction { values[.direction] = .direction(direction) }
        if let agent = try first(&object, "userIds") { values[.agent] = .text(agent) }
        if let queue = try first(&object, "queueIds") { values[.queue] = .text(queue) }
        if let code = try first(&object, "wrapUpCodes") { values[.disposition] = .text(code) }
        let ani = try object.text("ani").map(number)
        let dnis = try object.text("dnis").map(number)
        let customer = direction == .outbound ? dnis : direction == .inbound ? ani : nil
        if let customer { values[.customerNumber] = .text(customer) }
        return Sidecar(values: values, unknownKeys: object.unknownKeys)
    }

    /// ISO 8601 in UTC, or milliseconds since 1970.
    private func time(_ object: inout SidecarObject, _ key: String) throws(SidecarMistake) -> Date?
    {
        switch object.value(key) {
        case nil: return nil
        case .number(let milliseconds)? where milliseconds > 0 && milliseconds < 4e12:
            return Date(timeIntervalSince1970: milliseconds / 1000)
        case .text(let text)?:
            if let time = WrittenTime(text, zone: .utc) { return time.instant }
            fallthrough
        default:
            throw SidecarMistake("\(key) must be a time such as 2024-01-15T10:30:00.000Z.")
        }
    }

    private func first(_ object: inout SidecarObject, _ key: String) throws(SidecarMistake)
        -> String?
    {
        guard let value = object.value(key) else { return nil }
        guard case .list(let items) = value else {
            throw SidecarMistake("\(key) must be a list.")
        }
        if case .text(let text)? = items.first, !text.isEmpty, text.utf8.count <= 1024 {
            return text
        }
        return nil
    }

    /// `tel:+13125550012` and `sip:+13125550012@host` name the number inside.
    private func number(_ address: String) -> String {
        for scheme in ["tel:", "sip:", "sips:"] where address.hasPrefix(scheme) {
            return String(address.dropFirst(scheme.count).prefix { $0 != "@" && $0 != ";" })
        }
        return address
    }
}
