import CallDesk
import Calls
import Foundation
import Hummingbird

/// Calibrations, the newest first.
struct CalibrationsPage: PageModel {
    struct Row: Sendable {
        let title: String
        let url: String
        let card: String
        let size: String
        let handedIn: String
        let due: String
        let state: Tag
        /// The reader rates in it.
        let isMine: Bool
        let isOverdue: Bool
    }

    static let template = "calibrations"
    let frame: Frame
    let subtitle: String
    /// Nil for who may not open one.
    let newURL: String?
    let ratersURL: String
    let reviewsURL: String
    let rows: [Row]
    let isEmpty: Bool
    let newestURL: String?
    let olderURL: String?
}

extension Web {
    func calibrationsPage(_ visit: Visit) async throws -> Response {
        try visit.query.allow(["after", "limit"])
        let words = visit.words
        let found = try await desk.calibrations(
            after: visit.query["after"], limit: try visit.query.limit(orElse: 50),
            by: visit.principal)
        return try page(
            CalibrationsPage(
                frame: await frame(words("calibrations.title"), in: .calibrations, of: visit),
                subtitle: words("calibrations.subtitle"),
                newURL: visit.principal.may(.manageCalibrations) ? WebURL.newCalibration : nil,
                ratersURL: WebURL.calibrationRaters, reviewsURL: WebURL.reviews,
                rows: found.items.map { .init($0, words, now: visit.now) },
                isEmpty: found.items.isEmpty,
                newestURL: visit.query["after"] == nil ? nil : WebURL.calibrations,
                olderURL: found.next.map { WebURL.calibrations([("after", $0)]) }),
            for: visit)
    }

    /// Ends the calibration in the address by a form that may say why.
    func endCalibrationFromPage(
        _ visit: Visit, as state: Calibration.State
    ) async throws -> Response {
        try visit.query.allow([])
        let id: Calibration.ID = try visit.id("calibration", or: .noSuchCalibration)
        let form = try await visit.form(limits: settings.limits)
        try form.allow(["reason"])
        try await end(id, as: state, because: form["reason"] ?? "", by: visit.principal)
        let done: CalibrationDone = state == .closed ? .closed : .cancelled
        return .seeOther(WebURL.calibration(id, [("done", done.rawValue)]))
    }

    func end(
        _ id: Calibration.ID, as state: Calibration.State, because reason: String,
        by principal: Principal
    ) async throws {
        if state == .closed {
            try await desk.closeCalibration(id, because: reason, by: principal)
        } else {
            try await desk.cancelCalibration(id, because: reason, by: principal)
        }
    }
}

extension CalibrationsPage.Row {
    init(_ summary: CalibrationSummary, _ words: Words, now: Date) {
        title = summary.title
        url = WebURL.calibration(summary.id)
        card = summary.cardCode
        size = words.size(of: summary)
        handedIn = words(
            "calibration.handedInOf",
            ["n": words.number(summary.handedIn), "of": words.number(summary.sheets)])
        due = words.shortDay(words.home.time(summary.dueAt))
        state = Tag(summary.state, words)
        isMine = summary.isRater
        isOverdue = summary.isOverdue(at: now)
    }
}

extension Words {
    /// `3 raters × 6 calls`
    func size(of summary: CalibrationSummary) -> String {
        self(
            "calibration.size",
            ["raters": number(summary.raters), "calls": count("calibration.calls", summary.calls)])
    }
}

extension Tag {
    init(_ state: Calibration.State, _ words: Words) {
        let (symbol, tone) =
            switch state {
            case .open: ("◐", "plain")
            case .closed: ("✓", "good")
            case .cancelled: ("∅", "plain")
            }
        self.init(symbol: symbol, text: words("calibration.state.\(state.rawValue)"), tone: tone)
    }
}
