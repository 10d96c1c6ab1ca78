import CallDesk
import CallVault
import HTTPTypes
import Hummingbird

/// What the browser keeps for us. The prefix `__Host-` makes it take them from this host alone, and
/// for all of it (RFC 6265bis, 4.1.3.2).
struct Cookies: Sendable {
    static let sessionName = "__Host-callaudit"
    static let deviceName = "__Host-callaudit-device"

    private let values: [String: String]

    init(_ fields: HTTPFields) {
        var values: [String: String] = [:]
        for header in fields[values: .cookie] {
            for pair in header.split(separator: ";").prefix(50) {
                let halves = pair.split(separator: "=", maxSplits: 1)
                guard halves.count == 2 else { continue }
                values[String(halves[0].drop { $0 == " " })] = String(halves[1])
            }
        }
        self.values = values
    }

    subscript(name: String) -> String? { values[name] }

    var session: SessionTicket? { values[Self.sessionName].flatMap(SessionTicket.init(text:)) }
    var device: DoorSecret? { values[Self.deviceName].flatMap { DoorSecret(text: $0) } }
}

extension Response {
    /// The session's cookie lives as long as the browser's window; how long the session does, the
    /// desk knows.
    mutating func keep(_ signedIn: SignedIn) {
        set(Cookies.sessionName, signedIn.ticket.text, age: nil)
        set(Cookies.deviceName, signedIn.device.text, age: Int(SignedIn.deviceSeconds))
    }

    mutating func forgetSession() { set(Cookies.sessionName, "", age: 0) }

    private mutating func set(_ name: String, _ value: String, age: Int?) {
        let end = age.map { "; Max-Age=\($0)" } ?? ""
        headers.append(
            HTTPField(
                name: .setCookie,
                value: "\(name)=\(value); Path=/; Secure; HttpOnly; SameSite=Strict\(end)"))
    }
}
