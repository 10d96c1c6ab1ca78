import Calls
import HTTPTypes
import Testing

@testable import CallWeb

struct RequestGuardTests {
    private func head(
        _ method: HTTPRequest.Method, host: String?, _ fields: HTTPFields = [:]
    ) -> HTTPRequest {
        HTTPRequest(
            method: method, scheme: "http", authority: host, path: "/", headerFields: fields)
    }

    @Test(arguments: [
        "localhost", "localhost:8080", "127.0.0.1:80", "127.9.8.7", "[::1]:8080", "LOCALHOST",
    ])
    func `names of this machine are answered`(host: String) throws {
        try RequestGuard.check(head(.get, host: host), at: .page)
    }

    @Test(arguments: [
        "evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "10.0.0.1", "",
        "127.0.0.256", "[::2]", nil,
    ])
    func `any other name is refused`(host: String?) {
        #expect(throws: Refusal.self) {
            try RequestGuard.check(head(.get, host: host), at: .page)
        }
    }

    @Test func `a change must come from our own pages`() throws {
        let host = "127.0.0.1:8080"
        for fields: HTTPFields in [
            [.secFetchSite: "same-origin"], [.secFetchSite: "none"],
            [.origin: "http://127.0.0.1:8080"],
        ] {
            try RequestGuard.check(head(.post, host: host, fields), at: .page)
        }
        for fields: HTTPFields in [
            [:], [.secFetchSite: "cross-site"], [.secFetchSite: "same-site"],
            [.origin: "http://127.0.0.1:9090"], [.origin: "null"],
            [.origin: "https://evil.example"],
            [.secFetchSite: "cross-site", .origin: "http://127.0.0.1:8080"],
        ] {
            #expect(throws: Refusal.self) {
                try RequestGuard.check(head(.post, host: host, fields), at: .page)
            }
        }
    }

    @Test func `a token needs no proof of where it comes from, but the right host`() throws {
        let fields: HTTPFields = [.authorization: "Bearer x"]
        try RequestGuard.check(head(.post, host: "127.0.0.1:8080", fields), at: .page)
        #expect(throws: Refusal.self) {
            try RequestGuard.check(head(.post, host: "evil.example", fields), at: .page)
        }
    }

    @Test func `further names are answered when the settings list them, and no others`() throws {
        var doors = OuterDoors()
        doors.names = ["callaudit.example.net", "10.0.0.5"]
        for host in ["callaudit.example.net", "CallAudit.example.net:8443", "10.0.0.5:80"] {
            try RequestGuard.check(head(.get, host: host), at: .page, doors: doors)
            try RequestGuard.check(
                head(.post, host: host, [.origin: "https://\(host.lowercased())"]), at: .page,
                doors: doors)
        }
        for host in ["example.net", "x.callaudit.example.net", "callaudit.example.net.evil"] {
            #expect(throws: Refusal.self) {
                try RequestGuard.check(head(.get, host: host), at: .page, doors: doors)
            }
        }
    }

    @Test func `a change with a token may come from anywhere, one with a password not`() throws {
        let host = "127.0.0.1:8080"
        try RequestGuard.check(
            head(.post, host: host, [.authorization: "Bearer ca_x"]), at: .page)
        #expect(throws: Refusal.self) {
            try RequestGuard.check(
                head(.post, host: host, [.authorization: "Basic eDp5"]), at: .page)
        }
    }

    @Test func `the socket needs neither, since no browser reaches it`() throws {
        try RequestGuard.check(head(.post, host: "callaudit"), at: .socket)
    }
}

struct ListenAddressTests {
    @Test(arguments: ["127.0.0.1:8080", "[::1]:8080", "localhost:0"])
    func `loopback addresses are read and written alike`(text: String) throws {
        let address = try #require(ListenAddress(text: text))
        #expect(address.description == text)
        #expect(address.isLoopback)
    }

    @Test(arguments: ["0.0.0.0:8080", "192.168.1.5:80", "[::]:80", "example.org:80"])
    func `any other address is no loopback`(text: String) throws {
        #expect(try #require(ListenAddress(text: text)).isLoopback == false)
    }

    @Test(arguments: ["", "8080", "127.0.0.1:", "127.0.0.1:99999", ":8080", "127.0.0.1:x"])
    func `what is no address isn't read`(text: String) {
        #expect(ListenAddress(text: text) == nil)
    }
}
