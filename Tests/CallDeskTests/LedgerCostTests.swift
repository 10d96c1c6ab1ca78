import CallDesk
import CallLedger
import CallStore
import Calls
import Foundation
import Glibc
import TestSupport
import Testing

struct LedgerCostTests {
    private static let count = 150

    /// Processor time of this process, in seconds.
    private static var used: Double {
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        return [usage.ru_utime, usage.ru_stime].reduce(0) {
            $0 + Double($1.tv_sec) + Double($1.tv_usec) / 1_000_000
        }
    }

    private static func time(_ body: () async throws -> Void) async rethrows -> Double {
        let before = used
        try await body()
        return used - before
    }

    /// Of what an intake costs after decoding, measuring and sealing; with these the share is
    /// smaller still.
    @Test func `an entry adds under 15 percent to an intake`() async throws {
        let house = try await House()
        var ready: [ReadyRecording] = []
        for number in 0..<Self.count {
            ready.append(
                try await house.ready(
                    TestFile(name: "\(number).wav", sound: Sounds.wav(seed: number))))
        }
        let intake = try await Self.time {
            for one in ready { _ = try await house.desk.takeIn(one, by: .daemon) }
        }
        let plain = try await Self.time {
            for number in 0..<Self.count {
                try await house.database.write { try $0.set("bench", to: "\(number)") }
            }
        }
        let content = try await house.ledger()[0]
        let entered = try await Self.time {
            for number in 0..<Self.count {
                try await house.database.write { db in
                    try db.set("bench", to: "\(number)")
                    try db.append { head in
                        var head = try head.map { try LedgerHead(decoding: $0) } ?? LedgerHead()
                        let entry = try head.append(content)
                        let row = LedgerRow(
                            sequence: entry.sequence,
                            at: Date(microseconds: content.timeMicroseconds),
                            action: content.action.rawValue, principal: content.principal,
                            object: content.object, bytes: entry.bytes,
                            leafHash: entry.hash.bytes)
                        return (row, head.encoded)
                    }
                }
            }
        }
        let share = (entered - plain) / intake
        print("an entry: \(Int(share * 1000)) thousandths of an intake's transaction")
        #expect(share < 0.15)
    }
}
