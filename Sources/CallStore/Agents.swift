package import Calls
package import Foundation

/// Agents and campaigns as the recorders name them. They are made when they first turn up.
extension Transaction {
    package func agentID(
        code: String, now: Date, makeID: () -> Agent.ID
    ) throws -> Agent.ID {
        if let row = try row("SELECT id FROM agent WHERE code = \(code)") {
            return try row.get("id")
        }
        let id = makeID()
        try execute(
            "INSERT INTO agent (id, code, first_seen_at) VALUES (\(id), \(code), \(now))")
        return id
    }

    package func campaignID(
        code: String, now: Date, makeID: () -> Campaign.ID
    ) throws -> Campaign.ID {
        if let row = try row("SELECT id FROM campaign WHERE code = \(code)") {
            return try row.get("id")
        }
        let id = makeID()
        try execute(
            "INSERT INTO campaign (id, code, first_seen_at) VALUES (\(id), \(code), \(now))")
        return id
    }

    /// The first `limit` codes in order.
    package func agentCodes(limit: Int) throws -> [String] {
        try rows("SELECT code FROM agent ORDER BY code LIMIT \(limit)").map { try $0.get("code") }
    }

    package func campaignCodes(limit: Int) throws -> [String] {
        try rows("SELECT code FROM campaign ORDER BY code LIMIT \(limit)")
            .map { try $0.get("code") }
    }
}
