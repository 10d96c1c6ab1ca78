import Foundation

/// The files of this repository, as they lie on the disk.
enum Repository {
    static let root = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// Files under `folder` whose names end in one of `endings`; what a tool made is left out.
    static func files(in folder: String, endings: Set<String>) throws -> [SourceFile] {
        let base = root.appendingPathComponent(folder)
        guard let walk = FileManager.default.enumerator(at: base, includingPropertiesForKeys: nil)
        else { return [] }
        return try walk.compactMap { $0 as? URL }
            .filter { endings.contains($0.pathExtension) && !$0.path.contains("/__pycache__/") }
            .filter { try $0.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true }
            .sorted { $0.path < $1.path }
            .map(SourceFile.init)
    }

    static func swiftFiles() throws -> [SourceFile] {
        try ["Sources", "Tests"].flatMap { try files(in: $0, endings: ["swift"]) }
    }

    /// README, CHANGELOG and everything in docs.
    static func documents() throws -> [SourceFile] {
        let top = try ["README.md", "CHANGELOG.md"].map {
            try SourceFile(root.appendingPathComponent($0))
        }
        return top + (try files(in: "docs", endings: ["md"]))
    }

    static func exists(_ url: URL) -> Bool { FileManager.default.fileExists(atPath: url.path) }
}

struct SourceFile {
    let url: URL
    let lines: [String]

    init(_ url: URL) throws {
        self.url = url
        lines = try String(contentsOf: url, encoding: .utf8)
            .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    /// The path within the repository.
    var path: String { String(url.path.dropFirst(Repository.root.path.count + 1)) }

    /// The number of lines, the empty one behind the last line break left out.
    var length: Int { lines.last == "" ? lines.count - 1 : lines.count }

    /// Each line with its number, from 1 on.
    var numbered: [(number: Int, text: String)] {
        lines.enumerated().map { ($0.offset + 1, $0.element) }
    }
}
