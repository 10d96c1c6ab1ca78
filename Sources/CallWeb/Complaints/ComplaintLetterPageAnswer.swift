import CallDesk
import Calls
import Foundation
import Hummingbird

extension Web {
    func complaintLetterPage(_ visit: Visit) async throws -> Response {
        try visit.query.allow(["done"])
        let (id, number) = try visit.letter()
        return try await complaintLetterPage(visit, id, number, nil)
    }

    /// With what was typed, where it was refused.
    func complaintLetterPage(
        _ visit: Visit, _ id: Complaint.ID, _ number: Int,
        _ refused: (form: Query, refusal: Refusal)?
    ) async throws -> Response {
        let detail = try await desk.complaintLetter(id, number, by: visit.principal)
        let words = visit.words
        let done = visit.query["done"].flatMap { ComplaintLetterDone(rawValue: $0) }
        let page = ComplaintLetterPage(
            detail, refused, done: done, words,
            in: await frame(
                words("letter.kind.\(detail.summary.kind.rawValue)"), in: .complaints, of: visit,
                keys: [Frame.Key(keys: ["Ctrl", "↵"], does: words("letter.save"))]))
        return try self.page(page, for: visit, status: refused?.refusal.kind.status ?? .ok)
    }
}

extension ComplaintLetterPage {
    init(
        _ detail: ComplaintLetterDetail, _ refused: (form: Query, refusal: Refusal)?,
        done: ComplaintLetterDone?, _ words: Words, in frame: Frame
    ) {
        let summary = detail.summary
        self.frame = frame
        caseURL = WebURL.complaint(summary.complaint)
        caseNumber = detail.receipt
        title = words("letter.kind.\(summary.kind.rawValue)")
        facts = summary.facts(words)
        tags = [Tag(summary.state, words)]
        self.done = done.map { words("letter.\($0.rawValue)") }
        refusal = refused.map { words.letterSentence($0.refusal) }
        form = summary.state == .draft ? Form(detail, refused?.form, words) : nil
        preview = detail.letter.map {
            Preview(
                previewTitle: words(summary.state == .sent ? "letter.sent" : "letter.preview"),
                tongue: $0.language.rawValue, letterTitle: $0.title, paragraphs: $0.paragraphs)
        }
        gone = detail.letter == nil && summary.state == .sent ? words("letter.gone") : nil
        let isWhole = detail.letter != nil && detail.gaps == nil
        files = isWhole ? Files(summary) : nil
        ground = detail.ground
    }
}

extension ComplaintLetterPage.Files {
    init(_ letter: ComplaintLetterSummary) {
        pdfURL = WebURL.complaintLetterPDF(letter.complaint, letter.number)
        textURL = WebURL.complaintLetterText(letter.complaint, letter.number)
    }
}

extension ComplaintLetterPage.Form {
    init(_ detail: ComplaintLetterDetail, _ typed: Query?, _ words: Words) {
        let summary = detail.summary
        saveURL = WebURL.complaintLetter(summary.complaint, summary.number)
        sendURL = WebURL.sendComplaintLetter(summary.complaint, summary.number)
        revision = String(summary.revision)
        let chosen =
            typed?["template"] ?? "\(summary.template) \(summary.language.rawValue)"
        templates = detail.choices.map { template in
            let value = "\(template.code) \(template.language.rawValue)"
            return ScoringChoice(
                value: value, label: words.letterTemplate(template), isChosen: value == chosen)
        }
        let missing = Set(detail.gaps?.missing ?? [])
        let wanted = Set(detail.lacks.compactMap(\.place))
        places = detail.places.map {
            .init(
                $0, detail, typed, isMissing: missing.contains($0) || wanted.contains($0), words)
        }
        self.missing = detail.missing(words)
        ready = self.missing.isEmpty ? words("letter.ready") : nil
        bar = detail.bar.map { words.complaintSentence(Refusal($0)) }
        addressees =
            detail.addressees > 1 && summary.kind == .answer
            ? words("letter.addressees", ["n": words.number(detail.addressees)]) : nil
        channels = ComplaintLetter.Dispatch.channels.map {
            ScoringChoice(
                value: $0.rawValue, label: words("letter.by.\($0.rawValue)"),
                isChosen: $0.rawValue == typed?["channel"])
        }
        day = typed?["day"] ?? detail.today.description
        dayMost = detail.today.description
    }
}

extension ComplaintLetterPage.Place {
    init(
        _ place: LetterPlace, _ detail: ComplaintLetterDetail, _ typed: Query?,
        isMissing: Bool, _ words: Words
    ) {
        placeID = "letter-\(place.rawValue)"
        placeName = place.formName
        placeLabel = words("letter.place.\(place.rawValue)")
        isLong = place.isLong
        let sent = typed?.pairs.first { $0.name == place.formName }?.value
        self.typed = sent ?? detail.values[place] ?? ""
        most = String(place.charactersMax)
        let key = "letter.hint.\(place.rawValue)"
        hint = words.catalogue.has(key) ? words(key) : nil
        self.isMissing = isMissing
        tongue = detail.summary.language.rawValue
    }
}

