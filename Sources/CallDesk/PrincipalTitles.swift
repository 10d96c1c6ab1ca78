import CallStore
import Calls

extension CallDesk {
    /// How the accounts among `principals` (as ledger entries name them) are called. At most
    /// `pageMax` of them are looked up.
    package func titles(of principals: Set<String>) async throws -> [String: String] {
        let mark = "account:"
        let accounts = principals.filter { $0.hasPrefix(mark) }.sorted().prefix(Self.pageMax)
            .compactMap { Account.ID(text: $0.dropFirst(mark.count)) }
        if accounts.isEmpty { return [:] }
        let titles = try await reaching {
            try await database.read { try $0.titles(ofAccounts: Set(accounts)) }
        }
        return Dictionary(uniqueKeysWithValues: titles.map { ("\(mark)\($0.key)", $0.value) })
    }
}
