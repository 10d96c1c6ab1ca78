package import Calls
import Foundation

/// A complaint form, docs/formats/complaint-json.md, read strictly: what isn't known is refused
/// with a sentence, since the program that wrote it can be mended.
package enum FormReader {
    package static let format = "callaudit-complaint/1"
    package static let bytesMax = ComplaintIntake.Limits.formBytes
    package static let depthMax = 8

    package static func read(
        _ bytes: [UInt8]
    ) throws(ComplaintFileRefusal) -> ComplaintIntake {
        guard bytes.count <= bytesMax else {
            throw ComplaintFileRefusal(
                .oversized, "A form may have 1 MiB. Send large documents by mail.")
        }
        let tree: JSONTree
        do {
            tree = try JSONTree.read(bytes, depthMax: depthMax)
        } catch {
            throw FormObject.refusal(
                "The form isn't whole JSON: in line \(error.line), \(error.why). Write it under "
                    + "another name and rename it.")
        }
        var form = try FormObject(tree, at: "")
        let written = try form.line("format")
        guard written == format else {
            throw FormObject.refusal("format must be \(format).")
        }
        var intake = try readCase(&form)
        try readPeople(&form, into: &intake)
        try readDocuments(&form, into: &intake)
        try form.finish()
        guard !intake.text.isEmpty else {
            throw FormObject.refusal("text is missing: what the customer complains of.")
        }
        intake.language = intake.language ?? LanguageGuess.of(intake.text, said: nil)
        return intake
    }

    private static func readCase(
        _ form: inout FormObject
    ) throws(ComplaintFileRefusal) -> ComplaintIntake {
        let channel = try form.line("channel")
        let channels = ComplaintReceipt.Channel.allCases.map(\.rawValue)
        guard let known = ComplaintReceipt.Channel(rawValue: channel.isEmpty ? "form" : channel)
        else {
            throw FormObject.refusal("channel must be one of \(channels.joined(separator: ", ")).")
        }
        var intake = ComplaintIntake(source: .form, channel: known)
        intake.identity = try form.filled("id", charactersMax: 400)
        intake.receivedAt = try form.time("receivedAt")
        intake.language = try form.filled("language", charactersMax: 35)
        let languages = ["en", "zh-Hans", "zh-Hant"]
        if let language = intake.language, !languages.contains(language) {
            throw FormObject.refusal(
                "language must be one of \(languages.joined(separator: ", ")).")
        }
        intake.complainants =
            try form.whole("complainants", 1...ComplaintReceipt.complainantsMax) ?? 1
        intake.subject = try form.line("subject")
        intake.text = try form.text(
            "text", charactersMax: ComplaintIntake.Limits.textCharacters)
        let part = ComplaintIntake.Limits.partCharacters
        intake.remedy = try form.text("remedy", charactersMax: part)
        intake.product = try form.line("product")
        intake.campaign = try form.filled("campaign")
        intake.agent = try form.filled("agent")
        intake.callNumber = try form.filled("callNumber", charactersMax: 40)
        intake.callAt = try form.time("callAt")
        intake.isVulnerable = try form.flag("vulnerable") ?? false
        return intake
    }

    private static func readPeople(
        _ form: inout FormObject, into intake: inout ComplaintIntake
    ) throws(ComplaintFileRefusal) {
        if let value = form.value("complainant") {
            var person = try FormObject(value, at: "complainant")
            intake.sender = try self.person(&person)
            try person.finish()
        }
        let most = ComplaintIntake.Limits.representatives
        for item in try form.objects("representatives", most: most) {
            var item = item
            var person = try self.person(&item)
            person.relation = try item.line("relation")
            try item.finish()
            intake.representatives.append(person)
        }
    }

    private static func person(
        _ object: inout FormObject
    ) throws(ComplaintFileRefusal) -> ComplaintIntake.Person {
        var person = ComplaintIntake.Person()
        person.name = try object.line("name")
        person.phone = try object.line("phone", charactersMax: 40)
        person.email = try object.line("email", charactersMax: 254)
        person.address = try object.text(
            "address", charactersMax: ComplaintIntake.Limits.partCharacters)
        return person
    }

    private static func readDocuments(
        _ form: inout FormObject, into intake: inout ComplaintIntake
    ) throws(ComplaintFileRefusal) {
        let most = ComplaintIntake.Limits.documents
        for item in try form.objects("attachments", most: most) {
            var item = item
            let name = FileName.of(try item.line("name"))
            let type = try item.line("type", charactersMax: 100)
            let place = item.name("base64")
            guard case .text(let text)? = item.value("base64") else {
                throw FormObject.refusal("\(place) must be the document in base64.")
            }
            try item.finish()
            let decoded = TransferCoding.base64(Array(text.utf8)[...])
            guard decoded.isWhole else {
                throw FormObject.refusal("\(place) isn't whole base64. Encode the document again.")
            }
            let number = intake.documents.count + intake.refused.count + 1
            intake.add(
                document: decoded.bytes, name: name.isEmpty ? "document-\(number)" : name,
                claimed: type)
        }
    }
}

extension FormObject {
    /// Text on one line; nil when it is missing or blank.
    fileprivate mutating func filled(
        _ key: String, charactersMax: Int = ComplaintIntake.Limits.partCharacters
    ) throws(ComplaintFileRefusal) -> String? {
        let text = try line(key, charactersMax: charactersMax)
        return text.isEmpty ? nil : text
    }
}
