/// What the roster says no to.
extension Refusal {
    package static let noSuchAgent = Refusal(
        .notFound, .noSuchAgent, "There is no such agent. Look for them in the roster.")
    package static let noSuchTeam = Refusal(
        .notFound, .noSuchTeam, "There is no such team. Look at the list of teams.")
    package static let noSuchCampaign = Refusal(
        .notFound, .noSuchCampaign, "There is no such campaign. Look at the list of campaigns.")
    package static let noSuchRosterEntry = Refusal(
        .notFound, .noSuchRosterEntry,
        "This entry is gone; somebody may have changed it. Open the agent's page again.")
    package static let endBeforeStart = Refusal(
        .invalid, .endBeforeStart, "The last day lies before the first. Correct one of them.")
    package static let rosterChanged = Refusal(
        .conflict, .rosterChanged,
        "The roster has changed since you looked at the preview, or the preview is too old. "
            + "Choose the file once more.")

    package static func nameMissing(_ field: String) -> Refusal {
        Refusal(
            .invalid, .nameMissing,
            "\(field) is missing or too long. Give between 1 and \(Roster.textCharactersMax) "
                + "characters.", subject: field)
    }

    package static func badDate(_ field: String) -> Refusal {
        Refusal(
            .invalid, .badDate,
            "\(field) is a day such as 2026-11-21, or a time such as 2026-11-21T14:00:00Z.",
            subject: field)
    }

    package static func staffCodeTaken(_ code: String) -> Refusal {
        Refusal(
            .conflict, .staffCodeTaken,
            "The staff number \(code) is in the roster already. Open that agent instead.",
            subject: code)
    }

    /// `holder` is a staff number, `period` when it is theirs.
    package static func codeTaken(_ code: String, holder: String, period: String) -> Refusal {
        Refusal(
            .conflict, .codeTaken,
            "The code \(code) belongs to agent \(holder) (\(period)). End that first, or choose "
                + "another period.", subject: "\(code) → \(holder) (\(period))")
    }

    package static func twoTeams(_ team: String, period: String) -> Refusal {
        Refusal(
            .conflict, .twoTeams,
            "The agent is in team \(team) at that time (\(period)). End that first; an agent is in "
                + "one team at a time.", subject: "\(team) (\(period))")
    }

    package static func teamNameTaken(_ name: String) -> Refusal {
        Refusal(
            .conflict, .teamNameTaken, "There is a team called \(name) already.", subject: name)
    }

    package static func teamClosed(_ name: String) -> Refusal {
        Refusal(
            .conflict, .teamClosed,
            "The team \(name) is closed. Open it again on the list of teams, or choose another.",
            subject: name)
    }

    package static let teamInUse = Refusal(
        .conflict, .teamInUse,
        "There are agents in this team. Put them into another team first.")
    package static let agentHeld = Refusal(
        .conflict, .agentHeld,
        "The calls of this code are on hold and stay where they are. Have the hold released first.")
    package static let accountTaken = Refusal(
        .conflict, .accountTaken,
        "This account is another agent's. Take it away there first.")
    package static let noSuchAccount = Refusal(
        .notFound, .noSuchAccount,
        "There is no account with this name. Look at the list of accounts.")

    package static func rosterProblems(_ first: RosterProblem) -> Refusal {
        Refusal(
            .invalid, .rosterProblems,
            "The file was refused and nothing was changed: line \(first.line), "
                + first.code.rawValue
                + (first.subject.isEmpty ? "" : " (\(first.subject))")
                + ". Look at the preview for all that is wrong.", subject: "\(first.line)")
    }
}
