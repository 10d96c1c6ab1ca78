import Calls
import Foundation
import Testing

struct RosterRuleTests {
    private func at(_ day: Double) -> Date { Date(timeIntervalSince1970: day * 86_400) }

    private func code(
        _ id: Int64, of agent: Int64, _ from: Double, _ until: Double?,
        _ kind: CodeKind = .extension
    ) -> AgentCode {
        AgentCode(
            id: AgentCode.ID(id), agent: Agent.ID(agent), kind: kind, code: "201",
            validity: Validity(from: at(from), until: until.map(at)))
    }

    @Test func `a code changes hands at an instant, and nobody has it twice`() {
        let codes = [code(1, of: 1, 0, 10), code(2, of: 2, 10, nil)]
        #expect(Roster.holder(at: at(9.99), among: codes) == Agent.ID(1))
        #expect(Roster.holder(at: at(10), among: codes) == Agent.ID(2))
        #expect(Roster.clash(of: codes[1], among: codes) == nil)
        #expect(Roster.clash(of: code(3, of: 3, 9, 11), among: codes) == codes[0])
        #expect(Roster.clash(of: code(3, of: 2, 9, 10), among: codes) == codes[0])
        #expect(Roster.clash(of: code(3, of: 2, 10, 11, .login), among: codes) == nil)
        #expect(Roster.holder(at: at(-1), among: [code(1, of: 1, 0, 10)]) == nil)
    }

    @Test func `overlap and union hold for every pair of small periods`() {
        let ends: [Double?] = [1, 2, 3, 4, nil]
        let periods = (0..<4).flatMap { from in
            ends.map { Validity(from: at(Double(from)), until: $0.map(at)) }
        }.filter(\.isPossible)
        let moments = (0..<12).map { at(Double($0) / 2) }
        for first in periods {
            for second in periods {
                let both = moments.contains { first.contains($0) && second.contains($0) }
                #expect(first.overlaps(second) == both)
                let union = first.union(second)
                for moment in moments where first.contains(moment) || second.contains(moment) {
                    #expect(union.contains(moment))
                }
            }
        }
    }

    private func plan(_ text: String, _ book: RosterBook) -> RosterPlan {
        let (lines, problems) = RosterFile(zone: .utc).read(Data(text.utf8))
        var id: Int64 = 1000
        return RosterPlanning.plan(lines, problems: problems, book: book, today: at(20_000)) {
            id += 1
            return id
        }
    }

    private var book: RosterBook {
        var book = RosterBook()
        book.people = [
            "A": .init(id: Agent.ID(1), staffCode: "A", name: "Ann", account: nil),
            "B": .init(id: Agent.ID(2), staffCode: "B", name: "Bob", account: nil),
        ]
        book.teams = ["One": TeamSummary(id: Team.ID(1), name: "One")]
        book.codes = ["201": [code(1, of: 1, 0, nil)]]
        book.memberships = [
            Agent.ID(1): [
                Membership(
                    id: Membership.ID(1), agent: Agent.ID(1), team: Team.ID(1), validity: .always)
            ]
        ]
        return book
    }

    @Test func `an extension may change hands within one file, in either order of lines`() {
        let old = "A,,201,,1970-02-01"
        let new = "B,,201,1970-02-02,"
        for lines in [[old, new], [new, old]] {
            let head = "staff_code,team,extension,from,until\n"
            let plan = plan(head + lines.joined(separator: "\n"), book)
            #expect(plan.problems.isEmpty)
            #expect(plan.newCodes.count == 1)
            #expect(plan.codes.count == 2)
            #expect(plan.affected.keys.count == 2)
        }
        let clash = plan("staff_code,extension\nB,201\n", book)
        #expect(clash.problems == [RosterProblem(line: 2, .codeTaken, "201 → A")])
    }

    @Test func `another team without a day counts from today and ends the former one`() {
        let plan = plan("staff_code,team\nA,Two\nB,One\n", book)
        #expect(plan.problems.isEmpty)
        #expect(plan.newTeams.map(\.name) == ["Two"])
        #expect(plan.memberships[Membership.ID(1)]?.validity.until == at(20_000))
        #expect(plan.newMemberships.count == 2)
        #expect(plan.counts == [.changed: 2])
    }

    @Test func `a file that says what is there changes nothing`() {
        let plan = plan("staff_code,name,team,extension\nA,Ann,One,201\nB,Bob,,\n", book)
        #expect(plan.problems.isEmpty)
        #expect(plan.changesNothing)
        #expect(plan.affected.isEmpty)
    }

    @Test func `mistakes between lines are told`() {
        #expect(plan("staff_code,name\nC,\n", book).problems.first?.code == .noName)
        #expect(plan("staff_code,name\nC,X\nC,Y\n", book).problems.first?.code == .twoNames)
        #expect(
            plan("staff_code,account\nA,nobody\n", book).problems.first?.code == .noSuchAccount)
        let teams = plan(
            "staff_code,team,from,until\nB,One,2026-01-01,2026-02-01\nB,Two,2026-01-15,\n", book)
        #expect(teams.problems.first?.code == .twoTeams)
    }
}
