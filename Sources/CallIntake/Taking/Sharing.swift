import CLinux
import CallDesk
import Calls
import Glibc

/// Which nodes watch the same source folder. Nothing in the settings tells: `/var/spool/calls` may
/// be one share or a folder of its own on each machine. So while several nodes live, each keeps an
/// empty file of its name and number in its source folders and looks for those of the others. Where
/// it may not write, a network file system counts as shared and a local one doesn't.
struct FolderSharing: Sendable {
    /// A presence that wasn't renewed for this long, by the clock of the file system that holds
    /// both, is a leftover.
    private static let freshSeconds: Int64 = 120

    private let folder: String
    private let prefix: String

    /// `installation` tells the nodes of one database from those of another that watches the same
    /// folder.
    init(folder: String, installation: String) {
        self.folder = folder
        prefix = ".callaudit-node-\(installation.prefix(8))-"
    }

    /// Renews this node's presence and gives the nodes of `share` that are present too. Blocks on
    /// the disk.
    func look(_ share: NodeShare) -> NodeShare {
        if share.isAlone { return share }
        let alone = NodeShare(live: [], own: share.own)
        let place = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NONBLOCK)
        guard place >= 0 else { return alone }
        defer { close(place) }
        guard let now = renew(share.own, in: place) else {
            return FileSystemKind(descriptor: place).sendsEvents ? alone : share
        }
        let present = share.live.filter { node in
            seconds(of: node, in: place).map { abs(now - $0) <= Self.freshSeconds } ?? false
        }
        return NodeShare(live: present, own: share.own)
    }

    /// Takes this node's presence away.
    func leave(_ own: NodeNumber) {
        let place = open_folder_place(folder)
        guard place >= 0 else { return }
        defer { close(place) }
        unlinkat(place, prefix + "\(own)", 0)
    }

    /// The file system's own time, in seconds; nil where it can't be written.
    private func renew(_ own: NodeNumber, in place: Int32) -> Int64? {
        let flags = O_WRONLY | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC
        let file = openat(place, prefix + "\(own)", flags, 0o600)
        guard file >= 0 else { return nil }
        defer { close(file) }
        guard futimens(file, nil) == 0 else { return nil }
        return seconds(of: own, in: place)
    }

    private func seconds(of node: NodeNumber, in place: Int32) -> Int64? {
        var status = stat()
        guard fstatat(place, prefix + "\(node)", &status, AT_SYMLINK_NOFOLLOW) == 0 else {
            return nil
        }
        return Int64(status.st_mtim.tv_sec)
    }
}

extension Profile {
    /// What a recording and its sidecars have in common, so that one node sees to them all: the
    /// path without the recording's ending.
    func sharedStem(of path: String) -> String {
        guard case .sidecar = kind(ofFile: path) else { return NameEnding.stem(of: path) }
        let recordings = recordingPaths(ofSidecar: path)
        let known = recordings.first { NameEnding.of($0).map { media[$0] != nil } ?? false }
        return (known ?? recordings.first).map(NameEnding.stem) ?? path
    }

    /// For how long `share` leaves the file at `path` to the nodes that come before this one.
    func holdSeconds(_ path: String, _ share: NodeShare) -> Double {
        if share.isAlone { return 0 }
        let seconds: Double
        switch kind(ofFile: path) {
        case .ignored, .unfinished: return 0
        case .recording: seconds = 60
        // One without a recording is waited with for long by its owner already.
        case .sidecar: seconds = 600
        }
        return Double(share.rank(of: SipHash.hash(Array(sharedStem(of: path).utf8)[...]))) * seconds
    }
}
