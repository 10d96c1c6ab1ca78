import Calls
import Foundation
import HTTPTypes
import Hummingbird
import Testing

@testable import CallWeb

struct GettingInTests {
    @Test func `a local user acts in the first role or in another of their own`() throws {
        let users = LocalUsers([0: [.administrator, .auditor], 7: []])
        #expect(try users.role(of: 0, asked: nil) == .administrator)
        #expect(try users.role(of: 0, asked: "auditor") == .auditor)
        let wrong: [(UInt32, String?)] = [
            (0, "compliance-officer"), (0, "king"), (0, ""), (1, nil), (7, nil),
        ]
        for (user, asked) in wrong {
            let refusal = #expect(throws: Refusal.self) {
                try users.role(of: user, asked: asked)
            }
            #expect(refusal?.kind == .forbidden)
        }
    }

    @Test func `everybody begins at the first page that they may see`() {
        func start(_ roles: Role...) -> String {
            Section.start(Principal(id: "account:x", roles: Set(roles)))
        }
        #expect(start(.complianceOfficer) == "/calls")
        #expect(start(.agent) == "/calls")
        #expect(start(.administrator) == "/intake")
        #expect(start() == "/account")
    }

    @Test func `cookies are read however they are sent, tickets only in their form`() {
        let secret = String(repeating: "A", count: 43)
        func session(_ value: String) -> Bool {
            Cookies([.cookie: "a=b; __Host-callaudit=\(value); c=d=e"]).session != nil
        }
        #expect(session("0000000000001.\(secret)"))
        for value in ["", "x", "0000000000001.", "0000000000001.\(secret).", secret] {
            #expect(!session(value))
        }
        #expect(Cookies([.cookie: "c=d=e"])["c"] == "d=e")
    }

    @Test func `a bearer's token is read, another way to authenticate isn't`() {
        #expect(HTTPFields([.init(name: .authorization, value: "bearer abc")]).bearer == "abc")
        #expect(HTTPFields([.init(name: .authorization, value: "Basic abc")]).bearer == nil)
        #expect(HTTPFields().bearer == nil)
    }

    @Test func `a QR code is a square with its quiet zone`() throws {
        let code = try #require(QRCode("otpauth://totp/callaudit%3Aanna?secret=GEZDGNBVGY3TQOJQ"))
        // Version 4 to 6: 33 to 41 modules and four on each side.
        #expect((41...53).contains(code.side) && code.side % 4 == 1)
        // The finder pattern's upper edge.
        #expect(code.path.hasPrefix("M4 4h7v1h-7z"))
        #expect(QRCode(String(repeating: "x", count: 5000)) == nil)
    }

    @Test(arguments: ["https://evil.example/", "//evil.example", "/\\evil", "/nothing", "/healthz"])
    func `no way leads to a page that isn't ours`(path: String) {
        #expect(Web.ownPage(path) == "/")
    }

    @Test func `browsers are named shortly`() {
        #expect(
            BrowserName.short("Mozilla/5.0 (X11; Linux x86_64) Chrome/120.0 Safari/537.36")
                == "Chrome, Linux")
        #expect(BrowserName.short("nothing known") == nil)
    }
}
