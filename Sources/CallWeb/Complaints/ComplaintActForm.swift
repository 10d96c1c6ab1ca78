import Calls

/// The form of one act. Names of parts differ from those of the page around it, for a template
/// looks outside for what isn't there.
struct ComplaintActForm: Sendable {
    struct Hidden: Sendable {
        let key: String
        let content: String
    }

    /// What is written with the act.
    struct Saying: Sendable {
        let textLabel: String
        let typedText: String
        let rows: String
        let textMax: String
        let isNeeded: Bool
    }

    /// Begins the names of all its fields, so it stands once on a page.
    let formID: String
    let actTitle: String
    let actURL: String
    let hiddens: [Hidden]
    let fields: [ComplaintField]
    let saying: Saying?
    /// In what the reader was refused, as a finished sentence.
    let refused: String?
    /// The act that is likely the next.
    let isNext: Bool
}

/// One field of a form, of one of the kinds.
struct ComplaintField: Sendable {
    struct Menu: Sendable {
        struct Group: Sendable {
            let groupLabel: String
            let choices: [ScoringChoice]
        }

        /// Those that stand in no group.
        let options: [ScoringChoice]
        let groups: [Group]
        let isNeeded: Bool
    }

    /// Any of these.
    struct Boxes: Sendable {
        let ticks: [ScoringChoice]
    }

    struct Entry: Sendable {
        let kind: String
        let typed: String
        /// Of the keyboard: `text`, `numeric`, `decimal`.
        let mode: String
        let most: String
        let isNeeded: Bool
        let known: [ScoringChoice]
    }

    /// Yes or no.
    struct Tick: Sendable {
        let isTicked: Bool
        let isNeeded: Bool
    }

    /// What the customer gets: sums of money, and other things.
    struct Grants: Sendable {
        struct Sum: Sendable {
            let sumName: String
            let sumLabel: String
            let typed: String
        }

        let sums: [Sum]
        let currency: String
        let things: [ScoringChoice]
    }

    let fieldID: String
    let fieldName: String
    let fieldLabel: String
    var hint: String?
    var menu: Menu?
    var boxes: Boxes?
    var entry: Entry?
    var tick: Tick?
    var grants: Grants?

    init(_ form: String, _ name: String, _ label: String, hint: String? = nil) {
        fieldID = "\(form)-\(name)"
        fieldName = name
        fieldLabel = label
        self.hint = hint
    }
}
