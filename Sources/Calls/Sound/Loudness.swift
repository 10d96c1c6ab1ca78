import Foundation

/// Loudness as ITU-R BS.1770-4 (annex 1) and EBU R 128 define it, from the mean squares of
/// K-weighted blocks of 400 ms that start every 100 ms.
package enum Loudness {
    /// Blocks quieter than this never count: −70 LUFS.
    package static let absoluteGateLUFS = -70.0
    /// Blocks this much below the mean of the others don't count: −10 LU.
    package static let relativeGateLU = -10.0

    /// `−0.691 + 10 log10(energy)`: BS.1770-4 formula (2). Minus infinity for no energy.
    package static func lufs(ofEnergy energy: Double) -> Double {
        -0.691 + 10 * log10(energy)
    }

    package static func energy(ofLUFS lufs: Double) -> Double {
        pow(10, (lufs + 0.691) / 10)
    }

    /// Gated loudness of `blocks`, each the sum over channels of their mean squares (formulas (3)
    /// to (7)). Nil when no block is louder than the absolute gate, so also for less than 400 ms.
    package static func integratedLUFS(ofBlocks blocks: [Double]) -> Double? {
        guard let ungated = mean(of: blocks, above: energy(ofLUFS: absoluteGateLUFS)) else {
            return nil
        }
        let relative = lufs(ofEnergy: ungated) + relativeGateLU
        let gate = energy(ofLUFS: max(absoluteGateLUFS, relative))
        return mean(of: blocks, above: gate).map(lufs(ofEnergy:))
    }

    private static func mean(of blocks: [Double], above gate: Double) -> Double? {
        var sum = 0.0
        var count = 0
        for block in blocks where block > gate {
            sum += block
            count += 1
        }
        return count > 0 ? sum / Double(count) : nil
    }
}
