/// A field of the scorecard's editor: a line of text, a choice, or a box to tick.
struct EditorField: Sendable {
    struct Choice: Sendable {
        let value: String
        let label: String
        let isChosen: Bool
    }

    /// The path of what it holds, such as `sections[1].weight`.
    let name: String
    let label: String
    let value: String
    let choices: [Choice]
    let isBox: Bool
    let isTicked: Bool
    let hint: String
    /// BCP 47, of a text in one of the languages.
    let tongue: String?
    /// Changing it changes which fields there are.
    let isTurn: Bool
    /// What is wrong with it.
    let problem: String?

    var id: String { EditorField.id(of: name) }
    var isSelect: Bool { !choices.isEmpty }
    var isLine: Bool { choices.isEmpty && !isBox }

    /// Of a field or of the part with this path.
    static func id(of path: String) -> String {
        "f-"
            + path.replacing("[", with: "-").replacing("]", with: "").replacing(".", with: "-")
    }
}

/// A text in the three languages, side by side.
struct EditorText: Sendable {
    let label: String
    let fields: [EditorField]
}

/// An option, a cause or a band: its fields in a row.
struct EditorRow: Sendable {
    let fields: [EditorField]
}

/// A button that changes the form: its value is what is to be done, and to which part.
struct EditorAct: Sendable {
    let value: String
    let symbol: String
    let label: String
}

/// One of the question's parts that stay folded until they are needed.
struct EditorPart: Sendable {
    let title: String
    let isOpen: Bool
    let fields: [EditorField]
    let texts: [EditorText]
    let rows: [EditorRow]
    let hint: String
}

struct EditorQuestion: Sendable {
    let id: String
    let number: String
    let heading: String
    /// What it weighs and does, in short.
    let remarks: [Tag]
    let isOpen: Bool
    let text: EditorText
    let fields: [EditorField]
    let parts: [EditorPart]
    let acts: [EditorAct]
}

struct EditorSection: Sendable {
    let id: String
    let heading: String
    let share: String
    let title: EditorText
    let fields: [EditorField]
    let questions: [EditorQuestion]
    let acts: [EditorAct]
    let add: EditorAct
}

extension EditorField: PagePart {
    func child(named property: String) -> Any? {
        switch property {
        case "name": name
        case "id": id
        case "label": label
        case "value": value
        case "choices": choices
        case "isBox": isBox
        case "isTicked": isTicked
        case "isSelect": isSelect
        case "isLine": isLine
        case "hint": hint
        case "tongue": tongue
        case "isTurn": isTurn
        case "problem": problem
        default: nil
        }
    }
}

extension EditorField.Choice: PagePart {
    func child(named property: String) -> Any? {
        switch property {
        case "value": value
        case "label": label
        case "isChosen": isChosen
        default: nil
        }
    }
}

extension EditorText: PagePart {
    func child(named property: String) -> Any? {
        switch property {
        case "label": label
        case "fields": fields
        default: nil
        }
    }
}
