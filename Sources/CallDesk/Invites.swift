import CallLedger
import CallStore
import Calls
import Foundation

/// One-time codes by which a person sets the first password, or a new one.
enum Invite {
    /// How long a code is good.
    static let seconds: TimeInterval = 72 * 3600
    private static let characters = 20
    /// Crockford's base 32 in capitals: nothing is misread aloud.
    private static let digits = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")

    /// 100 random bits such as `7Q2XK-0M4FT-B9RWC-1HZ8D`.
    static func code() -> String {
        let code = (0..<characters).map { _ in digits[Int.random(in: 0..<digits.count)] }
        return stride(from: 0, to: characters, by: 5)
            .map { String(code[$0..<($0 + 5)]) }.joined(separator: "-")
    }

    /// SHA-256 over the code's characters in capitals, without hyphens and spaces.
    static func hash(_ code: String) -> [UInt8] {
        let plain = code.uppercased().filter { $0 != "-" && !$0.isWhitespace }
        return LedgerHash.plain(Array(plain.utf8)).bytes
    }
}

extension CallDesk {
    /// A new one-time code for `account`, and the account's row with its hash: sealed, and yet to
    /// be stored. A code from before is good no more.
    func newInvite(
        for account: AccountRow, in change: Change
    ) -> (code: String, row: AccountRow) {
        let code = Invite.code()
        var row = account
        row.inviteHash = Invite.hash(code)
        row.inviteEndsAt = change.now + Invite.seconds
        return (code, sealed(row))
    }
}
