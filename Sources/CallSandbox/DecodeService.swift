import CLinux
package import Calls
import Glibc

/// The decoder's side: takes jobs from the socket at descriptor 3 until the daemon goes away. The
/// decoding itself comes in from outside, since this module is also part of the daemon, which must
/// never hold a decoder.
package struct DecodeService {
    package typealias Measure = (_ file: Int32, _ raw: RawEncoding?, _ framesMax: Int64)
        throws(DecodeFault) -> SoundReport
    package typealias Render = (
        _ file: Int32, _ raw: RawEncoding?, _ frames: Range<Int64>,
        _ deliver: (UnsafeRawBufferPointer) -> Bool
    ) throws(DecodeFault) -> Void

    private let measure: Measure
    private let render: Render
    private let connection = Connection(descriptor: 3)

    package init(measure: @escaping Measure, render: @escaping Render) {
        self.measure = measure
        self.render = render
    }

    /// Returns when the daemon is gone or says what makes no sense.
    package func run() {
        do {
            try connection.send(.hello, [ReplyKind.version])
            while let (packet, passed) = try connection.receive(bytesMax: DecodeRequest.bytes) {
                guard let passed else { return }
                defer { close(passed) }
                guard let request = DecodeRequest(encoded: packet[...]) else { return }
                try answer(request, file: passed)
            }
        } catch {
            return
        }
    }

    private func answer(_ request: DecodeRequest, file: Int32) throws(Connection.Broken) {
        do {
            switch request.job {
            case .measure:
                let report = try measure(file, request.raw, request.framesMax).encoded
                var size = ByteWriter()
                size.number(Int64(report.count), size: 4)
                try connection.send(.report, size.bytes)
                try connection.sendPieces(report)
            case .render(let frames):
                var isBroken = false
                try render(file, request.raw, frames) { piece in
                    do throws(Connection.Broken) {
                        try connection.send(.piece, Array(piece))
                    } catch {
                        isBroken = true
                    }
                    return !isBroken
                }
                if isBroken { throw Connection.Broken() }
                try connection.send(.end)
            }
        } catch let fault as DecodeFault {
            try connection.send(.fault, [fault.rawValue])
        } catch {
            throw Connection.Broken()
        }
    }
}
