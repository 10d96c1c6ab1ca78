import Calls
import Testing

@Suite struct SoundTalkFiguresTests {
    private let sides: [ChannelRole] = [.agent, .customer]

    @Test func `silence is where neither side speaks for at least the threshold`() {
        let figures = TalkFigures(
            speech(0...2, 9...10, lasting: 26), speech(4...5, 7...8, lasting: 26), roles: sides)
        #expect(figures.silences == [span(2, 4), span(5, 7), span(10, 26)])
        #expect(figures.deadAirs == [span(10, 26)])
    }

    @Test func `a pause just below the threshold is no silence`() {
        let figures = TalkFigures(
            speech(0...2, 3.98...6, lasting: 6), speech(lasting: 6), roles: sides)
        #expect(figures.silences.isEmpty)
    }

    @Test func `other thresholds over the same activity give other figures`() {
        let agent = speech(0...2, 3...6, lasting: 6)
        let patient = TalkFigures(agent, speech(lasting: 6), roles: sides)
        let strict = TalkFigures(
            agent, speech(lasting: 6), roles: sides, thresholds: TalkThresholds(silenceSeconds: 0.5)
        )
        #expect(patient.silences.isEmpty)
        #expect(strict.silences == [span(2, 3)])
    }

    @Test func `overtalk is where both speak for at least the threshold`() {
        let figures = TalkFigures(
            speech(0...4, 6...6.4, lasting: 8), speech(3...5, 6...8, lasting: 8), roles: sides)
        #expect(figures.overtalks == [span(3, 4)])
    }

    @Test func `the talk ratio is the agent's share of both sides' speech`() {
        let figures = TalkFigures(
            speech(0...3, lasting: 10), speech(5...6, lasting: 10), roles: sides)
        #expect(figures.agentSpeechSeconds == 3)
        #expect(figures.customerSpeechSeconds == 1)
        #expect(figures.agentTalkRatio == 0.75)
    }

    @Test func `the sides follow the roles and not the order of the channels`() {
        let figures = TalkFigures(
            speech(0...3, lasting: 10), speech(5...6, lasting: 10), roles: [.customer, .agent])
        #expect(figures.agentTalkRatio == 0.25)
    }

    @Test func `a monologue bridges pauses below the turn gap`() {
        let figures = TalkFigures(
            speech(0...2, 2.9...5, lasting: 12), speech(6...10, 11...12, lasting: 12),
            roles: sides)
        #expect(figures.longestMonologue?.role == .agent)
        #expect(figures.longestMonologue?.span == span(0, 5))
    }

    @Test func `of two monologues as long the earlier counts`() {
        let figures = TalkFigures(
            speech(5...8, lasting: 10), speech(0...3, lasting: 10), roles: sides)
        #expect(figures.longestMonologue?.role == .customer)
    }

    @Test func `the response time is the median pause before the agent's answers`() {
        let figures = TalkFigures(
            speech(2...3, 7...8, 15...16, lasting: 20),
            speech(0...1, 4...6.4, 10...12, lasting: 20), roles: sides)
        #expect(figures.agentResponseSeconds == 1)
    }

    @Test func `the median of two responses lies between them`() {
        let figures = TalkFigures(
            speech(2...3, 8...9, lasting: 12), speech(0...1, 4...5, lasting: 12), roles: sides)
        #expect(figures.agentResponseSeconds == 2)
    }

    @Test func `an agent who speaks already gives no response time`() {
        let figures = TalkFigures(
            speech(0.5...3, lasting: 6), speech(0...1, lasting: 6), roles: sides)
        #expect(figures.agentResponseSeconds == nil)
    }

    @Test func `a question asked again counts from its last end`() {
        let figures = TalkFigures(
            speech(8...9, lasting: 12), speech(0...1, 4...5, lasting: 12), roles: sides)
        #expect(figures.agentResponseSeconds == 3)
    }

