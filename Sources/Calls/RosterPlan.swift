package import Foundation

/// The whole roster in memory, as an import finds and changes it.
package struct RosterBook: Sendable {
    package struct Person: Hashable, Sendable {
        package var id: Agent.ID
        package var staffCode: String
        /// Nil while unassigned.
        package var name: String?
        package var account: String?

        package init(id: Agent.ID, staffCode: String, name: String?, account: String?) {
            self.id = id
            self.staffCode = staffCode
            self.name = name
            self.account = account
        }
    }

    /// By staff number or unassigned code.
    package var people: [String: Person] = [:]
    package var teams: [String: TeamSummary] = [:]
    package var codes: [String: [AgentCode]] = [:]
    package var memberships: [Agent.ID: [Membership]] = [:]
    /// Accounts by the name they sign in with, and whose they are.
    package var accounts: [String: Agent.ID?] = [:]

    package init() {}
}

/// What an import would do: made without changing anything, so that it can be shown first.
package struct RosterPlan: Sendable {
    package enum Outcome: String, CaseIterable, Sendable { case added, changed, unchanged }

    package struct Preview: Hashable, Sendable {
        package var line: Int
        package var staffCode: String
        package var name: String?
        package var outcome: Outcome
    }

    package static let previewsMax = 200

    package fileprivate(set) var newTeams: [TeamSummary] = []
    /// Added, named or renamed.
    package fileprivate(set) var people: [Agent.ID: RosterBook.Person] = [:]
    package fileprivate(set) var newPeople: Set<Agent.ID> = []
    /// Added, or with another end.
    package fileprivate(set) var codes: [AgentCode.ID: AgentCode] = [:]
    package fileprivate(set) var newCodes: Set<AgentCode.ID> = []
    package fileprivate(set) var memberships: [Membership.ID: Membership] = [:]
    package fileprivate(set) var newMemberships: Set<Membership.ID> = []
    package fileprivate(set) var links: [(agent: Agent.ID, account: String)] = []
    package fileprivate(set) var problems: [RosterProblem]
    package fileprivate(set) var counts: [Outcome: Int] = [:]
    /// The lines that change anything, at most `previewsMax`.
    package fileprivate(set) var previews: [Preview] = []
    /// Agents whose calls may be somebody else's or another team's now, and from and until when.
    package fileprivate(set) var affected: [Agent.ID: Validity] = [:]

    package var changesNothing: Bool {
        (counts[.added] ?? 0) + (counts[.changed] ?? 0) == 0
    }
}

