import CallDesk
import Calls

/// `timeline.html` of one case's file: everything that is to be read, on one page that needs
/// nothing else and runs nothing.
struct CaseFilePage: PageModel {
    /// What a customer said, of the case itself or of one that was merged into it.
    struct Account: Sendable {
        /// Nil for the case itself.
        let ofMember: String?
        let said: ComplaintPage.Said
        let parties: [ComplaintPage.Party]
    }

    struct Call: Sendable {
        let callName: String
        let marks: [String]
        let sounds: [String]
    }

    struct Request: Sendable {
        let wish: String
        let outcome: String
        let wished: String
        let because: String?
        let ruled: String?
    }

    /// A file beside the page.
    struct Enclosure: Sendable {
        let title: String
        let about: String
        /// Relative to the page; none where it is gone.
        let paths: [String]
    }

    static let template = "case-file"
    let frame: Frame
    let number: String
    let heading: String
    let made: String
    let marks: [String]
    let facts: [String]
    let mergedInto: String?
    let accounts: [Account]
    let clocks: [ComplaintClockCard]
    let calls: [Call]
    let requests: [Request]
    let findings: ComplaintPage.Findings?
    let decision: ComplaintPage.Decision?
    let questions: [ComplaintPage.Question]
    let letters: [Enclosure]
    let papers: [Enclosure]
    let others: [ComplaintPage.Others]
    /// The first event first.
    let timeline: [ComplaintTimelineLine]
    let ledger: String
}

extension CaseFilePage {
    init(_ file: CaseFile, _ words: Words) {
        var detail = file.detail
        // Nothing is done from a file, and what may belong to the case isn't part of it.
        (detail.acts, detail.duplicates) = ([], [])
        let reader = Principal.nobody
        let forms = ComplaintActForms(
            detail: detail, reader: reader, words: words, refused: nil, nearCalls: [], agents: [])
        let telling = forms.telling
        let summary = detail.summary
        number = summary.number.description
        heading = summary.type.map(telling.path(ofType:)) ?? words("complaint.notAssessed")
        frame = .bare(words("case.file.title", ["number": number]), words)
        made = words(
            "case.file.made",
            [
                "when": words.moment(file.madeAt), "zone": words.home.name,
                "event": words.number(detail.version),
                "purpose": words("case.file.purpose.\(file.wish.purpose.rawValue)"),
            ])
        marks = Tag.head(of: summary, telling).map(\.text)
        facts = ComplaintPage.facts(telling)
        mergedInto = detail.mergedInto.map(telling.name(of:))
        accounts =
            [
                Account(
                    ofMember: nil, said: .init(telling),
                    parties: detail.parties.map { .init($0, reader, words) })
            ] + file.members.map { Account($0, telling) }
        clocks = detail.clocks.map {
            ComplaintClockCard($0, detail.rules, words, now: file.madeAt)
        }
        calls = detail.calls.map { Call($0, file.sounds, forms) }
        requests = detail.requests.map { Request($0, forms, reader) }
        findings = .init(telling, reader)
        decision = .init(forms)
        questions = detail.questions.map { .init($0, reader, words) }
        letters = file.post.map { Enclosure($0, words) }
        papers = file.papers.map { Enclosure($0, words) }
        others = ComplaintPage.Others.all(telling)
        timeline = detail.timeline.map { ComplaintTimelineLine($0, telling) }
        ledger = words(
            file.ledger.checkpoint == nil ? "case.file.unproved" : "case.file.proved",
            [
                "proved": words.number(file.ledger.proved),
                "pending": words.number(file.ledger.pending),
            ])
    }
}

extension CaseFilePage.Account {
    fileprivate init(_ member: CaseFile.Member, _ telling: ComplaintTelling) {
        let words = telling.words
        ofMember = words(
            "complaint.ofMember", ["number": member.summary.number.description])
        said = .init(
            wanted: [
                (words("complaint.product"), member.product),
                (words("complaint.remedy"), member.remedy),
            ].filter { !$0.1.isEmpty }.map { PlanFact(label: $0.0, value: $0.1) },
            story: member.text)
        parties = member.parties.map { .init($0, .nobody, words) }
    }
}

extension CaseFilePage.Call {
    fileprivate init(
        _ linked: ComplaintDetail.LinkedCall, _ sounds: [CaseFile.Sound],
        _ forms: ComplaintActForms
    ) {
        let shown = ComplaintPage.LinkedCall(linked, forms, .nobody)
        (callName, marks) = (shown.callName, shown.callTags.map(\.text))
        self.sounds = sounds.filter { $0.call == linked.call.id }.compactMap(\.path)
    }
}

extension CaseFilePage.Request {
    fileprivate init(
        _ request: ComplaintDetail.Request, _ forms: ComplaintActForms, _ reader: Principal
    ) {
        let shown = ComplaintPage.Request(request, forms, reader)
        (wish, outcome, wished) = (shown.wish, shown.wishTag.text, shown.wished)
        (because, ruled) = (shown.because, shown.ruled)
    }
}

extension CaseFilePage.Enclosure {
    fileprivate init(_ post: CaseFile.Post, _ words: Words) {
        title = post.letter.title
        let channel = words("complaint.channel.\(post.dispatch.channel.rawValue)")
        about = "\(post.dispatch.day) · \(channel)"
        paths = [post.path, post.pdfPath].compactMap { $0 }
    }

    fileprivate init(_ paper: CaseFile.Paper, _ words: Words) {
        title = paper.document.name ?? words("case.file.paperGone")
        about = words.moment(paper.document.addedAt)
        paths = [paper.path].compactMap { $0 }
    }
}
