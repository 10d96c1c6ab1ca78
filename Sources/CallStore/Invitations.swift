package import Calls

/// Accounts that wait for their first password, or for a new one.
extension Transaction {
    /// By the hash of the code that lets somebody set a password.
    package func account(invitedBy hash: [UInt8]) throws -> AccountRow? {
        try row("SELECT * FROM account WHERE invite_hash = \(hash)").map(AccountRow.init)
    }

    /// How many accounts with a way in hold `role`.
    package func countEstablished(in role: Role) throws -> Int {
        try row("""
            SELECT count(*) AS count FROM account_role r JOIN account a ON a.id = r.account_id
            WHERE r.role = \(role.rawValue)
              AND (a.password_hash IS NOT NULL OR a.origin <> 'local')
            """)?.get("count") ?? 0
    }

    /// An account of `role` that nobody has taken up yet, made for whoever comes first.
    package func unclaimedAccount(in role: Role) throws -> AccountRow? {
        try row("""
            SELECT a.* FROM account a JOIN account_role r ON a.id = r.account_id
            WHERE r.role = \(role.rawValue) AND a.password_hash IS NULL AND a.name LIKE '*%'
            ORDER BY a.id LIMIT 1
            """).map(AccountRow.init)
    }
}