/// Makes a plan, line by line.
package struct RosterPlanning {
    private var book: RosterBook
    private var plan: RosterPlan
    private let today: Date
    private let makeID: () -> Int64
    private var lineOfCode: [AgentCode.ID: Int] = [:]
    private var lineOfMembership: [Membership.ID: Int] = [:]
    private var nameLines: [Agent.ID: (name: String, line: Int)] = [:]
    private var touchedAgents: Set<Agent.ID> = []

    /// `today` is the start of the day from which an agent is in another team when the file
    /// doesn't say since when.
    package static func plan(
        _ lines: [RosterLine], problems: [RosterProblem], book: RosterBook, today: Date,
        makeID: @escaping () -> Int64
    ) -> RosterPlan {
        var planning = RosterPlanning(
            book: book, plan: RosterPlan(problems: problems), today: today, makeID: makeID)
        for line in lines { planning.take(line) }
        planning.checkCodes()
        planning.checkMemberships()
        planning.plan.problems.sort { $0.line < $1.line }
        return planning.plan
    }

    private init(
        book: RosterBook, plan: RosterPlan, today: Date, makeID: @escaping () -> Int64
    ) {
        self.book = book
        self.plan = plan
        self.today = today
        self.makeID = makeID
    }

    private mutating func problem(_ line: Int, _ code: RosterProblem.Code, _ subject: String = "") {
        guard plan.problems.count < RosterFile.problemsMax else { return }
        plan.problems.append(RosterProblem(line: line, code, subject))
    }

    private mutating func take(_ line: RosterLine) {
        let known = book.people[line.staffCode]
        let isNew = known?.name == nil
        guard let name = line.name ?? known?.name else {
            return problem(line.number, .noName, line.staffCode)
        }
        var person =
            known
            ?? RosterBook.Person(
                id: Agent.ID(makeID()), staffCode: line.staffCode, name: nil, account: nil)
        var isChanged = false
        if let said = line.name {
            if let other = nameLines[person.id], other.name != said {
                return problem(line.number, .twoNames, line.staffCode)
            }
            nameLines[person.id] = (said, line.number)
        }
        if person.name != name {
            if known == nil { plan.newPeople.insert(person.id) }
            person.name = name
            book.people[line.staffCode] = person
            plan.people[person.id] = person
            if known != nil { affect(person.id, .always) }
            isChanged = true
        }
        let isFirst = isNew || plan.newPeople.contains(person.id)
        if let team = line.team, place(person, in: team, line, isFirst: isFirst) {
            isChanged = true
        }
        for code in line.codes where give(code, to: person, line) { isChanged = true }
        if let account = line.account, link(account, to: person, line) { isChanged = true }
        let outcome: RosterPlan.Outcome = isNew ? .added : isChanged ? .changed : .unchanged
        plan.counts[outcome, default: 0] += 1
        if outcome != .unchanged, plan.previews.count < RosterPlan.previewsMax {
            plan.previews.append(
                .init(
                    line: line.number, staffCode: line.staffCode, name: name, outcome: outcome))
        }
    }

    private mutating func affect(_ agent: Agent.ID, _ validity: Validity) {
        plan.affected[agent] = plan.affected[agent].map { $0.union(validity) } ?? validity
    }

    private mutating func place(
        _ person: RosterBook.Person, in name: String, _ line: RosterLine, isFirst: Bool
    ) -> Bool {
        var team = book.teams[name]
        if team == nil {
            let made = TeamSummary(id: Team.ID(makeID()), name: name)
            plan.newTeams.append(made)
            book.teams[name] = made
            team = made
        }
        guard let team else { return false }
        if team.closedAt != nil {
            problem(line.number, .teamClosed, name)
            return false
        }
        var all = book.memberships[person.id] ?? []
        let place = place(in: all.map { $0.team == team.id ? $0.validity : nil }, line)
        defer {
            book.memberships[person.id] = all
            touchedAgents.insert(person.id)
        }
        if let place {
            lineOfMembership[all[place].id] = line.number
            guard all[place].validity.until != line.until else { return false }
            let old = all[place].validity
            all[place].validity.until = line.until
            plan.memberships[all[place].id] = all[place]
            affect(person.id, old.union(all[place].validity))
            return true
        }
        let from = line.from ?? (isFirst || all.isEmpty ? Validity.beginning : today)
        let membership = Membership(
            id: Membership.ID(makeID()), agent: person.id, team: team.id,
            validity: Validity(from: from, until: line.until))
        guard membership.validity.isPossible else {
            problem(line.number, .endBeforeStart)
            return false
        }
        all.append(membership)
        plan.memberships[membership.id] = membership
        plan.newMemberships.insert(membership.id)
        lineOfMembership[membership.id] = line.number
        affect(person.id, membership.validity)
        return true
    }

    /// Which entry a line means: just this time, else the same start; a line that names no start
    /// means the one from the beginning, when the line has an end, or the one without an end.
    private func place(in validities: [Validity?], _ line: RosterLine) -> Int? {
        let from = line.from ?? Validity.beginning
        if let same = validities.firstIndex(of: Validity(from: from, until: line.until)) {
            return same
        }
        if line.from != nil || line.until != nil,
            let begun = validities.firstIndex(where: { $0?.from == from })
        {
            return begun
        }
        guard line.from == nil else { return nil }
        return validities.firstIndex { $0.map { $0.until == nil } ?? false }
    }

    private mutating func give(
        _ code: RosterLine.Code, to person: RosterBook.Person, _ line: RosterLine
    ) -> Bool {
        var all = book.codes[code.code] ?? []
        defer { book.codes[code.code] = all }
        let own = all.map {
            $0.agent == person.id && $0.kind == code.kind ? $0.validity : nil
        }
        let place = place(in: own, line)
        if let place {
            lineOfCode[all[place].id] = line.number
            guard all[place].validity.until != line.until else { return false }
            let old = all[place].validity
            all[place].validity.until = line.until
            plan.codes[all[place].id] = all[place]
            affectAll(all, old.union(all[place].validity), code.code)
            return true
        }
        let had = all.contains { $0.agent == person.id && $0.kind == code.kind }
        let new = AgentCode(
            id: AgentCode.ID(makeID()), agent: person.id, kind: code.kind, code: code.code,
            validity: Validity(
                from: line.from ?? (had ? today : Validity.beginning), until: line.until))
        guard new.validity.isPossible else {
            problem(line.number, .endBeforeStart)
            return false
        }
        all.append(new)
        plan.codes[new.id] = new
        plan.newCodes.insert(new.id)
        lineOfCode[new.id] = line.number
        affectAll(all, new.validity, code.code)
        return true
    }

    /// All to whom calls with `code` may have gone.
    private mutating func affectAll(_ codes: [AgentCode], _ validity: Validity, _ code: String) {
        for holder in Set(codes.map(\.agent)) { affect(holder, validity) }
        if let own = book.people[code] { affect(own.id, validity) }
    }

    private mutating func link(
        _ name: String, to person: RosterBook.Person, _ line: RosterLine
    ) -> Bool {
        if person.account == name { return false }
        guard let holder = book.accounts[name] else {
            problem(line.number, .noSuchAccount, name)
            return false
        }
        guard holder == nil || holder == person.id, person.account == nil else {
            problem(line.number, .accountTaken, name)
            return false
        }
        if holder == person.id { return false }
        book.accounts[name] = .some(person.id)
        book.people[person.staffCode]?.account = name
        plan.links.append((person.id, name))
        return true
    }

    private mutating func checkCodes() {
        let people = Dictionary(
            book.people.values.map { ($0.id, $0.staffCode) },
            uniquingKeysWith: { first, _ in first })
        for code in plan.codes.values {
            // Of two lines that clash the later one is told.
            let line = lineOfCode[code.id] ?? 0
            let others = (book.codes[code.code] ?? []).filter {
                lineOfCode[$0.id].map { $0 <= line } ?? true
            }
            guard let other = Roster.clash(of: code, among: others) else { continue }
            if other.agent == code.agent {
                problem(lineOfCode[code.id] ?? 0, .codeTwice, code.code)
            } else {
                let holder = people[other.agent] ?? ""
                problem(lineOfCode[code.id] ?? 0, .codeTaken, "\(code.code) → \(holder)")
            }
        }
    }

    /// Ends an open membership when a later one begins, and refuses what overlaps beyond that.
    private mutating func checkMemberships() {
        for agent in touchedAgents {
            var all = (book.memberships[agent] ?? []).sorted { $0.validity.from < $1.validity.from }
            for place in all.indices.dropLast() where all[place].validity.until == nil {
                let next = all[place + 1].validity.from
                guard next > all[place].validity.from else { continue }
                all[place].validity.until = next
                plan.memberships[all[place].id] = all[place]
            }
            for (earlier, later) in zip(all, all.dropFirst())
            where earlier.validity.overlaps(later.validity) {
                let line = lineOfMembership[later.id] ?? lineOfMembership[earlier.id] ?? 0
                let code = book.people.values.first { $0.id == agent }?.staffCode ?? ""
                problem(line, .twoTeams, code)
            }
        }
    }
}

extension RosterPlan {
    fileprivate init(problems: [RosterProblem]) {
        self.problems = problems
    }
}
