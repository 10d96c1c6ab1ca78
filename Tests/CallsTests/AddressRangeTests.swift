import Testing

@testable import Calls

struct AddressRangeTests {
    @Test(arguments: [
        ("10.0.0.0/8", "10.255.1.2", true), ("10.0.0.0/8", "11.0.0.1", false),
        ("192.0.2.7", "192.0.2.7", true), ("192.0.2.7", "192.0.2.8", false),
        ("192.0.2.0/25", "192.0.2.127", true), ("192.0.2.0/25", "192.0.2.128", false),
        ("fd00::/8", "fd12::1", true), ("fd00::/8", "fe80::1", false),
        ("::1", "::1", true), ("10.0.0.0/8", "::ffff:10.1.1.1", true),
        ("::/0", "10.0.0.1", false),
    ])
    func `a range holds the addresses that begin alike`(
        range: String, address: String, isHeld: Bool
    ) throws {
        let range = try #require(AddressRange(text: range))
        #expect(range.holds(try #require(IPAddress(text: address))) == isHeld)
        #expect(AddressRange(text: range.description) == range)
    }

    @Test(arguments: [
        "", "10.0.0.1/8", "10.0.0.0/33", "10.0.0.0/", "10.0.0.0/-1", "10.0.0/8", "x/8", "::/129",
        "10.0.0.0/8/8", "010.0.0.1/32x",
    ])
    func `what is no range isn't read`(text: String) {
        #expect(AddressRange(text: text) == nil)
    }

    @Test func `loopback is told`() {
        #expect(IPAddress(text: "127.9.9.9")?.isLoopback == true)
        #expect(IPAddress(text: "::1")?.isLoopback == true)
        #expect(IPAddress(text: "::ffff:127.0.0.1")?.isLoopback == true)
        #expect(IPAddress(text: "10.0.0.1")?.isLoopback == false)
    }
}

struct SeparationTests {
    @Test func `the pairs are those that must not meet, each with a reason`() {
        let all = SeparationOfDuties.all
        #expect(!all.isEmpty)
        for first in Role.allCases {
            for second in Role.allCases where first < second {
                let pair = all.first { $0.first == first && $0.second == second }
                #expect((pair == nil) == SeparationOfDuties.mayMeet(first, second))
            }
        }
        for reason in SeparationOfDuties.Reason.allCases {
            #expect(all.contains { $0.reason == reason }, "\(reason)")
        }
    }

    /// Or one person could make a second account that approves what the first asked for.
    @Test func `every role that approves grants waits for a second person itself`() {
        for role in Role.allCases where PermissionTable.reach(of: role, .approveGrant) != nil {
            #expect(role.waitsForSecondPerson)
        }
    }
}
