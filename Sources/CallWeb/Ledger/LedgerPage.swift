import Calls

/// The ledger, newest first, with what proves it above.
struct LedgerPage: PageModel {
    struct Row: Sendable {
        let number: String
        let url: String
        let when: String
        let iso8601: String
        let who: String
        let whoURL: String
        let what: String
        let reason: String?
        let outcome: [Tag]
        let noun: String?
        let id: String?
        let objectURL: String?
        let historyURL: String?
    }

    struct Option: Sendable {
        let value: String
        let label: String
        let isChosen: Bool
    }

    struct Fact: Sendable {
        let label: String
        let value: String
        let remark: String?
        let tone: String
    }

    static let template = "ledger"
    let frame: Frame
    let subtitle: String
    let troubles: [String]
    let facts: [Fact]
    let principal: String
    let object: String
    let from: String
    let to: String
    let actions: [Option]
    let isFiltered: Bool
    let clearURL: String
    let rows: [Row]
    let isEmpty: Bool
    let newestURL: String?
    let olderURL: String?
}

/// One entry with its bytes and its proof.
struct LedgerEntryPage: PageModel {
    struct Pair: Sendable {
        let name: String
        let value: String
        let isCode: Bool
        let url: String?
    }

    struct Proof: Sendable {
        let covered: String
        let root: String
        let hashes: [String]
        let text: String
    }

    static let template = "ledger-entry"
    let frame: Frame
    let backURL: String
    let title: String
    let subtitle: String
    let tags: [Tag]
    let facts: [Pair]
    let details: [Pair]
    let hasDetails: Bool
    let chain: [Pair]
    let hexadecimal: String
    let proof: Proof?
    let waits: String?
    let previousURL: String?
    let nextURL: String?
}
