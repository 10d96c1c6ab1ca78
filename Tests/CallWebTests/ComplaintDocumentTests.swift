import Calls
import Foundation
import Testing

@testable import CallWeb

/// docs/complaints.md is made from the table of acts; CALLAUDIT_WRITE_DOCUMENTS=1 writes it.
struct ComplaintDocumentTests {
    private static let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("docs/complaints.md")

    private let words: Words

    init() throws {
        words = try WebResources.load().words(in: .english, home: Zone(named: "UTC"))
    }

    @Test func `docs/complaints.md says what the table says`() throws {
        let text = (head + acts + needs + recusals).joined(separator: "\n") + "\n"
        if ProcessInfo.processInfo.environment["CALLAUDIT_WRITE_DOCUMENTS"] == "1" {
            try text.write(to: Self.file, atomically: true, encoding: .utf8)
        }
        let written = try String(contentsOf: Self.file, encoding: .utf8)
        #expect(
            written == text,
            "docs/complaints.md differs; write it anew with CALLAUDIT_WRITE_DOCUMENTS=1")
    }

    private var head: [String] {
        let states = Complaint.State.allCases.map {
            "| `\($0.rawValue)` | \(words("complaint.state.\($0.rawValue)")) |"
        }
        return [
            "# The workflow of complaints", "",
            "Made from `Calls/Complaints/ComplaintTable.swift`; a test compares the two. Whatever "
                + "isn't named here is refused.",
            "Why it is so stands in [decision 0039](decisions/0039-complaints.md).", "",
            "## States", "", "| state | in words |", "|---|---|",
        ] + states
    }

    private var acts: [String] {
        let lines = ComplaintTable.rules.map { rule in
            let cells = [
                "`\(rule.act.rawValue)`: \(words("complaint.act.\(rule.act.rawValue)"))",
                from(rule),
                rule.permissions.map { "`\($0.rawValue)`" }.joined(separator: ", "),
                rule.needs.map { "`\($0.rawValue)`" }.joined(separator: ", "), leads(rule),
            ]
            return "| " + cells.map { $0.isEmpty ? "–" : $0 }.joined(separator: " | ") + " |"
        }
        return [
            "", "## Acts", "",
            "One of the permissions is enough; who has only `complaint.solve` may act while the "
                + "case is in the first line.",
            "Who is recused does nothing but answer questions, and to a case that was merged into "
                + "another nothing is done but",
            "`note`, `link` and `unmerge`.", "",
            "| act | from | permission | needs | leads to |", "|---|---|---|---|---|",
        ] + lines
    }

    private func from(_ rule: ComplaintRule) -> String {
        let all = Complaint.State.allCases
        if rule.from.count == all.count { return "any" }
        return all.filter(rule.from.contains).map { "`\($0.rawValue)`" }.joined(separator: ", ")
    }

    private func leads(_ rule: ComplaintRule) -> String {
        switch rule.leads {
        case .stays: ""
        case .to(let state): "`\(state.rawValue)`"
        case .step(let first, let next): "`\(next.rawValue)` from `\(first.rawValue)`"
        case .back: "where it came from; `answered` from `closed`"
        }
    }

    private var needs: [String] {
        let closing = ComplaintTable.closing.map { "`\($0.rawValue)`" }.joined(separator: ", ")
        return [
            "", "## Needs", "", "What is said where one isn't met.", "",
            "| need | what is said |", "|---|---|",
        ]
            + ComplaintNeed.allCases.map {
                "| `\($0.rawValue)` | \(words("complaint.need.\($0.rawValue)")) |"
            } + ["", "No case is closed without \(closing)."]
    }

    private var recusals: [String] {
        [
            "", "## Recusal", "", "Who works no complaint, whatever their role.", "",
            "| code | why |", "|---|---|",
        ]
            + ComplaintRecusal.allCases.map {
                "| `\($0.rawValue)` | \(words("complaint.recusal.\($0.rawValue)")) |"
            }
    }
}
