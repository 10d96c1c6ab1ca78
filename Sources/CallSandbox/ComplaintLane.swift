import Calls
import Glibc

/// Reads complaints one after the other, each in a process of its own.
struct ComplaintLane {
    /// How often a waiting thread looks whether it should still wait.
    private static let glance = Duration.milliseconds(200)
    private static let processorSeconds: Int64 = 20
    private static let wallSeconds: Int64 = 60

    let helperPath: String
    let stop: StopSignal

    func read(_ file: OwnedDescriptor) -> Result<ComplaintIntake, DecodeFailure> {
        guard let bytes = file.fileBytes else { return .failure(failure(.unreadable)) }
        if bytes == 0 { return .failure(DecodeFailure(.empty)) }
        guard bytes <= ComplaintIntake.Limits.mailBytes else {
            return .failure(DecodeFailure(Self.tooLarge))
        }
        do throws(DecodeFailure) {
            let process = try DecodeProcess(path: helperPath, arguments: ["--mail"])
            guard process.start(
                ComplaintReply.magic, file: file, processorSeconds: Self.processorSeconds)
            else { throw .noDecoder("it ends as soon as it gets a job") }
            do throws(DecodeFault) {
                return try answer(of: process, until: .now + .seconds(Self.wallSeconds))
            } catch {
                throw stop.isRaised ? .shutDown : failure(error)
            }
        } catch {
            return .failure(error)
        }
    }

    private func failure(_ fault: DecodeFault) -> DecodeFailure {
        fault == .unreadable
            ? DecodeFailure(ComplaintFileRefusal(.brokenComplaint, fault.detail))
            : DecodeFailure(fault)
    }

    private static let tooLarge = ComplaintFileRefusal(
        .oversized,
        "A mail may have 25 MiB. Ask the sender for a smaller one, and discard this one.")

    private func answer(
        of process: DecodeProcess, until deadline: ContinuousClock.Instant
    ) throws(DecodeFault) -> Result<ComplaintIntake, DecodeFailure> {
        let head = try packet(from: process, until: deadline)
        switch head.kind {
        case .refusal:
            guard let refusal = ComplaintReply.refusal(head.payload) else { throw .invalidReport }
            return .failure(DecodeFailure(refusal))
        case .report:
            var reader = ByteReader(head.payload)
            guard head.payload.count == 4, let size = reader.number(4),
                (1...ComplaintIntake.encodedBytesMax).contains(Int(size))
            else { throw .invalidReport }
            let bytes = try report(of: Int(size), from: process, until: deadline)
            guard let intake = ComplaintIntake(encoded: bytes) else { throw .invalidReport }
            return .success(intake)
        case .fault:
            guard head.payload.count == 1, let first = head.payload.first,
                let fault = DecodeFault(rawValue: first)
            else { throw .invalidReport }
            throw fault
        default: throw .invalidReport
        }
    }

    private func report(
        of size: Int, from process: DecodeProcess, until deadline: ContinuousClock.Instant
    ) throws(DecodeFault) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(size)
        while bytes.count < size {
            let piece = try packet(from: process, until: deadline)
            guard piece.kind == .piece, !piece.payload.isEmpty,
                piece.payload.count <= size - bytes.count
            else { throw .invalidReport }
            bytes += piece.payload
        }
        return bytes
    }

    private func packet(
        from process: DecodeProcess, until deadline: ContinuousClock.Instant
    ) throws(DecodeFault) -> (kind: ReplyKind, payload: ArraySlice<UInt8>) {
        while !process.connection.waitReadable(until: min(deadline, .now + Self.glance)) {
            if deadline <= .now || stop.isRaised { throw .timedOut }
        }
        guard
            let (packet, passed) = try? process.connection.receive(
                bytesMax: ReplyKind.packetBytesMax)
        else { throw process.fault() }
        if let passed { close(passed) }
        guard passed == nil, let first = packet.first, let kind = ReplyKind(rawValue: first) else {
            throw .invalidReport
        }
        return (kind, packet.dropFirst())
    }
}
