import Foundation
import Testing

@Test func `every link in the documents leads somewhere`() throws {
    for file in try Repository.documents() {
        for link in links(of: file) where !link.isElsewhere {
            let target = link.path.isEmpty
                ? file.url : file.url.deletingLastPathComponent().appendingPathComponent(link.path)
            #expect(Repository.exists(target), "\(file.path) links to \(link.path)")
            if let heading = link.heading, target.pathExtension == "md" {
                let headings = try anchors(of: SourceFile(target))
                #expect(headings.contains(heading), "\(file.path) links to #\(heading)")
            }
        }
    }
}

@Test func `the two commands stand at the top of the README`() throws {
    let top = try SourceFile(Repository.root.appendingPathComponent("README.md"))
        .lines.prefix(20).joined(separator: "\n")
    #expect(top.contains("scripts/demo"))
    #expect(top.contains("scripts/test"))
}

@Test func `every profile that ships is named in the documents`() throws {
    let text = try Repository.documents().flatMap(\.lines).joined(separator: "\n")
    let profiles = try Repository.files(in: "etc/callaudit/profiles", endings: ["yaml"])
    #expect(!profiles.isEmpty)
    for profile in profiles {
        let name = profile.url.deletingPathExtension().lastPathComponent
        let stands = text.contains("`\(name)`")
        #expect(stands, "no document names the profile \(name)")
    }
}

@Test func `every test that a document names exists`() throws {
    let tests = try Repository.swiftFiles().flatMap(\.lines).joined(separator: "\n")
        + Repository.files(in: "Tests", endings: ["py"]).flatMap(\.lines).joined(separator: "\n")
    let model = try SourceFile(Repository.root.appendingPathComponent("docs/threat-model.md"))
    var named = 0
    for line in model.lines {
        for match in line.matches(of: /“([^”]+)”|`(test_\w+)`/) {
            let name = match.1.map { "`\($0)`(" } ?? match.2.map { "def \($0)(" } ?? ""
            let stands = tests.contains(name)
            #expect(stands, "docs/threat-model.md names \(name)")
            named += 1
        }
    }
    #expect(named > 0)
}

private struct Link {
    let path: String
    let heading: String?
    let isElsewhere: Bool

    init(_ target: Substring) {
        let parts = target.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
        path = parts[0].removingPercentEncoding ?? String(parts[0])
        heading = parts.count > 1 ? String(parts[1]) : nil
        isElsewhere = target.contains("://") || target.hasPrefix("mailto:")
    }
}

/// Links outside of code blocks.
private func links(of file: SourceFile) -> [Link] {
    prose(of: file).flatMap { line in
        line.matches(of: /\]\(([^) ]+)\)/).map { Link($0.1) }
    }
}

/// A heading as a link names it: lower case, hyphens for spaces, punctuation left out.
private func anchors(of file: SourceFile) -> Set<String> {
    Set(prose(of: file).filter { $0.hasPrefix("#") }.map { heading in
        let words = heading.drop { $0 == "#" }.drop { $0 == " " }.lowercased()
        return String(words.filter { $0.isLetter || $0.isNumber || " -_".contains($0) })
            .replacingOccurrences(of: " ", with: "-")
    })
}

private func prose(of file: SourceFile) -> [String] {
    var inCode = false
    return file.lines.filter { line in
        if line.hasPrefix("```") { inCode.toggle() }
        return !inCode
    }
}
