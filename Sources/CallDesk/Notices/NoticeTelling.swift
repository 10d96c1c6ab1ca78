import CallStore
import Calls
import Foundation

/// Writing down what is to be told outside, in the transaction of what it tells of.
extension CallDesk {
    /// How often a flood of the same is told of.
    private static var floodSeconds: Double { 3_600 }

    /// Something to tell.
    struct Telling {
        var kind: Notice.Kind
        var object: String
        var recipient: NoticeRecipient = .everybody
        var facts: [Notice.Fact: String] = [:]
    }

    /// Whether some channel tells of `kind`, so that it is worth looking for.
    func tells(of kind: Notice.Kind) -> Bool {
        settings.notices.contains { $0.channel.kinds.contains(kind) }
    }

    /// Writes a notice for each channel that tells of such things to such people.
    func tell(_ telling: Telling, in change: Change) throws {
        for sender in try senders(of: telling, in: change.db) {
            try tell(telling, over: sender, in: change)
        }
    }

    /// As `tell`, but nothing that was told in the same words before.
    func tellOnce(_ telling: Telling, in change: Change) throws {
        for sender in try sendersUntold(telling, in: change.db) {
            try tell(telling, over: sender, in: change)
        }
    }

    /// As `tell`, but each channel at most once an hour of the same object.
    func tellSeldom(_ telling: Telling, in change: Change) throws {
        for sender in try senders(of: telling, in: change.db) {
            let last = try change.db.lastNotice(
                of: telling.object, telling.kind, over: sender.channel.name)
            if let last, change.now.timeIntervalSince(last) < Self.floodSeconds { continue }
            try tell(telling, over: sender, in: change)
        }
    }

    private func tell(_ telling: Telling, over sender: NoticeSender, in change: Change) throws {
        let notice = Notice(
            id: change.newID(), kind: telling.kind, object: telling.object,
            recipient: telling.recipient, channel: sender.channel.name, facts: telling.facts,
            madeAt: change.now)
        try change.db.insert(sealed(NoticeRow(notice)))
    }

    /// Channels by which it wasn't told yet in just these words.
    func sendersUntold(_ telling: Telling, in db: Transaction) throws -> [NoticeSender] {
        try senders(of: telling, in: db).filter { sender in
            try db.lastNotice(
                of: telling.object, telling.kind, over: sender.channel.name,
                saying: telling.facts) == nil
        }
    }

    /// Channels that tell of it and have an address for whoever it is for.
    private func senders(of telling: Telling, in db: Transaction) throws -> [NoticeSender] {
        let wanting = settings.notices.filter { $0.channel.kinds.contains(telling.kind) }
        guard !wanting.isEmpty else { return [] }
        let person = try noticePerson(telling.recipient, in: db)
        return wanting.filter { sender in
            sender.channel.addresses(
                for: telling.recipient, account: person.account, roles: person.roles)
                .map { !$0.isEmpty } ?? true
        }
    }

    /// The name by which a recipient signs in, and their roles; nothing for who is no account.
    func noticePerson(
        _ recipient: NoticeRecipient, in db: Transaction
    ) throws -> (account: String?, roles: [Role]) {
        let prefix = "account:"
        guard case .person(let person) = recipient, person.hasPrefix(prefix),
            let id = Account.ID(text: person.dropFirst(prefix.count)),
            let account = try verified(db.account(id)), account.disabledAt == nil
        else { return (nil, []) }
        let roles = try principal(of: account, in: db).roles
        return (account.name, Role.allCases.filter(roles.contains))
    }
}
