import CallStore
package import Calls

extension CallDesk {
    /// How the accounts among `principals` (as ledger entries name them) are called, for a reader
    /// who may see accounts, or sampling plans, since quality staff read colleagues' names on every
    /// evaluation; nobody for others. At most `pageMax` are looked up.
    package func titles(
        of principals: Set<String>, by reader: Principal
    ) async throws -> [String: String] {
        let allowing: [Permission] = [.seeAccounts, .seePlans]
        guard let permission = allowing.first(where: reader.may) else { return [:] }
        let some = principals.sorted().prefix(Self.pageMax)
        let desk = self
        return try await see(by: reader, needing: permission) { db in
            var titles: [String: String] = [:]
            for principal in some { titles[principal] = try desk.title(of: principal, in: db) }
            return titles
        }
    }

    /// How the account behind `account:<id>` is called, verified; nil for whoever has none.
    func title(of principal: String, in db: Transaction) throws -> String? {
        let prefix = "account:"
        guard principal.hasPrefix(prefix),
            let id = Account.ID(text: principal.dropFirst(prefix.count))
        else { return nil }
        return try verified(try db.account(id))?.title
    }
}
