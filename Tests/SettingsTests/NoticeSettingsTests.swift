import Calls
import Foundation
import Testing

@testable import CallSettings

struct `Channels of notices` {
    private func load(
        _ yaml: String, environment: [String: String] = [:]
    ) throws -> [NoticeChannel] {
        try `Settings files`.inFile(yaml) {
            try Settings.load(path: $0, environment: environment).notices
        }
    }

    private func problems(_ yaml: String) throws -> [String] {
        try `Settings files`.inFile(yaml) { path in
            let thrown = #expect(throws: SettingsProblems.self) {
                try Settings.load(path: path, environment: [:])
            }
            return thrown?.problems.map { $0.description.replacing(path + ":", with: "") } ?? []
        }
    }

    private static let full = """
        notices:
          - name: mail
            command: [/usr/lib/callaudit/notices/mail, --from, a@example.com]
            events: [complaint.assigned, complaint.clock-warning]
            to:
              zhang.wei: zhang.wei@example.com
              compliance-officer: [o@example.com, p@example.com]
            secret: /etc/callaudit/notices.secret
            page: https://callaudit.example.com/
            personalData: true
            tries: 3
            retrySeconds: 1.5
            secondsMax: 5
          - name: hook
            command: /usr/bin/hook
            events: all
        """

    @Test func `every key is read, and what show prints gives the same again`() throws {
        let channels = try load(Self.full)
        #expect(channels.map(\.name) == ["mail", "hook"])
        let mail = channels[0]
        #expect(mail.command.count == 3 && mail.command[1] == "--from")
        #expect(mail.kinds == [.assigned, .clockWarning])
        #expect(mail.addresses["zhang.wei"] == ["zhang.wei@example.com"])
        #expect(mail.addresses["compliance-officer"]?.count == 2)
        #expect(mail.secretPath == "/etc/callaudit/notices.secret")
        #expect(mail.page == "https://callaudit.example.com")
        #expect(mail.sendsPersonalData && mail.tries == 3 && mail.retrySeconds == 1.5)
        #expect(mail.secondsMax == 5)
        #expect(channels[1].kinds == Set(Notice.Kind.allCases))
        #expect(!channels[1].sendsPersonalData && channels[1].tries == 12)
        let settings = try `Settings files`.inFile(Self.full) {
            try Settings.load(path: $0, environment: [:])
        }
        #expect(try load(settings.effectiveYAML) == channels)
    }

    @Test func `a credential outranks the file of the secret`() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let credential = folder.appending(path: "notice.mail.secret")
        try Data("x".utf8).write(to: credential)
        let channels = try load(
            Self.full, environment: ["CREDENTIALS_DIRECTORY": folder.path])
        #expect(channels[0].secretPath == credential.path)
        #expect(channels[1].secretPath == nil)
    }

    @Test func `what is wrong is named by line, with the nearest name`() throws {
        let found = try problems(
            """
            notices:
              - name: mail
                command: [/bin/true]
                event: [complaint.assigned]
              - name: hook
                command: [/bin/true]
                events: [complaint.assign, complaint.assigned, complaint.assigned]
              - command: [mail]
                name: third
              - name: fourth
              - name: mail
                command: [/bin/true]
                page: callaudit.example.com
                tries: 0
                to: {x: ["-oQ/tmp"]}
            """)
        #expect(
            found == [
                "4: There is no key event in notices[1]; did you mean events?",
                "7: There is no event complaint.assign; did you mean complaint.assigned?",
                "7: notices[2].events names complaint.assigned twice.",
                "8: notices[3].command must begin with an absolute path; no shell looks for mail.",
                "10: notices[4] needs a command: a list of a program and its arguments, such as "
                    + "[/usr/lib/callaudit/notices/mail, --from, callaudit@example.com].",
                "11: There are two channels of notices named mail.",
                "13: notices[5].page must be the address of the page, such as "
                    + "https://callaudit.example.com, not \"callaudit.example.com\".",
                "14: notices[5].tries must be a whole number from 1 to 50, not \"0\".",
                "15: notices[5].to.x must be addresses of at most 320 bytes that don't begin "
                    + "with a hyphen, not a list.",
            ])
    }
}
