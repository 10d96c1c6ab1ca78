import CallDesk
import CallIntake
import CallLedger
import CallStore
import CallVault
import Calls
import Foundation
import Glibc
import TestSupport
import Testing

/// Several nodes over one database, one folder of recordings and one drop folder.
struct SeveralNodesTests {
    /// Drops `count` files that are different recordings.
    private func drop(_ count: Int, into house: TakingHouse, from first: Int = 0) throws {
        for number in first..<first + count {
            let time = 100_000 + number / 60 * 100 + number % 60
            try house.drop("20240115-\(time).wav", TakingSounds.wav(seed: number))
        }
    }

    private func pair(_ profile: Profile) async throws -> (one: TakingHouse, two: TakingHouse) {
        let one = try await TakingHouse(profile, node: "a")
        let two = try await TakingHouse(profile, on: one.folders, node: "b")
        try await one.desk.beatNode()
        try await two.desk.beatNode()
        #expect(one.desk.nodes.share.live == [1, 2])
        try await one.waits("both are present") {
            one.dropped.count { $0.hasPrefix(".callaudit-node-") } == 2
        }
        // And they have to find each other.
        try await Task.sleep(for: .seconds(2))
        return (one, two)
    }

    @Test func `two nodes share a folder's files, each one once`() async throws {
        let (one, two) = try await pair(.taking())
        try drop(80, into: one)
        try await one.waits(indexed: 80)
        try await one.waits("the folder empties") { one.files.isEmpty }
        try await one.desk.beatNode()
        try await two.desk.beatNode()
        let nodes = try await one.desk.intakeStatus(by: .page).nodes
        #expect(nodes.map(\.takenIn).reduce(0, +) == 80)
        #expect(nodes.allSatisfy { $0.takenIn > 20 })
        #expect(try await one.actions().count { $0 == .recordingTakenIn } == 80)
        #expect(try await one.tally() == [80, 0, 0])
        try await one.stop()
        try await two.stop()
        #expect(one.dropped.isEmpty)
    }

    @Test func `what a dead node leaves falls to the other one`() async throws {
        let (one, two) = try await pair(.taking())
        two.intake.stop()
        try await two.desk.leaveNode()
        try drop(20, into: one)
        try await one.waits("its own are in") { try await one.tally()[0] > 0 }
        try await one.desk.beatNode()
        #expect(one.desk.nodes.share.isAlone)
        try await one.waits(indexed: 20)
        try await one.stop()
        try await two.stop()
    }

    @Test func `what another node decided and left in the folder isn't read again`() async throws {
        let profile = try Profile.taking(afterwards: .keep)
        let (one, two) = try await pair(profile)
        try drop(20, into: one)
        try await one.waits(indexed: 20)
        two.intake.stop()
        try await two.desk.leaveNode()
        try await one.desk.beatNode()
        try drop(1, into: one, from: 50)
        try await one.waits(indexed: 21)
        try await one.waits("nothing waits") {
            try await one.desk.intakeStatus(by: .page).waiting == 0
        }
        #expect(try await one.actions().count == 21)
        #expect(one.files.count == 21)
        try await one.stop()
        try await two.stop()
    }

    @Test func `a retry is made by one node, whichever was asked`() async throws {
        let (one, two) = try await pair(.taking())
        for number in 0..<6 {
            try one.drop("who knows \(number).wav", TakingSounds.wav(seed: number))
        }
        try await one.waits(quarantined: 6)
        for item in try await one.quarantine() {
            try await one.desk.retryQuarantined(item.id, by: .page)
        }
        try await one.waits("all were tried") {
            try await one.quarantine().allSatisfy { $0.tries == 2 }
        }
        try await Task.sleep(for: .seconds(6))
        #expect(try await one.quarantine().allSatisfy { $0.tries == 2 })
        try await one.stop()
        try await two.stop()
    }

    @Test func `nothing is taken while the recordings folder is away, and then it goes on`()
        async throws
    {
        let house = try await TakingHouse(.taking())
        try house.drop("20240115-103000.wav", TakingSounds.wav())
        try await house.waits(indexed: 1)
        let away = house.folders.path + "/away"
        #expect(rename(house.sealedFiles.path, away) == 0)
        _ = try SealedFolder(path: house.sealedFiles.path)
        try await house.desk.beatNode()
        try house.drop("20240115-103001.wav", TakingSounds.wav(seed: 1))
        try await house.waits("it waits") {
            try await house.desk.intakeStatus(by: .page).waiting == 1
        }
        #expect(await house.desk.readiness().count == 1)
        #expect(try await house.desk.intakeStatus(by: .page).hindrances.count == 1)
        try await Task.sleep(for: .seconds(1))
        #expect(try await house.tally() == [1, 0, 0])
        try FileManager.default.removeItem(atPath: house.sealedFiles.path)
        #expect(rename(away, house.sealedFiles.path) == 0)
        try await house.desk.beatNode()
        try await house.waits(indexed: 2)
        try await house.stop()
    }

    @Test func `intake that waits for its node can be stopped`() async throws {
        let house = try await TakingHouse(.taking())
        unlink(house.sealedFiles.path + "/installation")
        try await house.desk.beatNode()
        #expect(!house.desk.nodes.mayTakeIn)
        try drop(1, into: house)
        try await house.waits("it waits") {
            try await house.desk.intakeStatus(by: .page).waiting == 1
        }
        try await house.stop()
        #expect(house.files.count == 1)
    }
}

extension TakingHouse {
    /// What is in the drop folder, hidden files left out.
    var files: [String] { dropped.filter { !$0.hasPrefix(".") } }
}
