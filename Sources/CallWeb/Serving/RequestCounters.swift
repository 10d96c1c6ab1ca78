import Calls
import Synchronization

/// How many requests each route has answered, and how. Labels are the patterns of the route table
/// and the classes of status, so they are bounded.
final class RequestCounters: Sendable {
    private struct Key: Hashable {
        let pattern: String
        let statusClass: Int
    }

    private struct Sum {
        var count = 0
        var seconds = 0.0
    }

    private let sums = Mutex<[Key: Sum]>([:])

    func count(pattern: String, status: Int, seconds: Double) {
        sums.withLock {
            $0[Key(pattern: pattern, statusClass: status / 100), default: Sum()].count += 1
            $0[Key(pattern: pattern, statusClass: status / 100), default: Sum()].seconds += seconds
        }
    }

    var metrics: [Metric] {
        let sums = sums.withLock { $0 }.sorted {
            ($0.key.pattern, $0.key.statusClass) < ($1.key.pattern, $1.key.statusClass)
        }
        let samples = sums.map { key, sum in
            let labels = [
                Metric.Label("route", key.pattern), Metric.Label("status", "\(key.statusClass)xx"),
            ]
            return (labels: labels, sum: sum)
        }
        return [
            Metric(
                "callaudit_http_requests_total", help: "Requests answered.", kind: .counter,
                samples: samples.map { .init(labels: $0.labels, value: Double($0.sum.count)) }),
            Metric(
                "callaudit_http_request_seconds_total",
                help: "Time until answers were ready to be sent.", kind: .counter,
                samples: samples.map { .init(labels: $0.labels, value: $0.sum.seconds) }),
        ]
    }
}
