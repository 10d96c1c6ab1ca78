import CPostgres

/// What administration asks of a connection.
package struct PostgresTool {
    let session: PostgresSession

    package var isEncrypted: Bool { session.isEncrypted }
    /// Such as 150018 for 15.18.
    package var serverVersion: Int { session.serverVersion }

    /// The rows of a statement outside a transaction.
    package func rows(_ statement: SQL) throws -> [Row] { try session.rows(statement) }
}
