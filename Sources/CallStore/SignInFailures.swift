package import Foundation

/// Failed tries at signing in by one name, address or browser, which `keyHash` doesn't tell.
package struct SignInFailureRow: Hashable, Sendable {
    package var keyHash: [UInt8]
    package var count: Int
    package var lastAt: Date
    /// Before this no try is looked at.
    package var closedUntil: Date

    package init(keyHash: [UInt8], count: Int, lastAt: Date, closedUntil: Date) {
        self.keyHash = keyHash
        self.count = count
        self.lastAt = lastAt
        self.closedUntil = closedUntil
    }
}

extension Transaction {
    package func signInFailure(_ keyHash: [UInt8]) throws -> SignInFailureRow? {
        try row("SELECT * FROM sign_in_failure WHERE key_hash = \(keyHash)").map {
            SignInFailureRow(
                keyHash: keyHash, count: try $0.get("count"), lastAt: try $0.get("last_at"),
                closedUntil: try $0.get("closed_until"))
        }
    }

    /// Without a count there is nothing to keep.
    package func put(_ failure: SignInFailureRow) throws {
        guard failure.count > 0 else {
            try execute("DELETE FROM sign_in_failure WHERE key_hash = \(failure.keyHash)")
            return
        }
        try execute("""
            INSERT INTO sign_in_failure (key_hash, count, last_at, closed_until)
            VALUES (\(failure.keyHash), \(failure.count), \(failure.lastAt),
              \(failure.closedUntil))
            ON CONFLICT (key_hash) DO UPDATE SET count = excluded.count,
              last_at = excluded.last_at, closed_until = excluded.closed_until
            """)
    }

    /// Forgets those whose last one is from before `time`, and of the rest all but the newest.
    package func pruneSignInFailures(before time: Date, keeping rows: Int) throws {
        try execute("DELETE FROM sign_in_failure WHERE last_at < \(time)")
        try execute("""
            DELETE FROM sign_in_failure WHERE last_at <
              (SELECT last_at FROM sign_in_failure ORDER BY last_at DESC
               LIMIT 1 OFFSET \(rows))
            """)
    }
}
