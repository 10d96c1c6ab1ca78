import Testing

@testable import CallIntake

@Suite struct SipHashTests {
    /// The example of the paper's appendix A, and the first lines of its reference vectors.
    @Test func `the published vectors come out`() {
        let input = (0..<15).map(UInt8.init)
        #expect(SipHash.hash(input[...]) == 0xa129_ca61_49be_45e5)
        #expect(SipHash.hash([]) == 0x726f_db47_dd0e_0e31)
        #expect(SipHash.hash([0]) == 0x74f8_39c5_93dc_67fd)
    }

    @Test func `words are hashed as their little-endian bytes`() {
        var hash = SipHash()
        hash.absorb(0x0706_0504_0302_0100)
        hash.absorb(0x0f0e_0d0c_0b0a_0908)
        #expect(hash.hash(ofWords: 2) == SipHash.hash((0..<16).map(UInt8.init)[...]))
    }
}

@Suite struct FileSystemKindTests {
    @Test(arguments: [0x6969, 0x517B, 0xFF53_4D42, 0xFE53_4D42, 0x6573_5546] as [UInt32])
    func `network and FUSE file systems send no events`(magic: UInt32) {
        #expect(!FileSystemKind(magic: magic).sendsEvents)
    }

    @Test(arguments: [0xEF53, 0x5846_5342, 0x9123_683E, 0x0102_1994, 0x794C_7630] as [UInt32])
    func `ext4, XFS, Btrfs, tmpfs and overlays send events`(magic: UInt32) {
        #expect(FileSystemKind(magic: magic).sendsEvents)
        #expect(FileSystemKind(magic: magic).keepsInodes)
    }

    @Test func `inode numbers that aren't kept aren't compared`() {
        let kept = FileKey(
            device: 1, inode: 7, mtimeNanoseconds: 2, ctimeNanoseconds: 3, bytes: 4)
        var unkept = kept
        unkept.inode = 0
        #expect(kept.isSameContent(as: unkept))
        var other = kept
        other.inode = 8
        #expect(!kept.isSameContent(as: other))
    }
}
