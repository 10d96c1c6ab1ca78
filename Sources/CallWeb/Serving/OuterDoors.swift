package import Calls

/// What holds for whoever comes from beyond this machine.
package struct OuterDoors: Sendable {
    /// Host names and addresses under which the page is reached, besides loopback's; lower case.
    package var names: Set<String> = []
    /// Nil for plain HTTP.
    package var certificate: CertificateFiles?
    /// Nil when no proxy in front is believed.
    package var proxies: ProxyRule?

    package init() {}

    var hasGroups: Bool { proxies?.groupsHeader != nil }
    /// Whether an address beyond loopback may be bound.
    var allowBeyondLoopback: Bool { certificate != nil || proxies != nil }
}

/// Which peers are proxies, and what they say of people.
package struct ProxyRule: Sendable {
    package var addresses: [AddressRange]
    /// Header with the name of who signed in at the proxy; nil when it doesn't say.
    package var nameHeader: String?
    /// Header with the names of groups, parted by commas.
    package var groupsHeader: String?

    package init(addresses: [AddressRange], nameHeader: String?, groupsHeader: String?) {
        self.addresses = addresses
        self.nameHeader = nameHeader
        self.groupsHeader = groupsHeader
    }

    func holds(_ peer: IPAddress?) -> Bool {
        peer.map { peer in addresses.contains { $0.holds(peer) } } ?? false
    }
}
