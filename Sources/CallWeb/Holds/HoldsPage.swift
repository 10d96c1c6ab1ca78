import Calls
import Foundation

/// The list of holds, with a form to place one.
struct HoldsPage: PageModel {
    struct Choice: Sendable {
        let label: String
        let url: String
        let isCurrent: Bool
    }

    struct Kind: Sendable {
        let value: String
        let label: String
        let isChosen: Bool
    }

    static let template = "holds"
    let frame: Frame
    let subtitle: String
    let done: String?
    let kinds: [Choice]
    let states: [Choice]
    let rows: [HoldLine]
    let isEmpty: Bool
    let mayPlace: Bool
    let placeURL: String
    let targetKinds: [Kind]
    let target: String
    let newestURL: String?
    let olderURL: String?
}

/// One hold in a list, or on the page of what it covers.
struct HoldLine: Sendable {
    let id: String
    let kind: Tag
    let target: String
    let targetURL: String?
    let because: String
    let placed: String
    /// Nil while it stands.
    let released: String?
    let isReleaseAsked: Bool
    /// Nil where the reader can't ask for the release.
    let releaseURL: String?
    /// Nil for who may not see the ledger.
    let historyURL: String?
}

extension HoldLine {
    /// For somebody who isn't let at anything, such as the person in a package, by `.nobody`.
    init(_ hold: Hold, _ words: Words, by reader: Principal) {
        let mayRelease = reader.may(.releaseHold)
        historyURL = WebURL.history(of: "hold:\(hold.id)", for: reader)
        id = hold.id.description
        kind = Tag(
            symbol: hold.isOpen ? "■" : "□", text: words("hold.\(hold.target.kind.rawValue)"),
            tone: hold.isOpen ? "warn" : "plain")
        target = hold.targetTitle ?? hold.target.idText
        targetURL = WebURL.page(ofObject: hold.target.object)
        because = hold.because.isEmpty ? words("hold.reasonGone") : hold.because
        placed = words(
            "hold.placed", ["who": words.who(hold.placedBy), "when": words.moment(hold.placedAt)])
        released = hold.release.map {
            words("hold.released", ["who": words.who($0.by), "when": words.moment($0.at)])
        }
        isReleaseAsked = hold.isReleaseAsked
        releaseURL =
            mayRelease && hold.isOpen && !hold.isReleaseAsked ? WebURL.releaseHold(hold.id) : nil
    }
}

/// The holds on one thing, on its own page.
struct HoldStrip: Sendable {
    let lines: [HoldLine]
    let heldTag: Tag?
    let mayPlace: Bool
    let placeURL: String
    let kind: String
    let object: String
    let listURL: String

    init(_ holds: [Hold], on target: Hold.Target, _ words: Words, by principal: Principal) {
        lines = holds.map { HoldLine($0, words, by: principal) }
        heldTag =
            holds.contains(where: \.isOpen)
            ? Tag(symbol: "■", text: words("hold.held"), tone: "warn") : nil
        mayPlace = principal.may(.placeHold)
        placeURL = WebURL.holds
        kind = target.kind.rawValue
        object = target.idText
        listURL = WebURL.holds
    }
}
