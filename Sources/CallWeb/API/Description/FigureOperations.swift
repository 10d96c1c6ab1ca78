import Calls

extension Web {
    /// Rates of complaints.
    static let figureOperations: [String: APIOperation] = [
        "GET /api/v1/complaints/figures": APIOperation(
            summary: "Complaints per 1,000 calls, customers or sales with their intervals: in all, "
                + "by group, by week or month with control limits, and by cause; of half a year "
                + "unless days are named. `group` is such as `campaign:0e5q8rk2m1v7d` or "
                + "`product:loan`; `signals` are what stands out just now. As far as you may see "
                + "them",
            query: [
                .maybe("from", .day), .maybe("to", .day),
                .maybe("base", .choice(RateBase.allCases.map(\.rawValue))),
                .maybe("by", .choice(ComplaintDimension.allCases.map(\.rawValue))),
                .maybe("group", .text(most: 200)), .maybe("cause", .text(most: 200)),
                .maybe("cycle", .choice(FigureQuery.cycles.map(\.rawValue))),
            ]),
    ]
}
