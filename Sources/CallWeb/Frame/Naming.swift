import CallDesk

extension Web {
    /// The visit with words that know how `principals` are called.
    func naming(_ principals: some Sequence<String>, in visit: Visit) async throws -> Visit {
        var visit = visit
        visit.words.titles = try await desk.titles(of: Set(principals))
        return visit
    }
}
