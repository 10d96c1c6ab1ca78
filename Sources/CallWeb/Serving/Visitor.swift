import CallDesk
import Calls
import HTTPTypes
import Hummingbird

/// Who asks: by a session of the page, as a user of this machine at the socket, by a token, or
/// nobody yet.
struct Visitor: Sendable {
    let principal: Principal
    /// Whoever signed in at the page.
    let person: SignedInPerson?
    let ticket: SessionTicket?
    /// Stands in every form that changes something; empty where no session needs it.
    let csrf: String

    static let nobody = Visitor(principal: .nobody)

    init(principal: Principal) {
        self.principal = principal
        person = nil
        ticket = nil
        csrf = ""
    }

    init(
        _ person: SignedInPerson, _ ticket: SessionTicket, csrf: String, principal: Principal
    ) {
        self.principal = principal
        self.person = person
        self.ticket = ticket
        self.csrf = csrf
    }
}

extension Web {
    /// Who comes with `request`. Throws a refusal for a token that isn't good, and for a user of
    /// this machine who isn't named in the settings.
    func visitor(
        _ request: Request, _ connection: Connection, at door: Door
    ) async throws -> Visitor {
        if let bearer = request.headers.bearer {
            return Visitor(principal: try await principal(bearing: bearer))
        }
        switch door {
        case .socket:
            let user = try await connection.peerUser()
            if user == settings.signerUser { return Visitor(principal: .signer) }
            let role = try settings.local.role(of: user, asked: request.headers[.actingRole])
            return Visitor(
                principal: try await desk.withAccess(
                    Principal(id: "local:\(user)", roles: [role])))
        case .page:
            if let principal = try await principalByProxy(request.head, connection) {
                return Visitor(principal: principal)
            }
            guard let ticket = Cookies(request.headers).session,
                let person = try await desk.person(
                    with: ticket, isActive: request.headers[.refresh] == nil)
            else { return .nobody }
            return Visitor(
                person, ticket, csrf: desk.csrfToken(of: ticket),
                principal: try await desk.withAccess(person.principal))
        }
    }
}

extension HTTPFields {
    /// What stands behind `Bearer` in `Authorization` (RFC 6750, 2.1).
    var bearer: String? {
        let parts = self[.authorization]?.split(separator: " ", maxSplits: 1) ?? []
        guard parts.count == 2, parts[0].lowercased() == "bearer" else { return nil }
        return String(parts[1])
    }
}

extension HTTPField.Name {
    /// The role in which a user of this machine acts.
    static let actingRole = HTTPField.Name("X-Callaudit-Role")!
    /// A page that looks again by itself, which nobody's presence needs.
    static let refresh = HTTPField.Name("X-Callaudit-Refresh")!
    static let csrfToken = HTTPField.Name("X-CSRF-Token")!
}

extension Refusal {
    static let signInNeeded = Refusal(
        .signedOut, .signInNeeded,
        "Sign in first. A program sends a token; a command on this machine uses the Unix socket.")
    static let formExpired = Refusal(
        .forbidden, .formExpired,
        "This form is of an earlier session. Go back, reload the page and send it once more.")
}
