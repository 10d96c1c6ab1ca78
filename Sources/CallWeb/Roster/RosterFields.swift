import CallDesk
import Calls
import Foundation
import Hummingbird

/// What was just done, to be said on the page that follows.
enum RosterDone: String, CaseIterable, Sendable {
    case saved, removed, added, named, given, linked, imported
}

/// The fields of the roster's forms.
struct RosterForm {
    let fields: Query
    private let dates: RosterDate

    init(_ fields: Query, _ dates: RosterDate) {
        self.fields = fields
        self.dates = dates
    }

    /// What isn't there or empty is refused.
    func text(_ name: String) throws -> String {
        guard let text = fields[name] else { throw Refusal.nameMissing(name) }
        return text
    }

    var validity: Validity {
        get throws { try Self.validity(fields["from"], fields["until"], dates) }
    }

    var kind: CodeKind { fields["kind"].flatMap(CodeKind.init(rawValue:)) ?? .extension }

    var team: Team.ID? {
        get throws {
            try fields["team"].map { text in
                guard let id = Team.ID(text: text) else { throw Refusal.noSuchTeam }
                return id
            }
        }
    }

    var isRemoved: Bool { fields["act"] == "remove" }

    /// Days or instants; empty for no bound.
    static func validity(
        _ from: String?, _ until: String?, _ dates: RosterDate
    ) throws -> Validity {
        let start = try from.map { text in
            guard let date = dates.start(text) else { throw Refusal.badDate("from") }
            return date
        }
        let end = try until.map { text in
            guard let date = dates.end(text) else { throw Refusal.badDate("until") }
            return date
        }
        let validity = Validity(from: start ?? Validity.beginning, until: end)
        guard validity.isPossible else { throw Refusal.endBeforeStart }
        return validity
    }
}

extension Web {
    var rosterDates: RosterDate { RosterDate(zone: CallZone(name: home.name) ?? .utc) }

    func rosterForm(_ visit: Visit, _ names: [String]) async throws -> RosterForm {
        try visit.query.allow([])
        let form = try await visit.form(limits: settings.limits)
        try form.allow(names + ["csrf"])
        return RosterForm(form, rosterDates)
    }

    func done(_ what: RosterDone, at url: String) -> Response {
        .seeOther(url + WebURL.queryText([("done", what.rawValue)]))
    }

    func said(_ visit: Visit) -> String? {
        visit.query["done"].flatMap(RosterDone.init(rawValue:)).map {
            visit.words("roster.done.\($0.rawValue)")
        }
    }
}

/// A way from one page of the roster to another.
struct RosterTab: Sendable {
    enum Place: String, CaseIterable, Sendable {
        case agents, teams, campaigns, unassigned, `import`

        var url: String {
            switch self {
            case .agents: WebURL.roster
            case .teams: WebURL.rosterTeams
            case .campaigns: WebURL.rosterCampaigns
            case .unassigned: WebURL.unassigned
            case .import: WebURL.rosterImport
            }
        }
    }

    let label: String
    let url: String
    let isCurrent: Bool
    /// Something waits there.
    let isWaiting: Bool
}

extension Web {
    func rosterTabs(_ current: RosterTab.Place?, _ visit: Visit) async -> [RosterTab] {
        let waits = (try? await desk.hasUnassigned(by: visit.principal)) ?? false
        return RosterTab.Place.allCases
            .filter { $0 != .import || visit.principal.may(.changeRoster) }
            .map {
                RosterTab(
                    label: visit.words("roster.tab.\($0.rawValue)"), url: $0.url,
                    isCurrent: $0 == current, isWaiting: $0 == .unassigned && waits)
            }
    }

    func teamChoices(_ visit: Visit, current: Team.ID? = nil) async throws -> [RosterChoice] {
        try await desk.teams(by: visit.principal).filter { $0.closedAt == nil || $0.id == current }
            .map {
                RosterChoice(
                    value: $0.id.description, text: $0.name, isCurrent: $0.id == current)
            }
    }
}

/// A line of a field with choices.
struct RosterChoice: Sendable {
    let value: String
    let text: String
    let isCurrent: Bool

    static func kinds(_ words: Words, current: CodeKind? = nil) -> [RosterChoice] {
        CodeKind.allCases.map {
            RosterChoice(
                value: $0.rawValue, text: words("roster.kind.\($0.rawValue)"),
                isCurrent: $0 == current)
        }
    }
}
