import CallDesk
import CallVault
import Calls
import HTTPTypes
import Hummingbird

extension Web {
    /// To the page at which one signs in, and back afterwards where that is a page of ours.
    func toSignIn(from request: Request) -> Response {
        let next = request.method == .get ? Self.ownPage(request.head.path) : WebURL.start
        return .seeOther(next == WebURL.start ? WebURL.signIn : WebURL.signIn(next: next))
    }

    func signInPage(_ visit: Visit) async throws -> Response {
        try visit.query.allow(["next", "done"])
        let next = Self.ownPage(visit.query["next"])
        if visit.visitor.person != nil { return .seeOther(next) }
        let done = visit.query["done"].flatMap(SignInNotice.init)
        return try signInPage(visit, next: next, notice: done)
    }

    func signIn(_ visit: Visit) async throws -> Response {
        let form = try await visit.form(limits: settings.limits)
        try form.allow(["name", "password", "next"])
        let next = Self.ownPage(form["next"])
        let name = form["name"] ?? ""
        do {
            let answer = try await desk.signIn(
                attempt(visit, name: name, password: form["password"] ?? ""))
            switch answer {
            case .signedIn(let signedIn): return Self.entered(signedIn, next: next)
            case .needsCode(let half): return try codePage(visit, half: half, next: next)
            }
        } catch let refusal as Refusal where refusal.isAtTheDoor {
            return try signInPage(visit, next: next, name: name, fault: refusal)
        }
    }

    func signInByCode(_ visit: Visit) async throws -> Response {
        let form = try await visit.form(limits: settings.limits)
        try form.allow(["half", "code", "next"])
        let (half, next) = (form["half"] ?? "", Self.ownPage(form["next"]))
        do {
            let signedIn = try await desk.signIn(
                half, code: form["code"] ?? "", attempt(visit, name: "", password: ""))
            return Self.entered(signedIn, next: next)
        } catch let refusal as Refusal where refusal.code == .signInOver {
            return try signInPage(visit, next: next, fault: refusal)
        } catch let refusal as Refusal where refusal.isAtTheDoor {
            return try codePage(visit, half: half, next: next, fault: refusal)
        }
    }

    func signOut(_ visit: Visit) async throws -> Response {
        try visit.query.allow([])
        if let ticket = visit.visitor.ticket { try await desk.signOut(ticket) }
        var response = Response.seeOther(
            WebURL.signIn + WebURL.queryText([("done", SignInNotice.signedOut.rawValue)]))
        response.forgetSession()
        return response
    }

    private func attempt(_ visit: Visit, name: String, password: String) -> SignInTry {
        let cookies = Cookies(visit.request.headers)
        return SignInTry(
            name: name, password: password, device: cookies.device, session: cookies.session,
            address: clientAddress(visit), browser: visit.request.headers[.userAgent] ?? "")
    }

    /// By which address failed tries are counted.
    /// Behind a declared proxy that of whom the proxy speaks for.
    func clientAddress(_ visit: Visit) -> String {
        guard let connection = visit.connection else { return "" }
        return ForwardedAddress.client(
            of: visit.request.head, peer: connection.peerAddress,
            proxies: settings.doors.proxies)?.description ?? connection.address
    }

    private static func entered(_ signedIn: SignedIn, next: String) -> Response {
        let tells = signedIn.usedRecoveryCode
        var response = Response.seeOther(
            tells ? WebURL.account(done: AccountNotice.recoveryCodeUsed.rawValue) : next)
        response.keep(signedIn)
        return response
    }

    private func signInPage(
        _ visit: Visit, next: String, name: String = "", notice: SignInNotice? = nil,
        fault: Refusal? = nil
    ) throws -> Response {
        let words = visit.words
        return try doorPage(
            SignInPage(
                frame: doorFrame("signIn.title", visit), next: next, name: name,
                notice: notice.map { words("signIn.\($0.rawValue)") },
                fault: fault.map(words.sentence)),
            fault, visit)
    }

    private func codePage(
        _ visit: Visit, half: String, next: String, fault: Refusal? = nil
    ) throws -> Response {
        try doorPage(
            CodePage(
                frame: doorFrame("signIn.codeTitle", visit), half: half, next: next,
                fault: fault.map(visit.words.sentence)),
            fault, visit)
    }

    func doorFrame(_ title: String, _ visit: Visit) -> Frame {
        frame(visit.words(title), visit.preferences, visit.words, back: WebURL.signIn)
    }

    /// With the refusal's own status, and when to come back.
    func doorPage(
        _ model: some PageModel, _ fault: Refusal?, _ visit: Visit
    ) throws -> Response {
        var response = try page(model, for: visit, status: fault?.kind.status ?? .ok)
        response.headers[.retryAfter] = fault?.retryAfterSeconds.map { "\($0)" }
        return response
    }
}

/// What the page at the door has to say.
enum SignInNotice: String, CaseIterable, Sendable { case signedOut, invitationTaken }

extension Refusal {
    /// Shown beside the fields that it is about.
    var isAtTheDoor: Bool { kind != .unavailable && code != .badRequest && code != .bodyTooLarge }
}

struct SignInPage: PageModel {
    static let template = "sign-in"
    let frame: Frame
    let next: String
    let name: String
    let notice: String?
    let fault: String?
}

struct CodePage: PageModel {
    static let template = "sign-in-code"
    let frame: Frame
    let half: String
    let next: String
    let fault: String?
}
