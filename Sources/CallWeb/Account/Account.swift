import CallDesk
import CallVault
import Calls
import Foundation
import Hummingbird

/// What was just done to one's own account.
enum AccountNotice: String, CaseIterable, Sendable {
    case passwordChanged, secondFactorRemoved, sessionEnded, othersEnded, recoveryCodeUsed
}

extension Web {
    func ownAccountPage(_ visit: Visit) async throws -> Response {
        try visit.query.allow(["done"])
        return try await accountPage(visit, done: visit.query["done"].flatMap(AccountNotice.init))
    }

    func changePassword(_ visit: Visit) async throws -> Response {
        try await onAccountPage(visit, fields: ["old", "new", "again"]) { form in
            guard form["new"] == form["again"] else { throw Refusal.passwordsDiffer }
            try await desk.changePassword(
                from: form["old"] ?? "", to: form["new"] ?? "",
                sparing: visit.visitor.person?.session, by: visit.principal)
            return .seeOther(WebURL.account(done: AccountNotice.passwordChanged.rawValue))
        }
    }

    func newSecondFactor(_ visit: Visit) async throws -> Response {
        try await onAccountPage(visit, fields: ["password"]) { form in
            try await desk.newSecondFactor(
                password: form["password"] ?? "", by: visit.principal)
            return .seeOther(WebURL.secondFactor)
        }
    }

    func removeSecondFactor(_ visit: Visit) async throws -> Response {
        try await onAccountPage(visit, fields: ["password"]) { form in
            try await desk.removeSecondFactor(
                password: form["password"] ?? "", by: visit.principal)
            return .seeOther(WebURL.account(done: AccountNotice.secondFactorRemoved.rawValue))
        }
    }

    func newRecoveryCodes(_ visit: Visit) async throws -> Response {
        try await onAccountPage(visit, fields: ["password"]) { form in
            let codes = try await desk.newRecoveryCodes(
                password: form["password"] ?? "", by: visit.principal)
            return try await recoveryCodesPage(codes, visit)
        }
    }

    func endSession(_ visit: Visit) async throws -> Response {
        let id: Session.ID = try visit.id("session", or: .noSuchSession)
        try await desk.endOwnSession(id, by: visit.principal)
        return .seeOther(WebURL.account(done: AccountNotice.sessionEnded.rawValue))
    }

    /// `which` is `others`, or `all`: then one is signed out oneself as well.
    func endSessions(_ visit: Visit) async throws -> Response {
        let form = try await visit.form(limits: settings.limits)
        try form.allow(["which"])
        let isAll = form["which"] == "all"
        try await desk.endOwnSessions(
            sparing: isAll ? nil : visit.visitor.person?.session, by: visit.principal)
        guard isAll else {
            return .seeOther(WebURL.account(done: AccountNotice.othersEnded.rawValue))
        }
        var response = Response.seeOther(
            WebURL.signIn + WebURL.queryText([("done", SignInNotice.signedOut.rawValue)]))
        response.forgetSession()
        return response
    }

    /// A refusal is shown on the page it is about.
    private func onAccountPage(
        _ visit: Visit, fields: [String], _ act: (Query) async throws -> Response
    ) async throws -> Response {
        let form = try await visit.form(limits: settings.limits)
        try form.allow(fields)
        do {
            return try await act(form)
        } catch let refusal as Refusal where refusal.isAtTheDoor {
            return try await accountPage(visit, fault: refusal)
        }
    }

    private func accountPage(
        _ visit: Visit, done: AccountNotice? = nil, fault: Refusal? = nil
    ) async throws -> Response {
        let words = visit.words
        let account = try await desk.ownAccount(by: visit.principal)
        let sessions = try await desk.ownSessions(
            present: visit.visitor.person?.session, by: visit.principal)
        let model = AccountPage(
            frame: await frame(words("account.title"), of: visit), name: account.name,
            title: account.title.isEmpty ? account.name : account.title,
            roles: account.roles.map(words.name),
            done: done.map { words("account.\($0.rawValue)") },
            fault: fault.map(words.sentence),
            hasSecondFactor: account.hasSecondFactor,
            codesLeft: words.count("account.codesLeft", account.recoveryCodesLeft),
            characters: account.hasSecondFactor
                ? words("account.passwordHint8") : words("account.passwordHint15"),
            sessions: sessions.map { .init($0, words, now: visit.now) },
            hasOthers: sessions.contains { !$0.isPresent })
        return try doorPage(model, fault, visit)
    }
}

struct AccountPage: PageModel {
    struct SessionLine: Sendable {
        let browser: String
        let began: String
        let seen: String
        let isPresent: Bool
        let endURL: String

        init(_ session: SessionSummary, _ words: Words, now: Date) {
            browser = BrowserName.short(session.browser) ?? words("account.unknownBrowser")
            began = words.moment(session.beganAt)
            seen = words.ago(session.seenAt, now: now)
            isPresent = session.isPresent
            endURL = WebURL.endSession(session.id)
        }
    }

    static let template = "account"
    let frame: Frame
    let name: String
    let title: String
    let roles: [String]
    let done: String?
    let fault: String?
    let hasSecondFactor: Bool
    let codesLeft: String
    /// How long the password has to be.
    let characters: String
    let sessions: [SessionLine]
    let hasOthers: Bool
}

/// `Chrome, Windows` of what a browser calls itself; nil when nothing is known in it.
enum BrowserName {
    static func short(_ text: String) -> String? {
        let browsers = [
            ("Edg/", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"),
            ("Safari/", "Safari"), ("curl/", "curl"),
        ]
        let systems = [
            ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"),
            ("Mac OS X", "macOS"), ("Linux", "Linux"),
        ]
        let found = [browsers, systems].compactMap { names in
            names.first { text.contains($0.0) }?.1
        }
        return found.isEmpty ? nil : found.joined(separator: ", ")
    }
}
