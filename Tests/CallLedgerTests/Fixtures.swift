import CallLedger
import Calls

/// The two entries of docs/formats/ledger.md, written by another implementation.
enum Golden {
    static let first =
        "01000000000000000000000000000000000000000000000000000000000000000000000000000000"
        + "00000644239c7940000000000000bc614e000000066e6f64652d31000000066461656d6f6e000000"
        + "066461656d6f6e0000000e6461656d6f6e2e73746172746564000000000000000000000000000000"
        + "000000000000000004646f6e65"
    static let second =
        "010000000000000001e21f6a1d4f44f514bc99b1f504d929f0cf2107ad4468b7443922a494293f5d"
        + "95000644239c9023600000000000d344ae000000066e6f64652d310000000470616765000000086f"
        + "70657261746f720000001471756172616e74696e652e646973636172646564000000187175617261"
        + "6e74696e653a3065357138726b326d317637640000000fe8b4a8e6a380efbc9ae9878de5a48d0000"
        + "00020000000562797465730000000234320000000b726561736f6e2d636f6465000000096e6f742d"
        + "736f756e6400000020000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e"
        + "1f0000000000000004646f6e65"
    static let firstHash = "e21f6a1d4f44f514bc99b1f504d929f0cf2107ad4468b7443922a494293f5d95"
    static let secondHash = "da24177583fa19e612313b86f90dc8156dabf223be1660a6a4d389f01af8f0cc"
    static let root = "1bea0b21f2f714747210a614b7b9f7f2f61a2e2f92ec664ae49bd7e78b27c690"

    static let firstContent = LedgerEntry.Content(
        timeMicroseconds: 1_763_769_600_000_000, bootMicroseconds: 12_345_678, node: "node-1",
        principal: "daemon", role: "daemon", action: .daemonStarted)
    static let secondContent = LedgerEntry.Content(
        timeMicroseconds: 1_763_769_601_500_000, bootMicroseconds: 13_845_678, node: "node-1",
        principal: "page", role: "operator", action: .quarantineDiscarded,
        object: "quarantine:0e5q8rk2m1v7d", reason: "质检：重复",
        details: ["reason-code": "not-sound", "bytes": "42"],
        oldRow: LedgerHash(Array(UInt8(0)..<32)))
}

func bytes(_ hexadecimal: String) -> [UInt8] {
    [UInt8](hexadecimal: hexadecimal) ?? []
}

/// A ledger of `count` different entries.
func entries(_ count: Int) throws -> [LedgerEntry] {
    var head = LedgerHead()
    return try (0..<count).map { index in
        var content = index.isMultiple(of: 2) ? Golden.firstContent : Golden.secondContent
        content.timeMicroseconds += Int64(index)
        return try head.append(content)
    }
}

func head(after entries: some Sequence<LedgerEntry>) throws -> LedgerHead {
    var head = LedgerHead()
    for entry in entries { _ = try head.follow(entry.bytes) }
    return head
}
