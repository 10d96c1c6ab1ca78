import Calls
import Testing

struct SampleFileTests {
    /// A draw of two strata, with two replacements in the second.
    private func file(_ alter: (inout SampleFile) throws -> Void = { _ in }) throws -> SampleFile {
        let seed = try seed(3)
        var strata: [SampleFile.Stratum] = []
        for (number, (key, size, asked)) in [("a", 40, 4), ("b", 900, 10)].enumerated() {
            let (chunks, digest) = try frame(of: someIDs(size, seed: UInt64(number)))
            var order = SampleOrder(seed: seed, key: key, count: size, hash: mixed)
            let ranks = order.next(asked + (key == "b" ? 2 : 0))
            let ids = try StratumFrame(chunks).ids(at: ranks)
            let picks = ranks.indices.map {
                SampleFile.Pick(step: $0, rank: ranks[$0], call: Call.ID(ids[$0]))
            }
            strata.append(
                SampleFile.Stratum(
                    quota: SampleQuota(key: key, size: size, asked: asked), digest: digest,
                    chunks: chunks, picks: Array(picks[..<asked]),
                    replacements: picks[asked...].enumerated().map { place, pick in
                        let replaces = place == 0 ? picks[3] : picks[asked]
                        return SampleFile.Replacement(
                            pick: pick, replaces: replaces.call, reason: "no-speech")
                    }))
        }
        let frame = strata.map {
            SampleFrame.Stratum(key: $0.quota.key, count: $0.quota.size, digest: $0.digest)
        }
        let plan = SamplePlan(
            name: "Loans", population: Population(directions: [.outbound]), zone: "+08:00",
            period: .live(LivePeriod(cycle: .month, since: LocalDay(number: 20_454))),
            method: .stratified(by: .campaign, .quotas(["a": 4, "b": 10], other: 0)),
            scorecard: "telesales")
        var file = SampleFile(
            head: SampleFile.Head(
                plan: plan, planID: "0e5q8rk2m1v7d", version: 2, slice: "2026-11",
                day: LocalDay("2026-11-21"), seed: seed, commitment: seed.commitment(mixed),
                digest: SampleFrame.digest(of: frame, mixed)),
            strata: strata)
        try alter(&file)
        return file
    }

    private func found(_ alter: @escaping (inout SampleFile) throws -> Void) throws -> [String] {
        try file(alter).mismatches(mixed).map {
            [$0.code.rawValue, $0.stratum, $0.step.map(String.init)].compactMap(\.self)
                .joined(separator: " ")
        }
    }

    @Test func `a file is read as it was written, and a true one has no mismatch`() throws {
        let file = try file()
        #expect(try SampleFile(file.bytes()) == file)
        #expect(try SampleFile(file.bytes()).bytes() == file.bytes())
        #expect(file.mismatches(mixed) == [])
        #expect(file.framesMissing == [])
    }

    @Test func `every mismatch is named`() throws {
        let other = try seed(4)
        #expect(try found { $0.head.commitment[0] ^= 1 } == ["commitment"])
        #expect(try found { $0.head.seed = other }.prefix(2) == ["commitment", "order a 0"])
        #expect(try found { $0.head.digest[0] ^= 1 } == ["frame-digest"])
        #expect(try found { $0.strata.swapAt(0, 1) } == ["strata"])
        #expect(
            try found {
                $0.head.plan.method = .percentage(hundredthsOfPercent: .max, least: .max)
            } == ["plan"])
        #expect(
            try found { $0.strata[0].digest[0] ^= 1 } == ["frame-digest", "stratum-digest a"])
        #expect(
            try found {
                $0.strata[0].chunks = try frame(of: someIDs(39, seed: 0)).chunks
            }.prefix(2) == ["size a", "stratum-digest a"])
        #expect(
            try found { file in
                let chunk = file.strata[1].chunks[0]
                file.strata[1].chunks[0] = FrameChunk(
                    first: chunk.first, last: chunk.last, count: chunk.count,
                    bytes: Array(chunk.bytes.dropLast()))
            } == ["frame b"])
        #expect(try found { $0.strata[0].picks[2].rank ^= 1 } == ["order a 2"])
        #expect(try found { $0.strata[0].picks[2].call = Call.ID(5) } == ["call a 2"])
        #expect(
            try found { $0.strata[0].picks.swapAt(1, 2) } == [
                "step a 1", "order a 1", "step a 2", "order a 2",
            ])
        #expect(try found { $0.strata[0].picks.removeLast() } == ["count a"])
        #expect(
            try found { file in
                file.strata[0].quota = SampleQuota(key: "a", size: 40, asked: 3)
                file.strata[0].picks.removeLast()
            } == ["asked a"])
        #expect(
            try found { $0.strata[1].replacements[0].reason = "" } == ["reason b 10"])
        #expect(
            try found { $0.strata[1].replacements[1].replaces = Call.ID(5) } == ["replaced b 11"])
        #expect(
            try found { file in
                file.strata[1].replacements[1].replaces = file.strata[1].picks[3].call
            } == ["replaced b 11"])
    }

    @Test func `without its frame a stratum is compared by rank`() throws {
        let bare = try file { $0.strata[1].chunks = [] }
        #expect(bare.mismatches(mixed) == [])
        #expect(bare.framesMissing == ["b"])
        #expect(try found { file in
            file.strata[1].chunks = []
            file.strata[1].picks[0].rank += 1
        } == ["order b 0"])
    }

    @Test func `mismatches are bounded`() throws {
        let other = try seed(9)
        let wrong = try file { file in
            file.head.seed = other
            file.strata[1].picks += (0..<500).map {
                SampleFile.Pick(step: $0, rank: $0, call: Call.ID(0))
            }
        }
        #expect(wrong.mismatches(mixed).count == SampleFile.mismatchesMax)
    }

    @Test func `every mismatch has a finished sentence`() {
        for code in SampleMismatch.Code.allCases {
            let text = SampleMismatch(code, stratum: "loan", step: 4).description
            #expect(text.hasSuffix(".") && text.count > 20)
        }
        #expect(
            SampleMismatch(.order, stratum: "", step: 4).description
                == "Pick 5 isn't the call that the seed leads to.")
    }

    @Test func `what isn't whole isn't read`() throws {
        let bytes = try file().bytes()
        for cut in stride(from: 0, to: bytes.count - 1, by: 61) {
            #expect(throws: SampleFileFault.self) { _ = try SampleFile(Array(bytes[..<cut])) }
        }
        let lines = bytes.split(separator: 10).map(Array.init)
        for place in lines.indices {
            var without = lines
            without.remove(at: place)
            #expect(throws: SampleFileFault.self) {
                _ = try SampleFile(Array(without.joined(separator: [10])) + [10])
            }
            var twice = lines
            twice.insert(lines[place], at: place)
            #expect(throws: SampleFileFault.self) {
                _ = try SampleFile(Array(twice.joined(separator: [10])) + [10])
            }
        }
    }

    @Test(arguments: [
        "", "\n", "{}\n", #"{"line":"end","lines":1}"# + "\n",
        #"{"line":"pick","step":0,"rank":0,"call":"0e5q8rk2m1v7d"}"# + "\n",
        #"{"line":"sample","format":"callaudit-sample 2"}"# + "\n",
        #"{"line":"sample","format":"callaudit-sample 1"}"# + "\n",
    ])
    func `what isn't a sample file isn't read`(_ text: String) {
        #expect(throws: SampleFileFault.self) { _ = try SampleFile(Array(text.utf8)) }
    }

    @Test func `random damage never does more than be refused or named`() throws {
        let bytes = try file().bytes()
        var chance = SplitMix(state: 1)
        for _ in 0..<300 {
            var damaged = bytes
            let place = Int.random(in: 0..<bytes.count, using: &chance)
            damaged[place] = UInt8.random(in: 32...126, using: &chance)
            if let read = try? SampleFile(damaged) { _ = read.mismatches(mixed) }
        }
    }
}

