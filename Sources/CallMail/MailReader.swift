package import Calls
import Foundation

/// An e-mail (RFC 5322) as a complaint. Whatever is broken in it, what can be read is read, and
/// its marks say what was wrong.
package enum MailReader {
    package static let bytesMax = ComplaintIntake.Limits.mailBytes

    /// Throws only for what is no mail at all.
    package static func read(
        _ message: [UInt8]
    ) throws(ComplaintFileRefusal) -> ComplaintIntake {
        guard message.count <= bytesMax else {
            throw ComplaintFileRefusal(
                .oversized, "A mail may have 25 MiB. Ask the sender for a smaller one.")
        }
        let headers = HeaderBlock(message[...])
        guard ["from", "date", "subject", "message-id", "received", "to"].contains(where: {
            headers.bytes($0) != nil
        }) else {
            throw ComplaintFileRefusal(
                .brokenComplaint,
                "The file is neither an e-mail nor a complaint form. See what else writes into "
                    + "the folder.")
        }
        var intake = ComplaintIntake(source: .mail, channel: .email)
        readHeaders(headers, into: &intake)
        let parts = MailParts(headers, attachmentsMax: ComplaintIntake.Limits.documents)
        readWords(parts, into: &intake)
        if parts.isBroken { intake.marks.insert(.brokenMIME) }
        if parts.isUnsure { intake.marks.insert(.unknownCharset) }
        if parts.isBeyond { intake.marks.formUnion([.tooManyParts, .attachmentDropped]) }
        for attachment in parts.attachments {
            intake.add(
                document: attachment.bytes, name: attachment.name, claimed: attachment.type)
        }
        intake.language = LanguageGuess.of(
            intake.subject + "\n" + intake.text, said: headers.text("content-language"))
        return intake
    }

    private static func readHeaders(_ headers: HeaderBlock, into intake: inout ComplaintIntake) {
        for name in ["from", "sender", "reply-to"] where intake.sender.email.isEmpty {
            guard let value = headers.bytes(name) else { continue }
            let read = MailAddress(value)
            intake.sender.email = read.address
            if intake.sender.name.isEmpty { intake.sender.name = read.name }
        }
        if let value = headers.bytes("subject") {
            let read = EncodedWords.decode(value)
            if !read.isSure { intake.marks.insert(.unknownCharset) }
            intake.subject = OneLine.of(read.text)
        }
        intake.identity = headers.text("message-id").flatMap(identity)
        intake.receivedAt = headers.text("date").flatMap(MailDate.read)
        if intake.receivedAt == nil { intake.marks.insert(.dateMissing) }
    }

    /// Without its angle brackets; nil when it names nothing.
    private static func identity(_ text: String) -> String? {
        let inside = text.split(separator: ">").first.map { $0.drop { $0 == "<" || $0 == " " } }
        guard let inside, (3...400).contains(inside.count), !inside.contains(where: \.isWhitespace)
        else { return nil }
        return String(inside)
    }

    private static func readWords(_ parts: MailParts, into intake: inout ComplaintIntake) {
        let told = parts.words.filter { !$0.isBlank }
        let isHTMLOnly = !told.isEmpty && told.allSatisfy(\.isHTML)
        let text = told.map { $0.isHTML ? HTMLText.of($0.text) : $0.text }
            .joined(separator: "\n\n")
        let plain = PlainText.of(text, charactersMax: ComplaintIntake.Limits.textCharacters)
        intake.text = plain.text
        if plain.isCut { intake.marks.insert(.textCut) }
        if isHTMLOnly { intake.marks.insert(.htmlOnly) }
        if plain.text.isEmpty {
            intake.marks.insert(.noText)
            intake.text = intake.subject
        }
    }
}
