/// Sums over a short stretch of one channel, in one pass of eight lanes.
struct SegmentSums {
    var sum: Float = 0
    var squares: Float = 0
    /// Σ (x[i] − x[i − lag])²
    var differences: Float = 0
    var lowest: Float = 0
    var highest: Float = 0

    /// `samples[-lag]` must be readable.
    @inline(__always)
    init(of samples: UnsafePointer<Float>, count: Int, lag: Int) {
        let now = UnsafeRawPointer(samples)
        let before = UnsafeRawPointer(samples - lag)
        var sums = SIMD8<Float>()
        var squareSums = SIMD8<Float>()
        var differenceSums = SIMD8<Float>()
        var low = SIMD8<Float>()
        var high = SIMD8<Float>()
        var index = 0
        while index &+ 8 <= count {
            let x = now.loadUnaligned(fromByteOffset: index &* 4, as: SIMD8<Float>.self)
            let step = x - before.loadUnaligned(fromByteOffset: index &* 4, as: SIMD8<Float>.self)
            sums += x
            squareSums += x * x
            differenceSums += step * step
            low.replace(with: x, where: x .< low)
            high.replace(with: x, where: x .> high)
            index &+= 8
        }
        sum = sums.sum()
        squares = squareSums.sum()
        differences = differenceSums.sum()
        lowest = low.min()
        highest = high.max()
        while index < count {
            let x = samples[index]
            let step = x - samples[index - lag]
            sum += x
            squares += x * x
            differences += step * step
            lowest = x < lowest ? x : lowest
            highest = x > highest ? x : highest
            index &+= 1
        }
    }

    var peak: Float { max(highest, -lowest) }
}

enum Samples {
    /// Takes channel `channel` out of `frames` interleaved frames.
    @inline(__always)
    static func take(
        _ channel: Int, of channels: Int, from interleaved: UnsafePointer<Float>, frames: Int,
        into target: UnsafeMutablePointer<Float>
    ) {
        if channels == 1 {
            target.update(from: interleaved, count: frames)
            return
        }
        var index = 0
        if channels == 2 {
            let from = UnsafeRawPointer(interleaved)
            let to = UnsafeMutableRawPointer(target)
            while index &+ 8 <= frames {
                let both = from.loadUnaligned(fromByteOffset: index &* 8, as: SIMD16<Float>.self)
                to.storeBytes(
                    of: channel == 0 ? both.evenHalf : both.oddHalf, toByteOffset: index &* 4,
                    as: SIMD8<Float>.self)
                index &+= 8
            }
        }
        while index < frames {
            target[index] = interleaved[index &* channels &+ channel]
            index &+= 1
        }
    }

    /// 60 dB above full scale: no sound is louder, and squares stay finite.
    static let magnitudeMax: Float = 1000

    /// What is no number, or absurdly large, becomes 0.
    static func tame(_ samples: UnsafeMutablePointer<Float>, count: Int) {
        for index in 0..<count {
            let x = samples[index]
            samples[index] = x >= -magnitudeMax && x <= magnitudeMax ? x : 0
        }
    }
}
