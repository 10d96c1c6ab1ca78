import Calls

/// Files that couldn't be taken in, each with what to do about it.
struct QuarantinePage: PageModel {
    struct Row: Sendable {
        let id: String
        let title: String
        let advice: String
        let fileName: String
        let source: String
        let size: String
        let seen: String
        let tried: String
        let detail: String?
        let retryURL: String
        let discardURL: String
        /// What the ledger tells of it; nil for who may not see it.
        let historyURL: String?
    }

    static let template = "quarantine"
    let frame: Frame
    let subtitle: String
    /// What was just done; nil when nothing was.
    let done: String?
    let rows: [Row]
    let isEmpty: Bool
    let newestURL: String?
    let olderURL: String?
}
