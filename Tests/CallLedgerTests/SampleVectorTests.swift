import CallLedger
import Calls
import Foundation
import Testing

/// A file that scripts/redraw-sample.py's functions made (Tests/EndToEnd/test_redraw.py), drawn
/// again with the hash of the ledger.
struct SampleVectorTests {
    private let sha256: SampleHash = { bytes in
        LedgerHash.plain(bytes).withBytes { Array($0) }
    }

    private func vector(_ name: String = "sample.jsonl") throws -> [UInt8] {
        let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("Vectors/\(name)")
        return Array(try Data(contentsOf: path))
    }

    private func cases(_ set: String) throws -> [[Any]] {
        let file = try JSONSerialization.jsonObject(with: Data(vector("sample-quotas.json")))
        return try #require((file as? [String: Any])?[set] as? [[Any]])
    }

    @Test func `a draw of Python's is drawn again`() throws {
        let file = try SampleFile(try vector())
        #expect(file.mismatches(sha256) == [])
        #expect(file.framesMissing == [])
        #expect(file.strata.map(\.quota.key) == ["", "loan", "zero", "保险"])
        #expect(file.strata.map(\.picks.count) == [5, 12, 0, 3])
        #expect(file.strata[1].replacements.count == 2)
        #expect(file.head.plan.problems() == [])
        #expect(try file.bytes() == vector())
    }

    @Test func `a draw of Python's is made again from its frames`() throws {
        let file = try SampleFile(try vector())
        let sizes = file.strata.filter { $0.quota.size > 0 }
            .map { StratumSize(key: $0.quota.key, count: $0.quota.size) }
        #expect(file.head.plan.method.quotas(of: sizes) == file.strata.map(\.quota))
        for stratum in file.strata {
            let frame = StratumFrame(stratum.chunks)
            var writer = FrameWriter(hash: sha256)
            for chunk in stratum.chunks { try writer.append(try chunk.ids()) }
            #expect(writer.finish().digest == stratum.digest)
            var order = SampleOrder(
                seed: file.head.seed, key: stratum.quota.key, count: frame.count, hash: sha256)
            let picks = stratum.picks + stratum.replacements.map(\.pick)
            let ranks = order.next(picks.count)
            #expect(ranks == picks.map(\.rank))
            #expect(try frame.ids(at: ranks) == picks.map(\.call.rawValue))
        }
    }

    @Test func `totals are shared as Python shares them`() throws {
        let cases = try cases("shares")
        #expect(cases.count == 150)
        for one in cases {
            let total = try #require(one[0] as? Int)
            let least = try #require(one[1] as? Int)
            let sizes = try #require(one[2] as? [Int])
            let method = SampleMethod.stratified(
                by: .team, .proportional(total: total, least: least))
            let strata = sizes.enumerated().map {
                StratumSize(key: String(10 + $0), count: $1)
            }
            guard sizes.contains(where: { $0 > 0 }) else { continue }
            #expect(method.quotas(of: strata).map(\.asked) == one[3] as? [Int])
        }
    }

    @Test func `quotas are spread over days as Python spreads them`() throws {
        let cases = try cases("spreads")
        #expect(cases.count == 20)
        for one in cases {
            let texts = one.map { $0 as? String ?? "" }
            let cycle = try #require(LivePeriod.Cycle(rawValue: texts[0]))
            let since = try #require(LocalDay(texts[1]))
            let day = try #require(LocalDay(texts[2]))
            let period = SamplePeriod.live(LivePeriod(cycle: cycle, since: since, spread: true))
            let slice = try #require(period.slice(on: day))
            #expect(slice.name == texts[3])
            let spread = try #require(
                SampleSpread(
                    plan: "0e5q8rk2m1v7d", version: 3, slice: slice.name, days: slice.days.count,
                    hash: sha256))
            let index = day.number - slice.from.number
            let quota = try #require(one[4] as? Int)
            #expect(spread.due(of: quota, key: texts[5], through: index) == one[6] as? Int)
            #expect((index == slice.days.count - 1) == (one[7] as? Bool))
        }
    }

    @Test func `a draw of Python's that was altered is named`() throws {
        var file = try SampleFile(try vector())
        file.strata[1].picks.swapAt(0, 1)
        #expect(file.mismatches(sha256).map(\.description).contains(
            "Pick 1 of stratum loan isn't the call that the seed leads to."))
    }
}
