import CallDesk

extension Web {
    /// The visit with words that know how `principals` are called, if its reader may see accounts.
    func naming(_ principals: some Sequence<String>, in visit: Visit) async throws -> Visit {
        var visit = visit
        visit.words.titles = try await desk.titles(
            of: Set(principals), by: visit.principal)
        return visit
    }
}
