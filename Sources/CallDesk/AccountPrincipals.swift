import CallStore
import Calls
import Foundation

/// Who an account is when it asks.
extension CallDesk {
    /// `account` with its roles, teams and agent as they stand in `db`, every row verified.
    func principal(of account: AccountRow, in db: Transaction) throws -> Principal {
        try verify(account)
        let teams = try verifiedTeams(of: account, in: db)
        return Principal(
            id: "account:\(account.id)", roles: try verifiedRoles(of: account.id, in: db),
            teams: teams.isEmpty ? nil : teams, agent: account.agentID, account: account.id)
    }

    func verifiedRoles(of account: Account.ID, in db: Transaction) throws -> Set<Role> {
        let rows = try db.roles(of: account)
        for row in rows { try verify(row) }
        return Set(rows.map(\.role))
    }

    /// All of them, or a fault: one that was taken away would widen what is seen.
    func verifiedTeams(of account: AccountRow, in db: Transaction) throws -> Set<Team.ID> {
        let rows = try db.teams(of: account.id)
        for row in rows { try verify(row) }
        guard AccountTeamRow.scope(of: rows.map(\.teamID)) == account.teamScope else {
            throw DeskFault.rowAltered(table: AccountTeamRow.table)
        }
        return Set(rows.map(\.teamID))
    }
}
