import CallDesk
import CallStore
import Calls
import Foundation
import TestSupport
import Testing

/// What lies outside of somebody's reach answers as if it weren't there.
struct ScopeTests {
    private struct Two {
        var house: House
        var own: (call: Call.ID, recording: Recording.ID)
        var foreign: (call: Call.ID, recording: Recording.ID)
        var agent: Principal
    }

    private func two() async throws -> Two {
        let house = try await House()
        let own = try await house.index(
            TestFile(name: "a.wav", sound: Sounds.wav(seed: 1), facts: [.agent: .text("201")]))
        let foreign = try await house.index(
            TestFile(name: "b.wav", sound: Sounds.wav(seed: 2), facts: [.agent: .text("202")]))
        let id: Agent.ID? = try await house.database.read { try $0.call(own.call)?.agentID }
        #expect(id != nil)
        return Two(
            house: house, own: own, foreign: foreign,
            agent: Principal(id: "account:x", roles: [.agent], agent: id))
    }

    @Test func `an agent's list holds the own calls alone`() async throws {
        let two = try await two()
        let desk = two.house.desk
        let page = try await desk.calls(CallFilter(), after: nil, limit: 10, by: two.agent)
        #expect(page.items.map(\.id) == [two.own.call])
        let all = try await desk.calls(CallFilter(), after: nil, limit: 10, by: .page)
        #expect(all.items.count == 2)
        let filtered = try await desk.calls(
            CallFilter(agent: "202"), after: nil, limit: 10, by: two.agent)
        #expect(filtered.items.isEmpty)
    }

    @Test func `a foreign call answers as one that isn't there`() async throws {
        let two = try await two()
        let desk = two.house.desk
        let nowhere = Call.ID(1)
        _ = try await desk.call(two.own.call, thresholds: .init(), by: two.agent)
        let missing = await #expect(throws: Refusal.self) {
            _ = try await desk.call(nowhere, thresholds: .init(), by: two.agent)
        }
        let foreign = await #expect(throws: Refusal.self) {
            _ = try await desk.call(two.foreign.call, thresholds: .init(), by: two.agent)
        }
        #expect(foreign == missing)
        #expect(foreign?.code == .noSuchCall)
    }

    @Test func `a foreign recording is neither heard nor pictured, and leaves no entry`()
        async throws
    {
        let two = try await two()
        let desk = two.house.desk
        _ = try await desk.listen(to: two.own.recording, by: two.agent)
        let entries = try await two.house.ledger().count
        let heard = await #expect(throws: Refusal.self) {
            _ = try await desk.listen(to: two.foreign.recording, by: two.agent)
        }
        let seen = await #expect(throws: Refusal.self) {
            _ = try await desk.soundPicture(of: two.foreign.recording, by: two.agent)
        }
        #expect(heard?.code == .noSuchRecording)
        #expect(seen?.code == .noSuchRecording)
        #expect(try await two.house.ledger().count == entries)
    }

    @Test func `calls without a team are in no team's reach, nor in that of no teams`()
        async throws
    {
        let two = try await two()
        for teams in [[Team.ID(1)], []] as [Set<Team.ID>] {
            let supervisor = Principal(id: "account:x", roles: [.supervisor], teams: teams)
            let page = try await two.house.desk.calls(
                CallFilter(), after: nil, limit: 10, by: supervisor)
            #expect(page.items.isEmpty)
        }
    }
}
