import CallStore
import CallVault
import Calls
import Foundation

/// What failed tries are counted by, and how they are slowed down there.
struct GuardedKey: Sendable {
    let hash: [UInt8]
    let wait: SignInWait
}

/// A try that may be looked at. It counts as failed from the start, so that many at once don't
/// slip through; `CallDesk.acquit` takes that back.
struct Admission: Sendable {
    let keys: [GuardedKey]
    /// How many failures the first key has by this one.
    let failures: Int
    /// Until the first key's next try.
    let seconds: Double

    /// Whether the ledger tells of it: the first failure, and each by which a door closes. So a
    /// flood of guesses leaves as few entries as it gets evaluations.
    var isTold: Bool { failures == 1 || seconds > 0 }
}

extension CallDesk {
    /// Failures are forgotten after this; by then the count has sunk by so many.
    private static let failuresLast = 172_800.0
    private static let failuresKept = 100_000

    /// The keys of `name` for a browser that isn't known to belong there. Whoever guesses from one
    /// address is held up there long before anybody else is.
    func guardedName(_ name: String, from address: String) -> [GuardedKey] {
        [
            GuardedKey(
                hash: failureHash("name-address", "\(address) \(name)"),
                wait: .accountFromAddress),
            GuardedKey(hash: failureHash("name", name), wait: .account),
            guardedAddress(address),
        ]
    }

    func guardedAddress(_ address: String) -> GuardedKey {
        GuardedKey(hash: failureHash("address", address), wait: .address)
    }

    /// The key of a browser that has signed in to the account before.
    func guardedDevice(_ hash: [UInt8]) -> GuardedKey {
        GuardedKey(hash: failureHash("device", hash.hexadecimal), wait: .own)
    }

    /// The key of whoever is past the first door of `account` and at the next.
    func guardedInside(_ what: String, of account: Account.ID) -> GuardedKey {
        GuardedKey(hash: failureHash(what, "\(account)"), wait: .own)
    }

    private func failureHash(_ kind: String, _ text: String) -> [UInt8] {
        Array(
            vault.lookupHash("sign_in_failure", [.text(kind), .text(text)]).prefix(16))
    }

    /// Counts a try as failed by all `keys`; a refusal that says how long to wait when it isn't to
    /// be looked at yet, and then nothing is counted.
    func admit(_ keys: [GuardedKey], in db: Transaction, now: Date) throws -> Admission {
        let rows = try keys.map { try db.signInFailure($0.hash) }
        // However the clock was set meanwhile, no wait is longer than the longest.
        let closed =
            zip(keys, rows).compactMap { key, row in
                row.map { min($0.closedUntil.timeIntervalSince(now), key.wait.secondsMax) }
            }.max() ?? 0
        if closed > 0 { throw Refusal.signInClosed(seconds: Int(closed.rounded(.up))) }
        var first: (failures: Int, seconds: Double)?
        for (key, row) in zip(keys, rows) {
            let before = row.map {
                key.wait.remembered($0.count, after: now.timeIntervalSince($0.lastAt))
            }
            let failures = (before ?? 0) + 1
            let seconds = key.wait.seconds(after: failures)
            if first == nil { first = (failures, seconds) }
            try db.put(
                SignInFailureRow(
                    keyHash: key.hash, count: failures, lastAt: now,
                    closedUntil: seconds > 0 ? now + seconds : Date(microseconds: 0)))
        }
        return Admission(
            keys: keys, failures: first?.failures ?? 0, seconds: first?.seconds ?? 0)
    }

    func admit(_ keys: [GuardedKey]) async throws -> Admission {
        let (desk, now) = (self, now())
        return try await reaching {
            try await database.write { try desk.admit(keys, in: $0, now: now) }
        }
    }

    /// Takes back that the try of `admission` counted as failed.
    func acquit(_ admission: Admission, in db: Transaction, now: Date) throws {
        for key in admission.keys {
            guard var row = try db.signInFailure(key.hash) else { continue }
            row.count -= 1
            row.closedUntil = Date(microseconds: 0)
            try db.put(row)
        }
    }

    func acquit(_ admission: Admission) async throws {
        let (desk, now) = (self, now())
        try await reaching {
            try await database.write { try desk.acquit(admission, in: $0, now: now) }
        }
    }

    func pruneSignIns(in db: Transaction, now: Date) throws {
        try db.pruneSessions(now: now)
        try db.pruneDevices(now: now)
        try db.pruneSignInFailures(before: now - Self.failuresLast, keeping: Self.failuresKept)
    }
}

extension Refusal {
    static func signInClosed(seconds: Int) -> Refusal {
        Refusal(
            .tooMany, .signInClosed,
            "There were too many failed tries. Wait \(seconds) seconds and try again; a browser "
                + "that you have signed in with before doesn't have to wait.",
            subject: "\(seconds)", retryAfterSeconds: seconds)
    }

    /// The same whether the name, the password or both are wrong.
    static let signInFailed = Refusal(
        .forbidden, .signInFailed,
        "Name or password is wrong. Look at both, mind capital letters, and try again.")

    static let codeFailed = Refusal(
        .forbidden, .codeFailed,
        "This code isn't right, or was used already. Wait for the next one and type that.")
}
