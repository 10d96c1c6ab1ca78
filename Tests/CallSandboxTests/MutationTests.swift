import CallSandbox
import Calls
import Foundation
import Testing

@Suite struct MutationTests {
    /// SplitMix64 (Steele, Lea and Flood, 2014): the same mutants on every run.
    private struct Chance: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = state
            mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
            return mixed ^ (mixed >> 31)
        }
    }

    /// Flips bits (in half of the mutants only in the first 200 bytes), writes wild numbers, cuts,
    /// or doubles.
    private func mutant(of bytes: [UInt8], _ chance: inout Chance) -> [UInt8] {
        var mutant = bytes
        let head = Bool.random(using: &chance)
        for _ in 0..<Int.random(in: 1...12, using: &chance) {
            let end = head ? min(200, mutant.count) : mutant.count
            let place = Int.random(in: 0..<end, using: &chance)
            mutant[place] ^= 1 << UInt8.random(in: 0...7, using: &chance)
        }
        switch Int.random(in: 0...5, using: &chance) {
        case 0: mutant.removeLast(Int.random(in: 0..<mutant.count, using: &chance))
        case 1:
            let place = Int.random(in: 0..<min(100, mutant.count - 4), using: &chance)
            let wild: [[UInt8]] = [
                [0xFF, 0xFF, 0xFF, 0xFF], [0, 0, 0, 0], [0xFF, 0xFF, 0xFF, 0x7F],
            ]
            mutant.replaceSubrange(
                place..<place + 4, with: wild[Int.random(in: 0..<3, using: &chance)])
        case 2: mutant += mutant
        default: break
        }
        return mutant
    }

    @Test(arguments: Sound.kinds.indices)
    func `mutated files give a report or a reason and harm nobody`(kind: Int) async throws {
        let original = try Sound.converted(
            Sound.wave(seconds: 2, channels: 2), by: Sound.kinds[kind])
        #expect(original.count > 1000)
        let pool = Helper.pool(limits: DecodeLimits(wallSeconds: 20))
        var chance = Chance(state: UInt64(kind + 1))
        var reports = 0
        let started = ContinuousClock.now
        for _ in 0..<40 {
            let file = try OpenFile(mutant(of: original, &chance))
            switch await pool.measure(descriptor: file.descriptor, raw: nil) {
            case .success(let report):
                reports += 1
                #expect(report.facts.frames > 0)
            case .failure(let failure):
                #expect(failure.reason != nil)
            }
        }
        // Ogg's checksums leave nothing of a short damaged file.
        #expect(reports > 0 || original.starts(with: Array("OggS".utf8)))
        #expect(ContinuousClock.now - started < .seconds(120))
    }

    @Test(arguments: Sound.kinds.indices)
    func `truncated files give a report or a reason`(kind: Int) async throws {
        let original = try Sound.converted(
            Sound.wave(seconds: 2, channels: 2), by: Sound.kinds[kind])
        let pool = Helper.pool()
        for step in 0..<12 {
            let file = try OpenFile(Array(original.prefix(original.count * step / 12)))
            switch await pool.measure(descriptor: file.descriptor, raw: nil) {
            case .success(let report): #expect(report.facts.durationSeconds < 2.2)
            case .failure(let failure): #expect(failure.reason != nil)
            }
        }
    }
}
