import Foundation

/// Writing to a person or to a program: data on stdout, all else on stderr.
enum Terminal {
    static func say(_ line: String) {
        FileHandle.standardOutput.write(Data((line + "\n").utf8))
    }

    /// A JSON object on one line, or with line breaks.
    static func say(json body: Data, pretty: Bool) throws {
        let object = try JSONSerialization.jsonObject(with: body)
        let text = try JSONSerialization.data(
            withJSONObject: object,
            options: pretty
                ? [.prettyPrinted, .withoutEscapingSlashes, .sortedKeys]
                : [.withoutEscapingSlashes, .sortedKeys])
        say(String(decoding: text, as: UTF8.self))
    }

    static func complain(_ line: String) {
        FileHandle.standardError.write(Data(("callaudit: " + line + "\n").utf8))
    }

    static var isInteractive: Bool { isatty(STDERR_FILENO) == 1 }

    /// A line that is written over and over while long work goes on; nothing unless on a terminal.
    static func progress(_ line: String, isLast: Bool = false) {
        guard isInteractive else { return }
        FileHandle.standardError.write(Data(("\r\u{1B}[K" + line + (isLast ? "\n" : "")).utf8))
    }

    /// `text` with the control characters taken out, so that no file name can steer the terminal.
    static func plain(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                text.unicodeScalars.map {
                    $0.properties.generalCategory == .control
                        || $0.properties.generalCategory == .format ? "\u{FFFD}" : $0
                }))
    }
}
