import Foundation

/// IP addresses with the same beginning, such as `10.0.0.0/8` or `fd00::/8`.
package struct AddressRange: Hashable, Sendable, CustomStringConvertible {
    private let address: IPAddress
    private let bits: Int

    /// Reads an address, perhaps with `/bits` behind it; nil for anything else, also when bits
    /// beyond those that count are set.
    package init?(text: String) {
        let halves = text.split(separator: "/", omittingEmptySubsequences: false)
        guard halves.count <= 2, let address = IPAddress(text: String(halves[0])) else {
            return nil
        }
        let width = address.bytes.count * 8
        guard halves.count == 1 || (1...3).contains(halves[1].count),
            let bits = halves.count == 1 ? width : Int(halves[1]), (0...width).contains(bits)
        else { return nil }
        self.address = address
        self.bits = bits
        guard address.masked(bits) == address else { return nil }
    }

    package func holds(_ other: IPAddress) -> Bool {
        other.bytes.count == address.bytes.count && other.masked(bits) == address
    }

    /// `10.0.0.0/8`
    package var description: String { "\(address)/\(bits)" }
}

/// An IPv4 or IPv6 address. IPv4 written into IPv6 (`::ffff:10.0.0.1`) counts as IPv4.
package struct IPAddress: Hashable, Sendable, CustomStringConvertible {
    /// 4 or 16, in the order of the network.
    package let bytes: [UInt8]

    private init(bytes: [UInt8]) { self.bytes = bytes }

    /// Nil unless `text` is an address, without brackets, port or zone.
    package init?(text: String) {
        guard text.utf8.count <= 45, !text.utf8.contains(0) else { return nil }
        var bytes = [UInt8](repeating: 0, count: 16)
        if inet_pton(AF_INET, text, &bytes) == 1 {
            self.bytes = Array(bytes.prefix(4))
        } else if inet_pton(AF_INET6, text, &bytes) == 1 {
            let isMapped = bytes.prefix(10).allSatisfy { $0 == 0 } && bytes[10...11] == [255, 255]
            self.bytes = isMapped ? Array(bytes.suffix(4)) : bytes
        } else {
            return nil
        }
    }

    package var isIPv6: Bool { bytes.count == 16 }

    package var isLoopback: Bool {
        isIPv6 ? bytes == [UInt8](repeating: 0, count: 15) + [1] : bytes[0] == 127
    }

    fileprivate func masked(_ bits: Int) -> IPAddress {
        IPAddress(
            bytes: bytes.enumerated().map { place, byte in
                let counting = min(8, max(0, bits - place * 8))
                return counting == 0 ? 0 : byte & (0xFF << (8 - counting))
            })
    }

    package var description: String {
        var text = [CChar](repeating: 0, count: 64)
        _ = inet_ntop(isIPv6 ? AF_INET6 : AF_INET, bytes, &text, socklen_t(text.count))
        return text.withUnsafeBufferPointer { String(cString: $0.baseAddress!) }
    }
}
