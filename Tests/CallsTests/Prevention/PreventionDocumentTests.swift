import Foundation
import Testing

@testable import Calls

/// docs/prevention.md says what the rules say.
struct PreventionDocumentTests {
    private func lines() throws -> [String] {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let text = try String(
            contentsOf: root.appendingPathComponent("docs/prevention.md"), encoding: .utf8)
        return text.components(separatedBy: "\n")
    }

    private func codes(_ names: [String]) -> String {
        names.map { "`\($0)`" }.joined(separator: ", ")
    }

    @Test func `the document has every act as the table has it`() throws {
        let lines = try lines()
        for rule in ActionTable.rules {
            let states = CorrectiveAction.State.allCases.filter(rule.from.contains)
            let from = states.isEmpty
                ? "–" : states.count == CorrectiveAction.State.allCases.count
                    ? "any" : codes(states.map(\.rawValue))
            let leads = rule.leads.map { "`\($0.rawValue)`" } ?? "–"
            let line = "| `\(rule.act.rawValue)` | \(from) "
                + "| \(codes(rule.needs.map(\.rawValue))) | \(leads) |"
            #expect(lines.contains(line), "\(line)")
        }
    }

    @Test func `the document has every measure of every return with its source`() throws {
        var rest = try lines()[...]
        for shape in ReturnShape.shipped {
            rest = rest.drop { $0 != "### `\(shape.name)`" }
            #expect(!rest.isEmpty, "\(shape.name)")
            let rows = rest.drop { !$0.hasPrefix("| `") }.prefix { $0.hasPrefix("| `") }
            let found = rows.map { $0.components(separatedBy: " | ") }
            #expect(found.map(\.first) == shape.measures.map { "| `\($0.key)`" })
            #expect(found.map(\.last) == shape.measures.map { "\($0.source ?? "–") |" })
        }
    }

    @Test func `the document has every code`() throws {
        let text = try lines().joined(separator: "\n")
        let codes = ComplaintChart.Signal.allCases.map(\.rawValue)
            + ComplaintChart.Silence.allCases.map(\.rawValue)
            + ActionEffect.Verdict.allCases.map(\.rawValue)
            + ActionCheck.Ground.allCases.map(\.rawValue)
        for code in codes { #expect(text.contains("`\(code)`"), "\(code)") }
    }

    @Test func `the document says with which figures each check goes`() throws {
        let counts: [ActionEffect.Verdict: (ExposedCount, ExposedCount)] = [
            .down: (ExposedCount(40, in: 8_000), ExposedCount(10, in: 8_000)),
            .up: (ExposedCount(10, in: 8_000), ExposedCount(40, in: 8_000)),
            .unsure: (ExposedCount(40, in: 8_000), ExposedCount(36, in: 8_000)),
            .tooEarly: (ExposedCount(4, in: 8_000), ExposedCount(0, in: 100)),
            .nothingBefore: (ExposedCount(0, in: 8_000), ExposedCount(0, in: 8_000)),
        ]
        let opened = LocalDay(of: ComplaintSample.start, in: .utc)
        let plan = ActionPlan(
            .preventive, cause: "care", owner: ComplaintSample.handler.person, due: opened)
        let deeds: [ActionDeed] = [.open(plan), .finish(on: opened, checkFrom: opened)]
        let action = try #require(
            CorrectiveAction(
                id: CorrectiveAction.ID(1),
                history: deeds.enumerated().map {
                    ActionEvent(
                        number: $0 + 1, at: ComplaintSample.start,
                        by: ComplaintSample.handler.person, deed: $1)
                }))
        let standing = ActionStanding(
            action, causes: ComplaintSample.classes.causes, today: opened, zone: .utc)
        func grounds(
            _ deed: (ActionCheck) -> ActionDeed, _ verdict: ActionEffect.Verdict
        ) throws -> String {
            let (before, after) = try #require(counts[verdict])
            let free = ActionCheck.Ground.allCases.filter { ground in
                let check = ActionCheck(ground, before: before, after: after)
                #expect(check.effect.verdict == verdict)
                return standing.bar(
                    to: deed(check), by: ComplaintSample.officer, saying: "words") == nil
            }
            return free.count == 2 ? "either" : free.first.map { "`\($0.rawValue)`" } ?? "–"
        }
        let lines = try lines()
        for verdict in ActionEffect.Verdict.allCases {
            let confirms = try grounds({ .confirm($0) }, verdict)
            let rejects = try grounds({ .reject($0, due: opened) }, verdict)
            let row = lines.first { $0.hasPrefix("| `\(verdict.rawValue)` | ") }
            #expect(row?.hasSuffix(" | \(confirms) | \(rejects) |") == true, "\(verdict)")
        }
    }
}
