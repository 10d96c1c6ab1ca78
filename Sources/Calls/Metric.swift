/// A figure for monitoring, in the terms of Prometheus: `callaudit_` in front, base units
/// (seconds, bytes) at the end of the name, and labels whose values are few and known beforehand.
package struct Metric: Sendable, Equatable {
    package enum Kind: String, CaseIterable, Sendable {
        case counter, gauge, histogram
    }

    package struct Label: Sendable, Equatable {
        package var name: String
        package var value: String

        package init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    package struct Sample: Sendable, Equatable {
        /// Of a histogram `_bucket`, `_sum` or `_count`; empty for all else.
        package var suffix: String
        package var labels: [Label]
        package var value: Double

        package init(suffix: String = "", labels: [Label] = [], value: Double) {
            self.suffix = suffix
            self.labels = labels
            self.value = value
        }
    }

    package var name: String
    /// One English sentence.
    package var help: String
    package var kind: Kind
    package var samples: [Sample]

    package init(_ name: String, help: String, kind: Kind, samples: [Sample]) {
        self.name = name
        self.help = help
        self.kind = kind
        self.samples = samples
    }
}
