import CallDesk
import Calls
import Foundation

/// Makes the forms of a page: for what the reader may do now, with what was typed before where it
/// was refused.
struct ComplaintActForms: Sendable {
    let detail: ComplaintDetail
    let reader: Principal
    let words: Words
    let refused: RefusedComplaintAct?
    /// Calls of the customer that may belong to it.
    let nearCalls: [CallSummary]
    /// Agents who can be asked, by code.
    let agents: [ScoringChoice]

    var telling: ComplaintTelling { ComplaintTelling(detail, words) }
    private var id: Complaint.ID { detail.complaint.id }

    /// `about` tells forms of one act apart: the number of a request, the place of a redress.
    func form(
        _ act: ComplaintAct, isNext: Bool = false, about: (name: String, value: String)? = nil
    ) -> ComplaintActForm {
        let refused = refusedForm(of: act, about: about)
        let form = about.map { "\(act.rawValue)-\($0.value)" } ?? act.rawValue
        var hiddens = [ComplaintActForm.Hidden(key: "after", content: String(detail.version))]
        if let about { hiddens.append(.init(key: about.name, content: about.value)) }
        return ComplaintActForm(
            formID: form, actTitle: words("complaint.act.\(act.rawValue)"),
            actURL: WebURL.complaint(id, act), hiddens: hiddens,
            fields: ComplaintFieldMaking(self, act, form: form, typed: refused?.form).fields,
            saying: saying(act, typed: refused?.form),
            refused: refused.map { words.complaintSentence($0.refusal) }, isNext: isNext)
    }

    /// Whether `form` is the very one that was sent and refused.
    private func refusedForm(
        of act: ComplaintAct, about: (name: String, value: String)?
    ) -> RefusedComplaintAct? {
        guard let refused, refused.act == act else { return nil }
        guard let about else { return refused }
        return refused.form[about.name] == about.value ? refused : nil
    }

    private func saying(_ act: ComplaintAct, typed: Query?) -> ComplaintActForm.Saying {
        let isNeeded =
            act == .answer || ComplaintTable.rule(act).needs.contains(.words)
        let isLong = [.answer, .find, .decide, .settle, .solve].contains(act)
        return .init(
            textLabel: words("complaint.say.\(act.rawValue)"), typedText: typed?["text"] ?? "",
            rows: act == .answer ? "14" : isLong ? "6" : "3",
            textMax: String(Complaint.Limits.textCharacters), isNeeded: isNeeded)
    }
}

extension ComplaintActForms {
    /// In the order of the table, under headings. What stands by a call, a question or a request
    /// isn't here.
    static let groups: [(key: String, acts: [ComplaintAct])] = [
        (
            "handling",
            [
                .acknowledge, .assess, .take, .assign, .escalate, .linkCall, .followUp, .note,
                .represent, .place,
            ]
        ),
        ("investigation", [.investigate, .ask, .find, .wait, .resume]),
        ("approvals", [.askExtension, .askSpecial, .askRedress]),
        (
            "outcome",
            [.solve, .decide, .settle, .withdraw, .answer, .hear, .close, .reopen]
        ),
        ("outside", [.refer, .rule, .comeBack]),
        ("joining", [.link, .merge, .unmerge, .split]),
    ]

    /// What the reader likely does next; nil when nothing is.
    var next: ComplaintAct? {
        let complaint = detail.complaint
        if complaint.waitsFor != nil, detail.acts.contains(.resume) { return .resume }
        if complaint.mergedInto != nil { return nil }
        let likely: [ComplaintAct] =
            switch complaint.state {
            case .received: [.acknowledge, .take]
            case .acknowledged: [.assess, .take]
            case .assessed:
                complaint.isEscalated ? [.investigate, .take] : [.solve, .investigate, .take]
            case .investigating: [complaint.findings == nil ? .find : .decide, .take]
            case .decided: [.answer, .take]
            case .answered: detail.openNeeds.isEmpty ? [.close, .hear, .take] : [.hear, .take]
            case .closed: []
            case .reopened: [.investigate, .take]
            case .referred: [.rule, .comeBack]
            }
        return likely.first { detail.acts.contains($0) && !isTaken($0) }
    }

    /// Whether it would make the case the reader's, who has it already.
    func isTaken(_ act: ComplaintAct) -> Bool {
        act == .take && detail.complaint.assignee == reader.person
    }
}
