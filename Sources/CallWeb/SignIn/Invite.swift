import CallDesk
import CallVault
import Calls
import Foundation
import Hummingbird

extension Web {
    func invitePage(_ visit: Visit) async throws -> Response {
        try visit.query.allow([])
        return try invitePage(visit, Query(), fault: nil)
    }

    func takeInvitation(_ visit: Visit) async throws -> Response {
        let form = try await visit.form(limits: settings.limits)
        try form.allow(["code", "name", "title", "password", "again"])
        do {
            guard form["password"] == form["again"] else { throw Refusal.passwordsDiffer }
            _ = try await desk.takeInvitation(
                InvitationAnswer(
                    code: form["code"] ?? "", name: form["name"] ?? "", title: form["title"],
                    password: form["password"] ?? "", address: clientAddress(visit)))
            return .seeOther(
                WebURL.signIn
                    + WebURL.queryText([("done", SignInNotice.invitationTaken.rawValue)]))
        } catch let refusal as Refusal where refusal.isAtTheDoor {
            return try invitePage(visit, form, fault: refusal)
        }
    }

    /// Keeps what was typed, but no password.
    private func invitePage(_ visit: Visit, _ form: Query, fault: Refusal?) throws -> Response {
        try doorPage(
            InvitePage(
                frame: doorFrame("invite.title", visit), code: form["code"] ?? "",
                name: form["name"] ?? "", title: form["title"] ?? "",
                fault: fault.map(visit.words.sentence)),
            fault, visit)
    }

    /// `{"role": "administrator"}`; the code is shown this once.
    func apiInviteFirst(_ visit: Visit) async throws -> Response {
        let wish = try await visit.json(FirstWish.self, limits: settings.limits)
        guard let role = Role(rawValue: wish.role) else {
            throw Refusal(
                .invalid, .badRequest,
                "There is no such role; known are: "
                    + Role.allCases.map(\.rawValue).joined(separator: ", ") + ".",
                subject: "role")
        }
        let invitation = try await desk.inviteFirst(role, by: visit.principal)
        return try .json(
            InvitationJSON(invitation, address: "http://\(settings.listen)\(WebURL.invite)"))
    }
}

private struct FirstWish: Decodable {
    var role: String
}

/// A one-time code for whoever asked for it.
struct InvitationJSON: Encodable, Sendable {
    let account: String
    let code: String
    let endsAt: String
    let address: String

    init(_ invitation: Invitation, address: String) {
        account = "\(invitation.account)"
        code = invitation.code.text
        endsAt = invitation.endsAt.formatted(.iso8601)
        self.address = address
    }
}

struct InvitePage: PageModel {
    static let template = "invite"
    let frame: Frame
    let code: String
    let name: String
    let title: String
    let fault: String?
}

extension Refusal {
    static let passwordsDiffer = Refusal(
        .invalid, .passwordsDiffer, "The two passwords aren't the same. Type both once more.",
        subject: "again")
}