extension ComplaintLetterDetail {
    /// What is in the way of sending it, each with the field that mends it.
    fileprivate func missing(_ words: Words) -> [ComplaintLetterPage.Missing] {
        func field(_ place: LetterPlace?) -> String? {
            place.flatMap { places.contains($0) ? "#letter-\($0.rawValue)" : nil }
        }
        guard letter != nil else {
            return [.init(sentence: words("letter.missing.template"), fieldURL: "#letter-template")]
        }
        var found: [ComplaintLetterPage.Missing] = []
        if gaps?.lacksOutcome == true {
            found.append(.init(sentence: words("letter.missing.outcome"), fieldURL: nil))
        }
        // What a regime wants there says more.
        for place in gaps?.missing ?? [] where !lacks.contains(where: { $0.place == place }) {
            let link = field(place)
            let name = words("letter.place.\(place.rawValue)")
            found.append(
                .init(
                    sentence: words(
                        link == nil ? "letter.missing.auto" : "letter.missing.place",
                        ["place": name]), fieldURL: link))
        }
        if let long = gaps?.charactersTooMany, long > 0 {
            found.append(
                .init(
                    sentence: words("letter.missing.long", ["n": words.number(long)]),
                    fieldURL: nil))
        }
        return found
            + lacks.map { demand in
                .init(
                    sentence: words(
                        "letter.missing.demand",
                        [
                            "title": words.spoken(demand.title), "source": demand.origin.source,
                        ]), fieldURL: field(demand.place) ?? "#letter-template")
            }
    }
}

extension ComplaintLettersPart {
    /// `next` is what the reader likely does next. Where a draft waits one goes on with it: a
    /// second letter of its kind would say the same to the same customers.
    init(_ list: ComplaintLetterList, next: ComplaintAct?, _ words: Words, on id: Complaint.ID) {
        var seen: Set<LetterTemplate.Kind> = []
        let choices = list.choices.filter { seen.insert($0.kind).inserted }
        func isNext(_ kind: LetterTemplate.Kind) -> Bool { kind != .delay && kind.act == next }
        let begun = list.letters.reversed().filter { $0.state == .draft && $0.isOpenable }
        let latest = choices.compactMap { choice in begun.first { $0.kind == choice.kind } }
        drafts = latest.map { letter in
            Draft(
                draftURL: WebURL.complaintLetter(letter.complaint, letter.number),
                draftLabel: words("letter.goOn", ["n": words.number(letter.number)]),
                isNext: isNext(letter.kind))
        }
        let waiting = Set(latest.map(\.kind))
        begin = choices.filter { !waiting.contains($0.kind) }.map { template in
            Begin(
                beginURL: WebURL.complaintLetters(id), kind: template.kind.rawValue,
                beginLabel: words("letter.write.\(template.kind.rawValue)"),
                beginHint: words.letterTemplate(template),
                isNext: isNext(template.kind))
        }
        letters = list.letters.reversed().map { letter in
            Line(
                letterName: words(
                    "letter.named",
                    [
                        "kind": words("letter.kind.\(letter.kind.rawValue)"),
                        "n": words.number(letter.number),
                    ]),
                letterURL: letter.isOpenable
                    ? WebURL.complaintLetter(letter.complaint, letter.number) : nil,
                letterTag: Tag(letter.state, words), particulars: letter.facts(words),
                letterFiles: letter.isOpenable && letter.state == .sent && !letter.isBlank
                    ? .init(letter) : nil)
        }
    }
}

extension ComplaintLetterList {
    /// Whether a letter of a template does what `act` does by hand.
    func offers(_ act: ComplaintAct?) -> Bool {
        choices.contains { $0.kind != .delay && $0.kind.act == act }
    }
}

extension ComplaintLetterSummary {
    fileprivate func facts(_ words: Words) -> [String] {
        [
            dispatch.map(words.went),
            words(
                "letter.template.named",
                [
                    "code": template, "version": words.number(version),
                    "language": words("letter.language.\(language.rawValue)"),
                ]),
            state == .draft
                ? words(
                    "letter.changed",
                    [
                        "when": words.moment(changedAt), "name": madeByTitle ?? words.who(madeBy),
                    ]) : nil,
            isBlank ? words("letter.gone") : isOpenable ? nil : words("letter.closedTo"),
        ].compactMap { $0 }
    }
}

extension Tag {
    init(_ state: ComplaintLetterSummary.State, _ words: Words) {
        let (symbol, tone) = state == .sent ? ("✓", "good") : ("✎", "plain")
        self.init(symbol: symbol, text: words("letter.state.\(state.rawValue)"), tone: tone)
    }
}

extension Words {
    /// `answer-uk, version 1, English`
    func letterTemplate(_ template: LetterTemplate) -> String {
        self(
            "letter.template.named",
            [
                "code": template.code, "version": number(template.version),
                "language": self("letter.language.\(template.language.rawValue)"),
            ])
    }

    /// `Sent by e-mail on 23 Nov 2026`
    func went(_ dispatch: ComplaintLetter.Dispatch) -> String {
        self(
            "letter.went",
            [
                "how": self("letter.by.\(dispatch.channel.rawValue)"),
                "day": shortDay(dispatch.day),
            ])
    }

    /// As `complaintSentence`, in the words of letters.
    func letterSentence(_ refusal: Refusal) -> String {
        switch refusal.code {
        case .letterChanged: self("letter.fresh")
        case .badComplaintField where refusal.subject == "day": self.sentence(refusal)
        default: complaintSentence(refusal)
        }
    }
}
