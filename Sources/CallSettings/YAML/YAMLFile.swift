import Calls
import Foundation
import Yams

/// A YAML file that holds one map, read with the lines of its values.
struct YAMLFile {
    static let bytesMax = 1 << 20

    let path: String
    let problems: ProblemList
    /// Nil when there is no map to read; `problems` then says why.
    let root: YAMLMap?

    /// `missing` is what to say when there is no such file.
    init(path: String, missing: String = "There is no such file.") {
        self.path = path
        let problems = ProblemList(file: path)
        self.problems = problems
        root = Self.contents(of: path, missing, problems).flatMap { Self.map(in: $0, problems) }
    }

    /// What a file called `name` would hold, such as one that was sent.
    init(text: String, name: String) {
        path = name
        let problems = ProblemList(file: name)
        self.problems = problems
        if text.utf8.count > Self.bytesMax {
            problems.add(nil, "The text is longer than 1 MiB; shorten it.")
            root = nil
        } else {
            root = Self.map(in: text, problems)
        }
    }

    private static func contents(
        of path: String, _ missing: String, _ problems: ProblemList
    ) -> String? {
        guard let handle = FileHandle(forReadingAtPath: path) else {
            let there = FileManager.default.fileExists(atPath: path)
            problems.add(
                nil, there ? "The file can't be opened; check its permissions." : missing)
            return nil
        }
        defer { try? handle.close() }
        let data: Data
        do {
            data = try handle.read(upToCount: bytesMax + 1) ?? Data()
        } catch {
            problems.add(nil, "This can't be read as a file.")
            return nil
        }
        guard data.count <= bytesMax else {
            problems.add(nil, "The file is longer than 1 MiB; settings are much shorter than that.")
            return nil
        }
        guard let text = String(validating: data, as: UTF8.self) else {
            problems.add(nil, "The file isn't UTF-8 text; save it as UTF-8.")
            return nil
        }
        return text
    }

    private static func map(in text: String, _ problems: ProblemList) -> YAMLMap? {
        if let line = AliasFinder.lineOfAlias(in: text) {
            problems.add(
                line,
                "Anchors (&) and aliases (*) aren't used here; write the value out, or quote it.")
            return nil
        }
        do {
            guard let node = try Yams.compose(yaml: text) else {
                return YAMLMap(empty: problems)
            }
            if case .mapping = node { return YAMLMap(node, path: "", problems: problems) }
            if case .scalar(let scalar) = node, scalar.string.isEmpty {
                return YAMLMap(empty: problems)
            }
            problems.add(
                node.mark?.line, "The file must hold keys and values, such as `name: value`.")
        } catch let error as YamlError {
            problems.add(line(of: error), sentence(for: error))
        } catch {
            problems.add(nil, "The file isn't readable as YAML.")
        }
        return nil
    }

    private static func line(of error: YamlError) -> Int? {
        switch error {
        case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _):
            mark.line
        case .duplicatedKeysInMapping(_, let context): context.mark.line
        default: nil
        }
    }

    private static func sentence(for error: YamlError) -> String {
        switch error {
        case .scanner(_, let problem, _, _), .parser(_, let problem, _, _),
            .composer(_, let problem, _, _):
            "This isn't YAML: \(problem). Check the indentation and the quotes here."
        case .duplicatedKeysInMapping(let keys, _):
            "The key \(keys.joined(separator: ", ")) is given more than once; keep one."
        default: "The file isn't readable as YAML."
        }
    }
}

/// Finds anchors and aliases, which could make a small file stand for a huge one, before the text
/// is parsed.
enum AliasFinder {
    static func lineOfAlias(in text: String) -> Int? {
        var line = 1
        var quote: UInt8?
        var atStart = true
        var comment = false
        var escaped = false
        let bytes = Array(text.utf8)
        for (index, byte) in bytes.enumerated() {
            if byte == UInt8(ascii: "\n") {
                line += 1
                atStart = quote == nil
                comment = false
                escaped = false
                continue
            }
            if comment { continue }
            if let open = quote {
                if escaped {
                    escaped = false
                } else if byte == UInt8(ascii: "\\"), open == UInt8(ascii: "\"") {
                    escaped = true
                } else if byte == open {
                    quote = nil
                }
                continue
            }
            let previous = index > 0 ? bytes[index - 1] : UInt8(ascii: "\n")
            switch byte {
            case UInt8(ascii: "#") where previous <= 32: comment = true
            case UInt8(ascii: "\""), UInt8(ascii: "'"): if atStart { quote = byte }
            case UInt8(ascii: "&"), UInt8(ascii: "*"):
                let next = index + 1 < bytes.count ? bytes[index + 1] : 32
                if atStart, next > 32 { return line }
            default: break
            }
            let opening = "-:[{,?".utf8.contains(byte)
            atStart = opening || (byte <= 32 && atStart)
        }
        return nil
    }
}
