package import Calls
package import Foundation

/// Browsers from which an account has been signed in to.
extension Transaction {
    package func hasDevice(_ hash: [UInt8], of account: Account.ID, now: Date) throws -> Bool {
        try row("""
            SELECT 1 AS one FROM device
            WHERE secret_hash = \(hash) AND account_id = \(account) AND ends_at > \(now)
            """) != nil
    }

    package func keepDevice(_ hash: [UInt8], of account: Account.ID, until end: Date) throws {
        try execute("""
            INSERT INTO device (secret_hash, account_id, ends_at)
            VALUES (\(hash), \(account), \(end))
            ON CONFLICT (secret_hash) DO UPDATE SET ends_at = excluded.ends_at
            """)
    }

    package func deleteDevices(of account: Account.ID) throws {
        try execute("DELETE FROM device WHERE account_id = \(account)")
    }

    package func pruneDevices(now: Date) throws {
        try execute("DELETE FROM device WHERE ends_at <= \(now)")
    }
}
