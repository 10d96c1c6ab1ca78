import CallDesk
import CallStore
import CallVault
import Calls
import Foundation
import TestSupport
import Testing

struct NodeTests {
    @Test func `the first node gets number 1 and its ids carry it`() async throws {
        let house = try await House()
        #expect(house.desk.nodes.number == 1)
        #expect(house.desk.nodes.mayTakeIn)
        let made = try await house.index(TestFile())
        #expect(made.recording.node == 1)
        #expect(made.call.node == 1)
        #expect(house.desk.newQuarantineID().node == 1)
    }

    @Test func `each node has its number, and keeps it over restarts`() async throws {
        let one = try await House(node: "a")
        let two = try await House(on: one.state, node: "b", instance: 2)
        #expect(two.desk.nodes.number == 2)
        try await two.desk.close()
        let again = try await House(on: one.state, node: "b", instance: 2)
        #expect(again.desk.nodes.number == 2)
        #expect(one.desk.nodes.number == 1)
    }

    @Test func `nodes learn of one another, and of silence and leave`() async throws {
        let one = try await House(node: "a")
        let two = try await House(on: one.state, node: "b", instance: 2)
        try await one.desk.lookAtNodes()
        #expect(one.desk.nodes.share == NodeShare(live: [1, 2], own: 1))
        #expect(two.desk.nodes.share == NodeShare(live: [1, 2], own: 2))
        #expect(try await one.states() == [.live, .live])
        try await one.age(2, seconds: 16)
        try await one.desk.beatNode()
        #expect(one.desk.nodes.share.isAlone)
        #expect(try await one.states() == [.live, .silent])
        try await two.desk.beatNode()
        try await one.desk.beatNode()
        #expect(one.desk.nodes.share.live == [1, 2])
        try await two.desk.leaveNode()
        try await two.desk.beatNode()
        try await one.desk.beatNode()
        #expect(one.desk.nodes.share.isAlone)
        #expect(try await one.states() == [.live, .stopped])
        #expect(!two.desk.nodes.mayTakeIn)
    }

    @Test func `a database clock that was set back makes no dead node live`() async throws {
        let one = try await House(node: "a")
        _ = try await House(on: one.state, node: "b", instance: 2)
        try await one.age(2, seconds: -3600)
        try await one.desk.beatNode()
        #expect(one.desk.nodes.share.isAlone)
    }

    @Test func `a name that another daemon is heard under is refused until it is silent`()
        async throws
    {
        let one = try await House(node: "a")
        let two = try await House(on: one.state, node: "a", instance: 2)
        #expect(!two.desk.nodes.mayTakeIn)
        #expect(two.desk.nodes.number == 0)
        #expect(two.desk.nodes.problems.first?.contains("`node:`") == true)
        #expect(await two.desk.readiness() == two.desk.nodes.problems)
        await #expect(throws: Refusal.self) { try await two.index(TestFile()) }
        #expect(two.sealedFileNames.isEmpty)
        try await one.age(1, seconds: 16)
        try await two.desk.beatNode()
        #expect(two.desk.nodes.mayTakeIn)
        #expect(two.desk.nodes.number == 1)
        #expect(two.desk.nodes.problems.isEmpty)
        try await one.desk.beatNode()
        #expect(!one.desk.nodes.mayTakeIn)
        #expect(await one.desk.readiness() == one.desk.nodes.problems)
    }

