package import Calls

extension Transaction {
    /// Ends every session of an account at once, and forgets the browsers that it signed in from.
    package func deleteSessions(of account: Account.ID) throws {
        try execute("DELETE FROM session WHERE account_id = \(account)")
        try execute("DELETE FROM device WHERE account_id = \(account)")
    }

    package func deleteRecoveryCodes(of account: Account.ID) throws {
        try execute("DELETE FROM recovery_code WHERE account_id = \(account)")
    }
}
