import Calls
import Foundation
import Testing

struct NoticeTests {
    private static func channel(_ addresses: [String: [String]] = [:]) -> NoticeChannel {
        var channel = NoticeChannel(name: "mail", command: ["/bin/true"])
        channel.addresses = addresses
        return channel
    }

    @Test func `pauses double to an hour, and chance takes away half at most`() {
        let channel = Self.channel()
        #expect((1...9).map { channel.pauseSeconds(after: $0, chance: 0) }
            == [30, 60, 120, 240, 480, 960, 1920, 3600, 3600])
        #expect(channel.pauseSeconds(after: 1, chance: 1) == 15)
        #expect(channel.pauseSeconds(after: 50, chance: 0.5) == 2700)
        #expect(channel.pauseSeconds(after: Int.max, chance: 0) == 3600)
    }

    @Test func `a problem is read as it was written`() {
        let problems: [NoticeProblem] = [
            .exit(75), .signal(9), .timedOut, .notStarted, .cutOff, .nobody, .noChannel,
        ]
        for problem in problems { #expect(NoticeProblem(text: problem.text) == problem) }
        for text in ["", "exit", "exit-", "exit-x", "exit-256", "exit--1", "late"] {
            #expect(NoticeProblem(text: text) == nil, "\(text)")
        }
    }

    @Test func `a recipient is read as it was written`() {
        for recipient in [
            NoticeRecipient.everybody, .role(.complaintHandler), .person("account:x"),
        ] {
            #expect(NoticeRecipient(text: recipient.text) == recipient)
        }
        #expect(NoticeRecipient(text: "role:nobody") == nil)
    }

    @Test func `one's own address comes first, then the role's, then everybody's`() {
        let channel = Self.channel([
            "li.na": ["li"], "complaint-handler": ["b", "a"], "everybody": ["all"],
        ])
        func to(
            _ recipient: NoticeRecipient, _ account: String? = nil, _ roles: [Role] = []
        ) -> [String]? {
            channel.addresses(for: recipient, account: account, roles: roles)
        }
        #expect(to(.person("account:x"), "li.na", [.complaintHandler]) == ["li"])
        #expect(to(.person("account:y"), "other", [.complaintHandler]) == ["a", "b"])
        #expect(to(.role(.complaintHandler)) == ["a", "b"])
        #expect(to(.role(.auditor)) == ["all"])
        #expect(to(.everybody) == ["all"])
        let few = Self.channel(["li.na": ["li"]])
        #expect(few.addresses(for: .everybody, account: nil, roles: []) == [])
        #expect(Self.channel().addresses(for: .everybody, account: nil, roles: []) == nil)
    }

    @Test func `a message is one line with its keys in order, and says nothing that isn't known`()
        throws
    {
        var notice = Notice(
            id: Notice.ID(9 << 40), kind: .assigned, object: "complaint:x",
            recipient: .person("account:y"), channel: "mail", facts: [.number: "26-0000001-5"],
            madeAt: Date(timeIntervalSince1970: 1_795_242_728))
        notice.facts[.due] = "2026-12-01"
        let message = NoticeMessage(
            notice, at: "2026-11-21T06:32:08Z", to: ["a@example.com"],
            page: "https://callaudit.example.com")
        let text = String(decoding: try message.bytes, as: UTF8.self)
        #expect(
            text == """
                {"facts":{"due":"2026-12-01","number":"26-0000001-5"},\
                "format":"callaudit-notice/1","id":"\(notice.id)",\
                "kind":"complaint.assigned",\
                "link":"https://callaudit.example.com/complaints/x",\
                "madeAt":"2026-11-21T06:32:08Z","object":"complaint:x",\
                "recipient":"account:y","to":["a@example.com"]}
                """)
    }
}
