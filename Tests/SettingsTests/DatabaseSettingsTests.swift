import CallSettings
import Foundation
import Testing

struct `Database settings` {
    private func load(
        _ yaml: String, environment: [String: String] = [:]
    ) throws -> Settings {
        try `Settings files`.inFile(yaml) { try Settings.load(path: $0, environment: environment) }
    }

    /// The one problem of `yaml`, as `LINE: sentence`.
    private func problem(
        _ yaml: String, environment: [String: String] = [:]
    ) throws -> String {
        try `Settings files`.inFile(yaml) { path in
            let thrown = #expect(throws: SettingsProblems.self) {
                try Settings.load(path: path, environment: environment)
            }
            let problems = try #require(thrown?.problems)
            #expect(problems.count == 1, "\(problems)")
            return problems.first?.description.replacing(path + ":", with: "") ?? ""
        }
    }

    @Test(arguments: ["", "database:", "database: ''\ndatabasePassword: ''\nrecordings:\nnode:"])
    func `nothing said is SQLite and a folder in the state folder`(yaml: String) throws {
        let settings = try load("state: /s\n" + yaml)
        #expect(settings.database == nil)
        #expect(settings.databasePasswordPath == nil)
        #expect(settings.recordingsPath == "/s/recordings")
        #expect(settings.node == nil)
    }

    @Test(arguments: [
        "postgresql://callaudit@db.example.net/callaudit",
        "postgres://db.example.net:5432/callaudit?sslmode=verify-full",
        "postgresql:///callaudit?host=/run/postgresql&user=callaudit",
        "postgresql://user%40tenant@a:5432,[::1]:5433/name?target_session_attrs=read-write",
        "host=/run/postgresql dbname=callaudit",
        "host = db.example.net  dbname = 'call audit' sslrootcert=/etc/ca.pem",
        "user='it\\'s' dbname=a passfile=/etc/callaudit/pgpass",
    ])
    func `a server is named by URL or by keywords`(database: String) throws {
        let quoted = database.replacing("'", with: "''")
        #expect(try load("database: '\(quoted)'").database == database)
        #expect(
            try load("", environment: ["CALLAUDIT_DATABASE": database]).database == database)
    }

    @Test(arguments: [
        "postgresql://callaudit:hunter2@db/callaudit",
        "postgresql://callaudit:@db/callaudit",
        "postgres://callaudit:hunt/er2@db/callaudit",
        "postgres://callaudit:hunt?er2@db/callaudit",
        "postgresql://db/callaudit?sslmode=require&password=hunter2",
        "postgresql://db/callaudit?p%61ssword=hunter2",
        "host=db password=hunter2",
        "host=db password = 'hunter2'",
        "host=db PGPASSWORD=hunter2",
    ])
    func `a password inside is refused and not repeated`(database: String) throws {
        let quoted = database.replacing("'", with: "''")
        for problem in [
            try problem("database: '\(quoted)'"),
            try problem("", environment: ["CALLAUDIT_DATABASE": database]),
        ] {
            #expect(problem.contains("must not hold a password"))
            #expect(problem.contains("name that file in databasePassword"))
            #expect(!problem.contains("hunt"))
        }
    }

    @Test(arguments: [
        ("mysql://root:hunter2@db/callaudit", "must name a PostgreSQL server"),
        ("/var/lib/callaudit/callaudit.db", "must name a PostgreSQL server"),
        ("callaudit.db?cache=hunter2 x", "must be pairs such as"),
        ("sqlite:///x?mode=hunter2", "must name a PostgreSQL server"),
        ("PostgreSQL://db/x", "must name a PostgreSQL server"),
        ("host=db dbname='open", "must be pairs such as"),
        ("host=db hunter2", "must be pairs such as"),
        ("=hunter2", "must be pairs such as"),
        ("host=db PASSWORD = hunter2", "must not hold a password"),
        ("host=db datenbank=hunter2", "has a keyword that libpq doesn't know."),
        ("host=db/ datbname=x", "has a keyword that libpq doesn't know (perhaps dbname is meant)."),
        (
            "postgresql://db/x?ssl_mode=hunter2",
            "has a keyword that libpq doesn't know (perhaps sslmode is meant)."
        ),
        ("postgresql://u@[::1/hunter2", "must have a ] behind the address"),
        ("host=db sslpassword=hunter2", "must not hold sslpassword"),
        ("dbname=postgresql://u:hunter2@db/x", "must give in dbname the name of a database"),
        ("dbname='password=hunter2'", "must give in dbname the name of a database"),
        ("host=db\u{7}hunter2", "must be one line of at most 4,096 bytes"),
        ("host=" + String(repeating: "x", count: 5000), "must be one line of at most 4,096 bytes"),
    ])
    func `anything else is refused with what is expected`(
        database: String, expected: String
    ) throws {
        let problem = try problem("", environment: ["CALLAUDIT_DATABASE": database])
        #expect(problem.hasPrefix("CALLAUDIT_DATABASE: It \(expected)"), "\(problem)")
        #expect(!problem.contains("hunter2"))
    }

    @Test(arguments: [
        ("database: [a]", "1: database must name a PostgreSQL server"),
        ("database: \"host=x\\0\"", "1: database must be one line"),
        ("databasePassword: hunter2", "1: databasePassword must be the path of a file"),
        ("databasePassword: ~/hunter2", "1: databasePassword must be the path of a file"),
        ("recordings: ~/hunt", "1: recordings must be a path such as"),
        ("node: a node", "1: node must be a name of 1 to 63 letters"),
        ("node: [a]", "1: node must be a name of 1 to 63 letters"),
        ("node: " + String(repeating: "n", count: 64), "1: node must be a name of 1 to 63"),
        ("node: 节点", "1: node must be a name of 1 to 63 letters"),
    ])
    func `what is wrong is said by line`(yaml: String, start: String) throws {
        let problem = try problem(yaml)
        #expect(problem.hasPrefix(start), "\(problem)")
        #expect(!problem.contains("hunter2"))
    }

    @Test func `the environment outranks the file, the credential the password's path`() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let environment = [
            "CALLAUDIT_DATABASE": "host=/run/other", "CALLAUDIT_DATABASE_PASSWORD": "/p",
            "CALLAUDIT_RECORDINGS": "/shared", "CALLAUDIT_NODE": "two",
            "CREDENTIALS_DIRECTORY": folder.path,
        ]
        let yaml = """
            database: host=/run/postgresql
            databasePassword: ./mine
            recordings: r
            node: one
            """
        let before = try load(yaml, environment: environment)
        #expect(before.database == "host=/run/other")
        #expect(before.databasePasswordPath == "/p")
        #expect(before.recordingsPath == "/shared")
        #expect(before.node == "two")
        let credential = folder.appending(path: "database.password")
        try Data("x".utf8).write(to: credential)
        let after = try load(yaml, environment: environment)
        #expect(after.databasePasswordPath == credential.path)
        #expect(after.databasePassword == "/p")
        #expect(after.effectiveYAML.contains("databasePassword: \(credential.path)\n"))
    }

    @Test(arguments: ["CALLAUDIT_DATABASE_PASSWORD", "CALLAUDIT_NODE"])
    func `a variable that doesn't fit is named and not repeated`(name: String) throws {
        let problem = try problem("", environment: [name: "hunter2!"])
        #expect(problem.hasPrefix("\(name): It must be"))
        #expect(!problem.contains("hunter2"))
    }
}

