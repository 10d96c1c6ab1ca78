package import Calls

/// Codes that open an account once each in the place of a second factor, as what tells them.
extension Transaction {
    package func setRecoveryCodes(_ hashes: [[UInt8]], of account: Account.ID) throws {
        try execute("DELETE FROM recovery_code WHERE account_id = \(account)")
        for hash in hashes {
            try execute("""
                INSERT INTO recovery_code (account_id, code_hash) VALUES (\(account), \(hash))
                """)
        }
    }

    package func recoveryCodes(of account: Account.ID) throws -> [[UInt8]] {
        try rows("SELECT code_hash FROM recovery_code WHERE account_id = \(account) LIMIT 100")
            .map { try $0.get("code_hash") }
    }

    package func deleteRecoveryCode(_ hash: [UInt8], of account: Account.ID) throws {
        try execute("""
            DELETE FROM recovery_code WHERE account_id = \(account) AND code_hash = \(hash)
            """)
    }
}
