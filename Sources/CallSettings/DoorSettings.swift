package import Calls
import Foundation

extension Settings {
    /// How the page is reached from beyond this machine.
    package struct Doors: Hashable, Sendable {
        /// Host names and addresses under which it is, in lower case.
        package var names: [String] = []
        package var certificate: String?
        package var key: String?
        /// `tls.key` in $CREDENTIALS_DIRECTORY; outranks `key`.
        package var keyCredential: String?
        package var proxies: Proxies?

        package init() {}

        package var keyPath: String? { keyCredential ?? key }
    }

    /// Proxies in front, and what is believed of what they send.
    package struct Proxies: Hashable, Sendable {
        package var addresses: [AddressRange] = []
        package var nameHeader: String?
        package var groupsHeader: String?
        /// The role of each group.
        package var groups: [String: Role] = [:]

        package init() {}
    }

    /// What doesn't fit together, as sentences.
    var doorMistakes: [String] {
        var mistakes: [String] = []
        let hasTLS = doors.certificate != nil
        if !listen.isLoopback, !hasTLS, doors.proxies == nil {
            mistakes.append(
                "listen \(listen) isn't a loopback address, so it needs `tls:` with certificate "
                    + "and key, or `proxies:` in front. On this machine alone use "
                    + "127.0.0.1:\(listen.port).")
        } else if !listen.isLoopback, doors.names.isEmpty {
            mistakes.append(
                "listen \(listen) isn't a loopback address, so `names:` must list the host names "
                    + "under which people reach the page.")
        }
        if hasTLS, doors.keyPath == nil {
            mistakes.append(
                "tls needs the key of its certificate: `key: FILE`, or a systemd credential named "
                    + "tls.key.")
        }
        return mistakes
    }
}

extension Settings.ListenAddress {
    package var isLoopback: Bool { IPAddress(text: host)?.isLoopback ?? false }
}

/// Reads `names`, `tls` and `proxies`.
struct DoorReader {
    private static let namesMax = 100
    private static let addressesMax = 100
    private static let groupsMax = 1000
    let paths: PathRule

    func read(_ root: YAMLMap) -> Settings.Doors {
        var doors = Settings.Doors()
        if let value = root.value("names"), let texts = value.texts() {
            doors.names = texts.map { $0.lowercased() }
            if texts.count > Self.namesMax || !texts.allSatisfy(Self.isName) {
                value.expected("host names such as callaudit.example.net, without a port")
            }
        }
        if let value = root.value("tls"), let map = value.map() {
            doors.certificate = path(map.value("certificate"))
            doors.key = path(map.value("key"))
            if map.value("certificate") == nil {
                value.problem("tls needs a certificate: a file with the chain in PEM.")
            }
            map.finish()
        }
        if let value = root.value("proxies"), let map = value.map() {
            doors.proxies = proxies(map, value)
            map.finish()
        }
        return doors
    }

    private func proxies(_ map: YAMLMap, _ value: YAMLValue) -> Settings.Proxies {
        var proxies = Settings.Proxies()
        if let addresses = map.value("addresses"), let texts = addresses.texts() {
            proxies.addresses = texts.compactMap { AddressRange(text: $0) }
            if proxies.addresses.count != texts.count || texts.count > Self.addressesMax
                || texts.contains(where: { $0.hasSuffix("/0") })
            {
                addresses.expected("addresses such as 10.0.0.5 or 10.0.0.0/24, and not all of them")
            }
        } else if map.value("addresses") == nil {
            value.problem("proxies needs addresses: those from which the proxy connects.")
        }
        proxies.nameHeader = header(map.value("nameHeader"))
        proxies.groupsHeader = header(map.value("groupsHeader"))
        if let groups = map.value("groups"), let known = groups.map() {
            proxies.groups = roles(known, groups)
        }
        if (proxies.groupsHeader == nil) != proxies.groups.isEmpty {
            value.problem("proxies: groupsHeader and groups go together.")
        }
        if proxies.groupsHeader != nil, proxies.nameHeader == nil {
            value.problem("proxies: groupsHeader needs nameHeader beside it.")
        }
        if let name = proxies.nameHeader,
            name.lowercased() == proxies.groupsHeader?.lowercased()
        {
            value.problem("proxies: nameHeader and groupsHeader must be two headers.")
        }
        return proxies
    }

    private func roles(_ map: YAMLMap, _ value: YAMLValue) -> [String: Role] {
        var roles: [String: Role] = [:]
        if map.keys.count > Self.groupsMax {
            value.problem("proxies: groups can be \(Self.groupsMax) at most.")
        }
        for name in map.keys.prefix(Self.groupsMax) {
            guard let role = map.value(name)?.choice(Role.self) else { continue }
            if role == .integrator {
                map.value(name)?.problem(
                    "\(name): integrator is for programs, which come with tokens.")
            }
            if name.contains(",") {
                map.value(name)?.problem("\(name): a group's name can't hold a comma.")
            }
            roles[name] = role
        }
        map.finish()
        return roles
    }

    /// Headers that mean something already can't carry a name.
    private func header(_ value: YAMLValue?) -> String? {
        guard let value, let text = value.text() else { return nil }
        let taken = [
            "host", "cookie", "authorization", "origin", "referer", "content-length",
            "content-type", "connection", "transfer-encoding", "x-forwarded-for",
        ]
        let isToken = text.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"):
                true
            default: false
            }
        }
        guard isToken, text.utf8.count <= 64, !taken.contains(text.lowercased()) else {
            value.expected("the name of a header such as X-Forwarded-User")
            return nil
        }
        return text
    }

    private func path(_ value: YAMLValue?) -> String? {
        guard let value, let text = value.text() else { return nil }
        guard let path = paths.absolute(text) else {
            value.expected("a path such as /etc/callaudit/tls/fullchain.pem")
            return nil
        }
        return path
    }

    private static func isName(_ text: String) -> Bool {
        (1...253).contains(text.utf8.count)
            && (IPAddress(text: text) != nil
                || text.lowercased().utf8.allSatisfy { byte in
                    switch byte {
                    case UInt8(ascii: "a")...UInt8(ascii: "z"),
                        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"),
                        UInt8(ascii: "."):
                        true
                    default: false
                    }
                })
    }
}
