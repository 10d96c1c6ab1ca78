import Foundation

@testable import Calls

/// Cases for tests of returns.
enum ReturnSample {
    static let london = CallZone(name: "Europe/London") ?? .utc
    static let half = ReturnPeriod.half(1, of: 2026, zone: london)

    static func instant(_ day: String, hour: Int = 12) -> Date {
        let start = LocalDay(day).map { $0.start(in: london) } ?? .distantPast
        return start.addingTimeInterval(Double(hour) * 3600)
    }

    static func one(
        _ id: Int64, _ received: String, _ closed: String? = nil,
        _ outcome: Complaint.Outcome? = nil, regime: String = "uk-disp",
        _ fill: (inout ReturnCase) -> Void = { _ in }
    ) -> ReturnCase {
        var one = ReturnCase(
            id: Complaint.ID(id), receivedAt: instant(received), channel: .phone,
            regimes: [regime])
        one.closedAt = closed.map { instant($0) }
        one.outcome = outcome
        fill(&one)
        return one
    }

    static let summary = ReturnClock("uk-disp", "summary")
    static let final = ReturnClock("uk-disp", "final-response")

    /// Of all regimes, as chance has them; the same ones for the same seed.
    static func many(_ count: Int, seed: UInt64) -> [ReturnCase] {
        var chance = StatisticsVectors.Stream(state: seed)
        let clocks = [
            summary, final, ReturnClock("us-cfpb", "response"),
            ReturnClock("cn-finance", "decision"),
        ]
        let regimes = ["uk-disp", "uk-disp-payments", "us-cfpb", "cn-finance", "house"]
        let begin = instant("2025-06-01").timeIntervalSince1970
        return (0..<count).map { number in
            let received = begin + Double.random(in: 0...(700 * 86_400), using: &chance)
            var one = ReturnCase(
                id: Complaint.ID(Int64(number)), receivedAt: Date(timeIntervalSince1970: received),
                channel: ComplaintReceipt.Channel.allCases.randomElement(using: &chance) ?? .phone,
                regimes: [regimes.randomElement(using: &chance) ?? "house"])
            if Int.random(in: 0..<5, using: &chance) > 0 {
                one.closedAt = one.receivedAt.addingTimeInterval(
                    Double.random(in: 0...(90 * 86_400), using: &chance))
                one.outcome = Complaint.Outcome.allCases.randomElement(using: &chance)
            }
            for clock in clocks where Int.random(in: 0..<4, using: &chance) > 0 {
                one.clocks[clock] = Bool.random(using: &chance)
            }
            one.type = ["misleading", "delay", nil].randomElement(using: &chance) ?? nil
            one.cause = ["care", "system", "a/b", nil].randomElement(using: &chance) ?? nil
            one.product = ["life", "motor", "travel", nil].randomElement(using: &chance) ?? nil
            one.region = ["110000", "310000"].randomElement(using: &chance)
            one.redress = Bool.random(using: &chance)
                ? Int64.random(in: 0..<50_000, using: &chance) : 0
            one.hasOtherRedress = Bool.random(using: &chance)
            return one
        }
    }
}
