import Calls
import Foundation

@testable import CallWeb

/// Pages of approvals, holds, erasure and export.
extension Sample {
    static let controlPages: [any PageModel] = [approvals, holds, erase, certificate, export]

    private static let approval = ApprovalsPage.Item(
        id: "0000000000001", title: "Erase", meaning: "Gone", because: hostile, object: hostile,
        objectURL: "/calls/x", particulars: hostile, asker: hostile, askedAt: "now", until: "then",
        isOwn: true, mayDecide: true, waits: true, approveURL: "/a", refuseURL: "/r",
        withdrawURL: "/w", outcome: tag, decided: hostile, certificateURL: "/c", exportURL: "/e",
        historyURL: "/l")

    private static let approvals = ApprovalsPage(
        frame: frame, subtitle: "All", done: "Done", open: [approval], isEmpty: true,
        closed: [approval], holdsURL: "/holds", newestURL: "/approvals", olderURL: "/approvals?a")

    static let hold: Hold = {
        var hold = Hold(
            id: .init(3 << 40), target: .agent(.init(4 << 40)), because: hostile,
            placedBy: hostile, placedAt: .distantPast,
            release: .init(approval: .init(5 << 40), by: hostile, at: .distantPast))
        hold.targetTitle = hostile
        hold.isReleaseAsked = true
        return hold
    }()

    static let heldSample = Hold(
        id: .init(3 << 40), target: .call(.init(4 << 40)), because: hostile, placedBy: hostile,
        placedAt: .distantPast)

    static let holdStrip = HoldStrip(
        [hold, heldSample], on: .call(.init(4 << 40)), SampleCalls.words,
        by: Principal(id: "page", roles: [.complianceOfficer]))

    private static func line(of hold: Hold) -> HoldLine {
        HoldLine(
            id: "0000000000001", kind: tag, target: hostile, targetURL: "/calls/x",
            because: hold.because, placed: hostile, released: hostile, isReleaseAsked: true,
            releaseURL: "/holds/x/release", historyURL: "/l")
    }

    private static let holds = HoldsPage(
        frame: frame, subtitle: "All", done: "Done",
        kinds: [.init(label: "All", url: "/holds", isCurrent: true)],
        states: [.init(label: "All", url: "/holds", isCurrent: true)],
        rows: [line(of: hold)],
        isEmpty: true, mayPlace: true, placeURL: "/holds",
        targetKinds: [.init(value: "call", label: "Call", isChosen: true)], target: hostile,
        newestURL: "/holds", olderURL: "/holds?after=x")

    private static let erase = ErasePage(
        frame: frame, customer: "0000000000001", askURL: "/e", callsURL: "/calls",
        points: [hostile])

    private static let line = CertificatePage.Line(label: "A", value: hostile, remark: hostile)

    private static let certificate = CertificatePage(
        frame: frame, customer: "0000000000001", summary: hostile, acts: [line],
        destroyed: [line], rest: [line], isUnfinished: true)

    private static let export = ExportPage(
        frame: frame, filter: hostile, askURL: "/calls/export", callsURL: "/calls")
}
