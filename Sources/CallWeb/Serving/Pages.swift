import Foundation
import Mustache

/// A page's values, ready to be set into the template of the same name.
protocol PageModel: Sendable {
    static var template: String { get }
    var frame: Frame { get }
}

/// A part of a page that answers for its properties by itself. Without this the templates find them
/// by reflection, and on a page of many rows that is most of the time the page takes.
protocol PagePart: MustacheParent, Sendable {
    /// The property of this name, nil also when it has no value; nil for any other name.
    func child(named property: String) -> Any?
}

/// All templates, compiled once for each language: `[[key]]` is the catalogue's sentence, put in
/// when the templates are read; `{{name}}` a property of the page's model, escaped.
struct Pages: Sendable {
    private let libraries: [Language: MustacheLibrary]

    init(folder: URL, catalogues: [Language: Catalogue]) throws {
        PageText.register()
        let texts = try Self.texts(in: folder)
        libraries = try catalogues.mapValues { catalogue in
            var library = MustacheLibrary()
            for (name, text) in texts {
                let spoken = try Self.spoken(text, by: catalogue, template: name)
                try library.register("{{% CONTENT_TYPE:\(PageText.name)}}\(spoken)", named: name)
            }
            return library
        }
    }

    func render<Model: PageModel>(_ model: Model, in language: Language) throws -> String {
        guard let html = libraries[language]?.render(model, withTemplate: Model.template) else {
            throw TemplateMissing(name: Model.template)
        }
        return html
    }

    static func texts(in folder: URL) throws -> [String: String] {
        var texts: [String: String] = [:]
        for file in try FileManager.default.subpathsOfDirectory(atPath: folder.path)
        where file.hasSuffix(".mustache") {
            let text = try String(contentsOf: folder.appendingPathComponent(file), encoding: .utf8)
            texts[String(file.dropLast(".mustache".count))] = text
        }
        return texts
    }

    private static func spoken(
        _ text: String, by catalogue: Catalogue, template: String
    ) throws -> String {
        var parts = text.components(separatedBy: "[[")
        var spoken = parts.removeFirst()
        for part in parts {
            let halves = part.components(separatedBy: "]]")
            guard halves.count == 2, catalogue.has(halves[0]) else {
                throw SentenceMissing(key: halves[0], template: template)
            }
            spoken += PageText().escapeText(catalogue(halves[0])) + halves[1]
        }
        return spoken
    }
}

struct TemplateMissing: Error { let name: String }

struct SentenceMissing: Error {
    let key: String
    let template: String
}

/// HTML escaping by bytes. swift-mustache escapes by characters, and `"` followed by a combining
/// accent is another character than `"`, so it would pass and end an attribute.
struct PageText: MustacheContentType {
    static let name = "PAGE"

    static func register() { MustacheContentTypes.register(PageText(), named: name) }

    func escapeText(_ text: String) -> String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count)
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "<"): bytes += "&lt;".utf8
            case UInt8(ascii: ">"): bytes += "&gt;".utf8
            case UInt8(ascii: "&"): bytes += "&amp;".utf8
            case UInt8(ascii: "\""): bytes += "&quot;".utf8
            case UInt8(ascii: "'"): bytes += "&#39;".utf8
            default: bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
