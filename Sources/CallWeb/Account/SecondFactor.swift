import CallDesk
import CallVault
import Calls
import Hummingbird

extension Web {
    func secondFactorPage(_ visit: Visit) async throws -> Response {
        try visit.query.allow([])
        return try await secondFactorPage(visit, fault: nil)
    }

    func confirmSecondFactor(_ visit: Visit) async throws -> Response {
        let form = try await visit.form(limits: settings.limits)
        try form.allow(["code"])
        do {
            let codes = try await desk.confirmSecondFactor(
                code: form["code"] ?? "", sparing: visit.visitor.person?.session,
                by: visit.principal)
            return try await recoveryCodesPage(codes, visit)
        } catch let refusal as Refusal where refusal.isAtTheDoor {
            return try await secondFactorPage(visit, fault: refusal)
        }
    }

    /// Shows what is being set up; without that, the account.
    private func secondFactorPage(_ visit: Visit, fault: Refusal?) async throws -> Response {
        guard let new = try await desk.pendingSecondFactor(by: visit.principal),
            let picture = QRCode(new.totp.uri(account: new.account, issuer: "callaudit"))
        else { return .seeOther(WebURL.account) }
        return try doorPage(
            SecondFactorPage(
                frame: await frame(visit.words("secondFactor.title"), of: visit),
                picture: picture.path, side: picture.side, typed: new.totp.typed,
                fault: fault.map(visit.words.sentence)),
            fault, visit)
    }

    func recoveryCodesPage(_ codes: [TypedCode], _ visit: Visit) async throws -> Response {
        try page(
            RecoveryCodesPage(
                frame: await frame(visit.words("recovery.title"), of: visit),
                codes: codes.map(\.text)),
            for: visit)
    }
}

struct SecondFactorPage: PageModel {
    static let template = "second-factor"
    let frame: Frame
    /// A path of SVG and the length of its square's side.
    let picture: String
    let side: Int
    let typed: String
    let fault: String?
}

struct RecoveryCodesPage: PageModel {
    static let template = "recovery-codes"
    let frame: Frame
    let codes: [String]
}