struct `The password's file` {
    private func mistake(_ bytes: [UInt8], mode: Int = 0o600) throws -> String {
        let path = NSTemporaryDirectory() + "password-\(UUID().uuidString)"
        try Data(bytes).write(to: URL(filePath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
        do {
            return try PasswordFile(path: path, credentialsDirectory: nil).read()
        } catch let mistake as PasswordFile.Mistake {
            return mistake.description.replacing(path, with: "FILE")
        }
    }

    @Test(arguments: ["geheim 密码", "geheim 密码\n", "geheim 密码\r\n"])
    func `holds the password and a line end perhaps`(text: String) throws {
        #expect(try mistake(Array(text.utf8)) == "geheim 密码")
        #expect(try mistake(Array(text.utf8), mode: 0o440) == "geheim 密码")
    }

    @Test(arguments: [
        ([UInt8](), 0o600, "is empty"),
        (Array("\n".utf8), 0o600, "is empty"),
        (Array("one\ntwo".utf8), 0o600, "holds more than one line"),
        (Array("nul\0".utf8), 0o600, "holds more than one line or control characters"),
        ([0xFF, 0xFE], 0o600, "isn't text in UTF-8"),
        ([UInt8](repeating: 65, count: 1025), 0o600, "holds more than a password"),
        (Array("secret".utf8), 0o644, "may be read or written by others"),
        (Array("secret".utf8), 0o620, "may be read or written by others"),
    ])
    func `is refused in a sentence otherwise`(bytes: [UInt8], mode: Int, part: String) throws {
        let sentence = try mistake(bytes, mode: mode)
        #expect(sentence.hasPrefix("The file of the database's password, FILE, \(part)"))
        #expect(!sentence.contains("secret"))
    }

    @Test func `may lie open where systemd guards it`() throws {
        let folder = NSTemporaryDirectory() + "credentials-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let path = folder + "/database.password"
        try "p".write(toFile: path, atomically: true, encoding: .utf8)
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path)
        #expect(try PasswordFile(path: path, credentialsDirectory: folder).read() == "p")
        for missing in [folder, folder + "/other", "/dev/null"] {
            #expect(throws: PasswordFile.Mistake.self) {
                try PasswordFile(path: missing, credentialsDirectory: nil).read()
            }
        }
    }
}
