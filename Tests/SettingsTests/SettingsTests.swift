import Calls
import Foundation
import Testing

@testable import CallSettings

struct `Settings files` {
    private func load(
        _ yaml: String, environment: [String: String] = [:]
    ) throws -> Settings {
        try Self.inFile(yaml) { try Settings.load(path: $0, environment: environment) }
    }

    /// Problems of `yaml`, as `LINE: sentence`.
    private func problems(
        _ yaml: String, environment: [String: String] = [:]
    ) throws -> [String] {
        try Self.inFile(yaml) { path in
            let thrown = #expect(throws: SettingsProblems.self) {
                try Settings.load(path: path, environment: environment)
            }
            return thrown?.problems.map { $0.description.replacing(path + ":", with: "") } ?? []
        }
    }

    static func inFile<Answer>(_ yaml: String, _ use: (String) throws -> Answer) throws -> Answer {
        let path = FileManager.default.temporaryDirectory
            .appending(path: "settings-\(UUID().uuidString).yaml").path
        try yaml.write(toFile: path, atomically: true, encoding: .utf8)
        defer { try? FileManager.default.removeItem(atPath: path) }
        return try use(path)
    }

    @Test func `the annotated file holds the defaults`() throws {
        let path = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../etc/callaudit/callaudit.yaml").standardized.path
        #expect(try Settings.load(path: path, environment: [:]) == .default)
        let text = try String(contentsOfFile: path, encoding: .utf8)
        let lines = text.split(separator: "\n")
        let keys = Settings.default.effectiveYAML.split(separator: "\n").compactMap {
            $0.split(separator: ":").first
        }
        for key in keys
        where !key.contains("-") && !["    polling", "    pollSeconds"].contains(key) {
            #expect(lines.contains { $0.hasPrefix(key + ":") }, "\(key) isn't explained")
        }
    }

    @Test func `four keys are enough`() throws {
        let settings = try load(
            """
            state: /srv/callaudit
            listen: 127.0.0.1:8081
            key: /etc/callaudit/master.key
            sources:
              - path: /var/spool/callaudit/incoming
                profile: generic
            """)
        #expect(settings.socketPath == "/srv/callaudit/callaudit.sock")
        #expect(settings.listen.port == 8081)
        #expect(settings.intake == Settings.Intake())
    }

    @Test func `an empty file is all defaults`() throws {
        #expect(try load("") == .default)
        #expect(try load("# nothing\n") == .default)
    }

    @Test func `what show prints gives the same settings again`() throws {
        let settings = try load(
            """
            state: "/srv/call audit"
            listen: "[::1]:0"
            zone: Asia/Shanghai
            region: NO
            sources:
              - {path: /a, profile: freepbx, zone: "-03:30", polling: yes, afterwards: keep}
              - {path: "/b: c", afterwards: move, moveTo: /done, settleSeconds: 0.5}
            complaints:
              - {name: mail, path: /c, regimes: [cn-finance, uk-disp], afterwards: keep}
              - {name: web.form, path: /d, settleSeconds: 0.5, afterwards: move, moveTo: /e}
            database: "host=/run/postgresql dbname='call audit'"
            databasePassword: ./database.password
            node: node-1.example
            profiles: /etc/other
            helper: /opt/decode
            intake: {fileBytesMax: 10 MiB, workers: 1}
            thresholds: {silenceSeconds: 3.5}
            local: {root: [auditor, administrator], "1000": supervisor}
            """)
        #expect(settings.local?.map(\.user) == ["1000", "root"])
        #expect(settings.local?.last?.roles == [.auditor, .administrator])
        #expect(settings.sources[1].afterwards == .move(to: "/done"))
        #expect(settings.intake.fileBytesMax == 10 << 20)
        #expect(settings.complaints.map(\.name) == ["mail", "web.form"])
        #expect(settings.complaints[0].regimes == ["cn-finance", "uk-disp"])
        #expect(settings.complaints[0].afterwards == .keep)
        #expect(settings.complaints[1].afterwards == .move(to: "/e"))
        var again = try load(settings.effectiveYAML)
        #expect(again.socket == "/srv/call audit/callaudit.sock")
        #expect(again.recordings == "/srv/call audit/recordings")
        again.socket = nil
        again.recordings = nil
        again.ledgerCopy = nil
        #expect(again == settings)
    }

    @Test func `paths may be relative to the file`() throws {
        try Self.inFile("state: ./state/../here\nsources:\n- path: in\n") { path in
            let folder = URL(filePath: path).deletingLastPathComponent().path
            let settings = try Settings.load(path: path, environment: [:])
            #expect(settings.state == folder + "/here")
            #expect(settings.sources == [Settings.Source(path: folder + "/in", profile: "generic")])
        }
    }

    @Test func `the environment outranks the file, the credential the key`() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let environment = [
            "CALLAUDIT_STATE": "/run/s", "CALLAUDIT_LISTEN": "localhost:9000",
            "CALLAUDIT_KEY": "/k", "CALLAUDIT_ZONE": "UTC", "CALLAUDIT_REGION": "DE",
            "CALLAUDIT_PROFILES": "/p:/q", "CALLAUDIT_LOG_LEVEL": "debug",
            "CREDENTIALS_DIRECTORY": folder.path,
        ]
        let before = try load("state: /x", environment: environment)
        #expect(before.state == "/run/s")
        #expect(before.listen.description == "127.0.0.1:9000")
        #expect(before.keyPath == "/k")
        #expect(before.profiles == ["/p", "/q"])
        #expect(before.log.level == .debug)
        try Data(count: 32).write(to: folder.appending(path: "master.key"))
        #expect(
            try load("", environment: environment).keyPath == folder.path + "/master.key")
    }

    @Test(arguments: ["0.0.0.0:8080", "192.168.1.5:80", "[::]:8080"])
    func `beyond loopback takes TLS or a proxy, in one sentence`(address: String) throws {
        let problems = try problems("listen: \"\(address)\"")
        #expect(problems.count == 1)
        #expect(problems[0].contains("isn't a loopback address, so it needs `tls:`"))
    }

    @Test(arguments: [
        ("listn: 127.0.0.1:80", "1: There is no key listn; did you mean listen?"),
        ("\nlog:\n  levle: info", "3: There is no key levle in log; did you mean level?"),
        ("state: [a]", "1: state must be text, not a list."),
        ("listen: 8080", "1: listen must be an address and a port such as 127.0.0.1:8080"),
        ("listen: example.com:80", "1: listen must be an address and a port"),
        ("listen: 127.0.0.1:99999", "1: listen must be an address and a port"),
        ("zone: Asia/Shangai", "1: zone must be a zone such as Asia/Shanghai"),
        ("region: china", "1: region must be a country in two capital letters"),
        ("log: {level: loud}", "1: log.level must be one of trace, debug"),
        ("intake:\n  workers: many", "2: intake.workers must be a whole number from 0 to 256, not"),
        ("intake: {fileBytesMax: 9 parsecs}", "1: intake.fileBytesMax must be a size such as"),
        ("sources: /var", "1: sources must be a list"),
        ("sources:\n  - profile: generic", "2: sources[1] needs a path"),
        ("sources:\n  - path:\n    profile: generic", "2: sources[1] needs a path"),
        (
            "sources:\n- path: /a\n  afterwards: move",
            "3: `afterwards: move` needs `moveTo: FOLDER`"
        ),
        ("sources:\n- path: /a\n  moveTo: /b", "3: moveTo needs `afterwards: move`"),
        ("sources:\n- {path: /a, afterwards: move, moveTo: /a/b}", "2: moveTo lies within"),
        ("sources:\n- path: /a\n- path: /a/b", "3: /a/b and /a lie within one another"),
        ("complaints: /c", "1: complaints must be a list"),
        ("complaints:\n- path: /c", "2: complaints[1] needs a name, such as mail."),
        ("complaints:\n- name: mail", "2: complaints[1] needs a path: the folder to watch."),
        ("complaints:\n- {name: a b, path: /c}", "2: complaints[1].name must be a name of 1 to"),
        (
            "complaints:\n- {name: a, path: /c}\n- {name: a, path: /d}",
            "3: There are two folders of complaints named a."
        ),
        (
            "sources:\n- path: /c\ncomplaints:\n- {name: a, path: /c/d}",
            "4: /c/d and /c lie within one another"
        ),
        ("complaints:\n- {name: a, path: /c, regmes: x}", "2: There is no key regmes in"),
        ("complaints:\n- {name: a, path: /c, regimes: [x, x]}", "2: complaints[1].regimes names"),
        (
            "complaints:\n- {name: a, path: /c, afterwards: move, moveTo: /c/d}",
            "2: moveTo lies within"
        ),
        ("thresholds: {silenceSeconds: 20}", "1: thresholds: deadAirSeconds must not be shorter"),
        ("local: {root: king}", "1: local.root must be one of agent, qa-analyst"),
        ("local: {root: }", "1: local.root needs its roles"),
        ("local: {root: [auditor, auditor]}", "1: local.root names a role twice"),
        ("local: root", "1: local must be a group of keys"),
        ("state: ~/x", "1: state must be a path"),
        ("state: /a\nstate: /b", "1: The key state is given more than once"),
        ("state: 'open", "1: This isn't YAML"),
        ("- a\n- b", "1: The file must hold keys and values"),
        ("a: &x [1]\nb: *x", "1: Anchors (&) and aliases (*) aren't used here"),
    ])
    func `what is wrong is said by line`(yaml: String, start: String) throws {
        let problems = try problems(yaml)
        #expect(problems.first?.hasPrefix(start) == true, "\(problems)")
    }

    @Test func `everything wrong is said at once`() throws {
        let problems = try problems(
            "lisen: x\nregion: china\nlog: {level: loud}\n", environment: ["CALLAUDIT_LISTEN": "x"])
        #expect(problems.count == 4)
        #expect(problems[3].hasPrefix("CALLAUDIT_LISTEN: It must be an address"))
    }

    @Test func `a missing, a huge and a binary file are refused`() throws {
        #expect(throws: SettingsProblems.self) {
            try Settings.load(path: "/nonexistent/callaudit.yaml", environment: [:])
        }
        #expect(
            try problems(String(repeating: "#\n", count: 600_000))[0].contains("longer than 1 MiB"))
        #expect(throws: SettingsProblems.self) {
            try Settings.load(path: "/proc/self/exe", environment: [:])
        }
        #expect(throws: SettingsProblems.self) { try Settings.load(path: "/tmp", environment: [:]) }
    }

    @Test func `deep nesting and alias bombs end in a sentence`() throws {
        #expect(try problems("a: " + String(repeating: "[", count: 100_000)).count == 1)
        #expect(try problems(String(repeating: "- ", count: 100_000) + "x").count == 1)
        let bomb = "a: &a [x]\n" + (1...30).map { "k\($0): [*a, *a]\n" }.joined()
        #expect(try problems(bomb).count == 1)
    }
}
