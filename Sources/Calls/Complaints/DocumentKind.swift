import Foundation

/// What a document is by its content, whatever its name says. The raw value stands in the
/// database.
package enum DocumentKind: String, CaseIterable, Codable, Sendable {
    case pdf
    case png
    case jpeg
    case text
    case word
    case excel
    case mail
    case wave
    case mp3
    case html
    /// ZIP and other archives; never opened.
    case archive
    /// The old container of Office, which may hold macros and programs.
    case ole
    /// A program or a script.
    case program
    case unknown

    package static let bytesMax = 20 << 20

    /// The type that it is served as.
    package var mediaType: String {
        switch self {
        case .pdf: "application/pdf"
        case .png: "image/png"
        case .jpeg: "image/jpeg"
        case .text: "text/plain"
        case .word:
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
        case .excel: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        case .mail: "message/rfc822"
        case .wave: "audio/wav"
        case .mp3: "audio/mpeg"
        case .html, .archive, .ole, .program, .unknown: "application/octet-stream"
        }
    }

    package var isAllowed: Bool {
        switch self {
        case .pdf, .png, .jpeg, .text, .word, .excel, .mail, .wave, .mp3: true
        case .html, .archive, .ole, .program, .unknown: false
        }
    }

    /// Endings of names that such a document may bear.
    var endings: Set<String> {
        switch self {
        case .pdf: ["pdf"]
        case .png: ["png"]
        case .jpeg: ["jpg", "jpeg", "jpe", "jfif"]
        case .text: ["txt", "text", "csv", "md", "log"]
        case .word: ["docx"]
        case .excel: ["xlsx"]
        case .mail: ["eml"]
        case .wave: ["wav", "wave"]
        case .mp3: ["mp3"]
        case .html, .archive, .ole, .program, .unknown: []
        }
    }

    /// Media types that such a document may be said to be.
    var types: Set<String> {
        switch self {
        case .pdf: ["application/pdf", "application/x-pdf"]
        case .png: ["image/png", "image/x-png"]
        case .jpeg: ["image/jpeg", "image/jpg", "image/pjpeg"]
        case .text: ["text/plain", "text/csv", "text/markdown", "text/x-log"]
        case .mail: ["message/rfc822"]
        case .wave: ["audio/wav", "audio/x-wav", "audio/wave", "audio/vnd.wave"]
        case .mp3: ["audio/mpeg", "audio/mp3", "audio/x-mp3"]
        case .word, .excel: [mediaType]
        case .html, .archive, .ole, .program, .unknown: []
        }
    }
}

/// Why a document isn't kept. The raw value stands in the database; `sentence` is for people.
package enum DocumentRefusal: String, Error, CaseIterable, Codable, Sendable {
    case empty
    case tooLarge = "too-large"
    case kindNotAllowed = "kind-not-allowed"
    /// Its name or its type says something else than its content.
    case notWhatItSays = "not-what-it-says"
    case archive

    package var sentence: String {
        switch self {
        case .empty: "The document has no bytes. Ask the sender for it again."
        case .tooLarge:
            "The document is larger than 20 MiB, or all of them together are too large. "
                + "Ask the sender for a smaller copy."
        case .kindNotAllowed:
            "Documents of this kind aren't kept. Ask the sender for a PDF, a picture, plain text, "
                + "DOCX, XLSX, WAV or MP3."
        case .notWhatItSays:
            "The content isn't what name or type say. Ask the sender for it under its right name."
        case .archive:
            "Archives aren't opened. Ask the sender for the documents one by one."
        }
    }
}

extension DocumentKind {
    /// The kind of what came as `bytes` under the name `name`, said to be of the media type
    /// `claimed` (empty when nothing is said), or why it isn't kept. Nothing in it is opened.
    package static func judge(
        _ bytes: [UInt8], name: String, claimed: String
    ) -> Result<DocumentKind, DocumentRefusal> {
        if bytes.isEmpty { return .failure(.empty) }
        if bytes.count > bytesMax { return .failure(.tooLarge) }
        let kind = of(bytes)
        if kind == .archive { return .failure(.archive) }
        guard kind.isAllowed else { return .failure(.kindNotAllowed) }
        let ending = Self.ending(of: name)
        let type = claimed.split(separator: ";").first?
            .trimmingCharacters(in: .whitespaces).lowercased() ?? ""
        let vague: Set<String> = [
            "", "application/octet-stream", "binary/octet-stream", "application/x-download",
            "application/download", "application/force-download",
        ]
        // What is nothing but text is also whatever text was said to be, unless that is refused.
        let fitsName = ending.map(kind.endings.contains) ?? true
        let fitsType = vague.contains(type) || kind.types.contains(type)
        guard fitsName && fitsType else {
            return .failure(isRefused(ending, type) ? .kindNotAllowed : .notWhatItSays)
        }
        return .success(kind)
    }

    /// The last ending of `name` in small letters; nil when it has none.
    private static func ending(of name: String) -> String? {
        // Windows drops dots and spaces at the end, so `a.exe. ` is a program.
        let trimmed = name.trimmingCharacters(in: CharacterSet(charactersIn: ". \t\u{3000}"))
        guard let dot = trimmed.lastIndex(of: "."), dot != trimmed.startIndex else { return nil }
        return trimmed[trimmed.index(after: dot)...].lowercased()
    }

    /// Whether name or type are those of what is never kept, whatever is in it.
    private static func isRefused(_ ending: String?, _ type: String) -> Bool {
        let endings: Set<String> = [
            "htm", "html", "xhtml", "svg", "js", "mjs", "vbs", "ps1", "bat", "cmd", "sh", "py",
            "exe", "dll", "com", "scr", "msi", "lnk", "hta", "jar", "apk", "reg", "url", "wsf",
        ]
        return ending.map(endings.contains) ?? false
            || ["text/html", "image/svg+xml", "application/xhtml+xml"].contains(type)
            || type.hasSuffix("javascript")
    }
}
