import CallLedger
import CallStore
import Calls
import Foundation

/// What of a person leaves the house with a notice, where a channel's settings say so.
extension CallDesk {
    /// The customer's name and the beginning of what they said, noted in the ledger before it is
    /// sent; nil where nothing is known.
    func personal(
        of notice: Notice, in change: inout Change
    ) throws -> NoticeMessage.Personal? {
        let parts = notice.object.split(separator: ":", maxSplits: 1)
        guard parts.count == 2, parts[0] == "complaint", let id = Complaint.ID(text: parts[1]),
            let row = try verified(change.db.complaint(id))
        else { return nil }
        let said = try words(of: row).text.map {
            String($0.prefix(Notice.Limits.wordCharacters))
        }
        var name: String?
        if let customer = row.customer,
            let known = try living(orMerged: customer, in: change.db),
            let key = try key(of: known)
        {
            name = try facts(of: known, under: key).name
        }
        guard said != nil || name != nil else { return nil }
        try change.record(
            .noticePersonal, object: notice.object,
            details: ["channel": notice.channel, "notice": "\(notice.id)"],
            concerning: row.customer)
        return NoticeMessage.Personal(customer: name, words: said)
    }
}
