import COgg

/// The packets that end on one page of Ogg (RFC 3533 §6).
struct OpusPage {
    /// Good until the next page is asked for.
    var packets: [UnsafeBufferPointer<UInt8>]
    /// Frames of 48,000 Hz from the start of the stream to the end of the page's last packet, the
    /// pre-skip included; nil where the page doesn't tell.
    var endFrame: Int64?
    /// The stream's last page, whose `endFrame` may lie before the end of its last packet.
    var isLast: Bool
    /// Something between the page before and this one is lost.
    var followsHole: Bool
}

/// The pages of the Opus streams that follow each other in an Ogg file (RFC 3533 §4, "chained"),
/// through libogg; streams multiplexed with them are passed over. Holds one page, one packet and
/// the next 16 KiB of the file in memory.
final class OpusPages {
    enum Piece {
        /// A stream begins.
        case head(OpusHead)
        case page(OpusPage)
    }

    /// Bytes between pages, or pages with a wrong checksum, were passed over.
    private(set) var hasSkipped = false
    /// A stream that can't be read here was passed over.
    private(set) var hasForeignStream = false

    private static let readBytes = 16 * 1024
    /// 120 ms at the highest rate take less (RFC 6716 §3.2.5); only a comment with pictures is
    /// longer.
    private static let packetBytesMax = 64 * 1024
    /// No recording is so long; sums of a few of these don't overflow.
    private static let endFrameMax: Int64 = 1 << 60

    private let source: ByteSource
    private var sync = ogg_sync_state()
    private var stream = ogg_stream_state()
    private var page = ogg_page()
    private var serial: Int32?
    /// A page behind the headers of the stream was seen.
    private var isBehindHeads = false
    private var isBehindTags = false
    private var isBehindHole = false

    init(source: ByteSource) {
        self.source = source
        _ = source.move(to: 0)
        ogg_sync_init(&sync)
        ogg_stream_init(&stream, 0)
    }

    deinit {
        ogg_stream_clear(&stream)
        ogg_sync_clear(&sync)
    }

    /// Nil at the end of the file.
    func next() -> Piece? {
        while turn() {
            if ogg_page_bos(&page) != 0 {
                if let head = begin() { return .head(head) }
            } else {
                isBehindHeads = true
                if let piece = takePackets() { return .page(piece) }
            }
        }
        return nil
    }

    /// Moves to the next whole page.
    private func turn() -> Bool {
        while true {
            let found = ogg_sync_pageout(&sync, &page)
            if found > 0 { return true }
            if found < 0 {
                hasSkipped = true
                continue
            }
            guard let target = ogg_sync_buffer(&sync, Self.readBytes) else { return false }
            let got = source.read(into: target, Self.readBytes)
            guard got > 0, ogg_sync_wrote(&sync, got) == 0 else { return false }
        }
    }

    /// Of streams that begin together, the first is taken.
    private func begin() -> OpusHead? {
        guard serial == nil || isBehindHeads else { return nil }
        let number = ogg_page_serialno(&page)
        let start = [UInt8](
            UnsafeBufferPointer(start: page.body, count: min(page.body_len, OpusHead.bytes)))
        guard start.has("OpusHead") else {
            if number == serial { serial = nil }
            return nil
        }
        guard let head = OpusHead(start) else {
            hasForeignStream = true
            serial = nil
            return nil
        }
        serial = number
        isBehindHeads = false
        isBehindTags = false
        isBehindHole = false
        ogg_stream_reset_serialno(&stream, number)
        return head
    }

    private func takePackets() -> OpusPage? {
        guard let serial, ogg_page_serialno(&page) == serial,
            ogg_stream_pagein(&stream, &page) == 0
        else { return nil }
        let endFrame = ogg_page_granulepos(&page)
        var taken = OpusPage(
            packets: [], endFrame: (0...Self.endFrameMax).contains(endFrame) ? endFrame : nil,
            isLast: ogg_page_eos(&page) != 0, followsHole: false)
        var packet = ogg_packet()
        while true {
            let found = ogg_stream_packetout(&stream, &packet)
            if found == 0 { break }
            if found < 0 {
                isBehindHole = true
            } else {
                taken.packets.append(UnsafeBufferPointer(start: packet.packet, count: packet.bytes))
            }
        }
        if stream.body_fill - stream.body_returned > Self.packetBytesMax {
            // Its other pages will be passed over as the rest of something unknown.
            ogg_stream_reset(&stream)
            isBehindHole = isBehindTags
        }
        if !isBehindTags, let first = taken.packets.first {
            isBehindTags = true
            if first.starts(with: "OpusTags".utf8) { taken.packets.removeFirst() }
        }
        guard !taken.packets.isEmpty else { return nil }
        taken.followsHole = isBehindHole
        isBehindHole = false
        return taken
    }
}
