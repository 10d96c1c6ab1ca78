import Calls

/// `GET /api/v1/calls/:call`: the line of the list, with measures, talk and facts of each
/// recording.
struct CallDetailJSON: Encodable, Sendable {
    let id: Call.ID
    let startedAt: String
    let zone: String
    let durationSeconds: Double
    let direction: OrNull<Direction>
    let agent: OrNull<String>
    let agentName: OrNull<String>
    let campaign: OrNull<String>
    let campaignName: OrNull<String>
    let customer: OrNull<String>
    let customerId: OrNull<Customer.ID>
    let verdicts: [Verdict]
    let recordings: [RecordingDetailJSON]

    init(_ call: CallDetail) {
        let line = CallJSON(call.summary)
        id = line.id
        startedAt = line.startedAt
        zone = line.zone
        durationSeconds = line.durationSeconds
        direction = line.direction
        agent = line.agent
        agentName = line.agentName
        campaign = line.campaign
        campaignName = line.campaignName
        customer = line.customer
        customerId = line.customerId
        verdicts = line.verdicts
        let zone = Zone(named: call.summary.zone)
        recordings = call.recordings.map { RecordingDetailJSON($0, zone: zone) }
    }
}

struct RecordingDetailJSON: Encodable, Sendable {
    let id: Recording.ID
    let container: SoundContainer
    let codec: SoundCodec
    let sampleRateHz: Int
    let channels: Int
    let frames: Int64
    let framesClaimed: OrNull<Int64>
    let durationSeconds: Double
    let roles: [ChannelRole]
    let generation: Int
    let takenInAt: String
    let contentBytes: Int64
    let contentHash: String
    let source: String
    let profile: String
    let measures: SoundMeasures
    let talk: TalkJSON
    /// By source, most trusted first; numbers and names of customers are masked.
    let facts: [FactReadingJSON]

    init(_ recording: RecordingDetail, zone: Zone) {
        let line = RecordingJSON(recording.summary)
        id = line.id
        container = line.container
        codec = line.codec
        sampleRateHz = line.sampleRateHz
        channels = line.channels
        frames = line.frames
        framesClaimed = OrNull(recording.summary.sound.framesClaimed)
        durationSeconds = line.durationSeconds
        roles = line.roles
        generation = line.generation
        takenInAt = zone.time(recording.takenInAt).iso8601
        contentBytes = recording.contentBytes
        contentHash = recording.contentHash
        source = recording.sourcePath
        profile = recording.profile
        measures = recording.measures
        talk = TalkJSON(recording.talk)
        facts = recording.facts.readings.map { FactReadingJSON($0, zone: zone) }
    }
}

struct TalkJSON: Encodable, Sendable {
    struct Monologue: Encodable, Sendable {
        let role: ChannelRole
        let span: TimeSpan
    }

    let silences: [TimeSpan]
    let deadAirs: [TimeSpan]
    let overtalks: OrNull<[TimeSpan]>
    let agentSpeechSeconds: OrNull<Double>
    let customerSpeechSeconds: OrNull<Double>
    let agentTalkRatio: OrNull<Double>
    let longestMonologue: OrNull<Monologue>
    let agentResponseSeconds: OrNull<Double>

    init(_ talk: TalkFigures) {
        silences = talk.silences
        deadAirs = talk.deadAirs
        overtalks = OrNull(talk.overtalks)
        agentSpeechSeconds = OrNull(talk.agentSpeechSeconds)
        customerSpeechSeconds = OrNull(talk.customerSpeechSeconds)
        agentTalkRatio = OrNull(talk.agentTalkRatio)
        longestMonologue = OrNull(
            talk.longestMonologue.map { Monologue(role: $0.role, span: $0.span) })
        agentResponseSeconds = OrNull(talk.agentResponseSeconds)
    }
}

struct FactReadingJSON: Encodable, Sendable {
    let source: FactSource
    let values: [String: String]

    /// Masked, but for the person whom it is about.
    init(_ reading: FactReading, zone: Zone, isPlain: Bool = false) {
        source = reading.source
        values = Dictionary(
            uniqueKeysWithValues: reading.values.map { fact, value in
                if isPlain, case .text(let text) = value { return (fact.rawValue, text) }
                return (fact.rawValue, Self.text(value, of: fact, zone: zone))
            })
    }

    private static func text(_ value: FactValue, of fact: Fact, zone: Zone) -> String {
        switch value {
        case .text(let text):
            switch fact {
            case .customerNumber: Masking.number(text)
            case .customerName: Masking.name(text)
            case .callKey: Masking.fileName(text)
            default: text
            }
        case .time(let date): zone.time(date).iso8601
        case .seconds(let seconds): String(seconds.thousandths)
        case .direction(let direction): direction.rawValue
        case .side(let role): role.rawValue
        }
    }
}
