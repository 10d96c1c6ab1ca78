import CallDesk
import Calls
import Hummingbird

extension Web {
    /// Alive: the process answers.
    func health() -> Response { .text("ok\n", type: "text/plain; charset=utf-8") }

    /// Ready to work, or one reason a line, in English, with status 503.
    func readiness() async -> Response {
        let reasons = await desk.readiness()
        return reasons.isEmpty
            ? .text("ready\n", type: "text/plain; charset=utf-8")
            : .text(
                reasons.joined(separator: "\n") + "\n", type: "text/plain; charset=utf-8",
                status: .serviceUnavailable)
    }

    func metrics() async -> Response {
        let text = PrometheusText.write(await desk.metrics() + counters.metrics)
        return .text(text, type: "text/plain; version=0.0.4; charset=utf-8")
    }

    func asset(_ visit: Visit) throws -> Response {
        try visit.query.allow([])
        guard let name = visit.parameters["*"], let version = visit.parameters["version"],
            let answer = resources.assets.answer(name, version: version)
        else { throw Refusal.noSuchPage }
        return answer
    }
}
