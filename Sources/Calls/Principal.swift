/// Whoever asks: a person, a program, or the daemon itself. It stands in every ledger entry.
package struct Principal: Hashable, Sendable {
    /// `local:<uid>` for a peer on the Unix socket, `page` for the loopback page,
    /// `daemon` for the daemon's own work.
    package let id: String

    package init(id: String) {
        self.id = id
    }

    /// What stands in the ledger beside the name. Until there are accounts, whoever comes is the
    /// operator.
    package var role: String { self == .daemon ? "daemon" : "operator" }

    package static let daemon = Principal(id: "daemon")
    package static let page = Principal(id: "page")
}
