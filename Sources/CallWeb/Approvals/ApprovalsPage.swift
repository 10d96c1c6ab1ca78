import Calls
import Foundation

/// What waits for a second person, and what became of the rest.
struct ApprovalsPage: PageModel {
    struct Item: Sendable {
        let id: String
        let title: String
        let meaning: String
        let because: String
        let object: String
        let objectURL: String?
        /// The filter of an export, as it stands in the address.
        let particulars: String?
        let asker: String
        let askedAt: String
        let until: String
        let isOwn: Bool
        let mayDecide: Bool
        /// Waits for somebody else than the reader, who didn't ask for it.
        let waits: Bool
        let approveURL: String
        let refuseURL: String
        let withdrawURL: String
        let outcome: Tag?
        let decided: String?
        let certificateURL: String?
        let exportURL: String?
        let historyURL: String?
    }

    static let template = "approvals"
    let frame: Frame
    let subtitle: String
    let done: String?
    let open: [Item]
    let isEmpty: Bool
    let closed: [Item]
    let holdsURL: String?
    let newestURL: String?
    let olderURL: String?
}

extension ApprovalsPage.Item {
    init(_ approval: Approval, for visit: Visit) {
        let (words, now) = (visit.words, visit.now)
        historyURL = WebURL.history(of: approval.object, for: visit.principal)
        id = approval.id.description
        title = words("approval.\(approval.kind.rawValue)")
        meaning = words("approval.\(approval.kind.rawValue).meaning")
        because = approval.because
        let target = approval.kind == .holdRelease ? approval.particulars : approval.object
        object = approval.kind == .export ? "" : target
        objectURL = WebURL.page(ofObject: target)
        particulars =
            approval.kind == .export
            ? (approval.particulars.isEmpty ? words("approval.allCalls") : approval.particulars)
            : nil
        asker = approval.askerTitle ?? words.who(approval.askedBy)
        askedAt = words.ago(approval.askedAt, now: now)
        until = words.moment(approval.endsAt)
        isOwn = approval.isOwn
        mayDecide = approval.mayDecide
        waits = approval.outcome == nil && !approval.isOwn && !approval.mayDecide
        approveURL = WebURL.approval(approval.id, "approve")
        refuseURL = WebURL.approval(approval.id, "refuse")
        withdrawURL = WebURL.approval(approval.id, "withdraw")
        outcome = approval.outcome.map { Tag($0, lapsed: approval.hasLapsed, words) }
        let when = approval.decidedAt.map(words.moment) ?? ""
        let decider = approval.deciderTitle ?? approval.decidedBy.map(words.who) ?? ""
        decided = approval.outcome.map { _ in
            approval.hasLapsed ? when : "\(decider) · \(when)"
        }
        let isApproved = approval.outcome == .approved
        certificateURL =
            isApproved && approval.kind == .erasure
            ? Customer.ID(text: approval.object.dropFirst("customer:".count))
                .map(WebURL.certificate) : nil
        let hours = Double(CallExport.hoursAfterApproval)
        let isFresh = (approval.decidedAt ?? .distantPast) + hours * 3600 > now
        exportURL =
            isApproved && approval.kind == .export && approval.isOwn && isFresh
            ? WebURL.exportCalls + (approval.particulars.isEmpty ? "" : "?" + approval.particulars)
            : nil
    }
}

extension Tag {
    init(_ outcome: Approval.Outcome, lapsed: Bool, _ words: Words) {
        let (symbol, tone) =
            switch outcome {
            case .approved: ("✓", "good")
            case .refused: ("✕", "bad")
            case .withdrawn: ("↩", "plain")
            }
        self.init(
            symbol: symbol,
            text: words(lapsed ? "approval.lapsed" : "approval.\(outcome.rawValue)"), tone: tone)
    }
}
