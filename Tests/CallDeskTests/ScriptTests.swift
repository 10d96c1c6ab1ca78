import CallDesk
import CallLedger
import CallStore
import Calls
import Foundation
import TestSupport
import Testing

extension House {
    /// Leaves a script with two versions.
    func liveInScripts() async throws {
        let lead = Principal(id: "account:lead", roles: [.qaLead])
        let tests = ScriptTests()
        let id = try await desk.addScript(tests.script(), by: lead)
        _ = try await desk.changeScript(id, to: tests.script(from: 2), by: lead)
    }
}

struct ScriptTests {
    private static func text(_ words: String) -> LocalText {
        LocalText(
            english: words, simplifiedChinese: "简 \(words)", traditionalChinese: "繁 \(words)")
    }

    fileprivate func script(
        _ code: String = "opening", campaign: String? = nil, from: Int = -10, through: Int? = nil,
        saying words: String = "Good morning.\nThis call is recorded."
    ) -> Script {
        Script(
            kind: .script, code: code, campaign: campaign,
            words: Script.Words(
                title: Self.text(code), body: Self.text(words),
                validFrom: ScoringHouse.day.advanced(by: from),
                validThrough: through.map { ScoringHouse.day.advanced(by: $0) }))
    }

    @Test(arguments: Engine.allCases)
    func `what holds on a call's day stands beside its form`(_ engine: Engine) async throws {
        let scoring = try await ScoringHouse(
            analysts: 1, on: House(on: StateFolder(database: DatabasePlace(engine))))
        let (desk, lead, analyst) = (scoring.desk, scoring.lead, scoring.analysts[0])
        let id = try await desk.addScript(script(through: 0), by: lead)
        let second = try await desk.changeScript(
            id, to: script(from: 1, saying: "Hello."), by: lead)
        #expect(second == 2)
        _ = try await desk.addScript(script("later", from: 5), by: lead)
        func beside(_ day: Int) async throws -> [String] {
            try await desk.scripts(
                for: nil, on: ScoringHouse.day.advanced(by: day), by: analyst
            ).map { "\($0.script.code) \($0.version.number)" }
        }
        #expect(try await beside(-11) == [])
        #expect(try await beside(0) == ["opening 1"])
        #expect(try await beside(1) == ["opening 2"])
        #expect(try await beside(5) == ["later 1", "opening 2"])
        let old = try await desk.script(id, version: 1, by: analyst)
        #expect(old.script == script(through: 0) && old.versions.map(\.number) == [2, 1])
        let listed = try await desk.scripts(after: nil, limit: 10, by: analyst).items
        #expect(listed.map(\.script.code) == ["later", "opening"])
        #expect(listed.map(\.version.number) == [1, 1])
        #expect(try await scoring.house.findings().isEmpty)
    }

    @Test func `the same words make no version, and a known code no second script`() async throws {
        let scoring = try await ScoringHouse(analysts: 1)
        let id = try await scoring.desk.addScript(script(), by: scoring.lead)
        #expect(try await scoring.desk.changeScript(id, to: script(), by: scoring.lead) == 1)
        var refusal = await #expect(throws: Refusal.self) {
            try await scoring.desk.addScript(script(), by: scoring.lead)
        }
        #expect(refusal?.code == .scriptProblems)
        refusal = await #expect(throws: Refusal.self) {
            try await scoring.desk.changeScript(id, to: script("closing"), by: scoring.lead)
        }
        #expect(refusal?.code == .scriptProblems)
        refusal = await #expect(throws: Refusal.self) {
            try await scoring.desk.addScript(script("b", campaign: "nowhere"), by: scoring.lead)
        }
        #expect(refusal?.code == .noSuchCampaign)
        refusal = await #expect(throws: Refusal.self) {
            try await scoring.desk.addScript(script("b"), by: scoring.analysts[0])
        }
        #expect(refusal?.code == .notAllowed)
    }

    @Test func `what is wrong with a script is said by its field`() {
        var bad = script("Opening", from: 0, through: -1)
        bad.words.title.traditionalChinese = " "
        bad.words.body.english = String(repeating: "a", count: 20_001)
        #expect(
            bad.problems().map { "\($0.field) \($0.code.rawValue)" } == [
                "code bad-code", "title.zh-Hant language-missing", "body.en text-too-long",
                "through through-before-from",
            ])
        #expect(script().problems().isEmpty)
    }
}

extension ScriptTests {
    private func answer(_ code: String, from: Int) -> Script {
        var answer = script(code, from: from, saying: "The fee is 2 % a year.")
        answer.kind = .answer
        return answer
    }

    @Test(arguments: Engine.allCases)
    func `an evaluation carries the words that held on its call's day`(
        _ engine: Engine
    ) async throws {
        let scoring = try await ScoringHouse(
            analysts: 1, on: House(on: StateFolder(database: DatabasePlace(engine))))
        let (desk, lead, analyst) = (scoring.desk, scoring.lead, scoring.analysts[0])
        var card = ScoringHouse.conduct
        card.code = "scripted"
        card.sections[0].questions[0].script = "opening"
        card.sections[0].questions[1].script = "unknown"
        let cardID = try await desk.addScorecard(card, by: lead)
        try await desk.publishScorecard(
            cardID, version: 1, from: ScoringHouse.day.advanced(by: -400), by: lead)
        let id = try await desk.addScript(script(), by: lead)
        _ = try await desk.changeScript(id, to: script(from: 1, saying: "Hello."), by: lead)
        _ = try await desk.addScript(answer("fees", from: -3), by: lead)
        _ = try await desk.addScript(answer("fees-new", from: 1), by: lead)
        let call = try await scoring.takeIn(1)[0]
        let evaluation = try await desk.evaluate(call, by: cardID, dueInDays: 3, by: lead)
        var detail = try await desk.evaluation(evaluation, by: lead)
        #expect(detail.scripts.keys.sorted() == ["opening"] && detail.answers.isEmpty)
        #expect(detail.scripts["opening"]?.version == 1)
        #expect(
            detail.scripts["opening"]?.words.body.english
                == "Good morning.\nThis call is recorded.")
        try await desk.claim(evaluation, by: analyst)
        scoring.house.clock.move(by: 5 * 86_400)
        detail = try await desk.evaluation(evaluation, by: analyst)
        #expect(detail.scripts["opening"]?.version == 1)
        #expect(detail.answers.map(\.code) == ["fees"])
    }
}
