import Calls
import Foundation

/// A complaint as it travels back from the helper that read its file, little-endian. The sender is
/// not trusted: whatever can't be true of a complaint makes `init(encoded:)` answer nil.
///
/// 0: magic "CAI1"; 4: source, channel, vulnerable (one byte each, the first two by their place in
/// `allCases`); 7: marks, u32, a bit each; then the fields in the order below. Text is its bytes
/// in UTF-8 behind their number, u32; all ones for none. A time is microseconds since 1970 in 8
/// bytes behind a byte that says whether there is one. Lists stand behind their number, u16.
extension ComplaintIntake {
    static let encodedBytesMax = Limits.documentBytes + (4 << 20)
    private static let magic = Array("CAI1".utf8)
    private static let nameCharactersMax = 500

    var encoded: [UInt8] {
        var writer = ByteWriter()
        writer.bytes.reserveCapacity(
            documents.reduce(1 << 16) { $0 + $1.bytes.count } + text.utf8.count)
        writer.bytes += Self.magic
        writer.byte(UInt8(Source.allCases.firstIndex(of: source) ?? 0xFF))
        writer.byte(UInt8(ComplaintReceipt.Channel.allCases.firstIndex(of: channel) ?? 0xFF))
        writer.byte(isVulnerable ? 1 : 0)
        writer.number(MailMark.bits(marks), size: 4)
        for part in [identity, language, campaign, agent, callNumber] { writer.text(part) }
        for part in [subject, text, remedy, product] { writer.text(part) }
        writer.time(receivedAt)
        writer.time(callAt)
        writer.number(Int64(complainants), size: 4)
        writer.number(Int64(representatives.count), size: 2)
        for person in [sender] + representatives {
            for part in [person.name, person.phone, person.email, person.address, person.relation]
            { writer.text(part) }
        }
        writer.number(Int64(documents.count), size: 2)
        for document in documents {
            writer.byte(UInt8(DocumentKind.allCases.firstIndex(of: document.kind) ?? 0xFF))
            writer.text(document.name)
            writer.number(Int64(document.bytes.count), size: 4)
            writer.bytes += document.bytes
        }
        writer.number(Int64(refused.count), size: 2)
        for document in refused {
            writer.byte(UInt8(DocumentRefusal.allCases.firstIndex(of: document.refusal) ?? 0xFF))
            writer.text(document.name)
        }
        return writer.bytes
    }

    init?(encoded bytes: [UInt8]) {
        var reader = ByteReader(bytes[...])
        guard bytes.count <= Self.encodedBytesMax, reader.take(4) == Self.magic[...],
            let source: Source = reader.choice(),
            let channel: ComplaintReceipt.Channel = reader.choice(),
            let vulnerable = reader.number(1), vulnerable <= 1,
            let marks = reader.number(4).flatMap(MailMark.marks)
        else { return nil }
        self.init(source: source, channel: channel)
        isVulnerable = vulnerable == 1
        self.marks = marks
        guard readWords(&reader), readPeople(&reader), readDocuments(&reader),
            reader.rest.isEmpty
        else { return nil }
    }

    private mutating func readWords(_ reader: inout ByteReader) -> Bool {
        let part = Limits.partCharacters
        guard let identity = reader.text(part), let language = reader.text(35),
            let campaign = reader.text(part), let agent = reader.text(part),
            let number = reader.text(part), case let subject?? = reader.text(part),
            case let text?? = reader.text(Limits.textCharacters),
            case let remedy?? = reader.text(part), case let product?? = reader.text(part),
            let receivedAt = reader.time(), let callAt = reader.time()
        else { return false }
        (self.identity, self.language, self.campaign) = (identity, language, campaign)
        (self.agent, callNumber) = (agent, number)
        (self.subject, self.text, self.remedy, self.product) = (subject, text, remedy, product)
        (self.receivedAt, self.callAt) = (receivedAt, callAt)
        return true
    }

    private mutating func readPeople(_ reader: inout ByteReader) -> Bool {
        guard let complainants = reader.number(4),
            (1...ComplaintReceipt.complainantsMax).contains(Int(complainants)),
            let count = reader.number(2), count <= Limits.representatives
        else { return false }
        self.complainants = Int(complainants)
        var people: [Person] = []
        for _ in 0...count {
            var person = Person()
            for part in [\Person.name, \.phone, \.email, \.address, \.relation] {
                guard case let text?? = reader.text(Limits.partCharacters) else { return false }
                person[keyPath: part] = text
            }
            people.append(person)
        }
        sender = people.removeFirst()
        representatives = people
        return true
    }

    private mutating func readDocuments(_ reader: inout ByteReader) -> Bool {
        guard let kept = reader.number(2), kept <= Limits.documents else { return false }
        var total = 0
        for _ in 0..<kept {
            guard let kind: DocumentKind = reader.choice(), kind.isAllowed,
                case let name?? = reader.text(Self.nameCharactersMax), !name.isEmpty,
                let size = reader.number(4), (1...DocumentKind.bytesMax).contains(Int(size)),
                let bytes = reader.take(Int(size)).map(Array.init), DocumentKind.of(bytes) == kind
            else { return false }
            total += bytes.count
            documents.append(Document(name: name, kind: kind, bytes: bytes))
        }
        guard total <= Limits.documentBytes, let dropped = reader.number(2),
            kept + dropped <= Limits.documents
        else { return false }
        for _ in 0..<dropped {
            guard let refusal: DocumentRefusal = reader.choice(),
                case let name?? = reader.text(Self.nameCharactersMax)
            else { return false }
            refused.append(RefusedDocument(name: name, refusal: refusal))
        }
        return true
    }
}

extension MailMark {
    fileprivate static func bits(_ marks: Set<MailMark>) -> Int64 {
        allCases.enumerated().reduce(0) { marks.contains($1.element) ? $0 | 1 << $1.offset : $0 }
    }

    /// Nil where a bit stands for nothing.
    fileprivate static func marks(_ bits: Int64) -> Set<MailMark>? {
        guard bits < 1 << allCases.count else { return nil }
        return Set(allCases.enumerated().filter { bits >> $0.offset & 1 == 1 }.map(\.element))
    }
}

extension ByteWriter {
    fileprivate mutating func text(_ text: String?) {
        number(text.map { Int64($0.utf8.count) } ?? 0xFFFF_FFFF, size: 4)
        bytes += Array((text ?? "").utf8)
    }

    fileprivate mutating func time(_ time: Date?) {
        byte(time == nil ? 0 : 1)
        number(max(0, Int64((time?.timeIntervalSince1970 ?? 0) * 1_000_000)), size: 8)
    }
}

extension ByteReader {
    fileprivate mutating func choice<Choice: CaseIterable>() -> Choice? {
        let all = Array(Choice.allCases)
        return number(1).flatMap { all.indices.contains(Int($0)) ? all[Int($0)] : nil }
    }

    /// Nil for what is no text, or is longer; nil within that for none.
    fileprivate mutating func text(_ charactersMax: Int) -> String?? {
        guard let size = number(4) else { return nil }
        if size == 0xFFFF_FFFF { return .some(nil) }
        // A character may be many bytes long, but not every one.
        guard size <= charactersMax * 64, let bytes = take(Int(size)),
            let text = String(validating: bytes, as: UTF8.self), text.count <= charactersMax
        else { return nil }
        return .some(text)
    }

    fileprivate mutating func time() -> Date?? {
        guard let has = number(1), has <= 1, let time = number(8), time < 1 << 53 else {
            return nil
        }
        return .some(has == 1 ? Date(timeIntervalSince1970: Double(time) / 1_000_000) : nil)
    }
}
