import CallVault
import Calls
import Testing

struct SealedFieldTests {
    private let number = FieldPlace(table: "customer", column: "number", row: 7, version: 3)
    private let fileName = FieldPlace(table: "quarantine", column: "file_name", row: 9, version: 1)

    private let numberBlob =
        "01010001c0c1c2c3c4c5c6c7c8c9cacbcccdcecfd0d1d2d3d4d5d6d72d3d50549576e7034f04f7f2688401f6"
        + "8fa3467491e139da10144cdccbe1737298023f1d3282686267266bf18291a107"
    private let fileNameBlob =
        "01010001c0c1c2c3c4c5c6c7c8c9cacbcccdcecfd0d1d2d3d4d5d6d70af5a542745c98c09f537b763f418a30"
        + "3776c0e71386a56e59492092f75dc2e056c23d798b7624f2840980ed395de5d3"

    @Test func `the blobs of the document open`() throws {
        let vault = try Golden.vault()
        let key = try Golden.subjectKey()
        #expect(try vault.openText(bytes(numberBlob), as: number, under: key) == "+8613800138000")
        #expect(
            try vault.openText(bytes(fileNameBlob), as: fileName) == "通话 13800138000.wav")
    }

    @Test func `what is sealed opens again, whatever its length`() throws {
        let vault = try Golden.vault()
        let key = try Golden.subjectKey()
        for count in [0, 1, 30, 31, 32, 63, 64, 127, 128, 255, 256, 257, 5_000] {
            let content = Golden.content(count)
            let blob = try vault.seal(content, as: number, under: key)
            #expect(try vault.open(blob, as: number, under: key) == content)
            #expect(try vault.open(vault.seal(content, as: fileName), as: fileName) == content)
        }
        let endings: [[UInt8]] = [[0x80], [0x80, 0], [0, 0], [0x80, 0x80]]
        for content in endings {
            #expect(try vault.open(vault.seal(content, as: fileName), as: fileName) == content)
        }
    }

    @Test func `a blob tells only the bucket of its length`() throws {
        let vault = try Golden.vault()
        let overhead = 4 + 24 + 16
        let buckets = [
            (0, 32), (31, 32), (32, 64), (63, 64), (64, 128), (127, 128), (128, 256), (255, 256),
            (256, 512), (511, 512), (512, 768),
        ]
        for (count, bucket) in buckets {
            let blob = try vault.seal(Golden.content(count), as: fileName)
            #expect(blob.count == overhead + bucket)
        }
    }

    @Test func `sealing twice gives different blobs`() throws {
        let vault = try Golden.vault()
        #expect(try vault.seal("same", as: fileName) != vault.seal("same", as: fileName))
    }

    @Test func `a blob refuses every flipped bit and every other length`() throws {
        let vault = try Golden.vault()
        let key = try Golden.subjectKey()
        let blob = bytes(numberBlob)
        for bit in 0..<blob.count * 8 {
            var flipped = blob
            flipped[bit / 8] ^= 1 << (bit % 8)
            #expect(throws: VaultError.damaged) {
                try vault.open(flipped, as: number, under: key)
            }
        }
        for count in 0..<blob.count {
            #expect(throws: VaultError.damaged) {
                try vault.open(Array(blob.prefix(count)), as: number, under: key)
            }
        }
        #expect(throws: VaultError.damaged) {
            try vault.open(blob + [0], as: number, under: key)
        }
    }

    @Test(arguments: [
        FieldPlace(table: "customer", column: "number", row: 8, version: 3),
        FieldPlace(table: "customer", column: "number", row: 7, version: 2),
        FieldPlace(table: "customer", column: "name", row: 7, version: 3),
        FieldPlace(table: "call", column: "number", row: 7, version: 3),
        FieldPlace(table: "customern", column: "umber", row: 7, version: 3),
    ])
    func `a blob moved to another place doesn't open there`(place: FieldPlace) throws {
        let vault = try Golden.vault()
        let key = try Golden.subjectKey()
        #expect(throws: VaultError.damaged) {
            try vault.open(bytes(numberBlob), as: place, under: key)
        }
    }

    @Test func `a blob opens neither under another customer nor without one`() throws {
        let vault = try Golden.vault()
        let (stranger, _) = try vault.newSubjectKey(for: Customer.ID(99))
        let (successor, _) = try vault.newSubjectKey(for: Golden.subject)
        for key in [stranger, successor] {
            #expect(throws: VaultError.damaged) {
                try vault.open(bytes(numberBlob), as: number, under: key)
            }
        }
        #expect(throws: VaultError.damaged) { try vault.open(bytes(numberBlob), as: number) }
        #expect(throws: VaultError.damaged) {
            try vault.open(bytes(fileNameBlob), as: fileName, under: Golden.subjectKey())
        }
    }

    @Test func `a customer's fields outlive a change of the master key's epoch`() throws {
        let key = try Golden.subjectKey()
        let later = try Golden.vault(epoch: 2)
        #expect(
            try later.openText(bytes(numberBlob), as: number, under: key) == "+8613800138000")
    }

    @Test func `sealed bytes that are no text are not read as text`() throws {
        let vault = try Golden.vault()
        let blob = try vault.seal([0xFF, 0xFE], as: fileName)
        #expect(throws: VaultError.damaged) { try vault.openText(blob, as: fileName) }
    }
}

struct RowMACTests {
    private let columns: [MACValue] = [.null, .integer(-5), .text("text"), .bytes([0, 1, 2])]

    @Test func `a row's code is that of the document`() throws {
        let vault = try Golden.vault()
        let mac = vault.rowMAC(table: "recording", columns: columns)
        #expect(
            mac == bytes("808eb6cdf54f6e07de4c3e4c6bb899d968d3c4330b5e5efc0dcba40a7fc25cc9"))
        #expect(vault.isRowMAC(mac, of: columns, table: "recording"))
    }

    @Test func `no other row has the same code`() throws {
        let vault = try Golden.vault()
        let mac = vault.rowMAC(table: "recording", columns: columns)
        let others: [[MACValue]] = [
            [], [.null], columns + [.null], columns.reversed(), Array(columns.dropLast()),
            [.null, .integer(-4), .text("text"), .bytes([0, 1, 2])],
            [.null, .integer(-5), .bytes(Array("text".utf8)), .bytes([0, 1, 2])],
            [.integer(0), .integer(-5), .text("text"), .bytes([0, 1, 2])],
            [.null, .integer(-5), .text("tex"), .bytes([0, 1, 2])],
        ]
        for other in others { #expect(!vault.isRowMAC(mac, of: other, table: "recording")) }
        #expect(!vault.isRowMAC(mac, of: columns, table: "recordin"))
        #expect(!vault.isRowMAC([], of: columns, table: "recording"))
        #expect(!vault.isRowMAC(Array(mac.dropLast()), of: columns, table: "recording"))
        for bit in 0..<mac.count * 8 {
            var flipped = mac
            flipped[bit / 8] ^= 1 << (bit % 8)
            #expect(!vault.isRowMAC(flipped, of: columns, table: "recording"))
        }
    }
}
