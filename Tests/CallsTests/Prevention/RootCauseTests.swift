import Testing

@testable import Calls

struct RootCauseTests {
    private let tree = [
        ComplaintSample.branch("person", nil, [
            ComplaintSample.branch("care"), ComplaintSample.branch("knowledge"),
        ]),
        ComplaintSample.branch("product"),
        ComplaintSample.branch("system", nil, [ComplaintSample.branch("outage")]),
    ]

    @Test func `branches count each complaint once, and the most frequent stand first`() {
        let found = RootCauses(
            [
                ["care"], ["care", "knowledge"], ["knowledge"], ["person"], ["product"],
                ["product"], ["product"], ["product"], ["product", "care"], [], ["gone"],
            ], tree: tree)
        #expect(found.found == 10)
        #expect(found.withoutFindings == 1)
        #expect(
            found.rows.map { "\($0.code) \($0.own) \($0.whole)" } == [
                "person 1 5", "care 3 3", "knowledge 2 2", "product 5 5", "gone 1 1",
            ])
        #expect(found.rows[1].path == ["person"])
        #expect(found.rows.last?.isKnown == false)
        let share = Estimate.proportion(5, of: 10)
        #expect(found.rows[0].share == share)
    }

    @Test func `steps say how many complaints the most frequent causes account for`() {
        let found = RootCauses(
            [["a", "b"], ["a"], ["a"], ["b"], ["c"]], tree: [])
        #expect(found.steps.map(\.code) == ["a", "b", "c"])
        #expect(found.steps.map(\.covered) == [3, 4, 5])
        #expect(found.steps.last?.coveredShare?.value == 1)
        #expect(RootCauses([], tree: tree).rows.isEmpty)
    }
}
