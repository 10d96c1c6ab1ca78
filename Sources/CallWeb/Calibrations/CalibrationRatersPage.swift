import CallDesk
import Calls
import Foundation
import Hummingbird

/// How raters differ from each other over the last closed calibrations.
struct CalibrationRatersPage: PageModel {
    struct Session: Sendable {
        let day: String
        let url: String
        /// `+15.0`
        let value: String
    }

    struct Row: Sendable {
        let name: String
        let calls: String
        let leniency: String?
        let interval: String?
        let sentence: String
        let drift: String
        let sessions: [Session]
    }

    static let template = "calibration-raters"
    let frame: Frame
    let backURL: String
    let subtitle: String
    let rows: [Row]
    let isEmpty: Bool
}

extension Web {
    func calibrationRatersPage(_ visit: Visit) async throws -> Response {
        try visit.query.allow([])
        let words = visit.words
        let found = try await desk.raterHistories(by: visit.principal)
        return try page(
            CalibrationRatersPage(
                frame: await frame(words("calibration.raters"), in: .calibrations, of: visit),
                backURL: WebURL.calibrations,
                subtitle: words(
                    "calibration.ratersNote", ["n": "\(RaterHistory.calibrationsMax)"]),
                rows: found.map { .init($0, words) }, isEmpty: found.isEmpty),
            for: visit)
    }
}

extension CalibrationRatersPage.Row {
    fileprivate init(_ history: RaterHistory, _ words: Words) {
        name = history.title
        calls = words.number(history.calls)
        let estimate = try? history.leniency.get()
        leniency = estimate.map { words.signed($0.value) }
        interval = estimate.flatMap { words.interval($0, places: 1) }
        sentence = words.leniency(history.leniency, against: words("calibration.theOthers"))
        drift = words.drift(history.drift)
        sessions = history.calibrations.map { session in
            .init(
                day: words.shortDay(words.home.time(session.endedAt)),
                url: WebURL.calibration(session.id),
                value: (try? session.leniency.get()).map { words.signed($0.value) } ?? "–")
        }
    }
}
