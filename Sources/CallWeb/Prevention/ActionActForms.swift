import Calls

/// An act that was refused, with all that was sent.
struct RefusedActionAct: Sendable {
    let act: ActionAct
    let form: Query
    let refusal: Refusal
}

/// Makes the forms of a page: for what the reader may do now, with what was typed before where it
/// was refused.
struct ActionActForms: Sendable {
    /// From the day on which it was done to that of its check, unless another is chosen.
    private static let checkDays = 90
    private static let dueDays = 30

    let detail: ActionDetail
    let words: Words
    let refused: RefusedActionAct?

    /// What is likely done next; nil when nothing is.
    var next: ActionAct? {
        let isCheckDue = detail.action.isCheckDue(on: detail.today)
        let likely: [ActionAct] =
            switch detail.action.state {
            case .open: [.finish]
            case .done where isCheckDue: [confirmOrReject]
            case .done, .effective, .dropped: []
            }
        return likely.first(where: detail.acts.contains)
    }

    /// As the figures say.
    private var confirmOrReject: ActionAct {
        switch detail.figures?.effect.verdict {
        case .up?, .unsure?: .reject
        default: .confirm
        }
    }

    func form(_ act: ActionAct, isNext: Bool = false) -> ComplaintActForm {
        let typed = refused?.act == act ? refused : nil
        let isNeeded = ActionTable.rule(act).needs.contains(.words)
        return ComplaintActForm(
            formID: act.rawValue, actTitle: words("action.act.\(act.rawValue)"),
            actURL: WebURL.action(detail.action.id, act),
            hiddens: [.init(key: "after", content: String(detail.version))],
            fields: fields(act, typed?.form),
            saying: .init(
                textLabel: words("action.say.\(act.rawValue)"),
                typedText: typed?.form["text"] ?? "", rows: "3",
                textMax: String(CorrectiveAction.Limits.textCharacters), isNeeded: isNeeded),
            refused: typed.map { words.actionSentence($0.refusal) }, isNext: isNext)
    }

    private func fields(_ act: ActionAct, _ typed: Query?) -> [ComplaintField] {
        let today = detail.today
        let due = today.advanced(by: Self.dueDays)
        return switch act {
        case .open, .note, .drop: []
        case .assign: [owners(act, typed)]
        case .reschedule, .reopen: [day("due", due, act, typed)]
        case .finish:
            [
                day("day", today, act, typed),
                day("check", today.advanced(by: Self.checkDays), act, typed),
            ]
        case .postponeCheck: [day("check", due, act, typed)]
        case .confirm: [grounds(act, typed)]
        case .reject: [grounds(act, typed), day("due", due, act, typed)]
        }
    }

    private func field(_ name: String, _ act: ActionAct) -> ComplaintField {
        ComplaintField(act.rawValue, name, words("action.field.\(name)"))
    }

    private func day(
        _ name: String, _ usual: LocalDay, _ act: ActionAct, _ typed: Query?
    ) -> ComplaintField {
        var made = field(name, act)
        made.entry = .init(
            kind: "date", typed: typed?[name] ?? "\(usual)", mode: "text", most: "10",
            isNeeded: true, known: [])
        return made
    }

    private func owners(_ act: ActionAct, _ typed: Query?) -> ComplaintField {
        var made = field("person", act)
        made.menu = .init(
            options: detail.owners.map {
                ScoringChoice(
                    value: $0.person, label: $0.title,
                    isChosen: $0.person == (typed?["person"] ?? detail.action.owner))
            }, groups: [], isNeeded: true)
        return made
    }

    /// What the figures bear out stands first.
    private func grounds(_ act: ActionAct, _ typed: Query?) -> ComplaintField {
        var made = field("ground", act)
        let verdict = detail.figures?.effect.verdict
        let isMeasured =
            act == .confirm ? verdict == .down : verdict == .up || verdict == .unsure
        let usual: ActionCheck.Ground = isMeasured ? .measured : .otherwise
        made.menu = .init(
            options: ActionCheck.Ground.allCases.map {
                ScoringChoice(
                    value: $0.rawValue, label: words("action.ground.\($0.rawValue)"),
                    isChosen: $0.rawValue == (typed?["ground"] ?? usual.rawValue))
            }, groups: [], isNeeded: true)
        return made
    }
}
