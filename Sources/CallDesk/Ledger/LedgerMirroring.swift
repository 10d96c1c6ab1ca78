import CallLedger
import CallStore
import Calls
import Foundation
import Logging

/// The ledger's second copy, and other work beside it that goes on by itself.
extension CallDesk {
    private static let pageRows = 1000

    /// Appends what is committed to the copy in `folder`, fills columns of old entries, and works
    /// out the sums of exports, until the task is cancelled.
    package func keepLedger(copyIn folder: String) async throws {
        var mirror: LedgerMirror?
        while !Task.isCancelled {
            await untilOpen()
            do {
                let current = if let mirror { mirror } else { try await open(folder) }
                mirror = current
                while try await copy(to: current) { try Task.checkCancellation() }
                if ledgerState.setMirrorFault(nil) { log.notice("the ledger's copy is kept") }
            } catch let fault where !(fault is CancellationError) {
                mirror = nil
                note(fault)
            }
            do {
                try await noteHeard()
                while try await fillOldEntries() { try Task.checkCancellation() }
                try await sumNextExport()
            } catch let fault where fault.endsDaemon {
                throw fault
            } catch let fault where !(fault is CancellationError) {
                log.warning("work beside the ledger failed", metadata: ["fault": "\(fault)"])
            }
            try? await Task.sleep(for: .seconds(mirror == nil ? 5 : 1))
        }
    }

    private func note(_ fault: any Error) {
        // A database that is away is told of elsewhere, and passes.
        guard let fault = fault as? MirrorFault else { return }
        if ledgerState.setMirrorFault(fault.description) {
            log.error("\(fault)", metadata: ["event": "ledger.copy-fault"])
        }
    }

    /// The copy in `folder`, once it agrees with the database.
    private func open(_ folder: String) async throws -> LedgerMirror {
        let mirror = try await BlockingWork.run { try LedgerMirror(folder: folder) }
        let end = mirror.end
        guard end.size > 0 else { return mirror }
        let stored = try await reaching {
            try await database.read { try $0.ledgerEntry(end.size - 1)?.leafHash }
        }
        guard stored == end.last.bytes else { throw MirrorFault.disagrees(sequence: end.size - 1) }
        return mirror
    }

    /// True while there is more.
    private func copy(to mirror: LedgerMirror) async throws -> Bool {
        let (next, limit) = (mirror.end.size, Self.pageRows)
        let (rows, size) = try await reaching {
            try await database.read { db in
                (try db.ledgerEntries(from: next, limit: limit), try db.ledgerSize())
            }
        }
        guard next <= size else { throw MirrorFault.disagrees(sequence: size) }
        guard !rows.isEmpty else { return false }
        try await BlockingWork.run {
            do {
                try mirror.append(rows.map(\.bytes))
            } catch is LedgerError {
                throw MirrorFault.disagrees(sequence: next)
            }
        }
        return rows.count == limit
    }

    /// Principal and object of entries from before they stood beside the bytes. True while there
    /// is more.
    func fillOldEntries() async throws -> Bool {
        let old = try await reaching {
            try await database.read { try $0.unfilledLedgerEntries(limit: 500) }
        }
        guard !old.isEmpty else { return false }
        let contents = try old.map { ($0.sequence, try LedgerEntry(decoding: $0.bytes).content) }
        try await reaching {
            try await database.write { db in
                for (sequence, content) in contents {
                    try db.fillLedgerEntry(
                        sequence, principal: content.principal, object: content.object)
                }
            }
        }
        return true
    }
}
