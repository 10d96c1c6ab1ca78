import CallIntake
import Foundation
import Glibc
import Synchronization
import Testing

/// Everything at once, by chance: in the end each file that is left was handed out as it is.
@Suite(.serialized) struct TurmoilTests {
    @Test(.timeLimit(.minutes(2)), arguments: [1, 2, 3] as [UInt64])
    func `whatever happens in the folder, every file comes and none twice`(seed: UInt64)
        async throws
    {
        let drop = try DropFolder()
        let done = DoneFiles()
        let seen = Mutex<[SettledFile]>([])
        let watch = drop.watch(
            settleSeconds: 0.3, limits: WatchLimits(rescanSeconds: 1), done: done)
        let consumer = Task {
            var count = 0
            while !Task.isCancelled {
                for file in await watch.next(max: 16) {
                    count += 1
                    if count % 10 == 0 {
                        watch.postpone(file, seconds: 0.2)
                        continue
                    }
                    seen.withLock { $0.append(file) }
                    done.insert(file)
                    watch.finished(file)
                }
            }
        }
        await withCheckedContinuation { continuation in
            Thread.detachNewThread {
                var turmoil = Turmoil(drop: drop, seed: seed)
                for _ in 0..<4_000 { turmoil.step() }
                continuation.resume()
            }
        }
        let left = try drop.allFiles()
        #expect(
            try await watch.waits(20) { _ in
                Set(left).isSubset(of: seen.withLock { Set($0) })
            })
        consumer.cancel()
        let handedOut = seen.withLock { $0 }
        #expect(!handedOut.isEmpty)
        #expect(Set(handedOut).count == handedOut.count)
        #expect(try await watch.waits { $0.watches == $0.lastScanFolders })
    }
}

/// Makes, appends to, renames and removes files and folders by chance.
private struct Turmoil {
    let drop: DropFolder
    var state: UInt64

    init(drop: DropFolder, seed: UInt64) {
        self.drop = drop
        state = seed
    }

    mutating func step() {
        let folder = (0..<number(3)).map { _ in "d\(number(4))" }
        let place = { (name: String) in (folder + [name]).joined(separator: "/") }
        let file = place("f\(number(30))")
        let other = (0..<number(3)).map { _ in "d\(number(4))" }.joined(separator: "/")
        switch number(10) {
        case 0...2:
            try? drop.make(folder.joined(separator: "/"))
            try? drop.write(file, String(state))
        case 3: try? drop.write(file, "more", append: true)
        case 4:
            try? drop.write(file + ".part", String(state))
            try? drop.rename(from: drop.place(file + ".part"), to: drop.place(file))
        case 5: try? drop.rename(from: drop.place(file), to: drop.place(other + "/g\(number(30))"))
        case 6 where !folder.isEmpty:
            // Into a free name, onto an empty folder, or not at all.
            try? drop.rename(
                from: drop.place(folder.joined(separator: "/")), to: drop.place(other))
        case 7 where number(10) == 0: try? FileManager.default.removeItem(atPath: drop.place(other))
        case 8: unlink(drop.place(file))
        default: usleep(UInt32(number(1_500)))
        }
        // The folder itself may have been removed.
        try? drop.make("")
    }

    /// A number below `bound`, by SplitMix64.
    private mutating func number(_ bound: UInt64) -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var word = state
        word = (word ^ (word >> 30)) &* 0xbf58_476d_1ce4_e5b9
        word = (word ^ (word >> 27)) &* 0x94d0_49bb_1331_11eb
        return (word ^ (word >> 31)) % bound
    }
}

extension DropFolder {
    /// Every regular file as it is now, in the way a watch hands it out.
    fileprivate func allFiles() throws -> [SettledFile] {
        try FileManager.default.subpathsOfDirectory(atPath: path)
            .filter { !$0.hasSuffix(".part") }
            .compactMap { name in
                do {
                    return try look(name)
                } catch FileRefusal.notRegular {
                    return nil
                }
            }
    }
}
