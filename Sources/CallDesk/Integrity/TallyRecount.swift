import CallStore
import Calls

/// Tallies of calls have no row codes: they are counted again, a day at a time. Days that wait for
/// being counted anyway are passed over.
extension IntegrityWalk {
    /// Compares the next day's tallies with its calls; returns how many calls there were.
    mutating func recountTallies(_ db: Transaction) throws -> Int {
        var behind = Int.min
        if case .integer(let day)? = cursor.key.first { behind = Int(day) }
        guard let day = try db.nextTallyDay(after: behind) else {
            nextPart()
            return 0
        }
        cursor.key = [.integer(Int64(day))]
        let counted = Set(try db.countedTallies(ofDay: day))
        guard try !db.isMarked(day) else { return 0 }
        let wrong = counted.symmetricDifference(try db.tallies(ofDay: day))
        for text in Set(wrong.map(\.findingText)).sorted() {
            add(Finding(table: CallTally.table, row: text, kind: .recount))
        }
        return counted.map(\.calls).reduce(0, +)
    }
}

extension CallTally {
    /// Such as `2026-11-21 0000000000001 0000000000002 0000000000003`: day, team, campaign, agent.
    fileprivate var findingText: String {
        "\(LocalDay(number: day)) \(Team.ID(team)) \(Campaign.ID(campaign)) \(Agent.ID(agent))"
    }
}
