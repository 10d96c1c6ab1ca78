import Foundation
import Hummingbird

/// All that is read from disk once: catalogues, templates compiled per language, assets.
struct WebResources: Sendable {
    let catalogues: [Language: Catalogue]
    let pages: Pages
    let assets: Assets

    static func load() throws -> WebResources {
        let folder = Bundle.callWebResources
        var catalogues: [Language: Catalogue] = [:]
        for language in Language.allCases {
            catalogues[language] = try Catalogue(
                language, folder: folder.appendingPathComponent("catalogues"))
        }
        return WebResources(
            catalogues: catalogues,
            pages: try Pages(
                folder: folder.appendingPathComponent("templates"), catalogues: catalogues),
            assets: try Assets(folder: folder.appendingPathComponent("assets")))
    }

    func words(in language: Language, home: Zone) -> Words {
        Words(catalogue: catalogues[language]!, home: home)
    }
}

/// Style sheets, scripts and the icon, under a URL that holds a hash of them all: it may be kept
/// for ever, and scripts find each other by relative paths.
struct Assets: Sendable {
    let version: String
    private let files: [String: (type: String, bytes: [UInt8])]

    init(folder: URL) throws {
        let names = try FileManager.default.subpathsOfDirectory(atPath: folder.path).sorted()
        var files: [String: (type: String, bytes: [UInt8])] = [:]
        var hash = Hash64()
        for name in names {
            let type = name.split(separator: ".").last.flatMap { Self.types[String($0)] }
            guard let type else { continue }
            let bytes = [UInt8](try Data(contentsOf: folder.appendingPathComponent(name)))
            files[name] = (type, bytes)
            hash.add(name.utf8)
            hash.add(bytes)
        }
        self.files = files
        version = hash.text
    }

    func answer(_ name: String, version: String) -> Response? {
        guard version == self.version, let file = files[name] else { return nil }
        return Response(
            status: .ok,
            headers: [
                .contentType: file.type, .cacheControl: "public, max-age=31536000, immutable",
            ],
            body: .init(byteBuffer: ByteBuffer(bytes: file.bytes)))
    }

    var names: [String] { files.keys.sorted() }

    private static let types = [
        "css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8",
        "svg": "image/svg+xml",
    ]
}

/// FNV-1a with 64 bits (draft-eastlake-fnv): tells versions of our own files apart, no more.
struct Hash64 {
    private var value: UInt64 = 0xcbf2_9ce4_8422_2325

    mutating func add(_ bytes: some Sequence<UInt8>) {
        for byte in bytes { value = (value ^ UInt64(byte)) &* 0x100_0000_01b3 }
        value = (value ^ 0xff) &* 0x100_0000_01b3
    }

    var text: String { String(value, radix: 36) }
}

extension Bundle {
    /// The folder of templates, catalogues and assets.
    static var callWebResources: URL {
        Bundle.module.bundleURL.appendingPathComponent("Resources")
    }
}
