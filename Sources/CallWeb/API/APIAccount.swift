import CallDesk
import Calls
import Foundation
import Hummingbird

extension Web {
    func apiOwnAccount(_ visit: Visit) async throws -> Response {
        try visit.query.allow([])
        let account = try await desk.ownAccount(by: visit.principal)
        return try .json(OwnAccountJSON(account, visit.principal))
    }

    func apiSessions(_ visit: Visit) async throws -> Response {
        try visit.query.allow([])
        let sessions = try await desk.ownSessions(
            present: visit.visitor.person?.session, by: visit.principal)
        return try .json(["items": sessions.map(SessionJSON.init)])
    }

    func apiEndSession(_ visit: Visit) async throws -> Response {
        let id: Session.ID = try visit.id("session", or: .noSuchSession)
        try await desk.endOwnSession(id, by: visit.principal)
        return Response(status: .noContent)
    }
}

struct OwnAccountJSON: Encodable, Sendable {
    let id: String
    let name: String
    let title: String
    let roles: [String]
    let permissions: [String]
    let secondFactor: Bool
    let recoveryCodesLeft: Int

    init(_ account: OwnAccount, _ principal: Principal) {
        id = "\(account.id)"
        name = account.name
        title = account.title
        roles = account.roles.map(\.rawValue)
        permissions = principal.permissions.map(\.rawValue).sorted()
        secondFactor = account.hasSecondFactor
        recoveryCodesLeft = account.recoveryCodesLeft
    }
}

struct SessionJSON: Encodable, Sendable {
    let id: String
    let browser: String
    let beganAt: String
    let seenAt: String
    let endsAt: String
    let present: Bool

    init(_ session: SessionSummary) {
        id = "\(session.id)"
        browser = session.browser
        beganAt = session.beganAt.formatted(.iso8601)
        seenAt = session.seenAt.formatted(.iso8601)
        endsAt = session.endsAt.formatted(.iso8601)
        present = session.isPresent
    }
}
