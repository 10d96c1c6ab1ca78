import CLinux

/// What a file system can be trusted with.
enum FileSystemKind: Sendable {
    /// Local: events tell of every change, inode numbers stay.
    case local
    /// On the network: what other machines write makes no event here.
    case remote
    /// As `remote`, and an inode number may be another one at the next look.
    case remoteWithoutInodes

    var sendsEvents: Bool { self == .local }
    var keepsInodes: Bool { self != .remoteWithoutInodes }

    /// The kind of what stands behind `descriptor`, which may be one of O_PATH. What can't be asked
    /// counts as remote.
    init(descriptor: Int32) {
        let magic = file_system_magic(descriptor)
        self = magic < 0 ? .remote : Self(magic: UInt32(truncatingIfNeeded: magic))
    }

    /// Numbers from linux/magic.h and from the sources of those that aren't in it.
    init(magic: UInt32) {
        switch magic {
        case 0x6573_5546, 0x0000_517B, 0xFF53_4D42, 0xFE53_4D42, 0x786F_4256, 0xBACB_ACBC,
            0x0102_1997:  // FUSE, SMB, CIFS, SMB2, VirtualBox, VMware, 9P
            self = .remoteWithoutInodes
        case 0x0000_6969, 0x0000_564C, 0x7375_7245, 0x5346_414F, 0x6B41_4653, 0x00C3_6400,
            0x0BD0_0BD0, 0x0116_1970, 0x7461_636F, 0x4750_4653, 0x1983_0326, 0xAAD7_AAEA,
            0xBEEF_DEAD, 0x2030_528D:
            // NFS, NCP, Coda, AFS twice, Ceph, Lustre, GFS2, OCFS2, GPFS, BeeGFS, PanFS, SNFS,
            // OrangeFS
            self = .remote
        default:
            self = .local
        }
    }
}
