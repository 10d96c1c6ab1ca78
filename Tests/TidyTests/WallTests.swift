import Foundation
import Testing

/// What each module may import of this package and of others; docs/architecture.md says why.
private let walls: [String: Set<String>] = [
    "Calls": [],
    "CallAudio": ["Calls", "CSndfile", "COgg", "COpus"],
    "CallMail": ["Calls"],
    "CallSandbox": ["Calls", "CLinux", "CSeccomp"],
    "callaudit-decode": ["Calls", "CallAudio", "CallMail", "CallSandbox"],
    "callaudit-letter": ["Calls", "CallSandbox", "CPangoCairo"],
    "CallSettings": ["Calls", "Yams"],
    "CallVault": ["Calls", "CSodium"],
    "CallLedger": ["Calls", "CSodium"],
    "CallStore": ["Calls"],
    "CallDesk": [
        "Calls", "CallStore", "CallVault", "CallLedger", "CallSandbox", "CLinux", "Logging",
    ],
    "CallIntake": [
        "Calls", "CallVault", "CallSandbox", "CallDesk", "CLinux", "Logging",
    ],
    "CallWeb": [
        "Calls", "CallDesk", "CallVault", "CQrencode", "CXlsxWriter", "Hummingbird",
        "HummingbirdCore", "HTTPTypes", "NIOCore", "NIOHTTP1", "NIOPosix", "NIOHTTPTypes",
        "NIOSSL", "ServiceLifecycle", "Mustache", "Logging",
    ],
]

/// Modules that come with Swift or with the system.
private let commonGround: Set<String> = [
    "Foundation", "Glibc", "Dispatch", "CDispatch", "Synchronization", "Swift", "_Concurrency",
]

/// A folder that may import one module more than the rest of its own.
private let gates = [
    "Sources/CallStore/SQLite/": Set(["GRDB", "GRDBSQLite"]),
    "Sources/CallStore/Postgres/": Set(["CPostgres"]),
]

@Test(arguments: walls.keys.sorted())
func `a module imports only what the architecture allows`(_ module: String) throws {
    let files = try Repository.files(in: "Sources/\(module)", endings: ["swift"])
    #expect(!files.isEmpty, "Sources/\(module) has no files")
    for file in files {
        let gate = gates.first { file.path.hasPrefix($0.key) }?.value ?? []
        let allowed = commonGround.union(walls[module] ?? []).union(gate)
        for name in imports(of: file) {
            #expect(allowed.contains(name), "\(file.path) imports \(name)")
        }
    }
}

@Test func `the rules of the business import nothing but Foundation`() throws {
    for file in try Repository.files(in: "Sources/Calls", endings: ["swift"]) {
        #expect(imports(of: file).isSubset(of: ["Foundation"]), "\(file.path)")
    }
}

@Test func `every module of the package has its walls`() throws {
    let folders = try FileManager.default.contentsOfDirectory(
        atPath: Repository.root.appendingPathComponent("Sources").path)
    let bridges = folders.filter { $0.hasPrefix("C") && $0.dropFirst().first?.isUppercase == true }
    // The command puts everything together, so it may import everything.
    #expect(Set(folders).subtracting(bridges).subtracting(["callaudit"]) == Set(walls.keys))
}

private func imports(of file: SourceFile) -> Set<String> {
    let line = /^(?:@\w+(?:\([^)]*\))? )*(?:package |public |private )?import (?:\w+ )?(\w+)/
    return Set(file.lines.compactMap { (try? line.prefixMatch(in: $0)).map { String($0.1) } })
}
