/// HTML as the text that a reader sees. Nothing is run, loaded or kept of scripts and styles.
struct HTMLText {
    private let source: [Unicode.Scalar]
    private var place = 0
    private var text = String.UnicodeScalarView()
    private var isBlank = true
    /// Names of hidden parts of which no end follows any more.
    private var unclosed: Set<String> = []

    static func of(_ html: String) -> String {
        var reader = HTMLText(source: Array(html.unicodeScalars))
        reader.read()
        return String(reader.text)
    }

    private init(source: [Unicode.Scalar]) {
        self.source = source
    }

    private mutating func read() {
        while place < source.count {
            switch source[place] {
            case "<": readMarkup()
            case "&": readReference()
            case let scalar:
                add(scalar)
                place += 1
            }
        }
    }

    /// White space of any length is one space, and none at the beginning of a line.
    private mutating func add(_ scalar: Unicode.Scalar) {
        if scalar.properties.isWhitespace && scalar != "\u{A0}" {
            if !isBlank { text.append(" ") }
            isBlank = true
        } else {
            text.append(scalar == "\u{A0}" ? " " : scalar)
            isBlank = false
        }
    }

    private mutating func breakLine() {
        if text.last == " " { text.removeLast() }
        if text.suffix(2).elementsEqual(["\n", "\n"]) || text.isEmpty { return }
        text.append("\n")
        isBlank = true
    }

    private mutating func readMarkup() {
        if starts("<!--") {
            place = end(of: "-->", from: place + 4)
            return
        }
        let next = place + 1 < source.count ? source[place + 1] : " "
        if next == "!" || next == "?" {
            place = end(of: ">", from: place + 1)
            return
        }
        let isClosing = next == "/"
        let first = place + (isClosing ? 2 : 1)
        guard first < source.count, Self.isLetter(source[first]) else {
            add("<")
            place += 1
            return
        }
        var name = ""
        var at = first
        while at < source.count, Self.isLetter(source[at]) || Self.isDigit(source[at]) {
            if name.utf8.count < 20 { name.unicodeScalars.append(source[at]) }
            at += 1
        }
        name = name.lowercased()
        place = endOfTag(from: at)
        if Self.hidden.contains(name), !isClosing {
            place = endOfHidden(name)
        } else if Self.blocks.contains(name) {
            breakLine()
        } else if name == "td" || name == "th", isClosing {
            add(" ")
        }
    }

    /// Behind the `>` that stands in no quotes.
    private func endOfTag(from start: Int) -> Int {
        var at = start
        var quote: Unicode.Scalar?
        while at < source.count {
            let scalar = source[at]
            if let open = quote {
                if scalar == open { quote = nil }
            } else if scalar == ">" {
                return at + 1
            } else if scalar == "\"" || scalar == "'" {
                quote = scalar
            }
            at += 1
        }
        // A quote that is never closed would swallow all that follows.
        return quote == nil ? at : end(of: ">", from: start)
    }

    /// Behind the closing tag of `name`. A script or a style that isn't closed goes to the end; of
    /// anything else only the tag is passed over then.
    private mutating func endOfHidden(_ name: String) -> Int {
        let closing = Array("</\(name)".unicodeScalars)
        var at = unclosed.contains(name) ? source.count : place
        while at + closing.count <= source.count {
            if source[at] == "<", matches(closing, at: at) {
                return end(of: ">", from: at)
            }
            at += 1
        }
        unclosed.insert(name)
        return name == "script" || name == "style" ? source.count : place
    }

    private func matches(_ wanted: [Unicode.Scalar], at start: Int) -> Bool {
        let behind = start + wanted.count
        if behind < source.count, Self.isLetter(source[behind]) { return false }
        return wanted.indices.allSatisfy {
            let scalar = source[start + $0]
            return scalar == wanted[$0]
                || (scalar.value < 0x80 && scalar.value | 0x20 == wanted[$0].value)
        }
    }

    private func starts(_ text: String) -> Bool {
        let wanted = Array(text.unicodeScalars)
        return place + wanted.count <= source.count
            && wanted.indices.allSatisfy { source[place + $0] == wanted[$0] }
    }

    private func end(of text: String, from start: Int) -> Int {
        let wanted = Array(text.unicodeScalars)
        var at = start
        while at + wanted.count <= source.count {
            if wanted.indices.allSatisfy({ source[at + $0] == wanted[$0] }) {
                return at + wanted.count
            }
            at += 1
        }
        return source.count
    }

    private mutating func readReference() {
        let from = place + 1
        let until = min(source.count, from + 12)
        guard let end = source[from..<until].firstIndex(of: ";"), end > from,
            let scalar = Self.reference(source[from..<end])
        else {
            add("&")
            place += 1
            return
        }
        add(scalar)
        place = end + 1
    }

    private static func reference(_ name: ArraySlice<Unicode.Scalar>) -> Unicode.Scalar? {
        var word = ""
        word.unicodeScalars.append(contentsOf: name)
        guard word.first == "#" else { return named[word] }
        let digits = word.dropFirst()
        let number = digits.first == "x" || digits.first == "X"
            ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
        return number.flatMap(Unicode.Scalar.init)
    }

    private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
        (97...122).contains(scalar.value | 0x20) && scalar.value < 0x80
    }

    private static func isDigit(_ scalar: Unicode.Scalar) -> Bool {
        (48...57).contains(scalar.value)
    }

    private static let hidden: Set<String> = [
        "script", "style", "head", "title", "template", "noscript", "iframe", "object", "svg",
        "textarea", "select", "math",
    ]
    private static let blocks: Set<String> = [
        "p", "div", "br", "tr", "li", "ul", "ol", "table", "blockquote", "hr", "h1", "h2", "h3",
        "h4", "h5", "h6", "section", "article", "pre", "dt", "dd", "body",
    ]
    private static let named: [String: Unicode.Scalar] = [
        "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": "\u{A0}",
        "copy": "©", "reg": "®", "trade": "™", "hellip": "…", "ndash": "–", "mdash": "—",
        "lsquo": "‘", "rsquo": "’", "ldquo": "“", "rdquo": "”", "laquo": "«", "raquo": "»",
        "bull": "•", "middot": "·", "euro": "€", "pound": "£", "yen": "¥", "cent": "¢",
        "sect": "§", "deg": "°", "times": "×", "ensp": " ", "emsp": " ", "agrave": "à",
        "eacute": "é", "egrave": "è", "auml": "ä", "ouml": "ö", "uuml": "ü", "szlig": "ß",
        "Auml": "Ä", "Ouml": "Ö", "Uuml": "Ü", "ccedil": "ç", "ntilde": "ñ",
    ]
}
