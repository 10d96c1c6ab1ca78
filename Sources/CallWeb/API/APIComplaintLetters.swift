import CallDesk
import Calls
import Foundation
import Hummingbird

extension Web {
    func apiLetters(_ visit: Visit) async throws -> Response {
        try visit.query.allow([])
        let id: Complaint.ID = try visit.id("complaint", or: .noSuchComplaint)
        let list = try await desk.complaintLetters(of: id, by: visit.principal)
        return try .json(ComplaintLetterListJSON(list, home: home))
    }

    func apiBeginLetter(_ visit: Visit) async throws -> Response {
        try visit.query.allow([])
        let id: Complaint.ID = try visit.id("complaint", or: .noSuchComplaint)
        struct Body: Decodable {
            let kind: LetterTemplate.Kind
            let template: String?
            let language: LetterLanguage?
        }
        let body = try await visit.json(Body.self, limits: settings.limits)
        let number = try await desk.beginComplaintLetter(
            id, body.kind, template: body.template, in: body.language, by: visit.principal)
        return try .json(["number": number], status: .created)
    }

    func apiLetter(_ visit: Visit) async throws -> Response {
        try visit.query.allow([])
        let (id, number) = try visit.letter()
        let detail = try await desk.complaintLetter(id, number, by: visit.principal)
        return try .json(ComplaintLetterJSON(detail, visit.words))
    }

    func apiSaveLetter(_ visit: Visit) async throws -> Response {
        try visit.query.allow([])
        let (id, number) = try visit.letter()
        let body = try await visit.json(ComplaintLetterBody.self, limits: letterLimits)
        try await desk.saveComplaintLetter(
            id, number, try body.draft(), by: visit.principal)
        return Response(status: .noContent)
    }

    func apiSendLetter(_ visit: Visit) async throws -> Response {
        try visit.query.allow([])
        let (id, number) = try visit.letter()
        struct Body: Decodable {
            let channel: String
            let day: String?
            let revision: Int?
        }
        let body = try await visit.json(Body.self, limits: letterLimits)
        let detail = try await desk.complaintLetter(id, number, by: visit.principal)
        let summary = detail.summary
        try await desk.sendComplaintLetter(
            id, number,
            ComplaintLetterDraft(
                template: summary.template, language: summary.language, values: [:],
                revision: body.revision),
            by: try ComplaintLetter.Dispatch(
                channel: body.channel, day: body.day ?? detail.today.description),
            as: visit.principal)
        return Response(status: .noContent)
    }

    private var letterLimits: WebLimits {
        var limits = settings.limits
        limits.bodyBytesMax = Self.complaintBytesMax
        return limits
    }
}

/// What is saved of a draft; places that aren't sent stay as they are.
private struct ComplaintLetterBody: Decodable {
    let template: String
    let language: LetterLanguage
    let values: [String: String]?
    let revision: Int?

    func draft() throws(Refusal) -> ComplaintLetterDraft {
        var read: LetterValues = [:]
        for (name, text) in values ?? [:] {
            guard let place = LetterPlace(rawValue: name), LetterPlace.written.contains(place)
            else {
                throw Refusal(
                    .invalid, .badComplaintField,
                    "There is no place \(name.prefix(60)) to fill in. Known are "
                        + LetterPlace.written.map(\.rawValue).joined(separator: ", ") + ".",
                    subject: String(name.prefix(60)))
            }
            read[place] = text
        }
        return ComplaintLetterDraft(
            template: template, language: language, values: read, revision: revision)
    }
}

/// `GET /api/v1/complaints/:complaint/letters`.
private struct ComplaintLetterListJSON: Encodable {
    let items: [ComplaintLetterLineJSON]
    let choices: [LetterTemplateJSON]

    init(_ list: ComplaintLetterList, home: Zone) {
        items = list.letters.map { ComplaintLetterLineJSON($0, home: home) }
        choices = list.choices.map(LetterTemplateJSON.init)
    }
}

private struct LetterTemplateJSON: Encodable {
    let template: String
    let version: Int
    let kind: LetterTemplate.Kind
    let language: LetterLanguage
    let regimes: [String]

    init(_ template: LetterTemplate) {
        self.template = template.code
        version = template.version
        kind = template.kind
        language = template.language
        regimes = template.regimes.sorted()
    }
}

private struct ComplaintLetterLineJSON: Encodable {
    let number: Int
    let kind: LetterTemplate.Kind
    let template: String
    let version: Int
    let language: LetterLanguage
    let state: ComplaintLetterSummary.State
    /// The number of the event that sent it.
    let event: OrNull<Int>
    let channel: OrNull<ComplaintReceipt.Channel>
    let day: OrNull<String>
    let by: String
    let changedAt: String
    let revision: Int
    /// Whether the reader may open it.
    let openable: Bool

    init(_ letter: ComplaintLetterSummary, home: Zone) {
        number = letter.number
        kind = letter.kind
        template = letter.template
        version = letter.version
        language = letter.language
        state = letter.state
        event = OrNull(letter.event)
        channel = OrNull(letter.dispatch?.channel)
        day = OrNull(letter.dispatch?.day.description)
        by = letter.madeByTitle ?? letter.madeBy
        changedAt = home.time(letter.changedAt).iso8601
        revision = letter.revision
        openable = letter.isOpenable && !letter.isBlank
    }
}

/// `GET /api/v1/complaints/:complaint/letters/:letter`.
private struct ComplaintLetterJSON: Encodable {
    struct Demand: Encodable {
        let code: String
        let title: String
        let source: String
    }

    let letter: ComplaintLetterLineJSON
    let title: OrNull<String>
    let paragraphs: [String]
    let text: OrNull<String>
    /// Places that are filled in, with what is there.
    let values: [String: String]
    /// Places without a value; `outcome` while nothing is decided.
    let missing: [String]
    let charactersTooMany: Int
    let lacks: [Demand]
    let choices: [LetterTemplateJSON]

    init(_ detail: ComplaintLetterDetail, _ words: Words) {
        letter = ComplaintLetterLineJSON(detail.summary, home: words.home)
        title = OrNull(detail.letter?.title)
        paragraphs = detail.letter?.paragraphs ?? []
        text = OrNull(detail.letter?.plainText)
        values = Dictionary(
            uniqueKeysWithValues: detail.places.map { ($0.rawValue, detail.values[$0] ?? "") })
        let gaps = detail.gaps
        missing =
            (gaps?.lacksOutcome == true ? ["outcome"] : [])
            + (gaps?.missing ?? []).map(\.rawValue)
        charactersTooMany = gaps?.charactersTooMany ?? 0
        lacks = detail.lacks.map {
            Demand(code: $0.code, title: words.spoken($0.title), source: $0.origin.source)
        }
        choices = detail.choices.map(LetterTemplateJSON.init)
    }
}
