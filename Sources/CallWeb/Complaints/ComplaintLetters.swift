import CallDesk
import Calls
import Foundation
import HTTPTypes
import Hummingbird

extension Web {
    func beginLetterFromPage(_ visit: Visit) async throws -> Response {
        try visit.query.allow([])
        let id: Complaint.ID = try visit.id("complaint", or: .noSuchComplaint)
        let form = try await visit.form(limits: settings.limits)
        try form.allow(["kind"])
        do {
            guard let kind = form["kind"].flatMap({ LetterTemplate.Kind(rawValue: $0) }) else {
                throw Refusal.noLetterTemplate
            }
            let number = try await desk.beginComplaintLetter(id, kind, by: visit.principal)
            return .seeOther(WebURL.complaintLetter(id, number))
        } catch let refusal as Refusal where refusal.code != .noSuchComplaint {
            let refused = RefusedComplaintAct(act: .note, form: Query(), refusal: refusal)
            return try await complaintPage(visit, id, refused)
        }
    }

    func saveLetterFromPage(_ visit: Visit) async throws -> Response {
        let (id, number) = try visit.letter()
        let form = try await letterForm(visit)
        do {
            try await desk.saveComplaintLetter(
                id, number, try ComplaintLetterDraft(form), by: visit.principal)
            return .seeOther(WebURL.complaintLetter(id, number, done: .saved))
        } catch let refusal as Refusal where refusal.leadsBackToLetter {
            return try await complaintLetterPage(visit, id, number, (form, refusal))
        }
    }

    func sendLetterFromPage(_ visit: Visit) async throws -> Response {
        let (id, number) = try visit.letter()
        let form = try await letterForm(visit)
        let draft: ComplaintLetterDraft
        do {
            draft = try ComplaintLetterDraft(form)
            try await desk.sendComplaintLetter(
                id, number, draft,
                by: try ComplaintLetter.Dispatch(channel: form["channel"], day: form["day"]),
                as: visit.principal)
            return .seeOther(WebURL.complaintLetter(id, number))
        } catch let refusal as Refusal where refusal.leadsBackToLetter {
            return try await complaintLetterPage(visit, id, number, (form, refusal))
        }
    }

    private func letterForm(_ visit: Visit) async throws -> Query {
        try visit.query.allow([])
        var limits = settings.limits
        limits.bodyBytesMax = Self.complaintBytesMax
        let form = try await visit.form(limits: limits)
        try form.allow(
            ["template", "revision", "channel", "day"]
                + LetterPlace.written.map(\.formName))
        return form
    }

    /// As an attachment, so that nothing in it runs beside our pages.
    func complaintLetterPDF(_ visit: Visit) async throws -> Response {
        try await download(visit, type: "application/pdf", ending: "pdf") { id, number in
            try await desk.complaintLetterPDF(id, number, by: visit.principal)
        }
    }

    func complaintLetterText(_ visit: Visit) async throws -> Response {
        try await download(visit, type: "text/plain; charset=utf-8", ending: "txt") { id, number in
            let letter = try await desk.openComplaintLetter(id, number, by: visit.principal)
            return Array(letter.plainText.utf8)
        }
    }

    /// Named by the letter's number alone.
    private func download(
        _ visit: Visit, type: String, ending: String,
        _ bytes: (Complaint.ID, Int) async throws -> [UInt8]
    ) async throws -> Response {
        try visit.query.allow([])
        let (id, number) = try visit.letter()
        let fields: HTTPFields = [
            .contentType: type,
            .contentDisposition: "attachment; filename=\"letter-\(number).\(ending)\"",
        ]
        guard visit.request.method == .get else { return Response(status: .ok, headers: fields) }
        do {
            let made = try await bytes(id, number)
            return Response(
                status: .ok, headers: fields, body: .init(byteBuffer: ByteBuffer(bytes: made)))
        } catch let refusal as Refusal where refusal.code == .letterNotMade {
            let key = "letter.press.\(refusal.subject ?? "")"
            guard visit.words.catalogue.has(key) else { throw refusal }
            throw Refusal(
                refusal.kind, refusal.code, visit.words(key), subject: refusal.subject)
        }
    }
}

extension Visit {
    func letter() throws -> (id: Complaint.ID, number: Int) {
        let id: Complaint.ID = try id("complaint", or: .noSuchComplaint)
        guard let number = parameters["letter"].flatMap({ Int($0) }), number > 0 else {
            throw Refusal.noSuchLetter
        }
        return (id, number)
    }
}

extension LetterPlace {
    /// Of its field in a form.
    var formName: String { "place-\(rawValue)" }
}

extension ComplaintLetterDraft {
    /// As a form writes it; an empty field empties its place.
    init(_ form: Query) throws(Refusal) {
        let names = (form["template"] ?? "").split(separator: " ")
        guard names.count == 2, let language = LetterLanguage(rawValue: String(names[1])) else {
            throw .noLetterTemplate
        }
        var values: LetterValues = [:]
        for place in LetterPlace.written {
            values[place] = form.pairs.first { $0.name == place.formName }?.value
        }
        self.init(
            template: String(names[0]), language: language, values: values,
            revision: form["revision"].flatMap { Int($0) })
    }
}

extension ComplaintLetter.Dispatch {
    /// How letters go to customers.
    static let channels: [ComplaintReceipt.Channel] = [.email, .letter, .form, .visit, .chat]

    init(channel: String?, day: String?) throws(Refusal) {
        guard let channel = channel.flatMap({ ComplaintReceipt.Channel(rawValue: $0) }),
            Self.channels.contains(channel)
        else { throw .letterField("channel") }
        guard let day = day.flatMap({ LocalDay($0) }) else { throw .letterField("day") }
        self.init(channel: channel, day: day)
    }
}

extension Refusal {
    /// Whether the letter is shown again, with what was typed.
    fileprivate var leadsBackToLetter: Bool {
        switch code {
        case .noSuchComplaint, .noSuchLetter, .letterSent: false
        default: [.invalid, .conflict, .forbidden].contains(kind)
        }
    }

    fileprivate static func letterField(_ name: String) -> Refusal {
        let channels = ComplaintLetter.Dispatch.channels.map(\.rawValue)
        return Refusal(
            .invalid, .badComplaintField,
            "Say how the letter went (\(channels.joined(separator: ", "))), and on which day, "
                + "such as 2026-11-23.", subject: name)
    }
}
