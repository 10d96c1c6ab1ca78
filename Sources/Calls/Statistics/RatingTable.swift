/// What several raters said of the same items: one row an item, one column a rater, gaps where a
/// rater said nothing. Numbers stand for the answers: a score, or the position of a choice.
package struct RatingTable: Hashable, Sendable {
    package let itemCount: Int
    package let raterCount: Int
    /// The possible answers, ascending.
    package let scale: [Double]
    /// Item after item, one for each rater: the answer's place in `scale`, or −1.
    private let places: [Int]

    /// Rows shorter than the longest have gaps at their ends; what isn't a number, or has a
    /// magnitude above `ratingMax`, is a gap. `scale` names answers that were possible, whether
    /// given or not; answers beyond it are added to it.
    package init(_ rows: [[Double?]], scale possible: [Double] = []) {
        let given = rows.joined().compactMap { $0 } + possible
        let scale = Set(given.filter { abs($0) <= Self.ratingMax }).sorted()
        let place = Dictionary(uniqueKeysWithValues: scale.enumerated().map { ($1, $0) })
        let width = rows.map(\.count).max() ?? 0
        self.scale = scale
        itemCount = rows.count
        raterCount = width
        places = rows.flatMap { row in
            row.map { $0.flatMap { place[$0] } ?? -1 }
                + Array(repeating: -1, count: width - row.count)
        }
    }

    package static let ratingMax = 1e12

    /// Answers from a list, best told in its order; one that isn't on it is a gap.
    package init<Choice: Hashable>(choices rows: [[Choice?]], of list: [Choice]) {
        let numbers = Dictionary(
            list.enumerated().map { ($1, Double($0 + 1)) }, uniquingKeysWith: { first, _ in first })
        self.init(rows.map { row in row.map { $0.flatMap { numbers[$0] } } },
            scale: Array(numbers.values))
    }

    /// The place in `scale` of what a rater said of an item; nil for a gap and beyond the table.
    func place(_ item: Int, _ rater: Int) -> Int? {
        guard (0..<itemCount).contains(item), (0..<raterCount).contains(rater) else { return nil }
        let place = places[item * raterCount + rater]
        return place < 0 ? nil : place
    }

    /// What a rater said of an item; nil for a gap and beyond the table.
    package func rating(_ item: Int, _ rater: Int) -> Double? {
        place(item, rater).map { scale[$0] }
    }

    /// The places in `scale` of all that was said of an item, in the order of the raters.
    func places(_ item: Int) -> [Int] {
        (0..<raterCount).compactMap { place(item, $0) }
    }

    /// The table of these raters alone, on the same scale.
    package func narrowed(to raters: [Int]) -> RatingTable {
        RatingTable(
            (0..<itemCount).map { item in raters.map { rating(item, $0) } }, scale: scale)
    }

    /// Items that at least two raters rated.
    package var sharedItemCount: Int {
        (0..<itemCount).count { places($0).count > 1 }
    }

    /// Throws why no agreement can be said of the table, whatever the figure: it takes two items
    /// that two raters rated.
    func checkShared() throws(CannotSay) {
        let ratings = places.count { $0 >= 0 }
        guard ratings > 0 else { throw .nothing }
        guard raterCount > 1, sharedItemCount > 0 else { throw .oneRater }
        guard sharedItemCount > 1 else { throw .oneItem }
    }
}
