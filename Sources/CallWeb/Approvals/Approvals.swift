import CallDesk
import Calls
import Hummingbird

/// What one can do with something that waits.
enum ApprovalAct: String, CaseIterable, Sendable { case approve, refuse, withdraw }

/// What was just done, for the notice on the page one is led back to.
enum ControlDone: String, CaseIterable, Sendable {
    case approve, refuse, withdraw, asked, placed
}

extension Web {
    func approvalsPage(_ visit: Visit) async throws -> Response {
        try visit.query.allow(["after", "limit", "done"])
        let words = visit.words
        let isFirst = visit.query["after"] == nil
        let open =
            isFirst
            ? try await desk.approvals(
                isOpen: true, after: nil, limit: CallDesk.pageMax, by: visit.principal).items : []
        let closed = try await desk.approvals(
            isOpen: false, after: visit.query["after"],
            limit: try visit.query.limit(orElse: 20), by: visit.principal)
        let done = visit.query["done"].flatMap { ControlDone(rawValue: $0) }
        let keys = [
            Frame.Key(keys: ["J", "K"], does: words("approvals.keyMove")),
            Frame.Key(keys: ["A"], does: words("approvals.keyApprove")),
            Frame.Key(keys: ["R"], does: words("approvals.keyRefuse")),
        ]
        let frame = await frame(words("approvals.title"), in: .approvals, of: visit, keys: keys)
        return try page(
            ApprovalsPage(
                frame: frame, subtitle: words("approvals.subtitle"),
                done: done.map { words("done.\($0.rawValue)") },
                open: open.map { .init($0, for: visit) },
                isEmpty: isFirst && open.isEmpty,
                closed: closed.items.map { .init($0, for: visit) },
                holdsURL: visit.principal.may(.seeHolds) ? WebURL.holds : nil,
                newestURL: isFirst ? nil : WebURL.approvals,
                olderURL: closed.next.map { WebURL.approvals([("after", $0)]) }),
            for: visit)
    }

    func actOnApproval(_ visit: Visit) async throws -> Response {
        try visit.query.allow([])
        let act = try await act(on: visit)
        return .seeOther(WebURL.approvals([("done", act.rawValue)]))
    }

    func apiApprovals(_ visit: Visit) async throws -> Response {
        try visit.query.allow(["state", "after", "limit"])
        let isOpen = try visit.query.state(open: "open", closed: "closed")
        let page = try await desk.approvals(
            isOpen: isOpen, after: visit.query["after"],
            limit: try visit.query.limit(orElse: 50), by: visit.principal)
        return try .json(
            PageJSON(items: page.items.map { ApprovalJSON($0, visit.words) }, next: page.next))
    }

    func apiApproval(_ visit: Visit) async throws -> Response {
        try visit.query.allow([])
        let id: Approval.ID = try visit.id("approval", or: .noSuchApproval)
        return try .json(
            ApprovalJSON(try await desk.approval(id, by: visit.principal), visit.words))
    }

    func apiActOnApproval(_ visit: Visit) async throws -> Response {
        try visit.query.allow([])
        _ = try await act(on: visit)
        return Response(status: .noContent)
    }

    private func act(on visit: Visit) async throws -> ApprovalAct {
        let id: Approval.ID = try visit.id("approval", or: .noSuchApproval)
        guard let act = visit.parameters["act"].flatMap(ApprovalAct.init(rawValue:)) else {
            throw Refusal.noSuchPage
        }
        switch act {
        case .approve: try await desk.decide(id, approve: true, by: visit.principal)
        case .refuse: try await desk.decide(id, approve: false, by: visit.principal)
        case .withdraw: try await desk.withdrawApproval(id, by: visit.principal)
        }
        return act
    }
}

extension Query {
    /// `state`: true for the first word, false for the second, nil when it is left out.
    func state(open: String, closed: String) throws -> Bool? {
        switch self["state"] {
        case nil: return nil
        case open: return true
        case closed: return false
        default:
            throw Refusal(
                .invalid, .badRequest, "state is \(open) or \(closed).", subject: "state")
        }
    }
}

/// A line of `GET /api/v1/approvals`.
struct ApprovalJSON: Encodable, Sendable {
    let id: Approval.ID
    let kind: String
    let object: String
    let particulars: String
    let reason: String
    let askedBy: String
    let askedAt: String
    let endsAt: String
    /// `open`, `approved`, `refused`, `withdrawn` or `lapsed`.
    let state: String
    let decidedBy: OrNull<String>
    let decidedAt: OrNull<String>
    let mayDecide: Bool
    let isOwn: Bool

    init(_ approval: Approval, _ words: Words) {
        id = approval.id
        kind = approval.kind.rawValue
        object = approval.object
        particulars = approval.particulars
        reason = approval.because
        askedBy = approval.askerTitle ?? approval.askedBy
        askedAt = words.home.time(approval.askedAt).iso8601
        endsAt = words.home.time(approval.endsAt).iso8601
        state = approval.hasLapsed ? "lapsed" : approval.outcome?.rawValue ?? "open"
        decidedBy = OrNull(approval.deciderTitle ?? approval.decidedBy)
        decidedAt = OrNull(approval.decidedAt.map { words.home.time($0).iso8601 })
        mayDecide = approval.mayDecide
        isOwn = approval.isOwn
    }
}

struct AskedJSON: Encodable { let approval: Approval.ID }