    @Test func `a run whose number was given away commits nothing any more`() async throws {
        let one = try await House(node: "a")
        let ready = try await one.ready(TestFile())
        // The same state folder at work twice: a machine that was copied.
        let two = try await House(on: one.state, node: "a")
        #expect(two.desk.nodes.number == 1)
        let refusal = await #expect(throws: Refusal.self) {
            try await one.desk.takeIn(ready, by: .daemon)
        }
        #expect(refusal?.kind == .unavailable)
        await #expect(throws: Refusal.self) { try await one.quarantine(TestFile(sound: [1])) }
        #expect(one.sealedFileNames.isEmpty)
        try await one.desk.beatNode()
        #expect(!one.desk.nodes.mayTakeIn)
        #expect(one.desk.nodes.problems.first?.contains("its own") == true)
        try await one.desk.beatNode()
        try await two.desk.beatNode()
        #expect(two.desk.nodes.mayTakeIn)
        #expect(!one.desk.nodes.mayTakeIn)
        #expect(try await two.tally() == [0, 0, 0])
    }

    @Test func `numbers are used again only when all are taken, that of the longest gone first`()
        async throws
    {
        let one = try await House(node: "a")
        let now = try await one.startedAt(1)
        for number in 2...255 {
            try await one.alter("""
                INSERT INTO node (number, name, instance, version, started_at, beat_at, takes_in,
                  waiting, taken_in)
                VALUES (\(number), \("n\(number)"), \([UInt8](repeating: 9, count: 16)), '1',
                  \(now), \(now), 1, 0, 0)
                """)
        }
        let two = try await House(on: one.state, node: "b", instance: 2)
        #expect(two.desk.nodes.number == 0)
        #expect(two.desk.nodes.problems.first?.contains("255") == true)
        for (number, hours) in [(17, 25), (18, 30), (19, 23)] {
            try await one.age(NodeNumber(number), seconds: Double(hours) * 3600)
        }
        try await two.desk.beatNode()
        #expect(two.desk.nodes.number == 18)
        #expect(two.desk.nodes.mayTakeIn)
    }

    @Test func `status and metrics tell of every node`() async throws {
        let one = try await House(node: "a")
        let two = try await House(on: one.state, node: "b", instance: 2)
        _ = try await two.takeIn(TestFile())
        two.desk.nodes.countTakenIn()
        try await two.desk.beatNode()
        try await one.age(2, seconds: 3)
        let status = try await one.desk.intakeStatus(by: .page)
        #expect(status.hindrances.isEmpty)
        #expect(status.nodes.map(\.name) == ["a", "b"])
        #expect(status.nodes.map(\.isSelf) == [true, false])
        #expect(status.nodes.map(\.takenIn) == [0, 1])
        #expect(status.nodes.map(\.version) == ["1", "1"])
        let age = try #require(status.nodes[1].secondsSinceBeat)
        #expect((3...10).contains(age))
        let metrics = await one.desk.nodeMetrics()
        #expect(
            metrics.map(\.name) == [
                "callaudit_node_up", "callaudit_node_waiting_files",
                "callaudit_node_heartbeat_age_seconds",
            ])
        let up = try #require(metrics.first)
        #expect(up.samples.map(\.value) == [1, 1])
        #expect(up.samples.map(\.labels) == [[.init("node", "a")], [.init("node", "b")]])
    }

    @Test func `a state folder keeps its instance`() throws {
        let state = try StateFolder()
        let path = state.path + "/node-instance"
        let first = try NodeInstance.load(path: path)
        #expect(first.count == NodeInstance.byteCount)
        #expect(try NodeInstance.load(path: path) == first)
        try Data("nonsense".utf8).write(to: URL(fileURLWithPath: path))
        let second = try NodeInstance.load(path: path)
        #expect(second != first)
        #expect(try NodeInstance.load(path: path) == second)
    }
}

extension House {
    func states() async throws -> [NodeStatus.State] {
        try await desk.intakeStatus(by: .page).nodes.map(\.state)
    }

    /// Makes a node's last beat lie `seconds` further back.
    func age(_ node: NodeNumber, seconds: Double) async throws {
        try await alter("""
            UPDATE node SET beat_at = beat_at - \(Int64(seconds * 1_000_000))
            WHERE number = \(Int(node))
            """)
    }

    func startedAt(_ node: NodeNumber) async throws -> Int64 {
        let row = try await database.read {
            try $0.row("SELECT started_at FROM node WHERE number = \(Int(node))")
        }
        return try row?.get("started_at") ?? 0
    }
}
