import Calls
import Foundation
import Testing

@testable import CallSettings

struct DoorSettingsTests {
    private func load(
        _ yaml: String, environment: [String: String] = [:]
    ) throws -> Settings {
        try `Settings files`.inFile(yaml) { try Settings.load(path: $0, environment: environment) }
    }

    private func problems(_ yaml: String) throws -> String {
        try `Settings files`.inFile(yaml) { path in
            let thrown = #expect(throws: SettingsProblems.self) {
                try Settings.load(path: path, environment: [:])
            }
            return thrown?.description.replacing(path + ":", with: "") ?? ""
        }
    }

    private static let whole = """
        listen: 0.0.0.0:8443
        names: [CallAudit.example.net, 10.0.0.5]
        tls:
          certificate: /etc/callaudit/tls/fullchain.pem
          key: tls/privkey.pem
        proxies:
          addresses:
            - 10.0.0.5
            - fd00::/8
          nameHeader: X-Forwarded-User
          groupsHeader: X-Forwarded-Groups
          groups:
            callaudit-admins: administrator
            "QA team": qa-analyst
        """

    @Test func `names, certificate and proxies are read, and written as they were`() throws {
        let settings = try load(Self.whole)
        #expect(settings.doors.names == ["callaudit.example.net", "10.0.0.5"])
        #expect(settings.doors.certificate == "/etc/callaudit/tls/fullchain.pem")
        #expect(settings.doors.keyPath?.hasSuffix("/tls/privkey.pem") == true)
        let proxies = try #require(settings.doors.proxies)
        #expect(proxies.addresses.map(\.description) == ["10.0.0.5/32", "fd00::/8"])
        #expect(proxies.groups == ["callaudit-admins": .administrator, "QA team": .qaAnalyst])
        #expect(try load(settings.effectiveYAML).doors == settings.doors)
    }

    @Test func `a systemd credential outranks the key's path`() throws {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "credentials-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try Data("key".utf8).write(to: folder.appending(path: "tls.key"))
        let environment = ["CREDENTIALS_DIRECTORY": folder.path]
        let yaml = "names: a.example\nlisten: 10.0.0.1:443\ntls:\n  certificate: /c.pem"
        #expect(
            try load(yaml, environment: environment).doors.keyPath == folder.path + "/tls.key")
        #expect(try problems(yaml).contains("tls needs the key of its certificate"))
    }

    @Test(arguments: [
        ("tls: yes", "1: tls must be a group of keys"),
        ("tls:\n  key: /k", "1: tls needs a certificate"),
        ("tls:\n  certificate: /c\n  kee: /k", "3: There is no key kee in tls; did you mean key?"),
        ("listen: 10.0.0.1:80\nproxies:\n  addresses: [10.0.0.2]", "`names:` must list"),
        ("proxies:\n  nameHeader: X-User", "1: proxies needs addresses"),
        ("proxies:\n  addresses: [10.0.0.1/8]", "2: proxies.addresses must be addresses"),
        ("proxies:\n  addresses: [0.0.0.0/0]", "and not all of them"),
        ("proxies:\n  addresses: 10.0.0.1\n  nameHeader: Cookie", "3: proxies.nameHeader must be"),
        ("proxies:\n  addresses: 10.0.0.1\n  nameHeader: A b", "3: proxies.nameHeader must be"),
        ("proxies:\n  addresses: 10.0.0.1\n  nameHeader: A\n  groups:\n    x: auditor",
            "groupsHeader and groups go together"),
        ("proxies:\n  addresses: 10.0.0.1\n  groupsHeader: A\n  groups:\n    x: auditor",
            "groupsHeader needs nameHeader"),
        ("proxies:\n  addresses: 10.0.0.1\n  nameHeader: B\n  groupsHeader: A\n  groups:\n    x: y",
            "6: proxies.groups.x must be one of agent, qa-analyst"),
        ("proxies:\n  addresses: 10.0.0.1\n  nameHeader: B\n  groupsHeader: A\n  groups:\n"
            + "    x: integrator", "integrator is for programs"),
        ("proxies:\n  addresses: 10.0.0.1\n  nameHeader: X-A\n  groupsHeader: x-a\n  groups:\n"
            + "    x: auditor", "must be two headers"),
        ("names: [\"http://x\"]", "1: names must be host names"),
    ])
    func `a mistake is named with its line`(yaml: String, sentence: String) throws {
        #expect(try problems(yaml).contains(sentence))
    }
}
