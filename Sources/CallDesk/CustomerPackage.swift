import CallLedger
import CallStore
import CallVault
package import Calls
import Foundation
import Logging
import Synchronization

/// How many packages may be made at once.
final class PackageSlots: Sendable {
    private static let slotsMax = 2
    private let taken = Mutex(0)

    func take() throws -> Slot {
        try taken.withLock { taken in
            guard taken < Self.slotsMax else {
                throw Refusal(
                    .unavailable, .busy,
                    "Other packages are being made. Wait until they are done, then try again.")
            }
            taken += 1
        }
        return Slot(slots: self)
    }

    /// Given back with its last holder.
    final class Slot: Sendable {
        private let slots: PackageSlots

        fileprivate init(slots: PackageSlots) {
            self.slots = slots
        }

        deinit { slots.taken.withLock { $0 -= 1 } }
    }
}

/// A file of the package.
package struct PackageFile: Sendable {
    package var name: String
    package var bytes: [UInt8]

    package init(name: String, bytes: [UInt8]) {
        self.name = name
        self.bytes = bytes
    }
}

extension CallDesk {
    /// Everything held about a customer as a tar archive, sealed for an `age` recipient. `index`
    /// makes what stands first in it from what is known; its first file's hash goes into the ledger
    /// entry, and as that file holds the hashes of all recordings, it vouches for the whole. The
    /// entry is durable before the first byte goes out.
    package func package(
        _ id: Customer.ID, for recipient: String, by principal: Principal,
        index: @escaping @Sendable (CustomerPackage) throws -> [PackageFile]
    ) async throws -> SealedPackage {
        try require(.packageCustomer, of: principal)
        guard CustomerPackage.isRecipient(recipient) else {
            throw Refusal(
                .invalid, .badRecipient,
                "This is no age recipient. Name the public key that age-keygen prints, age1….",
                subject: "recipient")
        }
        let slot = try packages.take()
        let desk = self
        return try await openingCustomer(id, by: principal, needing: .packageCustomer) {
            let rows = try await desk.see(by: principal, needing: .packageCustomer) { db in
                try desk.packageRows(of: id, by: principal, in: db)
            }
            let content = try await BlockingWork.run { try desk.content(of: rows) }
            let files = try index(content)
            let digest = files.first.map { file in
                let hasher = ContentHasher()
                hasher.update(file.bytes)
                return hasher.finish().hexadecimal
            }
            let age = try AgeSealing(recipient: recipient)
            let first = try await BlockingWork.run { try age.read() }
            guard !first.isEmpty else { throw Refusal.packageFailed }
            let recordings = content.recordings.filter { $0.path != nil }
            try await desk.change(by: principal, needing: .packageCustomer) { change in
                try change.record(
                    .customerPackaged, object: "customer:\(id)",
                    details: [
                        "calls": "\(content.calls.count)", "recordings": "\(recordings.count)",
                        "bytes": "\(recordings.reduce(0) { $0 + $1.contentBytes })",
                        "index": digest ?? "", "recipient": recipient,
                    ], concerning: id)
            }
            let archive = PackageArchive(
                desk: desk, rows: rows, content: content, files: files)
            return SealedPackage(
                bytes: Self.sealing(archive.write, by: age, saying: first, holding: slot))
        }
    }

    /// Pulls sealed bytes as they are asked for, while a task of its own has `write` put the plain
    /// ones. When nobody asks any more, `age` is ended and the writing with it.
    static func sealing(
        _ write: @escaping @Sendable (_ put: ([UInt8]) throws -> Void) throws -> Void,
        by age: AgeSealing, saying first: [UInt8], holding slot: PackageSlots.Slot
    ) -> AsyncThrowingStream<[UInt8], any Error> {
        let wayIn = age.openWayIn()
        let writing = Task {
            do {
                try await BlockingWork.run { try write(wayIn.write) }
                wayIn.finish()
            } catch {
                wayIn.abandon()
                throw error
            }
        }
        let said = Mutex<[UInt8]?>(first)
        return AsyncThrowingStream {
            withExtendedLifetime(slot) {}
            let begin = said.withLock { said in
                defer { said = nil }
                return said
            }
            if let begin { return begin }
            let piece = try await BlockingWork.run { try age.read() }
            if !piece.isEmpty { return piece }
            try await writing.value
            guard age.endedWell() else { throw Refusal.packageFailed }
            return nil
        }
    }
}

/// The rows that a package is made of.
struct PackageRows: Sendable {
    struct Call: Sendable {
        var listed: ListedCallRow
        var recordings: [RecordingRow]
    }

    var customer: CustomerRow
    var key: SubjectKey
    var numbers: [PhoneNumber]
    var formerly: [Customer.ID]
    var calls: [Call]
    var reveals: [RevealRow]
    var holds: [Hold]
    var history: [CustomerTrace]
}

extension CallDesk {
    private static let historyMax = 20_000
    private static let revealsMax = 10_000

