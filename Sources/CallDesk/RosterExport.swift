import CallLedger
package import Calls
import CallStore
import Foundation

extension CallDesk {
    /// The roster as a file that imports back without changing anything; of somebody whose scope
    /// is narrowed, those who are in these teams just now.
    package func exportRoster(by principal: Principal) async throws -> String {
        let (desk, visibility) = (self, try visibility(.seeRoster, of: principal))
        return try await change(by: principal, needing: .seeRoster) { change in
            let (book, _) = try desk.rosterBook(in: change.db)
            let file = RosterFile(zone: desk.settings.zone)
            var text = "\u{FEFF}" + RosterFile.heading
            var count = 0
            let codes = Dictionary(grouping: book.codes.values.joined(), by: \.agent)
            let teams = Dictionary(
                book.teams.values.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
            for person in book.people.values.sorted(by: { $0.staffCode < $1.staffCode })
            where person.name != nil {
                guard
                    try visibility == .everything
                        || change.db.isOnRoster(person.id, within: visibility, at: change.now)
                else { continue }
                count += 1
                for line in desk.lines(
                    of: person, codes[person.id] ?? [], book.memberships[person.id] ?? [], teams)
                {
                    text += file.text(line)
                }
            }
            try change.record(
                .rosterExported, object: "roster", details: ["agents": "\(count)"])
            return text
        }
    }

    /// A line for each period that anything of `person` has; one without when there is nothing.
    private func lines(
        of person: RosterBook.Person, _ codes: [AgentCode], _ places: [Membership],
        _ teams: [Team.ID: String]
    ) -> [RosterLine] {
        let periods = Set(codes.map(\.validity) + places.map(\.validity))
        var lines = periods.sorted { $0.from < $1.from }.flatMap { period in
            let codes = codes.filter { $0.validity == period }
                .sorted { ($0.code, $0.id) < ($1.code, $1.id) }
                .map { RosterLine.Code(kind: $0.kind, code: $0.code) }
            let teams = places.filter { $0.validity == period }.compactMap { teams[$0.team] }
            return [
                line(
                    of: person, teams.first, codes, period)
            ]
        }
        if lines.isEmpty { lines = [line(of: person, nil, [], .always)] }
        lines[0].account = person.account
        return lines
    }

    private func line(
        of person: RosterBook.Person, _ team: String?, _ codes: [RosterLine.Code],
        _ period: Validity
    ) -> RosterLine {
        RosterLine(
            number: 0, staffCode: person.staffCode, name: person.name, team: team, codes: codes,
            from: period.from == Validity.beginning ? nil : period.from, until: period.until)
    }
}
