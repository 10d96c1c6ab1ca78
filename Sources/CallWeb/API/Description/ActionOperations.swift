import Calls

extension Web {
    /// What is done against causes of complaints.
    static let actionOperations: [String: APIOperation] =
        actionReading.merging(actionActing) { first, _ in first }

    private static let actionReading: [String: APIOperation] = [
        "GET /api/v1/actions": APIOperation(
            summary: "Actions that haven't ended, the most urgent first; ended ones by `state`, "
                + "the latest first. `owner` is a person or `me`; `cause` counts finer ones too",
            query: [
                .maybe("state", .choice(actionNames(CorrectiveAction.State.self))),
                .maybe("due", .choice(actionNames(ActionFilter.Due.self))),
                .maybe("owner", .text(most: 200)), .maybe("cause", .text(most: 200)),
                .maybe("kind", .choice(actionNames(CorrectiveAction.Kind.self))),
                .maybe("complaint", .id),
            ] + APIOperation.paging),
        "POST /api/v1/actions": APIOperation(
            summary: "Open an action against a cause. `key` is a team's id, or the code of a "
                + "campaign, an agent or a product; the whole house where no `dimension` is "
                + "named. You own it unless `owner` names somebody",
            body: [
                .needed("kind", .choice(actionNames(CorrectiveAction.Kind.self))),
                .needed("cause", .text(most: 100)), .needed("due", .day),
                .needed("text", .text(most: CorrectiveAction.Limits.textCharacters)),
                .maybe("dimension", .choice(groups)), .maybe("key", .text(most: 200)),
                .maybe("base", .choice(actionNames(RateBase.self))),
                .maybe("owner", .text(most: 200)),
                .maybe("complaints", .list(.id, most: CorrectiveAction.Limits.complaints)),
            ], answer: .made),
        "GET /api/v1/actions/number": APIOperation(
            summary: "The id of the action with this number",
            query: [.needed("n", .integer(1...1_000_000_000))]),
        "GET /api/v1/actions/:action": APIOperation(
            summary: "One of them: plan, history, complaints before and after with 95 % "
                + "intervals, and what you can do with it now (`acts`)"),
        "GET /api/v1/complaints/causes/:cause": APIOperation(
            summary: "A cause: complaints of the last 90 days against the 90 before, actions, "
                + "what came again, and the questions of scorecards that watch for it",
            path: ["cause": .text(most: 100)]),
    ]

    private static let actionActing = Dictionary(
        uniqueKeysWithValues: actionActs.map { act in
            (
                "POST /api/v1/actions/:action/\(act.rawValue)",
                APIOperation(
                    summary: summary(of: act),
                    body: act.bodyFields + [
                        .maybe("after", .integer(1...CorrectiveAction.Limits.events)),
                        ActionTable.rule(act).needs.contains(.words)
                            ? .needed("text", words) : .maybe("text", words),
                    ], answer: .nothing)
            )
        })

    private static func actionNames<Choice: RawRepresentable<String> & CaseIterable>(
        _ type: Choice.Type
    ) -> [String] { Choice.allCases.map(\.rawValue) }

    private static let groups =
        [ComplaintDimension.team, .campaign, .agent, .product].map(\.rawValue)

    private static let words = APIOperation.Field.Kind.text(
        least: 0, most: CorrectiveAction.Limits.textCharacters)

    private static func summary(of act: ActionAct) -> String {
        switch act {
        case .open: "Open it"
        case .note: "Write a note"
        case .assign: "Give it to another owner"
        case .reschedule: "Set another due day"
        case .finish: "Say that it is done, on which `day`, and from which day on to `check` it"
        case .postponeCheck: "Check it later"
        case .confirm: "Find that it helped; by somebody who neither owns nor did it"
        case .reject: "Find that it didn't help; by somebody who neither owns nor did it"
        case .drop: "Give it up"
        case .reopen: "Open it again"
        }
    }
}

extension ActionAct {
    fileprivate var bodyFields: [APIOperation.Field] {
        let ground = APIOperation.Field.needed(
            "ground", .choice(ActionCheck.Ground.allCases.map(\.rawValue)))
        return switch self {
        case .open, .note, .drop: []
        case .assign: [.needed("person", .text(most: 200))]
        case .reschedule, .reopen: [.needed("due", .day)]
        case .finish: [.needed("day", .day), .needed("check", .day)]
        case .postponeCheck: [.needed("check", .day)]
        case .confirm: [ground]
        case .reject: [ground, .needed("due", .day)]
        }
    }
}
