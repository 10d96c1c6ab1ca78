import CallIntake
import Foundation
import Glibc
import Synchronization
import Testing

/// When a file counts as complete. Nothing here comes by the scan of every minute: what comes
/// within 20 seconds came by its event.
@Suite struct SettlingTests {
    @Test func `a file that is renamed in comes after the settle time, not later`() async throws {
        let drop = try DropFolder()
        let watch = drop.watch(settleSeconds: 0.5)
        #expect(try await watch.waits { $0.lastScanAt != nil })
        let start = ContinuousClock.now
        try drop.renameIn("call.wav")
        let files = await watch.collect(1)
        let took = ContinuousClock.now - start
        #expect(files.names == ["call.wav"])
        #expect(took >= .milliseconds(490) && took < .seconds(20))
    }

    @Test func `without a settle time a file that is renamed in comes at once`() async throws {
        let drop = try DropFolder()
        let watch = drop.watch(settleSeconds: 0)
        #expect(try await watch.waits { $0.lastScanAt != nil })
        let start = ContinuousClock.now
        try drop.renameIn("call.wav")
        #expect(await watch.collect(1).names == ["call.wav"])
        #expect(ContinuousClock.now - start < .seconds(20))
    }

    @Test func `a file that grows slowly comes once, whole`() async throws {
        let drop = try DropFolder()
        let watch = drop.watch(settleSeconds: 1)
        let file = try #require(fopen(drop.place("slow.wav"), "w"))
        let address = UInt(bitPattern: file)
        Thread.detachNewThread {
            let file = UnsafeMutablePointer<FILE>(bitPattern: address)
            for _ in 0..<20 {
                fputs("0123456789", file)
                fflush(file)
                usleep(150_000)
            }
            fclose(file)
        }
        #expect(await watch.collect(1).map(\.key.bytes) == [200])
        #expect(await watch.collect(1, within: 1).isEmpty)
    }

    @Test func `a file that is appended to after its first close comes once, whole`() async throws {
        let drop = try DropFolder()
        let watch = drop.watch(settleSeconds: 1)
        Thread.detachNewThread {
            try? drop.write("call.wav", "first")
            usleep(500_000)
            try? drop.write("call.wav", " and more", append: true)
        }
        #expect(await watch.collect(1).map(\.key.bytes) == [14])
        #expect(await watch.collect(1, within: 1).isEmpty)
    }

    @Test func `a file that changes after it was finished comes again`() async throws {
        let drop = try DropFolder()
        let done = DoneFiles()
        let watch = drop.watch(done: done)
        try drop.write("call.wav", "first")
        let first = await watch.collect(1) {
            done.insert($0)
            watch.finished($0)
        }
        try drop.write("call.wav", " and more", append: true)
        let second = await watch.collect(1)
        #expect(first.map(\.key.bytes) == [5])
        #expect(second.map(\.key.bytes) == [14])
    }

    @Test func `a file that changes while the consumer has it comes again when finished`()
        async throws
    {
        let drop = try DropFolder()
        let watch = drop.watch()
        try drop.write("call.wav", "first")
        let first = try #require(await watch.collect(1).first)
        try drop.write("call.wav", " and more", append: true)
        #expect(await watch.collect(1, within: 0.8).isEmpty)
        watch.finished(first)
        #expect(await watch.collect(1).map(\.key.bytes) == [14])
    }

    @Test func `a postponed file comes again when its time has come and not before`() async throws {
        let drop = try DropFolder()
        let watch = drop.watch(limits: WatchLimits(rescanSeconds: 0.1))
        try drop.write("call.wav")
        let first = try #require(await watch.collect(1).first)
        let start = ContinuousClock.now
        watch.postpone(first, seconds: 1)
        #expect(await watch.collect(1) == [first])
        let took = ContinuousClock.now - start
        #expect(took >= .milliseconds(990) && took < .seconds(20))
    }

    @Test func `what lies in the folder from long ago needs no full settle time`() async throws {
        let drop = try DropFolder()
        try drop.write("old.wav")
        let system = WatchClock.system
        let anHourLater = WatchClock(
            wallNanoseconds: { system.wallNanoseconds() + 3_600_000_000_000 },
            monotonicNanoseconds: system.monotonicNanoseconds)
        let start = ContinuousClock.now
        let watch = drop.watch(settleSeconds: 60, clock: anHourLater)
        #expect(await watch.collect(1, within: 50).names == ["old.wav"])
        #expect(ContinuousClock.now - start >= .milliseconds(990))
    }

    @Test func `an old mtime doesn't make a file that has just come an old one`() async throws {
        let drop = try DropFolder()
        let watch = drop.watch(settleSeconds: 2)
        let start = ContinuousClock.now
        try drop.write("copied.wav")
        drop.setTimes("copied.wav", secondsFromNow: -86_400)
        #expect(await watch.collect(1).names == ["copied.wav"])
        #expect(ContinuousClock.now - start >= .milliseconds(1_900))
    }

    @Test func `times in the future don't stall a file`() async throws {
        let drop = try DropFolder()
        try drop.write("future.wav")
        drop.setTimes("future.wav", secondsFromNow: 10 * 86_400)
        let watch = drop.watch()
        #expect(await watch.collect(1, within: 5).names == ["future.wav"])
    }

    @Test(arguments: [-10.0, 10.0])
    func `a clock that is set neither hurries nor stalls a file`(days: Double) async throws {
        let drop = try DropFolder()
        let step = Mutex(0.0)
        let system = WatchClock.system
        let clock = WatchClock(
            wallNanoseconds: {
                system.wallNanoseconds() + Int64(step.withLock { $0 } * 86_400e9)
            },
            monotonicNanoseconds: system.monotonicNanoseconds)
        let watch = drop.watch(settleSeconds: 1.5, clock: clock)
        #expect(try await watch.waits { $0.lastScanAt != nil })
        step.withLock { $0 = days }
        let start = ContinuousClock.now
        try drop.write("call.wav")
        #expect(await watch.collect(1).names == ["call.wav"])
        let took = ContinuousClock.now - start
        #expect(took >= .milliseconds(1_450) && took < .seconds(20))
    }
}
