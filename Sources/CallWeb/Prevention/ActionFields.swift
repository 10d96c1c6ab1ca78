import Calls

/// What is sent along with an act, by a form or by a program; each act reads those that it needs.
/// Names are the same in both.
struct ActionFields: Decodable, Sendable {
    static let names = ["text", "after", "person", "due", "day", "check", "ground"]

    var text: String?
    /// Number of the last event that the sender saw; nil for whatever came meanwhile.
    var after: Int?
    /// `Principal.person`
    var person: String?
    var due: String?
    /// On which it was done.
    var day: String?
    /// From which day on it is to be checked.
    var check: String?
    var ground: String?

    /// Throws a refusal that names the field which can't be read.
    init(_ form: Query) throws {
        try form.allow(Self.names)
        text = form["text"]?.replacing("\r\n", with: "\n")
        if let number = form["after"] {
            guard let seen = Int(number) else { throw Self.bad("after") }
            after = seen
        }
        (person, due, day) = (form["person"], form["due"], form["day"])
        (check, ground) = (form["check"], form["ground"])
    }

    func wish(_ act: ActionAct) throws -> ActionWish {
        switch act {
        case .open, .note: .note
        case .assign: .assign(person ?? "")
        case .reschedule: .reschedule(try Web.cardDay(due, "due"))
        case .finish:
            .finish(
                on: try Web.cardDay(day, "day"), checkFrom: try Web.cardDay(check, "check"))
        case .postponeCheck: .postponeCheck(try Web.cardDay(check, "check"))
        case .confirm: .confirm(try chosenGround)
        case .reject: .reject(try chosenGround, due: try Web.cardDay(due, "due"))
        case .drop: .drop
        case .reopen: .reopen(due: try Web.cardDay(due, "due"))
        }
    }

    private var chosenGround: ActionCheck.Ground {
        get throws {
            guard let known = ground.flatMap({ ActionCheck.Ground(rawValue: $0) }) else {
                throw Self.bad("ground")
            }
            return known
        }
    }

    static func bad(_ field: String) -> Refusal {
        Refusal(
            .invalid, .badAction,
            "The field \(field) is missing, or can't be read. Choose from what is offered.",
            subject: field)
    }
}

extension NewAction {
    static let formNames = [
        "kind", "cause", "group", "agent", "base", "owner", "due", "text",
    ]
    static let formManyNames = ["complaint"]

    /// What the form of the page says; `group` is `team:…` or likewise, empty for the house, and
    /// `agent` the code of one agent, which goes before it.
    init(_ form: Query) throws {
        try form.allow(Self.formNames, often: Self.formManyNames)
        guard let kind = form["kind"].flatMap({ CorrectiveAction.Kind(rawValue: $0) }) else {
            throw ActionFields.bad("kind")
        }
        self.init(
            kind, cause: form["cause"] ?? "", due: try Web.cardDay(form["due"], "due"),
            text: (form["text"] ?? "").replacing("\r\n", with: "\n"))
        if let agent = form["agent"] {
            (dimension, key) = (.agent, agent)
        } else if let group = form["group"] {
            let parts = group.split(separator: ":", maxSplits: 1).map(String.init)
            guard parts.count == 2, let named = ComplaintDimension(rawValue: parts[0]) else {
                throw ActionFields.bad("group")
            }
            (dimension, key) = (named, parts[1])
        }
        if let text = form["base"] {
            guard let named = RateBase(rawValue: text) else { throw ActionFields.bad("base") }
            base = named
        }
        owner = form["owner"]
        complaints = Set(
            try form.all("complaint").map { text in
                guard let id = Complaint.ID(text: text) else { throw Refusal.noSuchComplaint }
                return id
            })
    }
}
