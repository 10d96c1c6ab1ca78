import CallDesk
import CallStore
import CallVault
import Calls
import Foundation
import TestSupport
import Testing

/// Master keys of tests, by number; a house's own is the first.
enum TestKey {
    static func bytes(_ number: UInt8) -> [UInt8] {
        [UInt8](repeating: 6 + number, count: MasterKey.byteCount)
    }

    static func key(_ number: UInt8) throws -> MasterKey { try MasterKey(bytes: bytes(number)) }
}

/// Two administrators.
extension Principal {
    static let administrator = Principal(id: "account:a", roles: [.administrator])
    static let otherAdministrator = Principal(id: "account:b", roles: [.administrator])
}

extension House {
    /// Gives this node the keys, and lets the database know.
    func give(_ numbers: UInt8...) async throws {
        try await desk.give(try numbers.map(TestKey.key))
        try await desk.beatNode()
    }

    /// Asks for a rotation to the key given as the one to come, and has it approved.
    func beginRotation() async throws {
        let id = try await desk.askRotation(to: nil, because: "test", by: .administrator)
        try await desk.decide(id, approve: true, by: .otherAdministrator)
    }

    /// Does long work until none is open; at most `steps`.
    func finishJobs(steps: Int = 1000) async throws {
        for _ in 0..<steps where try await desk.stepOpenJob() {}
    }

    func rotate() async throws {
        try await beginRotation()
        try await finishJobs()
    }

    /// What checking everything finds.
    func findings(files: Bool = false) async throws -> [Finding] {
        let id = try await desk.startVerification(files: files, by: .page)
        try await finishJobs()
        let status = try #require(try await desk.verification(id, by: .page))
        #expect(status.job.outcome == .done)
        #expect(status.found == Int64(status.findings.count))
        return status.findings
    }
}
