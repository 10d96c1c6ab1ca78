package import Foundation

/// A plan as a line of a list, with what it draws next and drew last.
package struct SamplePlanLine: Sendable {
    package var summary: SamplePlanSummary
    /// Nil when none waits.
    package var next: Draw?
    /// The latest slice first; a few of them.
    package var last: [Draw]

    package init(summary: SamplePlanSummary, next: Draw?, last: [Draw]) {
        self.summary = summary
        self.next = next
        self.last = last
    }
}

/// A plan as it was from some moment on.
package struct SamplePlanVersion: Sendable {
    package var number: Int
    package var plan: SamplePlan
    package var madeBy: String
    package var madeAt: Date

    package init(number: Int, plan: SamplePlan, madeBy: String, madeAt: Date) {
        self.number = number
        self.plan = plan
        self.madeBy = madeBy
        self.madeAt = madeAt
    }
}

/// A call that was drawn, and what became of it.
package struct DrawnPick: Sendable {
    package var stratum: String
    /// Along the random order of its stratum, from 0.
    package var place: Int
    package var call: Call.ID
    package var callStartedAt: Date
    /// IANA name or `+07:00`; the zone the call is shown in.
    package var zone: String
    package var agent: String?
    package var agentName: String?
    package var evaluation: Evaluation.ID
    package var state: Evaluation.State
    /// How the analyst is called; nil when nobody has it.
    package var analyst: String?
    /// Why the next of the order stands in for it.
    package var replacedBecause: ReplacementReason?
    /// It stands in for another one.
    package var isStandIn: Bool

    package init(
        stratum: String, place: Int, call: Call.ID, callStartedAt: Date, zone: String,
        evaluation: Evaluation.ID, state: Evaluation.State
    ) {
        self.stratum = stratum
        self.place = place
        self.call = call
        self.callStartedAt = callStartedAt
        self.zone = zone
        self.evaluation = evaluation
        self.state = state
        isStandIn = false
    }
}

/// How often one person said of drawn calls that they can't be scored. Replacing is the one way in
/// which a person can bend a sample, so it is counted by person and by reason.
package struct ReplacementRate: Sendable {
    /// As ledger entries name the person.
    package var person: String
    /// How the account is called; nil when it is gone.
    package var title: String?
    package var reasons: [ReplacementReason: Int]
    /// Drawn calls that the person handed in.
    package var scored: Int

    package init(
        person: String, title: String? = nil, reasons: [ReplacementReason: Int] = [:],
        scored: Int = 0
    ) {
        self.person = person
        self.title = title
        self.reasons = reasons
        self.scored = scored
    }

    package var replaced: Int { reasons.values.reduce(0, +) }
    /// Drawn calls that the person decided on, one way or the other.
    package var handled: Int { scored + replaced }

    /// Replaced of handled, with Wilson's interval; nil for somebody who handled none.
    package var share: Estimate? { Estimate.proportion(replaced, of: handled) }
}

/// How the things are called that a population names.
package struct PopulationNames: Sendable {
    package struct Person: Sendable {
        package var code: String
        package var name: String?

        package init(code: String, name: String?) {
            self.code = code
            self.name = name
        }
    }

    package var teams: [Team.ID: String]
    package var agents: [Agent.ID: Person]
    /// By code; campaigns without a name aren't there.
    package var campaigns: [String: String]

    package init(
        teams: [Team.ID: String] = [:], agents: [Agent.ID: Person] = [:],
        campaigns: [String: String] = [:]
    ) {
        self.teams = teams
        self.agents = agents
        self.campaigns = campaigns
    }
}
