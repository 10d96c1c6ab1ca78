/// A way by which notices leave the house: a command, and what is given to it.
package struct NoticeChannel: Hashable, Sendable {
    /// What it is called in the ledger and on pages; nothing personal.
    package var name: String
    /// An absolute path and its arguments; no shell sees them.
    package var command: [String]
    package var kinds = Set(Notice.Kind.allCases)
    /// Addresses by whom they belong to: the name of an account, a role, or `everybody`. Empty
    /// where the command knows by itself whom to tell.
    package var addresses: [String: [String]] = [:]
    /// File of the secret by which messages are signed; nil when they aren't.
    package var secret: String?
    /// `notice.NAME.secret` in $CREDENTIALS_DIRECTORY; outranks `secret`.
    package var secretCredential: String?
    /// How people reach the page, such as `https://callaudit.example.com`, for links; nil for none.
    package var page: String?
    package var sendsPersonalData = false
    /// How often a notice is tried before it has failed.
    package var tries = 12
    /// Before the second try; every further pause is twice as long, to an hour at most.
    package var retrySeconds = 30.0
    /// A command that takes longer is ended.
    package var secondsMax = 30.0

    package init(name: String, command: [String]) {
        self.name = name
        self.command = command
    }

    package static let everybody = "everybody"
    package static let retrySecondsMax = 3_600.0
    /// For how long no other node takes a notice after the command's time is over.
    private static let marginSeconds = 5.0

    package var secretPath: String? { secretCredential ?? secret }

    /// For how long a notice that is being sent is left alone by others.
    package var leaseSeconds: Double { secondsMax + Self.marginSeconds }

    /// Addresses for `recipient`, who signs in as `account` and has `roles`: their own, else those
    /// of a role of theirs, else everybody's. Nil where the command knows by itself, empty where
    /// there is none.
    package func addresses(
        for recipient: NoticeRecipient, account: String?, roles: [Role]
    ) -> [String]? {
        guard !addresses.isEmpty else { return nil }
        if let account, let own = addresses[account] { return own }
        var roles = roles
        if case .role(let role) = recipient { roles.append(role) }
        let theirs = roles.flatMap { addresses[$0.rawValue] ?? [] }
        if !theirs.isEmpty { return Set(theirs).sorted() }
        return addresses[Self.everybody] ?? []
    }

    /// How long to wait after try number `count`, counted from 1. `chance` from 0 up to 1 spreads
    /// those that failed together over half of the pause.
    package func pauseSeconds(after count: Int, chance: Double) -> Double {
        let doublings = min(max(0, count - 1), 30)
        let pause = min(
            retrySeconds * Double(1 << doublings), max(retrySeconds, Self.retrySecondsMax))
        return pause * (1 - min(max(chance, 0), 1) / 2)
    }
}
