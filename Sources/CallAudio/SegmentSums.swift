/// Sums over a short stretch of one channel, in one pass of eight lanes.
struct SegmentSums {
    var sum: Float = 0
    var squares: Float = 0
    /// Σ (x[i] − x[i − lag])² within the stretch, scaled up to as many terms as it has samples.
    var differences: Float = 0
    /// Largest magnitude.
    var peak: Float = 0

    @inline(__always)
    init(of samples: UnsafePointer<Float>, count: Int, lag: Int) {
        let bytes = UnsafeRawPointer(samples)
        let lagBytes = lag &* 4
        var sums = SIMD8<Float>()
        var squareSums = SIMD8<Float>()
        var differenceSums = SIMD8<Float>()
        var low = SIMD8<Float>()
        var high = SIMD8<Float>()
        var index = min(lag, count)
        for first in 0..<index { add(samples[first]) }
        while index &+ 8 <= count {
            let place = index &* 4
            let x = bytes.loadUnaligned(fromByteOffset: place, as: SIMD8<Float>.self)
            let before = bytes.loadUnaligned(
                fromByteOffset: place &- lagBytes, as: SIMD8<Float>.self)
            let step = x - before
            sums += x
            squareSums += x * x
            differenceSums += step * step
            low.replace(with: x, where: x .< low)
            high.replace(with: x, where: x .> high)
            index &+= 8
        }
        sum += sums.sum()
        squares += squareSums.sum()
        differences = differenceSums.sum()
        high.replace(with: -low, where: -low .> high)
        for lane in 0..<8 where high[lane] > peak { peak = high[lane] }
        while index < count {
            let step = samples[index] - samples[index &- lag]
            add(samples[index])
            differences += step * step
            index &+= 1
        }
        if count > lag { differences *= Float(count) / Float(count &- lag) }
    }

    @inline(__always)
    private mutating func add(_ x: Float) {
        sum += x
        squares += x * x
        if abs(x) > peak { peak = abs(x) }
    }
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
