import Calls
import Foundation
import Testing

/// Block energies with known gating, after ITU-R BS.1770-4 annex 1.
@Suite struct SoundLoudnessTests {
    private func blocks(_ lufs: Double, _ count: Int) -> [Double] {
        Array(repeating: Loudness.energy(ofLUFS: lufs), count: count)
    }

    @Test func `equal blocks have their own loudness`() throws {
        let loudness = try #require(Loudness.integratedLUFS(ofBlocks: blocks(-23, 50)))
        #expect(abs(loudness + 23) < 1e-9)
    }

    @Test func `blocks below the absolute gate don't count`() throws {
        let loudness = try #require(
            Loudness.integratedLUFS(ofBlocks: blocks(-23, 10) + blocks(-71, 1000)))
        #expect(abs(loudness + 23) < 1e-9)
    }

    @Test func `blocks ten below the mean of the rest don't count`() throws {
        // The mean of 50 at −20 and 50 at −35 is −22.87, so the gate lies at −32.87.
        let loudness = try #require(
            Loudness.integratedLUFS(ofBlocks: blocks(-20, 50) + blocks(-35, 50)))
        #expect(abs(loudness + 20) < 1e-9)
    }

    @Test func `blocks less than ten below the mean count by their energy`() throws {
        let loudness = try #require(
            Loudness.integratedLUFS(ofBlocks: blocks(-20, 50) + blocks(-26, 50)))
        let expected = 10 * log10((pow(10, -2) + pow(10, -2.6)) / 2)
        #expect(abs(loudness - expected) < 1e-9)
    }

    @Test func `silence and nothing have no loudness`() {
        #expect(Loudness.integratedLUFS(ofBlocks: []) == nil)
        #expect(Loudness.integratedLUFS(ofBlocks: blocks(-80, 10)) == nil)
        #expect(Loudness.integratedLUFS(ofBlocks: [0, 0]) == nil)
    }
}
