import Calls
import Hummingbird

/// Several people's scores of the same calls.
extension Web {
    static let calibrationRoutes: [Route] = calibrationPages + calibrationAPI

    private static let calibrationPages: [Route] = [
        Route(.get, "/calibrations", .permission(.seeCalibrations), .page) {
            try await $0.calibrationsPage($1)
        },
        Route(.get, "/calibrations/new", .permission(.manageCalibrations), .page) {
            try await $0.newCalibrationPage($1)
        },
        Route(.get, "/calibrations/raters", .permission(.seeCalibrations), .page) {
            try await $0.calibrationRatersPage($1)
        },
        Route(
            .post, "/calibrations", .permission(.manageCalibrations), .page,
            bodyBytesMax: Calibration.Limits.jsonBytes
        ) { try await $0.openCalibrationFromPage($1) },
        Route(.get, "/calibrations/:calibration", .permission(.seeCalibrations), .page) {
            try await $0.calibrationPage($1)
        },
        Route(
            .post, "/calibrations/:calibration/close", .permission(.manageCalibrations), .page
        ) { try await $0.endCalibrationFromPage($1, as: .closed) },
        Route(
            .post, "/calibrations/:calibration/cancel", .permission(.manageCalibrations), .page
        ) { try await $0.endCalibrationFromPage($1, as: .cancelled) },
    ]

    private static let calibrationAPI: [Route] = [
        Route(.get, "/api/v1/calibrations", .permission(.seeCalibrations), .api) {
            try await $0.apiCalibrations($1)
        },
        Route(
            .get, "/api/v1/calibrations/possible-raters", .permission(.manageCalibrations), .api
        ) { try await $0.apiPossibleRaters($1) },
        Route(.get, "/api/v1/calibrations/raters", .permission(.seeCalibrations), .api) {
            try await $0.apiCalibrationRaters($1)
        },
        Route(
            .post, "/api/v1/calibrations", .permission(.manageCalibrations), .api,
            bodyBytesMax: Calibration.Limits.jsonBytes
        ) { try await $0.apiOpenCalibration($1) },
        Route(.get, "/api/v1/calibrations/:calibration", .permission(.seeCalibrations), .api) {
            try await $0.apiCalibration($1)
        },
        Route(
            .get, "/api/v1/calibrations/:calibration/report", .permission(.seeCalibrations), .api
        ) { try await $0.apiCalibrationReport($1) },
        Route(
            .post, "/api/v1/calibrations/:calibration/close", .permission(.manageCalibrations),
            .api
        ) { try await $0.apiEndCalibration($1, as: .closed) },
        Route(
            .post, "/api/v1/calibrations/:calibration/cancel", .permission(.manageCalibrations),
            .api
        ) { try await $0.apiEndCalibration($1, as: .cancelled) },
    ]
}

extension Refusal {
    static let noSuchCalibration = Refusal(
        .notFound, .noSuchCalibration,
        "There is no such calibration. Choose one from the list.")
}

/// What was just done, to be said on the page that follows.
enum CalibrationDone: String, CaseIterable, Sendable {
    case opened, closed, cancelled
}
