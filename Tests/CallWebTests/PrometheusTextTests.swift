import Calls
import Testing

@testable import CallWeb

struct PrometheusTextTests {
    @Test func `metrics are written as Prometheus reads them`() {
        let text = PrometheusText.write([
            Metric(
                "callaudit_intake_files_total", help: "Files\nseen.", kind: .counter,
                samples: [
                    .init(labels: [.init("outcome", "a\"b\\c\nd")], value: 3), .init(value: 0.25),
                ]),
            Metric(
                "callaudit_wait_seconds", help: "Wait.", kind: .histogram,
                samples: [.init(suffix: "_bucket", labels: [.init("le", "+Inf")], value: .infinity)]
            ),
        ])
        #expect(
            text == """
                # HELP callaudit_intake_files_total Files\\nseen.
                # TYPE callaudit_intake_files_total counter
                callaudit_intake_files_total{outcome="a\\"b\\\\c\\nd"} 3
                callaudit_intake_files_total 0.25
                # HELP callaudit_wait_seconds Wait.
                # TYPE callaudit_wait_seconds histogram
                callaudit_wait_seconds_bucket{le="+Inf"} +Inf

                """)
    }

    @Test func `requests are counted by route and class of status`() {
        let counters = RequestCounters()
        counters.count(pattern: "/calls", status: 200, seconds: 0.5)
        counters.count(pattern: "/calls", status: 204, seconds: 0.25)
        let text = PrometheusText.write(counters.metrics)
        #expect(text.contains("callaudit_http_requests_total{route=\"/calls\",status=\"2xx\"} 2"))
        #expect(text.contains("{route=\"/calls\",status=\"2xx\"} 0.75"))
    }
}
