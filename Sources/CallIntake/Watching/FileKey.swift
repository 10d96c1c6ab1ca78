import Glibc

/// What tells one state of one file from another without reading it. It is a cache key: the
/// identity of a recording is the hash of its content.
package struct FileKey: Hashable, Sendable {
    package var device: UInt64
    /// 0 on file systems that don't keep inode numbers (FUSE, SMB); it is then not compared.
    package var inode: UInt64
    /// Since 1970 by the file system's clock, which may be wrong.
    package var mtimeNanoseconds: Int64
    package var ctimeNanoseconds: Int64
    package var bytes: Int64

    package init(
        device: UInt64, inode: UInt64, mtimeNanoseconds: Int64, ctimeNanoseconds: Int64,
        bytes: Int64
    ) {
        self.device = device
        self.inode = inode
        self.mtimeNanoseconds = mtimeNanoseconds
        self.ctimeNanoseconds = ctimeNanoseconds
        self.bytes = bytes
    }

    /// 64 bits that stay the same over restarts as long as the file at `path` stays as it is. The
    /// device isn't in them, since its number changes when disks are found in another order.
    /// SipHash-2-4 over five little-endian words: hash of the path, inode, mtime, ctime, bytes.
    package func fingerprint(_ path: RelativePath) -> UInt64 {
        fingerprint(pathHash: SipHash.hash(path.bytes[...]))
    }

    func fingerprint(pathHash: UInt64) -> UInt64 {
        var hash = SipHash()
        hash.absorb(pathHash)
        hash.absorb(inode)
        hash.absorb(UInt64(bitPattern: mtimeNanoseconds))
        hash.absorb(UInt64(bitPattern: ctimeNanoseconds))
        hash.absorb(UInt64(bitPattern: bytes))
        return hash.hash(ofWords: 5)
    }

    /// Whether this is the same file with the same content as `other`, as far as can be told. A
    /// rename or a new owner changes ctime and nothing else.
    func isSameContent(as other: FileKey) -> Bool {
        device == other.device && mtimeNanoseconds == other.mtimeNanoseconds
            && bytes == other.bytes
            && (inode == other.inode || inode == 0 || other.inode == 0)
    }

    /// As `isSameContent`, and nothing about the file was touched since.
    func isUntouched(since other: FileKey) -> Bool {
        isSameContent(as: other) && ctimeNanoseconds == other.ctimeNanoseconds
    }

    init(_ status: stat, on fileSystem: FileSystemKind) {
        self.init(
            device: UInt64(status.st_dev),
            inode: fileSystem.keepsInodes ? UInt64(status.st_ino) : 0,
            mtimeNanoseconds: status.st_mtim.nanoseconds,
            ctimeNanoseconds: status.st_ctim.nanoseconds, bytes: Int64(status.st_size))
    }
}

extension timespec {
    /// Years beyond 2262 come out as the last instant that fits.
    var nanoseconds: Int64 {
        let (seconds, overflow) = Int64(tv_sec).multipliedReportingOverflow(by: 1_000_000_000)
        guard !overflow else { return tv_sec < 0 ? .min : .max }
        return seconds.addingReportingOverflow(Int64(tv_nsec)).overflow
            ? .max : seconds + Int64(tv_nsec)
    }
}