    @Test func `mono knows silence but not who spoke`() {
        let figures = TalkFigures(speech(0...2, 7...8, lasting: 8), roles: [.mixed])
        #expect(figures.silences == [span(2, 7)])
        #expect(figures.overtalks == nil)
        #expect(figures.agentSpeechSeconds == nil)
        #expect(figures.customerSpeechSeconds == nil)
        #expect(figures.agentTalkRatio == nil)
        #expect(figures.longestMonologue == nil)
        #expect(figures.agentResponseSeconds == nil)
    }

    @Test func `two unknown sides can overtalk, but neither is the agent`() {
        let figures = TalkFigures(
            speech(0...4, lasting: 8), speech(3...8, lasting: 8), roles: [.unknown, .unknown])
        #expect(figures.overtalks == [span(3, 4)])
        #expect(figures.agentTalkRatio == nil)
        #expect(figures.longestMonologue?.role == .unknown)
        #expect(figures.longestMonologue?.span == span(3, 8))
    }

    @Test func `the agent's half alone tells the agent's speech and no more`() {
        let figures = TalkFigures(speech(0...2, lasting: 8), roles: [.agent])
        #expect(figures.agentSpeechSeconds == 2)
        #expect(figures.agentTalkRatio == nil)
        #expect(figures.longestMonologue == nil)
    }

    @Test func `two legs of customers count as one side`() {
        let figures = TalkFigures(
            speech(0...2, lasting: 8), speech(3...4, lasting: 8), speech(4...6, lasting: 8),
            roles: [.agent, .customer, .customer])
        #expect(figures.customerSpeechSeconds == 3)
    }

    @Test func `nobody speaking leaves no ratio`() {
        let figures = TalkFigures(speech(lasting: 12), speech(lasting: 12), roles: sides)
        #expect(figures.agentTalkRatio == nil)
        #expect(figures.deadAirs == [span(0, 12)])
        #expect(figures.overtalks == [])
        #expect(figures.longestMonologue == nil)
    }

    @Test func `spans end with the recording, not with its last frame`() {
        let activity = SpeechActivity(channels: [speech(lasting: 3)])
        let figures = TalkFigures(
            activity: activity, roles: [.mixed], thresholds: TalkThresholds(),
            durationSeconds: 2.995)
        #expect(figures.silences == [span(0, 2.995)])
    }

    @Test func `no activity at all gives empty figures`() {
        let figures = TalkFigures(
            activity: SpeechActivity(channels: []), roles: [], thresholds: TalkThresholds(),
            durationSeconds: 0)
        #expect(figures.silences.isEmpty)
    }

    @Test func `the shape shows each side's share in a nibble`() throws {
        let shape = TalkShape(
            activity: SpeechActivity(channels: [
                speech(0...1, 2...2.1, lasting: 30), speech(1...1.5, lasting: 30),
            ]), roles: sides)
        #expect(shape.bytes.count == TalkShape.columns)
        #expect(Array(shape.bytes.prefix(4)) == [0xF0, 0x08, 0x20, 0x00])
    }

    @Test func `any speech at all shows in the shape`() {
        let shape = TalkShape(
            activity: SpeechActivity(channels: [
                speech(0...0.02, lasting: 300), speech(lasting: 300),
            ]),
            roles: sides)
        #expect(shape.bytes[0] == 0x10)
    }

    @Test func `a shape without sides has all speech in both halves`() {
        let shape = TalkShape(
            activity: SpeechActivity(channels: [speech(0...1, lasting: 30)]), roles: [.mixed])
        #expect(shape.bytes[0] == 0xFF)
        #expect(shape.bytes[1] == 0)
    }

    @Test func `a recording shorter than thirty frames still has a shape`() {
        let shape = TalkShape(
            activity: SpeechActivity(channels: [[true, false, true]]), roles: [.mixed])
        #expect(shape.bytes[0] == 0xFF)
        #expect(shape.bytes[15] == 0)
        #expect(shape.bytes[29] == 0xFF)
    }
}
