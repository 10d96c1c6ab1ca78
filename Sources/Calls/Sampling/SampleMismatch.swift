/// What of a file isn't as seed and frame make it.
package struct SampleMismatch: Hashable, Sendable, CustomStringConvertible {
    package enum Code: String, CaseIterable, Sendable {
        case commitment
        case plan
        case strata
        case day
        case size
        case frame
        case stratumDigest = "stratum-digest"
        case frameDigest = "frame-digest"
        case asked
        case count
        case step
        case order
        case call
        case reason
        case replaced
    }

    package let code: Code
    /// Key of the stratum; nil for the file as a whole.
    package let stratum: String?
    /// Of the order, from 0.
    package let step: Int?

    package init(_ code: Code, stratum: String? = nil, step: Int? = nil) {
        self.code = code
        self.stratum = stratum
        self.step = step
    }

    /// One finished English sentence.
    package var description: String {
        let place = stratum.map { $0.isEmpty ? "" : " of stratum \($0)" } ?? ""
        let pick = "Pick \((step ?? 0) + 1)\(place)"
        return switch code {
        case .commitment: "The seed isn't the one that was committed to."
        case .strata: "The strata don't stand in ascending order, each once."
        case .plan: "The plan is one that couldn't have been drawn from."
        case .day: "The day isn't one of the slice of the plan."
        case .size: "The frame\(place) has another number of calls than the file says."
        case .frame: "The frame\(place) can't be read: it was damaged."
        case .stratumDigest: "The frame\(place) isn't the one whose digest was taken."
        case .frameDigest: "The strata aren't those whose digest was taken."
        case .asked: "Another number of calls was asked for\(place) than the plan says."
        case .count: "Other than the calls that were asked for were drawn\(place)."
        case .step: "\(pick) is missing or stands out of its order."
        case .order: "\(pick) isn't the call that the seed leads to."
        case .call: "\(pick) names another call than stands at its rank."
        case .reason: "\(pick) replaces a call without a reason."
        case .replaced: "\(pick) replaces a call that wasn't drawn, or was replaced before."
        }
    }
}

extension SampleFile {
    package static let mismatchesMax = 100

    /// Draws again and compares; empty when all is as it should be. Where the frame isn't in the
    /// file (`framesMissing`), calls are compared by rank alone.
    package func mismatches(_ hash: @escaping SampleHash) -> [SampleMismatch] {
        var found: [SampleMismatch] = []
        if head.seed.commitment(hash) != head.commitment { found.append(.init(.commitment)) }
        let keys = strata.map(\.quota.key)
        if !zip(keys, keys.dropFirst()).allSatisfy({ SampleFrame.precedes($0, $1) }) {
            found.append(.init(.strata))
        }
        let frame = strata.map {
            SampleFrame.Stratum(key: $0.quota.key, count: $0.quota.size, digest: $0.digest)
        }
        if SampleFrame.digest(of: frame, hash) != head.digest { found.append(.init(.frameDigest)) }
        found += quotaMismatches(hash)
        for stratum in strata where found.count < Self.mismatchesMax {
            found += stratum.mismatches(seed: head.seed, hash)
        }
        return Array(found.prefix(Self.mismatchesMax))
    }

    /// What was asked for, against what the plan says for strata of these sizes.
    private func quotaMismatches(_ hash: @escaping SampleHash) -> [SampleMismatch] {
        guard head.plan.problems().isEmpty else { return [SampleMismatch(.plan)] }
        let sizes = strata.map { StratumSize(key: $0.quota.key, count: $0.quota.size) }
        let before = Dictionary(
            strata.compactMap { one in one.before.map { (one.quota.key, $0) } },
            uniquingKeysWith: { first, _ in first })
        let day = spreadDay(before, hash)
        if head.plan.period.isSpread, day == nil { return [SampleMismatch(.day)] }
        let quotas = head.plan.method.quotas(
            of: sizes, on: day, severity: head.severity ?? .normal)
        let asked = Set(strata.map(\.quota))
        return quotas.filter { !asked.contains($0) }.map { SampleMismatch(.asked, stratum: $0.key) }
    }

    /// Nil when the day isn't one of the slice, or none is said.
    private func spreadDay(
        _ before: [String: SpreadDay.Before], _ hash: @escaping SampleHash
    ) -> SpreadDay? {
        guard head.plan.period.isSpread, let day = head.day,
            let slice = head.plan.period.slice(on: day), slice.name == head.slice,
            let spread = SampleSpread(
                plan: head.planID, version: head.version, slice: slice.name,
                days: slice.days.count, hash: hash)
        else { return nil }
        return SpreadDay(
            spread: spread, index: day.number - slice.from.number, before: before)
    }

    /// Keys of strata whose frame isn't in the file.
    package var framesMissing: [String] {
        strata.filter { $0.chunks.isEmpty && $0.quota.size > 0 }.map(\.quota.key)
    }
}

extension SampleFile.Stratum {
    fileprivate func mismatches(
        seed: SampleSeed, _ hash: @escaping SampleHash
    ) -> [SampleMismatch] {
        var found: [SampleMismatch] = []
        func add(_ code: SampleMismatch.Code, _ step: Int? = nil) {
            found.append(SampleMismatch(code, stratum: quota.key, step: step))
        }
        let frame = StratumFrame(chunks)
        let hasFrame = !chunks.isEmpty || quota.size == 0
        var calls: [Int64]?
        let all = picks + replacements.map(\.pick)
        if hasFrame {
            if frame.count != quota.size { add(.size) }
            do throws(FrameFault) {
                if try frame.digest(hash) != digest { add(.stratumDigest) }
                calls = try frame.ids(at: all.map { min($0.rank, max(0, frame.count - 1)) })
            } catch {
                add(.frame)
            }
        }
        if picks.count != quota.drawn { add(.count) }
        var order = SampleOrder(seed: seed, key: quota.key, count: quota.size, hash: hash)
        for (step, pick) in all.enumerated() where found.count < SampleFile.mismatchesMax {
            let rank = order.next()
            if pick.step != step { add(.step, step) }
            if pick.rank != rank {
                add(.order, step)
            } else if let calls, calls[step] != pick.call.rawValue {
                add(.call, step)
            }
        }
        var standing = Set(picks.map(\.call))
        for replacement in replacements where found.count < SampleFile.mismatchesMax {
            if replacement.reason.isEmpty { add(.reason, replacement.pick.step) }
            let stood = standing.remove(replacement.replaces) != nil
            if !stood { add(.replaced, replacement.pick.step) }
            standing.insert(replacement.pick.call)
        }
        return found
    }
}