/// Files of spread slices and of lots, whose numbers depend on more than sizes.
struct SampleFileQuotaTests {
    private func file(
        _ period: SamplePeriod, _ method: SampleMethod, day: LocalDay?, _ quota: SampleQuota,
        before: SpreadDay.Before? = nil, severity: InspectionSeverity? = nil
    ) throws -> SampleFile {
        let seed = try seed(3)
        let (chunks, digest) = try frame(of: someIDs(quota.size))
        var order = SampleOrder(seed: seed, key: quota.key, count: quota.size, hash: mixed)
        let ranks = order.next(quota.drawn)
        let ids = try StratumFrame(chunks).ids(at: ranks)
        let stratum = SampleFile.Stratum(
            quota: quota, before: before, digest: digest, chunks: chunks,
            picks: ranks.indices.map {
                SampleFile.Pick(step: $0, rank: ranks[$0], call: Call.ID(ids[$0]))
            })
        let plan = SamplePlan(
            name: "Loans", zone: "+08:00", period: period, method: method, scorecard: "telesales")
        let slice = try #require(period.slice(on: day ?? period.from))
        let frame = [
            SampleFrame.Stratum(key: quota.key, count: quota.size, digest: digest)
        ]
        return SampleFile(
            head: SampleFile.Head(
                plan: plan, planID: "0e5q8rk2m1v7d", version: 2, slice: slice.name, day: day,
                severity: severity, seed: seed, commitment: seed.commitment(mixed),
                digest: SampleFrame.digest(of: frame, mixed)),
            strata: [stratum])
    }

    @Test func `the quota of a day follows from the plan and the days before`() throws {
        let since = try #require(LocalDay("2026-11-01"))
        let period = SamplePeriod.live(LivePeriod(cycle: .month, since: since, spread: true))
        // By the end of the last day all 40 are due.
        let last = try #require(LocalDay("2026-11-30"))
        let before = SpreadDay.Before(size: 800, drawn: 37)
        let day = try file(
            period, .simple(40), day: last, SampleQuota(key: "", size: 50, asked: 3),
            before: before)
        #expect(day.mismatches(mixed) == [])
        #expect(try SampleFile(day.bytes()) == day)
        var other = day
        other.strata[0].before?.drawn = 36
        #expect(other.mismatches(mixed).map(\.code) == [.asked])
        other = day
        other.head.version = 3
        #expect(other.mismatches(mixed) == [])
        other.head.slice = "2026-10"
        #expect(other.mismatches(mixed).map(\.code) == [.day])
        other.head.day = nil
        #expect(other.mismatches(mixed).map(\.code) == [.day])
    }

    @Test func `the size of a lot's sample follows from its severity`() throws {
        let since = try #require(LocalDay("2026-11-01"))
        let limit = try #require(QualityLimit("1.0"))
        let lot = try file(
            .live(LivePeriod(cycle: .week, since: since)), .acceptance(.general2, limit), day: nil,
            SampleQuota(key: "", size: 3_000, asked: 50), severity: .reduced)
        #expect(lot.mismatches(mixed) == [])
        #expect(try SampleFile(lot.bytes()) == lot)
        var other = lot
        other.head.severity = .normal
        #expect(other.mismatches(mixed).map(\.code) == [.asked])
    }
}
