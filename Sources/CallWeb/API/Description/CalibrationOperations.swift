import Calls

extension Web {
    /// Several people's scores of the same calls.
    static let calibrationOperations: [String: APIOperation] = [
        "GET /api/v1/calibrations": APIOperation(
            summary: "Calibrations, the newest first; raters see those that they rate in",
            query: APIOperation.paging),
        "POST /api/v1/calibrations": APIOperation(
            summary: "Open one: each rater gets each call to score, blind to the others",
            body: [
                .needed("title", .text(most: Calibration.Limits.titleCharactersMax)),
                .needed("scorecard", .text(most: 40)),
                .needed("raters", .list(.id, most: Calibration.Limits.ratersMax)),
                .maybe("reference", .orNull(.id)),
                .maybe("calls", .orNull(.list(.id, most: Calibration.Limits.callsMax))),
                .maybe("draw", .orNull(.id)),
                .needed("days", .integer(1...Calibration.Limits.daysMax)),
            ], answer: .made),
        "GET /api/v1/calibrations/possible-raters": APIOperation(
            summary: "Accounts that may be raters, by name"),
        "GET /api/v1/calibrations/raters": APIOperation(
            summary: "How raters differ from the others over the last closed calibrations, and "
                + "whether that changes"),
        "GET /api/v1/calibrations/:calibration": APIOperation(
            summary: "One of them with who handed in how much; while it is open with the reader's "
                + "own ratings alone"),
        "GET /api/v1/calibrations/:calibration/report": APIOperation(
            summary: "How well the raters of a closed one agree, with intervals",
            query: [.maybe("pairs", .text(most: 60))]),
        "POST /api/v1/calibrations/:calibration/close": APIOperation(
            summary: "End it, so that sheets and figures are seen; before all is handed in with a "
                + "reason", body: [.maybe("reason", .orNull(.text(least: 0, most: 500)))],
            answer: .nothing),
        "POST /api/v1/calibrations/:calibration/cancel": APIOperation(
            summary: "Give it up: nobody sees another's sheets", body: APIOperation.reason,
            answer: .nothing),
    ]
}
