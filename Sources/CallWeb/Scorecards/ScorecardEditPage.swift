import CallDesk
import Calls
import Foundation
import Hummingbird

/// The editor of a scorecard: its fields, what is wrong, and what the scorer will see.
struct ScorecardEditPage: PageModel {
    static let template = "scorecard-edit"
    let frame: Frame
    let heading: String
    let backURL: String
    let formURL: String
    /// Digest of the version that the form began with; empty for a new card.
    let base: String
    /// Its code, which stays; nil for a new one.
    let code: String?
    let refusal: String?
    let problems: [ScorecardEditor.Problem]
    /// `3 things to mend`, or that nothing is wrong.
    let verdict: Tag
    let card: [EditorField]
    let title: EditorText
    let bands: [EditorRow]
    let sections: [EditorSection]
    let preview: ScorecardPreview
}

/// What a button of the editor does, and to which part.
struct EditorDeed {
    enum Kind: String { case preview, save, add, up, down, remove }

    let kind: Kind
    let path: Substring

    /// Unknown words only show the form again.
    init(_ text: String) {
        let parts = text.split(separator: ":", maxSplits: 1)
        kind = parts.first.flatMap { Kind(rawValue: String($0)) } ?? .preview
        path = parts.count == 2 ? parts[1] : ""
    }

    /// Changes the form's parts; returns the path of the part that was worked on.
    func apply(to form: inout ScorecardForm) -> String? {
        if kind == .add {
            var count = 0
            form.tree.change(path) { items in
                guard items.count < ScorecardLimits.questionsMax else { return }
                items.append(
                    path.hasSuffix("questions")
                        ? ScorecardForm.newQuestion : ScorecardForm.newSection)
                count = items.count
            }
            return "\(path)[\(count)]"
        }
        guard let open = path.lastIndex(of: "["), path.hasSuffix("]"),
            let number = Int(path[path.index(after: open)...].dropLast())
        else { return nil }
        let list = path[..<open]
        var place = number - 1
        form.tree.change(list) { items in
            guard items.indices.contains(place) else { return }
            switch kind {
            case .up where place > 0:
                items.swapAt(place, place - 1)
                place -= 1
            case .down where place + 1 < items.count:
                items.swapAt(place, place + 1)
                place += 1
            case .remove: items.remove(at: place)
            default: break
            }
        }
        return kind == .remove ? nil : "\(list)[\(place + 1)]"
    }
}

extension Web {
    func newScorecardPage(_ visit: Visit) async throws -> Response {
        try visit.query.allow([])
        return try await editor(.blank, of: nil, visit)
    }

    func editScorecardPage(_ visit: Visit) async throws -> Response {
        try visit.query.allow([])
        let detail = try await desk.scorecard(scorecardID(visit), by: visit.principal)
        return try await editor(ScorecardForm(detail.card), of: detail, visit)
    }

    func writeNewScorecard(_ visit: Visit) async throws -> Response {
        try await write(nil, visit)
    }

    func writeScorecard(_ visit: Visit) async throws -> Response {
        try await write(desk.scorecard(scorecardID(visit), by: visit.principal), visit)
    }

    private func write(_ detail: ScorecardDetail?, _ visit: Visit) async throws -> Response {
        try visit.query.allow([])
        var limits = settings.limits
        limits.bodyBytesMax = ScorecardForm.bytesMax
        let fields = try await visit.form(limits: limits, pairsMax: ScorecardForm.pairsMax)
        var form = ScorecardForm(FormTree(pairs: fields.pairs))
        form.tree.values["act"] = nil
        let base = form.tree.values.removeValue(forKey: "base") ?? ""
        if let detail { form.tree.values["code"] = detail.card.code }
        let deed = EditorDeed(fields["act"] ?? "preview")
        guard deed.kind == .save else {
            let opened = deed.kind == .preview ? nil : deed.apply(to: &form)
            return try await editor(form, of: detail, visit, base: base, opened: opened)
        }
        let read = ScorecardFormReader(form)
        guard read.problems.isEmpty else {
            return try await editor(form, of: detail, visit, base: base)
        }
        do {
            let id = try await save(read.card, of: detail, base: base, visit)
            return .seeOther(WebURL.scorecard(id, done: .saved))
        } catch let refusal as Refusal where refusal.kind != .forbidden {
            return try await editor(form, of: detail, visit, base: base, refusal: refusal)
        }
    }

    private func save(
        _ card: Scorecard, of detail: ScorecardDetail?, base: String, _ visit: Visit
    ) async throws -> Scorecard.ID {
        guard let detail else {
            return try await desk.addScorecard(card, by: visit.principal)
        }
        _ = try await desk.changeScorecard(
            detail.id, to: card, from: base.isEmpty ? nil : [UInt8](hexadecimal: base),
            by: visit.principal)
        return detail.id
    }

    private func editor(
        _ form: ScorecardForm, of detail: ScorecardDetail?, _ visit: Visit, base: String? = nil,
        opened: String? = nil, refusal: Refusal? = nil
    ) async throws -> Response {
        let words = visit.words
        let read = ScorecardFormReader(form)
        let editor = ScorecardEditor(
            form, read, opened: opened, isNew: detail == nil, words)
        let heading = detail == nil ? words("scorecard.new") : words("scorecard.edit")
        let verdict =
            read.problems.isEmpty
            ? Tag(symbol: "✓", text: words("scorecard.fine"), tone: "good")
            : Tag(
                symbol: "△", text: words.count("scorecard.toMend", read.problems.count),
                tone: "warn")
        return try page(
            ScorecardEditPage(
                frame: await frame(heading, in: .scorecards, of: visit), heading: heading,
                backURL: detail.map { WebURL.scorecard($0.id) } ?? WebURL.scorecards,
                formURL: detail.map { WebURL.editScorecard($0.id) } ?? WebURL.newScorecard,
                base: base ?? detail?.version.digest.hexadecimal ?? "", code: detail?.card.code,
                refusal: refusal.map(words.sentence), problems: editor.problems,
                verdict: verdict, card: editor.card, title: editor.title, bands: editor.bands,
                sections: editor.sections, preview: ScorecardPreview(read.card, words)),
            for: visit)
    }
}
