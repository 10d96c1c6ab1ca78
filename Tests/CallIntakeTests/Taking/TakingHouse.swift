import CallDesk
import CallIntake
import CallLedger
import CallSandbox
import CallStore
import CallVault
import Calls
import Foundation
import Logging
import TestSupport
import Testing

/// A state folder and a drop folder, deleted with the last house that stood on them.
final class TakingFolders: Sendable {
    let path = NSTemporaryDirectory() + "callaudit-taking-\(UUID().uuidString)"
    var drop: String { path + "/drop" }
    var done: String { path + "/done" }
    let database: DatabasePlace

    init() throws {
        database = try DatabasePlace()
        for folder in [drop, done] {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true)
        }
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }
}

/// A desk, and intake at work on one or more folders.
final class TakingHouse: Sendable {
    let folders: TakingFolders
    let database: any Database
    let sealedFiles: SealedFolder
    let desk: CallDesk
    let intake: CallIntake.Intake
    private let running: Task<Void, any Error>

    init(
        _ profile: Profile, on folders: TakingFolders? = nil, sources: [String] = [],
        helperPath: String = TakingHouse.helperPath, workers: Int = 4, node: String = "test",
        complaints: ComplaintTaking? = nil
    ) async throws {
        let folders = try folders ?? TakingFolders()
        self.folders = folders
        let log = Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })
        database = try folders.database.open()
        sealedFiles = try SealedFolder(path: folders.path + "/recordings")
        let key = try MasterKey(bytes: [UInt8](repeating: 9, count: MasterKey.byteCount))
        desk = try await CallDesk.open(
            DeskParts(
                database: database, vault: try Vault(masterKey: key, epoch: 1),
                sealedFiles: sealedFiles,
                decoder: DecodePool(helperPath: helperPath, workers: 2, renderers: 1),
                letterPress: LetterPress(helperPath: "/nonexistent/callaudit-letter"),
                nodes: NodeRegistry(
                    name: node, instance: [UInt8](repeating: node.utf8.first ?? 0, count: 16),
                    version: "1")),
            settings: DeskSettings(node: node, zone: .utc, region: "CN"), now: { Date() },
            log: log)
        let intake = CallIntake.Intake(
            sources: (sources.isEmpty ? [folders.drop] : sources).map {
                Calls.SourceFolder(
                    path: $0, profile: profile, zone: .utc, polling: false, pollSeconds: 1)
            },
            complaints: complaints,
            settings: IntakeSettings(workers: workers, fileBytesMax: 1 << 20), desk: desk, log: log)
        self.intake = intake
        running = Task { try await intake.run() }
    }

    deinit { running.cancel() }

    /// Ends intake in order and closes the desk. Throws what ended intake, if anything did.
    func stop() async throws {
        intake.stop()
        try await running.value
        try await desk.close()
    }

    /// The daemon's next start on the same folders, perhaps with another profile.
    func restarted(_ profile: Profile) async throws -> TakingHouse {
        try await stop()
        return try await TakingHouse(profile, on: folders)
    }

    static let helperPath =
        URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        .deletingLastPathComponent().path + "/callaudit-decode"

    // MARK: What is there

    /// Writes a file under a hidden name and renames it, as careful recorders do.
    func drop(_ name: String, _ bytes: [UInt8], in folder: String? = nil) throws {
        let folder = folder ?? folders.drop
        let hidden = folder + "/.\(UUID().uuidString)"
        try Data(bytes).write(to: URL(fileURLWithPath: hidden))
        guard rename(hidden, folder + "/" + name) == 0 else { throw TakingFault.notDropped }
    }

    var dropped: [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: folders.drop)) ?? []).sorted()
    }

    var done: [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: folders.done)) ?? []).sorted()
    }

    /// Waits until so many files are indexed, quarantined and duplicates.
    func waits(
        indexed: Int = 0, quarantined: Int = 0, duplicates: Int = 0,
        at location: SourceLocation = #_sourceLocation
    ) async throws {
        let wanted = [indexed, quarantined, duplicates]
        var tally: [Int] = []
        for _ in 0..<600 {
            tally = try await self.tally()
            if tally == wanted { return }
            try await Task.sleep(for: .milliseconds(50))
        }
        Issue.record("\(tally) instead of \(wanted)", sourceLocation: location)
        throw TakingFault.tooLong
    }

    func waits(
        _ what: String, at location: SourceLocation = #_sourceLocation,
        until holds: () async throws -> Bool
    ) async throws {
        for _ in 0..<600 {
            if try await holds() { return }
            try await Task.sleep(for: .milliseconds(50))
        }
        Issue.record("waited in vain: \(what)", sourceLocation: location)
        throw TakingFault.tooLong
    }

    func tally() async throws -> [Int] {
        try await database.read { db in try Tally.allCases.map { try db.count(of: $0) } }
    }

    func calls() async throws -> [CallSummary] {
        try await desk.calls(CallFilter(), after: nil, limit: 200, by: .page).items
    }

    func quarantine() async throws -> [QuarantineItem] {
        try await desk.quarantine(after: nil, limit: 200, by: .page).items
    }

    /// The ledger's actions, after every entry was checked to follow the one before.
    func actions() async throws -> [LedgerAction] {
        let rows = try await database.read { try $0.ledgerEntries(from: 0, limit: 10_000) }
        var head = LedgerHead()
        return try rows.map { try head.follow($0.bytes).content.action }
    }
}

enum TakingFault: Error { case tooLong, notDropped }

extension Profile {
    /// Reads `DATE-TIME[_agent-AGENT][_NUMBER][-in|-out].ending`, settles quickly.
    static func taking(
        afterwards: Afterwards = .delete, sidecar: SidecarRule? = nil, anyName: Bool = false
    ) throws -> Profile {
        let dated =
            "{date:yyyymmdd}-{time:hhmmss}[_agent-{agent:label}][_{customer:phone}][-{side:word}]"
            + ".{ending}"
        let patterns = try ([dated] + (anyName ? ["{any:text}"] : [])).map { try NamePattern($0) }
        var profile = Profile(name: "taking", version: 1, describes: "", patterns: patterns)
        profile.fields = ["side": FieldRule(words: ["in", "out"])]
        profile.rules = [
            fact(.side, "agent", when: ["side": .oneOf(["in"])]),
            fact(.side, "customer", when: ["side": .oneOf(["out"])]),
            fact(.callKey, "{date}-{time}", when: ["side": .present]),
            fact(.agent, "{agent}"), fact(.customerNumber, "{customer}"),
        ]
        profile.settleSeconds = 0.2
        profile.afterwards = afterwards
        profile.sidecar = sidecar
        return profile
    }

    private static func fact(
        _ fact: Fact, _ text: String, when: [String: FactRule.Condition] = [:]
    ) -> FactRule {
        FactRule(when: when, facts: FactRule.Template(text).map { [fact: $0] } ?? [:])
    }
}

extension SidecarRule {
    static func json(waitSeconds: Double) -> SidecarRule {
        SidecarRule(kind: .callauditJSON, names: ["{recording}.json"], waitSeconds: waitSeconds)
    }
}
