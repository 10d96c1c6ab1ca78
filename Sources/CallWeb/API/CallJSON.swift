import Calls

/// A call as a line of `GET /api/v1/calls`.
struct CallJSON: Encodable, Sendable {
    let id: Call.ID
    /// ISO 8601 with the offset of the call's zone.
    let startedAt: String
    let zone: String
    let durationSeconds: Double
    let direction: OrNull<Direction>
    let agent: OrNull<String>
    let agentName: OrNull<String>
    let campaign: OrNull<String>
    let campaignName: OrNull<String>
    /// The masked number.
    let customer: OrNull<String>
    let customerId: OrNull<Customer.ID>
    /// The customer was erased.
    let erased: Bool
    let verdicts: [Verdict]
    let recordings: [RecordingJSON]

    init(_ call: CallSummary) {
        id = call.id
        startedAt = Zone(named: call.zone).time(call.startedAt).iso8601
        zone = call.zone
        durationSeconds = call.durationSeconds.thousandths
        direction = OrNull(call.direction)
        agent = OrNull(call.agent)
        agentName = OrNull(call.agentName)
        campaign = OrNull(call.campaign)
        campaignName = OrNull(call.campaignName)
        customer = OrNull(call.customerMasked)
        customerId = OrNull(call.customer)
        erased = call.isErased
        verdicts = Verdict.allCases.filter(call.verdicts.contains)
        recordings = call.recordings.map(RecordingJSON.init)
    }
}

struct RecordingJSON: Encodable, Sendable {
    let id: Recording.ID
    let container: SoundContainer
    let codec: SoundCodec
    let sampleRateHz: Int
    let channels: Int
    let frames: Int64
    let durationSeconds: Double
    let roles: [ChannelRole]
    let generation: Int

    init(_ recording: RecordingSummary) {
        id = recording.id
        container = recording.sound.container
        codec = recording.sound.codec
        sampleRateHz = recording.sound.sampleRateHz
        channels = recording.sound.channels
        frames = recording.sound.frames
        durationSeconds = recording.sound.durationSeconds.thousandths
        roles = recording.roles
        generation = recording.generation
    }
}

extension Double {
    var thousandths: Double { (self * 1000).rounded() / 1000 }
}
