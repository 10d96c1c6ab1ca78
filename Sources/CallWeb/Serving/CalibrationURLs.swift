import Calls

/// Addresses of calibrations.
extension WebURL {
    static let calibrations = "/calibrations"
    static let newCalibration = "/calibrations/new"
    static let calibrationRaters = "/calibrations/raters"

    static func calibrations(_ query: [(String, String)]) -> String {
        calibrations + queryText(query)
    }
    static func newCalibration(of draw: Draw.ID) -> String {
        newCalibration + queryText([("draw", "\(draw)")])
    }
    static func calibration(_ id: Calibration.ID, _ query: [(String, String)] = []) -> String {
        "/calibrations/\(id)" + queryText(query)
    }
    static func closeCalibration(_ id: Calibration.ID) -> String { "/calibrations/\(id)/close" }
    static func cancelCalibration(_ id: Calibration.ID) -> String { "/calibrations/\(id)/cancel" }
}