    private func packageRows(
        of id: Customer.ID, by principal: Principal, in db: Transaction
    ) throws -> PackageRows {
        guard try permits(principal, .packageCustomer, "customer:\(id)", in: db) else {
            throw Refusal.noSuchCustomer
        }
        let (row, key) = try living(id, in: db)
        let most = Self.movedCallsMax
        let calls = try db.calls(of: id, after: Calls.Call.ID(Int64.min), limit: most + 1)
        guard calls.count <= most else {
            throw Refusal(
                .conflict, .tooManyCalls,
                "The customer has more than \(most) calls, which is too much for one package.")
        }
        let numbers =
            [try number(of: row)].compactMap(\.self)
            + (try furtherNumbers(of: row, in: db)).map(\.number)
        return PackageRows(
            customer: row, key: key, numbers: numbers,
            formerly: try db.customersMerged(into: id, limit: 1000).map(\.id),
            calls: try calls.map { call in
                try verify(call)
                guard let listed = try db.listedCall(call.id) else { throw Self.noSuchCall }
                return .init(listed: listed, recordings: try db.recordings(of: [call.id]))
            },
            reveals: try db.reveals(of: id, limit: Self.revealsMax),
            holds: try standingHolds(over: id, in: db),
            history: try entries(of: id, before: nil, limit: Self.historyMax, in: db))
    }

    private func content(of rows: PackageRows) throws -> CustomerPackage {
        let row = rows.customer
        return CustomerPackage(
            customer: CustomerDetail(
                id: row.id, facts: try facts(of: row, under: rows.key),
                numbers: rows.numbers.map { .init(id: nil, text: $0.e164) }, revealedUntil: nil,
                isErased: false, mergedInto: nil, version: row.version, createdAt: row.createdAt),
            formerly: rows.formerly,
            calls: try rows.calls.map { call in
                CustomerPackage.Call(
                    summary: try summary(of: call.listed, recordings: call.recordings),
                    recordings: try call.recordings.map { try packaged($0, under: rows.key) })
            },
            reveals: try rows.reveals.map { reveal in
                try verify(reveal)
                return Reveal(
                    id: reveal.id, customer: row.id, principal: reveal.principal,
                    purpose: reveal.purpose,
                    because: try vault.openText(
                        reveal.becauseSealed, as: Self.becausePlace(reveal.id), under: rows.key),
                    beganAt: reveal.beganAt, endsAt: reveal.endsAt)
            },
            holds: rows.holds, history: rows.history, madeAt: now())
    }

    private func packaged(
        _ row: RecordingRow, under key: SubjectKey
    ) throws -> CustomerPackage.Recording {
        try verify(row)
        var path: String?
        // One that is damaged must not keep the rest from whose it is.
        if let reader = try? open(row, as: .recording(row.id), under: key),
            reader.contentBytes == row.contentBytes, row.contentBytes <= TarHeader.fileBytesMax
        {
            path = "recordings/\(row.callID)-\(row.id).\(row.fileEnding)"
        }
        return CustomerPackage.Recording(
            summary: RecordingSummary(row), path: path,
            fileName: try name(of: row, under: key), contentBytes: row.contentBytes,
            contentHash: row.contentHash.hexadecimal, takenInAt: row.takenInAt,
            facts: try facts(of: row, under: key))
    }
}

/// Writes a package's tar archive: index first, then recordings by call; times are those of calls.
struct PackageArchive: Sendable {
    let desk: CallDesk
    let rows: PackageRows
    let content: CustomerPackage
    let files: [PackageFile]
    private static let pieceBytes: Int64 = 64 * 1024

    func write(_ put: ([UInt8]) throws -> Void) throws {
        let latest = content.calls.map(\.summary.startedAt).max() ?? content.customer.createdAt
        for file in files {
            try begin(file.name, Int64(file.bytes.count), latest, put)
            try put(file.bytes + padding(after: Int64(file.bytes.count)))
        }
        for (call, rows) in zip(content.calls, rows.calls) {
            for (recording, row) in zip(call.recordings, rows.recordings) {
                guard let path = recording.path else { continue }
                try begin(path, row.contentBytes, call.summary.startedAt, put)
                let reader = try desk.open(row, as: .recording(row.id), under: self.rows.key)
                var place: Int64 = 0
                while place < row.contentBytes {
                    let end = min(place + Self.pieceBytes, row.contentBytes)
                    try put(try reader.read(place..<end))
                    place = end
                }
                try put(padding(after: row.contentBytes))
            }
        }
        try put(TarHeader.end)
    }

    private func begin(
        _ name: String, _ size: Int64, _ time: Date, _ put: ([UInt8]) throws -> Void
    ) throws {
        let header = TarHeader.bytes(
            name: "customer-\(content.customer.id)/\(name)", size: size,
            modified: Int64(time.timeIntervalSince1970))
        guard let header else { throw Refusal.packageFailed }
        try put(header)
    }

    private func padding(after size: Int64) -> [UInt8] {
        [UInt8](repeating: 0, count: TarHeader.padding(after: size))
    }
}

extension RecordingRow {
    var fileEnding: String {
        switch sound.container {
        case .wav: "wav"
        case .flac: "flac"
        case .mp3: "mp3"
        case .ogg: "ogg"
        default: sound.container.rawValue.filter { $0.isASCII && ($0.isLetter || $0.isNumber) }
        }
    }
}
