import CallDesk
import Calls
import Foundation

/// The JSON files of one case's file (docs/formats/case-file.md).
enum CaseFileJSON {
    static func files(of file: CaseFile, _ words: Words) throws -> [PackageFile] {
        let home = words.home
        return [
            try written("complaint.json", CaseFacts(file, words)),
            try written(
                "timeline.json",
                try file.detail.timeline.map { try ComplaintDetailJSON.Event($0, home: home) }),
            try written(
                "questions.json",
                file.detail.questions.map { ComplaintQuestionJSON($0, home: home) }),
            try written("calls.json", CaseCalls(file, home)),
            try written("letters.json", file.post.map(CasePost.init)),
            try written("documents.json", file.papers.map { CasePaper($0, home) }),
            try written(
                "evaluations.json",
                file.evaluations.map { EvaluationDetailJSON($0, home: home) }),
        ]
    }

    private static func written(_ name: String, _ value: some Encodable) throws -> PackageFile {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return PackageFile(
            name: name, bytes: Array(try encoder.encode(value)) + Array("\n".utf8))
    }
}

/// `complaint.json`: people in plain.
private struct CaseFacts: Encodable {
    struct Member: Encodable {
        let complaint: ComplaintJSON
        let language: String
        let text: OrNull<String>
        let remedy: String
        let product: String
        let parties: [ComplaintDetailJSON.Party]
    }

    let madeAt: String
    /// Of the last event that the file tells of.
    let event: Int
    let complaint: ComplaintJSON
    let language: String
    let text: OrNull<String>
    let remedy: String
    let product: String
    let campaign: OrNull<String>
    let regimes: [String]
    let parties: [ComplaintDetailJSON.Party]
    /// As they read when the file was made.
    let clocks: [ComplaintDetailJSON.Clock]
    let causes: [String]
    let requests: [ComplaintDetailJSON.Request]
    let decision: OrNull<ComplaintDetailJSON.Decision>
    let currency: String
    let members: [Member]
    let mergedInto: OrNull<ComplaintJSON>
    let links: [ComplaintJSON]

    init(_ file: CaseFile, _ words: Words) {
        let (detail, home) = (file.detail, words.home)
        let matter = detail.complaint
        madeAt = home.time(file.madeAt).iso8601
        event = detail.version
        complaint = ComplaintJSON(detail.summary, home: home)
        (language, remedy, product) = (detail.language, detail.remedy, detail.product)
        text = OrNull(detail.text)
        campaign = OrNull(detail.campaign)
        regimes = matter.place.regimes
        parties = detail.parties.map(ComplaintDetailJSON.Party.init)
        clocks = detail.clocks.map {
            ComplaintDetailJSON.Clock($0, words, now: file.madeAt)
        }
        causes = (matter.findings?.causes ?? []).sorted()
        requests = detail.requests.map(ComplaintDetailJSON.Request.init)
        decision = OrNull(
            matter.decision.map {
                ComplaintDetailJSON.Decision($0, by: matter.decidedBy, open: matter.openRedress)
            })
        currency = detail.rules.classes.currency
        members = file.members.map { member in
            Member(
                complaint: ComplaintJSON(member.summary, home: home), language: member.language,
                text: OrNull(member.text), remedy: member.remedy, product: member.product,
                parties: member.parties.map(ComplaintDetailJSON.Party.init))
        }
        mergedInto = OrNull(detail.mergedInto.map { ComplaintJSON($0, home: home) })
        links = detail.links.map { ComplaintJSON($0, home: home) }
    }
}

/// `calls.json`.
private struct CaseCalls: Encodable {
    struct Sound: Encodable {
        let id: Recording.ID
        let bytes: Int64
        /// In the file; null where it isn't there, for the reason that stands beside it.
        let path: OrNull<String>
        let absence: OrNull<String>
    }

    struct Call: Encodable {
        let call: CallJSON
        let subject: Bool
        let held: Bool
        let complaint: Complaint.ID
        let evaluations: [Evaluation.ID]
        let recordings: [Sound]
    }

    struct Held: Encodable {
        let id: Hold.ID
        let of: String
        let placedAt: String
        let placedBy: String
        let reason: String
    }

    let calls: [Call]
    let holds: [Held]

    init(_ file: CaseFile, _ home: Zone) {
        calls = file.detail.calls.map { linked in
            Call(
                call: CallJSON(linked.call), subject: linked.isSubject, held: linked.isHeld,
                complaint: linked.complaint, evaluations: linked.evaluations,
                recordings: file.sounds.filter { $0.call == linked.call.id }.map {
                    Sound(
                        id: $0.recording, bytes: $0.bytes, path: OrNull($0.path),
                        absence: OrNull($0.absence?.rawValue))
                })
        }
        holds = file.holds.map {
            Held(
                id: $0.id, of: $0.target.object, placedAt: home.time($0.placedAt).iso8601,
                placedBy: $0.placedBy, reason: $0.because)
        }
    }
}

/// A line of `letters.json`.
private struct CasePost: Encodable {
    let complaint: Complaint.ID
    let number: Int
    let kind: LetterTemplate.Kind
    let template: String
    let version: Int
    let language: LetterLanguage
    let event: OrNull<Int>
    let channel: ComplaintReceipt.Channel
    let day: String
    let path: String
    /// Null where none could be made, for what `lack` says.
    let pdf: OrNull<String>
    let lack: OrNull<String>

    init(_ post: CaseFile.Post) {
        (complaint, number, kind) = (post.complaint, post.number, post.kind)
        (template, version) = (post.letter.template, post.letter.version)
        language = post.letter.language
        event = OrNull(post.event)
        (channel, day) = (post.dispatch.channel, "\(post.dispatch.day)")
        path = post.path
        (pdf, lack) = (OrNull(post.pdfPath), OrNull(post.lack))
    }
}

/// A line of `documents.json`.
private struct CasePaper: Encodable {
    let complaint: Complaint.ID
    let number: Int
    let kind: String
    let source: String
    let bytes: Int64
    /// Null once it went with its customer.
    let name: OrNull<String>
    let addedAt: String
    let addedBy: String
    /// Null where it went with its customer, or is damaged.
    let path: OrNull<String>

    init(_ paper: CaseFile.Paper, _ home: Zone) {
        let document = paper.document
        (complaint, number) = (document.complaint, document.attachment.number)
        (kind, source) = (document.attachment.kind.rawValue, document.source.rawValue)
        (bytes, name) = (document.attachment.bytes, OrNull(document.name))
        (addedAt, addedBy) = (home.time(document.addedAt).iso8601, document.addedBy)
        path = OrNull(paper.path)
    }
}
