import Calls
import Foundation
import Testing

@testable import CallWeb

/// docs/permissions.md is made from the table of permissions;
/// CALLAUDIT_WRITE_DOCUMENTS=1 writes it.
struct PermissionDocumentTests {
    private static let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("docs/permissions.md")

    @Test func `docs/permissions.md says what the table says`() throws {
        let text = try document()
        if ProcessInfo.processInfo.environment["CALLAUDIT_WRITE_DOCUMENTS"] == "1" {
            try text.write(to: Self.file, atomically: true, encoding: .utf8)
        }
        let written = try String(contentsOf: Self.file, encoding: .utf8)
        #expect(
            written == text,
            "docs/permissions.md differs; write it anew with CALLAUDIT_WRITE_DOCUMENTS=1")
    }

    private func document() throws -> String {
        let words = try WebResources.load().words(in: .english, home: Zone(named: "UTC"))
        var lines = [
            "# Roles and permissions", "",
            "Made from `Calls/PermissionTable.swift`; a test compares the two. Whatever isn't "
                + "named here is refused.",
            "*own* reaches what concerns the person alone, *teams* what concerns the teams that "
                + "the account is narrowed",
            "to (everything when it isn't narrowed), *all* everything.", "", "## Roles", "",
            "| role | what it does | granted |", "|---|---|---|",
        ]
        for role in Role.allCases {
            let granted = role.waitsForSecondPerson ? "by two persons" : "by an administrator"
            lines.append(
                "| `\(role.rawValue)` | \(words.meaning(role)) | "
                    + "\(role == .integrator ? "to programs" : granted) |")
        }
        lines += ["", "## Permissions", ""]
        let heads = Role.allCases.map(\.rawValue).joined(separator: " | ")
        lines.append("| permission | \(heads) |")
        lines.append("|---|" + Role.allCases.map { _ in "---|" }.joined())
        for noun in PermissionsPage.nouns {
            for permission in Permission.allCases where permission.noun == noun {
                let cells = Role.allCases.map { role in
                    PermissionTable.reach(of: role, permission).map(words.name) ?? "–"
                }
                lines.append(
                    "| `\(permission.rawValue)`: \(words.name(permission)) | "
                        + "\(cells.joined(separator: " | ")) |")
            }
        }
        lines += [
            "", "## Kept apart", "", "One person can't hold both roles of a pair.", "",
            "| role | role | why |", "|---|---|---|",
        ]
        for pair in SeparationOfDuties.all {
            let why = words("separation.\(pair.reason.rawValue)")
            lines.append("| `\(pair.first.rawValue)` | `\(pair.second.rawValue)` | \(why) |")
        }
        lines += routes()
        return lines.joined(separator: "\n") + "\n"
    }

    /// Tests of who may ask what are made from this table too.
    private func routes() -> [String] {
        let heads = [
            "", "## Addresses", "",
            "Every address that is answered, and the permission it takes.", "",
            "| address | permission |", "|---|---|",
        ]
        return heads
            + Web.routes.map { route in
                let need =
                    switch route.need {
                    case .permission(let permission): "`\(permission.rawValue)`"
                    case .anyOf(let permissions):
                        permissions.map { "`\($0.rawValue)`" }.joined(separator: " or ")
                    case .signedIn: "signed in"
                    case .nothing: "none"
                    }
                return "| `\(route.title)` | \(need) |"
            }
    }
}
