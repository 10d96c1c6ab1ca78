import CallStore
import Calls
import Foundation
import TestSupport

extension TestDatabase {
    /// A key epoch and one customer, which every call needs.
    func withCustomer() async throws -> Customer.ID {
        let id = Customer.ID(1)
        try await database.write { db in
            try db.insert(KeyEpochRow.sample(blindKey: [1]))
            try db.insert(
                CustomerRow(
                    id: id, wrappedKey: [1, 2], keyEpoch: 1, blindIndex: 77, numberSealed: [3],
                    version: 1, createdAt: .epoch))
        }
        return id
    }
}

extension KeyEpochRow {
    static func sample(blindKey: [UInt8]) -> KeyEpochRow {
        KeyEpochRow(
            epoch: 1, wrappedBlindKey: blindKey, createdAt: .epoch, carriedKeys: nil,
            keyID: [UInt8](repeating: 1, count: 8), source: "file")
    }
}

extension Date {
    static let epoch = Date(timeIntervalSince1970: 1_700_000_000)
}

extension CallRow {
    static func sample(
        _ id: Int64, startedAt: Date = .epoch, customer: Customer.ID = Customer.ID(1),
        agentID: Agent.ID? = nil, seconds: Int64 = 60, direction: Direction? = .outbound,
        verdicts: Set<Verdict> = []
    ) -> CallRow {
        CallRow(
            id: Call.ID(id), startedAt: startedAt, zone: "Asia/Shanghai", localDay: 19_000,
            durationMilliseconds: seconds * 1000, direction: direction, agentID: agentID,
            campaignID: nil, customerID: customer, verdicts: verdicts, talkShape: nil,
            drawHash: id)
    }
}

extension LedgerRow {
    static func sample(_ sequence: Int64, bytes: [UInt8]) -> LedgerRow {
        LedgerRow(
            sequence: sequence, at: .epoch, action: "a", principal: "p", object: "o", bytes: bytes,
            leafHash: [UInt8](repeating: 9, count: 32))
    }
}
