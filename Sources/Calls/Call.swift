package import Foundation

/// One conversation on the phone, whoever recorded it and however often.
package enum Call {
    package typealias ID = Identifier<Call>
}

package enum Direction: String, CaseIterable, Codable, Sendable {
    case inbound, outbound, `internal`
}

/// Who is heard on a channel of a recording.
package enum ChannelRole: String, CaseIterable, Codable, Sendable {
    /// `mixed` holds both sides in one channel; `unknown` may hold either.
    case agent, customer, mixed, unknown
}

/// A call as a line of the list.
package struct CallSummary: Sendable, Equatable {
    package var id: Call.ID
    package var startedAt: Date
    /// IANA name or `+07:00`; the zone the call is shown in.
    package var zone: String
    package var durationSeconds: Double
    package var direction: Direction?
    /// The agent's staff number, or what the recorder wrote.
    package var agent: String?
    /// Nil while nobody has named the agent.
    package var agentName: String?
    package var campaign: String?
    package var campaignName: String?
    /// Nil in samples alone.
    package var customer: Customer.ID?
    /// The customer's number with its middle hidden: `138•••••000`. Nil when unknown.
    package var customerMasked: String?
    package var verdicts: Set<Verdict>
    package var talkShape: TalkShape?
    package var recordings: [RecordingSummary]
    /// The customer was erased: what is left says nothing of who it was.
    package var isErased = false

    package init(
        id: Call.ID, startedAt: Date, zone: String, durationSeconds: Double,
        direction: Direction?, agent: String?, agentName: String? = nil, campaign: String?,
        campaignName: String? = nil, customer: Customer.ID? = nil, customerMasked: String?,
        verdicts: Set<Verdict>, talkShape: TalkShape?, recordings: [RecordingSummary]
    ) {
        self.id = id
        self.startedAt = startedAt
        self.zone = zone
        self.durationSeconds = durationSeconds
        self.direction = direction
        self.agent = agent
        self.agentName = agentName
        self.campaign = campaign
        self.campaignName = campaignName
        self.customer = customer
        self.customerMasked = customerMasked
        self.verdicts = verdicts
        self.talkShape = talkShape
        self.recordings = recordings
    }
}

/// One call with all that its page shows.
package struct CallDetail: Sendable {
    package var summary: CallSummary
    /// The recordings in playing order: the one to play first comes first.
    package var recordings: [RecordingDetail]
    /// The customer who was erased; nil when none was.
    package var erased: Customer.ID?
    /// Whose call it is, for holds.
    package var customer: Customer.ID?
    /// The holds that cover the call; nil for who may not see holds.
    package var holds: [Hold]?

    package init(summary: CallSummary, recordings: [RecordingDetail]) {
        self.summary = summary
        self.recordings = recordings
    }
}
