import Calls
import Testing

@testable import CallSettings

struct ScriptFileTests {
    private static let file = """
        kind: answer
        code: opening-2026
        campaign: spring
        title: {en: Opening, zh-Hans: 开场白, zh-Hant: 開場白}
        body:
          en: |
            Good morning.
            This call is recorded.
          zh-Hans: 您好，本次通话将被录音。
          zh-Hant: 您好，本次通話將會錄音。
        from: 2026-12-01
        through: 2026-12-31
        """

    private func problems(_ yaml: String) -> [String] {
        do throws(SettingsProblems) {
            _ = try ScriptFile.read(text: yaml, name: "sent")
            return []
        } catch {
            return error.problems.map(\.description)
        }
    }

    @Test func `a script is read with its lines and its days`() throws {
        let script = try ScriptFile.read(text: Self.file, name: "sent")
        #expect(script.kind == .answer && script.campaign == "spring")
        #expect(script.words.body.english == "Good morning.\nThis call is recorded.\n")
        #expect(script.words.validFrom == LocalDay("2026-12-01"))
        #expect(script.words.validThrough == LocalDay("2026-12-31"))
    }

    @Test(arguments: [
        ("from: 2026-12-01", "from: soon", "sent:11: from must be a day such as 2026-11-21"),
        ("from: 2026-12-01", "form: 2026-12-01", "A script needs from"),
        ("code: opening-2026", "code: Opening", "A code is made of a-z"),
        (", zh-Hant: 開場白", "", "The title is missing in zh-Hant"),
        ("through: 2026-12-31", "through: 2026-11-30", "The last day lies before the first"),
        ("kind: answer", "kind: song", "sent:1: kind must be one of"),
    ])
    func `each mistake is told`(_ right: String, _ wrong: String, _ sentence: String) {
        let found = problems(Self.file.replacing(right, with: wrong))
        #expect(found.contains { $0.contains(sentence) }, "\(found)")
    }
}
