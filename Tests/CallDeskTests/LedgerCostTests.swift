import CallDesk
@testable import CallStore
import Calls
import Foundation
import Glibc
import TestSupport
import Testing

/// What an entry in the ledger costs an intake. `scripts/bench --ledger` prints what it says.
struct LedgerCostTests {
    private static let intakes = 40
    private static let rounds =
        Int(ProcessInfo.processInfo.environment["CALLAUDIT_BENCH_ROUNDS"] ?? "") ?? 7

    /// Of a recording of two seconds, which is about as little as an intake can be. Two houses take
    /// the same sounds in by turns, so that whatever else the machine does troubles both alike.
    /// Counted is the processor time of this process, in which SQLite does its work too; what the
    /// decoder takes, which is another one, is left out, and so the share of the whole is smaller
    /// still. A machine that counts processor time in ticks errs by chance: a bad figure is
    /// measured again, thrice at most.
    @Test(.timeLimit(.minutes(4)))
    func `an entry adds under 15 percent to an intake`() async throws {
        let with = try await House(on: StateFolder(database: DatabasePlace(.sqlite)))
        let without = try await House(
            on: StateFolder(database: DatabasePlace(.sqlite)),
            through: { WithoutEntries(inner: $0) })
        var share = Double.infinity
        var taken = 0
        for _ in 0..<3 where share >= 0.15 {
            share = try await Self.share(from: taken, with: with, without: without)
            taken += Self.intakes * (Self.rounds + 1)
            #expect(try await with.ledger().count == taken)
        }
        #expect(try await without.ledger().isEmpty)
        #expect(try await without.tally() == with.tally())
        #expect(share < 0.15)
    }

    /// How much more an intake takes `with` than `without` entries, of 1, for files from `start`.
    private static func share(
        from start: Int, with: House, without: House
    ) async throws -> Double {
        var (full, bare): ([Double], [Double]) = ([], [])
        for round in 0...rounds {
            var (entered, plain) = (0.0, 0.0)
            for number in 0..<intakes {
                let file = file(start + round * intakes + number)
                // Who is first changes with each.
                let isSwapped = number.isMultiple(of: 2)
                let first = try await intake(of: file, by: isSwapped ? without : with)
                let second = try await intake(of: file, by: isSwapped ? with : without)
                entered += isSwapped ? second : first
                plain += isSwapped ? first : second
            }
            // The first round warms up.
            if round == 0 { continue }
            full.append(entered * 1_000_000 / Double(intakes))
            bare.append(plain * 1_000_000 / Double(intakes))
        }
        let share = median(zip(full, bare).map { $0 / $1 - 1 })
        let (whole, part) = (Int(median(full)), Int(median(bare)))
        print(
            "ledger cost: with \(whole) µs, without \(part) µs,",
            "share \(Int(share * 1000)) thousandths, rounds \(rounds)")
        return share
    }

    private static func file(_ number: Int) -> TestFile {
        TestFile(
            name: "\(number).wav", sound: Sounds.wav(seconds: 2, seed: number),
            facts: [
                .agent: .text("20\(number % 7)"), .customerNumber: .text("138001\(38000 + number)"),
            ])
    }

    /// Seconds of processor, user and system, of one intake.
    private static func intake(of file: TestFile, by house: House) async throws -> Double {
        let before = used
        guard case .indexed = try await house.takeIn(file) else { throw Unexpected() }
        return used - before
    }

    private static var used: Double {
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        return [usage.ru_utime, usage.ru_stime].reduce(0) {
            $0 + Double($1.tv_sec) + Double($1.tv_usec) / 1_000_000
        }
    }

    private static func median(_ values: [Double]) -> Double {
        values.sorted()[values.count / 2]
    }
}

/// A database whose transactions leave their entries away just before they commit, and so never
/// make, hash or store one.
private struct WithoutEntries: Database {
    let inner: any Database

    var engine: Engine { inner.engine }
    var figures: DatabaseFigures { inner.figures }

    func prepare() async throws { try await inner.prepare() }
    func scrub() async throws { try await inner.scrub() }
    func close() throws { try inner.close() }

    func read<Value: Sendable>(
        _ body: @escaping @Sendable (Transaction) throws -> Value
    ) async throws -> Value { try await inner.read(body) }

    func write<Value: Sendable>(
        _ body: @escaping @Sendable (Transaction) throws -> Value
    ) async throws -> Value {
        try await inner.write { db in
            let before = db.ledger?.drafts.count ?? 0
            let value = try body(db)
            db.ledger?.forget(from: before)
            return value
        }
    }
}
