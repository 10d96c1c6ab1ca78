import Calls
import HTTPTypes
import Testing

@testable import CallWeb

struct ForwardedAddressTests {
    private let rule: ProxyRule

    init() throws {
        let ranges = ["10.0.0.0/24", "fd00::1"].compactMap { AddressRange(text: $0) }
        try #require(ranges.count == 2)
        rule = ProxyRule(addresses: ranges, nameHeader: nil, groupsHeader: nil)
    }

    private func client(_ hops: [String], from peer: String) -> String? {
        var head = HTTPRequest(method: .get, scheme: "http", authority: "x", path: "/")
        for hop in hops { head.headerFields.append(HTTPField(name: .forwardedFor, value: hop)) }
        return ForwardedAddress.client(
            of: head, peer: IPAddress(text: peer), proxies: rule)?.description
    }

    @Test func `the last address that is no proxy is the client`() {
        #expect(client(["203.0.113.7"], from: "10.0.0.5") == "203.0.113.7")
        #expect(client(["1.1.1.1, 203.0.113.7, 10.0.0.9"], from: "10.0.0.5") == "203.0.113.7")
        #expect(client(["1.1.1.1", "203.0.113.7"], from: "::ffff:10.0.0.5") == "203.0.113.7")
        #expect(client(["[2001:db8::7]:443"], from: "fd00::1") == "2001:db8::7")
        #expect(client(["203.0.113.7:5000"], from: "10.0.0.5") == "203.0.113.7")
    }

    @Test func `nobody else is believed, and nonsense ends the search`() {
        #expect(client(["203.0.113.7"], from: "192.0.2.1") == "192.0.2.1")
        #expect(client([], from: "10.0.0.5") == "10.0.0.5")
        #expect(client(["203.0.113.7, nonsense"], from: "10.0.0.5") == "10.0.0.5")
        #expect(client(["10.0.0.6"], from: "10.0.0.5") == "10.0.0.5")
    }
}
