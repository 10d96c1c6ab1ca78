import CallDesk
import Calls
import Foundation
import Glibc
import Testing

@testable import CallIntake

/// Which nodes share a folder, and how they share its files.
struct SharingTests {
    private let installation = String(repeating: "ab", count: 16)

    private func sharing(_ folder: DropFolder, _ installation: String? = nil) -> FolderSharing {
        FolderSharing(folder: folder.path, installation: installation ?? self.installation)
    }

    @Test func `a node alone leaves no trace`() throws {
        let folder = try DropFolder()
        #expect(sharing(folder).look(NodeShare(live: [], own: 3)).isAlone)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
    }

    @Test func `nodes that see the same folder find each other, others don't count`() throws {
        let folder = try DropFolder()
        let elsewhere = try DropFolder()
        let live: [NodeNumber] = [1, 2, 3]
        #expect(sharing(folder).look(NodeShare(live: live, own: 1)).isAlone)
        #expect(sharing(folder).look(NodeShare(live: live, own: 2)).live == [1, 2])
        #expect(sharing(folder).look(NodeShare(live: live, own: 1)).live == [1, 2])
        #expect(sharing(elsewhere).look(NodeShare(live: live, own: 3)).isAlone)
        // A node that is present but dead.
        #expect(sharing(folder).look(NodeShare(live: [1, 3], own: 1)).isAlone)
        sharing(folder).leave(2)
        #expect(sharing(folder).look(NodeShare(live: live, own: 1)).isAlone)
    }

    @Test func `nodes of another installation don't count`() throws {
        let folder = try DropFolder()
        let other = String(repeating: "cd", count: 16)
        _ = sharing(folder, other).look(NodeShare(live: [1, 2], own: 2))
        #expect(sharing(folder).look(NodeShare(live: [1, 2], own: 1)).isAlone)
    }

    @Test func `a presence that isn't renewed is a leftover`() throws {
        let folder = try DropFolder()
        _ = sharing(folder).look(NodeShare(live: [1, 2], own: 2))
        folder.setTimes(".callaudit-node-abababab-2", secondsFromNow: -130)
        #expect(sharing(folder).look(NodeShare(live: [1, 2], own: 1)).isAlone)
        folder.setTimes(".callaudit-node-abababab-2", secondsFromNow: -100)
        #expect(!sharing(folder).look(NodeShare(live: [1, 2], own: 1)).isAlone)
    }

    @Test func `a folder that is missing is nobody's`() {
        let sharing = FolderSharing(folder: "/nonexistent/folder", installation: installation)
        #expect(sharing.look(NodeShare(live: [1, 2], own: 1)).isAlone)
        sharing.leave(1)
    }

    @Test func `a presence is no recording`() async throws {
        let folder = try DropFolder()
        _ = sharing(folder).look(NodeShare(live: [1, 2], own: 2))
        let watch = folder.watch()
        #expect(try await watch.waits { $0.lastScanAt != nil })
        #expect(watch.status.waiting == 0)
        #expect(await watch.collect(1, within: 0.5).isEmpty)
    }

    @Test(arguments: [
        ["{recording}.json", "{stem}.json"], ["{stem}_metadata.json"], ["{stem}.json"],
        ["{recording}.tape", "{stem}.tape"], ["meta-{stem}.xml", "{recording}.json"],
    ])
    func `a recording and its sidecars fall to the same node`(names: [String]) throws {
        let rule = SidecarRule(kind: .callauditJSON, names: names, waitSeconds: 0)
        let profile = try Profile.taking(sidecar: rule)
        let recordings = [
            "call.wav", "2024/01/15/call.0001.wav", "a b.WAV", "deep/er/192.168.1.7.20240115.mp3",
            "out-8001-20240115-103000-1705314600.12.gsm",
        ]
        for recording in recordings {
            for sidecar in profile.sidecarPaths(ofRecording: recording) {
                #expect(profile.kind(ofFile: sidecar) == .sidecar)
                #expect(profile.sharedStem(of: sidecar) == profile.sharedStem(of: recording))
            }
        }
        let stems = Set(recordings.map(profile.sharedStem))
        #expect(stems.count == recordings.count)
    }

    @Test func `how long a file is left to its owner goes by rank and kind`() throws {
        let profile = try Profile.taking(sidecar: .json(waitSeconds: 0))
        let shares = [1, 2, 3].map { NodeShare(live: [1, 2, 3], own: $0) }
        let recording = shares.map { profile.holdSeconds("a.wav", $0) }
        #expect(recording.sorted() == [0, 60, 120])
        #expect(shares.map { profile.holdSeconds("a.wav.json", $0) } == recording.map { $0 * 10 })
        #expect(shares.map { profile.holdSeconds("a.wav.tmp", $0) } == [0, 0, 0])
    }

    @Test func `a fingerprint is the same on every node`() throws {
        let path = try #require(RelativePath("a/b.wav"))
        let keys = [8, 0xffff_0042].map { device in
            FileKey(
                device: device, inode: 77, mtimeNanoseconds: 5, ctimeNanoseconds: 6, bytes: 7)
        }
        #expect(keys[0].fingerprint(path) == keys[1].fingerprint(path))
        #expect(keys[0].fingerprint(path) == 8_047_983_322_088_599_627)
    }
}
