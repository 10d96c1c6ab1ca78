import CPangoCairo
import Calls

/// Which faces of those that are installed a language's letters are set in: the best for the
/// language first, then those that know further scripts. Faces in colour, in dots, bold or
/// slanted aren't taken.
struct FontChoice {
    private struct Face: Hashable {
        let file: String
        let index: Int32
        let family: String
        let isTrueType: Bool
    }

    /// A preference among what is installed; the best sans-serif face follows.
    private static let families: [LetterLanguage: [String]] = [
        .english: ["sans-serif", "Noto Sans CJK SC"],
        .simplifiedChinese: ["Noto Sans CJK SC", "sans-serif"],
        .traditionalChinese: ["Noto Sans CJK TC", "sans-serif"],
    ]

    private let faces: [Face]
    private let folders: [String]
    private let caches: [String]

    /// Nil when no installed face knows the language.
    init?(language: LetterLanguage, facesMax: Int) {
        guard let system = FcInitLoadConfigAndFonts() else { return nil }
        let pattern = FcPatternCreate()
        defer { FcPatternDestroy(pattern) }
        for family in Self.families[language] ?? [] {
            FcPatternAddString(pattern, FC_FAMILY, family)
        }
        FcPatternAddString(pattern, FC_LANG, language.fontTag)
        FcConfigSubstitute(system, pattern, FcMatchPattern)
        FcDefaultSubstitute(pattern)
        var result = FcResultMatch
        guard let sorted = FcFontSort(system, pattern, 1, nil, &result) else { return nil }
        defer { FcFontSetDestroy(sorted) }
        var found: [Face] = []
        var isKnown = false
        for place in 0..<Int(sorted.pointee.nfont) where found.count < facesMax {
            guard let font = sorted.pointee.fonts[place], Self.isOutline(font),
                Self.isUpright(font),
                let face = Self.face(font), !found.contains(face)
            else { continue }
            found.append(face)
            isKnown = isKnown || Self.knows(font, language.fontTag)
        }
        guard isKnown else { return nil }
        faces = found
        folders = Self.texts(FcConfigGetFontDirs(system))
        caches = Self.texts(FcConfigGetCacheDirs(system))
    }

    /// Their families, the best first, as pango reads them.
    var families: String {
        Self.joined(faces)
    }

    /// Those of them whose outlines are TrueType's; empty when there are none.
    var trueTypeFamilies: String {
        Self.joined(faces.filter(\.isTrueType))
    }

    private static func joined(_ faces: [Face]) -> String {
        var seen: Set<String> = []
        return faces.map(\.family).filter { seen.insert($0).inserted }.joined(separator: ",")
    }

    /// A configuration in which there are no others.
    var config: OpaquePointer? {
        let config = FcConfigCreate()
        let text = Array(document.utf8)
        guard FcConfigParseAndLoadFromMemory(config, text + [0], 1) == 1,
            FcConfigBuildFonts(config) == 1
        else { return nil }
        return config
    }

    private var document: String {
        func element(_ name: String, _ text: String) -> String {
            "<\(name)>\(text.escapedForXML)</\(name)>"
        }
        let accepted = faces.map { face in
            "<pattern><patelt name=\"file\">\(element("string", face.file))</patelt>"
                + "<patelt name=\"index\">\(element("int", String(face.index)))</patelt></pattern>"
        }
        return "<?xml version=\"1.0\"?><fontconfig>"
            + folders.map { element("dir", $0) }.joined()
            + caches.map { element("cachedir", $0) }.joined()
            + "<selectfont><acceptfont>" + accepted.joined() + "</acceptfont><rejectfont>"
            + "<pattern><patelt name=\"scalable\"><bool>true</bool></patelt></pattern>"
            + "<pattern><patelt name=\"scalable\"><bool>false</bool></patelt></pattern>"
            + "</rejectfont></selectfont></fontconfig>"
    }

    private static func face(_ font: OpaquePointer) -> Face? {
        var file: UnsafeMutablePointer<FcChar8>?
        var family: UnsafeMutablePointer<FcChar8>?
        var format: UnsafeMutablePointer<FcChar8>?
        var index: Int32 = 0
        guard FcPatternGetString(font, FC_FILE, 0, &file) == FcResultMatch,
            FcPatternGetString(font, FC_FAMILY, 0, &family) == FcResultMatch,
            FcPatternGetInteger(font, FC_INDEX, 0, &index) == FcResultMatch,
            let file, let family, index >> 16 == 0
        else { return nil }
        let hasFormat = FcPatternGetString(font, FC_FONTFORMAT, 0, &format) == FcResultMatch
        return Face(
            file: String(cString: file), index: index, family: String(cString: family),
            isTrueType: hasFormat && format.map { String(cString: $0) } == "TrueType")
    }

    private static func isOutline(_ font: OpaquePointer) -> Bool {
        func flag(_ name: String) -> Bool? {
            var value: FcBool = 0
            return FcPatternGetBool(font, name, 0, &value) == FcResultMatch ? value == 1 : nil
        }
        return flag(FC_SCALABLE) == true && flag(FC_COLOR) != true && flag(FC_VARIABLE) != true
    }

    /// Neither slanted nor bold.
    private static func isUpright(_ font: OpaquePointer) -> Bool {
        func number(_ name: String) -> Int32? {
            var value: Int32 = 0
            return FcPatternGetInteger(font, name, 0, &value) == FcResultMatch ? value : nil
        }
        let weight = number(FC_WEIGHT) ?? FC_WEIGHT_REGULAR
        return (number(FC_SLANT) ?? 0) == 0
            && (FC_WEIGHT_LIGHT...FC_WEIGHT_MEDIUM).contains(weight)
    }

    private static func knows(_ font: OpaquePointer, _ tag: String) -> Bool {
        var languages: OpaquePointer?
        guard FcPatternGetLangSet(font, FC_LANG, 0, &languages) == FcResultMatch else {
            return false
        }
        return FcLangSetHasLang(languages, tag) == FcLangEqual
    }

    private static func texts(_ list: OpaquePointer?) -> [String] {
        guard let list else { return [] }
        defer { FcStrListDone(list) }
        var texts: [String] = []
        while let text = FcStrListNext(list) { texts.append(String(cString: text)) }
        return texts
    }
}

extension String {
    fileprivate var escapedForXML: String {
        reduce(into: "") { text, character in
            switch character {
            case "&": text += "&amp;"
            case "<": text += "&lt;"
            case ">": text += "&gt;"
            default: text.append(character)
            }
        }
    }
}
