import Calls
import CallDesk
import CallStore
import CallVault
import Foundation
import TestSupport

/// Two people, each of whom may ask and may decide on what the other asked for.
extension Principal {
    static let asker = Principal.page
    static let decider = Principal(id: "account:officer", roles: [.complianceOfficer])
}

extension House {
    /// A recording of the customer with `number`: the customer, the call and the recording.
    func customer(
        _ number: String, seed: Int = 0, agent: String? = nil
    ) async throws -> (customer: Customer.ID, call: Call.ID, recording: Recording.ID) {
        var facts: [Fact: FactValue] = [.customerNumber: .text(number)]
        if let agent { facts[.agent] = .text(agent) }
        let (call, recording) = try await index(
            TestFile(
                name: "in-\(number)-\(seed).wav", sound: Sounds.wav(seed: seed),
                key: "key-\(number)-\(seed)", facts: facts, words: ["zebra\(seed)"]))
        let customer = try await database.read { try $0.call(call)?.customerID }
        guard let customer else { throw Unexpected() }
        return (customer, call, recording)
    }

    /// Asks for and approves the erasure of `customer`.
    func erase(_ customer: Customer.ID) async throws {
        let id = try await desk.askErasure(of: customer, because: "their wish", by: .asker)
        try await desk.decide(id, approve: true, by: .decider)
    }

    /// Asks for and approves the release of `hold`.
    func release(_ hold: Hold.ID) async throws {
        let id = try await desk.askRelease(of: hold, because: "settled", by: .asker)
        try await desk.decide(id, approve: true, by: .decider)
    }

    func refusal(of act: () async throws -> Void) async -> Refusal.Code? {
        do {
            try await act()
            return nil
        } catch {
            return (error as? Refusal)?.code
        }
    }

    /// The code that callaudit would give `row`.
    func mac<Row: RegulatedRow>(of row: Row) -> [UInt8] {
        vault.rowMAC(
            table: Row.table,
            columns: row.regulated.map {
                switch $0 {
                case .null, .real: .null
                case .integer(let number): .integer(number)
                case .text(let text): .text(text)
                case .blob(let bytes): .bytes(bytes)
                }
            })
    }
}
