import Calls

@testable import CallWeb

extension RouteTests {
    /// Addresses of calibrations.
    static let calibrations: [String: Route.Need] = [
        "GET /calibrations": .permission(.seeCalibrations),
        "GET /calibrations/new": .permission(.manageCalibrations),
        "GET /calibrations/raters": .permission(.seeCalibrations),
        "POST /calibrations": .permission(.manageCalibrations),
        "GET /calibrations/:calibration": .permission(.seeCalibrations),
        "POST /calibrations/:calibration/close": .permission(.manageCalibrations),
        "POST /calibrations/:calibration/cancel": .permission(.manageCalibrations),
        "GET /api/v1/calibrations": .permission(.seeCalibrations),
        "GET /api/v1/calibrations/possible-raters": .permission(.manageCalibrations),
        "GET /api/v1/calibrations/raters": .permission(.seeCalibrations),
        "POST /api/v1/calibrations": .permission(.manageCalibrations),
        "GET /api/v1/calibrations/:calibration": .permission(.seeCalibrations),
        "GET /api/v1/calibrations/:calibration/report": .permission(.seeCalibrations),
        "POST /api/v1/calibrations/:calibration/close": .permission(.manageCalibrations),
        "POST /api/v1/calibrations/:calibration/cancel": .permission(.manageCalibrations),
    ]

    /// Addresses of reviews.
    static let reviews: [String: Route.Need] = [
        "GET /reviews": .permission(.seeCalibrations),
        "GET /reviews/:analyst": .permission(.seeCalibrations),
        "GET /api/v1/reviews": .permission(.seeCalibrations),
        "GET /api/v1/reviews/:analyst": .permission(.seeCalibrations),
    ]

    /// What pages of calibrations and reviews are built from.
    static let calibrationURLs: (gets: [String], posts: [String]) = {
        let id = Calibration.ID(7 << 40)
        return (
            [
                WebURL.calibrations, WebURL.newCalibration, WebURL.calibration(id),
                WebURL.newCalibration(of: Draw.ID(7 << 40)), WebURL.calibrationRaters,
                WebURL.reviews, WebURL.reviews(card: "conduct"),
                WebURL.reviews(of: Account.ID(7 << 40), card: "conduct"),
            ],
            [WebURL.calibrations, WebURL.closeCalibration(id), WebURL.cancelCalibration(id)]
        )
    }()
}
