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
            try desk.titles(of: some, in: db)
        }
    }

    /// How the account behind `account:<id>` is called, verified; nil for whoever has none.
    func title(of principal: String, in db: Transaction) throws -> String? {
        try titles(of: [principal], in: db)[principal]
    }

    /// The same of many at once, such as of everybody on a page.
    func titles(
        of principals: some Sequence<String>, in db: Transaction
    ) throws -> [String: String] {
        let prefix = "account:"
        let accounts = Set(principals).filter { $0.hasPrefix(prefix) }
            .compactMap { Account.ID(text: $0.dropFirst(prefix.count)) }
        let rows = try db.accounts(accounts.sorted())
        return try Dictionary(
            uniqueKeysWithValues: rows.map { row in
                try verify(row)
                return ("\(prefix)\(row.id)", row.title)
            })
    }
}
