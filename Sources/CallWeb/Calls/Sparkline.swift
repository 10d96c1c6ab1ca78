import Calls

/// Who spoke when, as two paths in a picture of 120 × 24: the agent above the line, the customer
/// below it. A recording that can't tell the sides has one path on both sides of the line.
struct Sparkline: Sendable {
    let agent: String
    let customer: String
    let mixed: String
    /// For those who don't see it.
    let label: String

    init?(_ call: CallSummary, _ words: Words) {
        guard let bytes = call.talkShape?.bytes else { return nil }
        let shares = bytes.map { (agent: Int($0 >> 4), customer: Int($0 & 15)) }
        let roles = Set(call.recordings.first?.roles ?? [])
        if roles.isSubset(of: [.mixed, .unknown]) {
            (agent, customer) = ("", "")
            mixed =
                Self.path(shares.map(\.agent), up: true)
                + Self.path(shares.map(\.customer), up: false)
            label = words("spark.mixed")
        } else {
            agent = Self.path(shares.map(\.agent), up: true)
            customer = Self.path(shares.map(\.customer), up: false)
            mixed = ""
            let sums = shares.reduce((0, 0)) { ($0.0 + $1.agent, $0.1 + $1.customer) }
            let all = Double(max(1, sums.0 + sums.1))
            label = words(
                "spark.sides",
                [
                    "agent": words.percent(Double(sums.0) / all),
                    "customer": words.percent(Double(sums.1) / all),
                ])
        }
    }

    /// One stroke for each column with speech; the highest is 10 units.
    private static func path(_ shares: [Int], up: Bool) -> String {
        var path = ""
        for (column, share) in shares.enumerated() where share > 0 {
            let height = max(1, (share * 10 + 7) / 15)
            path += "M\(column * 4 + 2) \(up ? 11 : 13)v\(up ? -height : height)"
        }
        return path
    }
}

extension Sparkline: PagePart {
    func child(named property: String) -> Any? {
        switch property {
        case "agent": agent
        case "customer": customer
        case "mixed": mixed
        case "label": label
        default: nil
        }
    }
}
