import Foundation

/// A figure with its interval, as the API says it.
struct EstimateAnswer: Decodable {
    var value: Double?
    var low: Double?
    var high: Double?
    var cannotSay: String?

    /// `0.39 (0.01 to 0.88)`, or why it can't be said.
    func text(places: Int = 2) -> String {
        guard let value else { return cannotSay ?? "" }
        func written(_ number: Double) -> String { String(format: "%.\(places)f", number) }
        guard let low, let high else { return written(value) }
        return "\(written(value)) (\(written(low)) to \(written(high)))"
    }
}

/// How well raters agree on one thing.
struct AgreementLine: Decodable {
    struct Figure: Decodable {
        var figure: String
        var estimate: EstimateAnswer
    }

    var subject: String
    var figures: [Figure]

    /// Empty where the line has no such figure.
    func text(_ figure: String) -> String {
        figures.first { $0.figure == figure }?.estimate.text() ?? ""
    }
}
