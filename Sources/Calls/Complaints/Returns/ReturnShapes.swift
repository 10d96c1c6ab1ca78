extension ReturnShape {
    /// In the order in which they are offered.
    package static let shipped: [ReturnShape] = [ukDISP, usCFPB, cnFinance]

    private static let readOn = LocalDay("2026-11-23") ?? LocalDay(number: 0)
    private static let inFavour: Set<Complaint.Outcome> = [.upheld, .partly]

    /// After the complaints return of the FCA's handbook. A part upheld counts as upheld, goodwill
    /// after a rejection doesn't (DISP 1.10.3 G (2)). What was settled without saying who was right
    /// counts as not upheld; the source doesn't name it.
    package static let ukDISP: ReturnShape = {
        let summary = ReturnClock("uk-disp", "summary")
        let final = ReturnClock("uk-disp", "final-response")
        let upheld = ReturnCondition.outcome(inFavour)
        let measures: [ReturnMeasure] = [
            ReturnMeasure("open-at-start", .cases, [.openAtStart], source: "DISP 1.10.2 R"),
            ReturnMeasure("received", .cases, [.received], source: "DISP 1.10.2 R"),
            ReturnMeasure("closed", .cases, [.closed], source: "DISP 1.10.2 R"),
            ReturnMeasure(
                "closed-in-summary", .cases, [.closed, .met(summary)],
                source: "DISP 1.5, DISP 1 Annex 1 R"),
            ReturnMeasure(
                "closed-in-time", .cases, [.closed, .not(.met(summary)), .met(final)],
                source: "DISP 1.6, DISP 1 Annex 1 R"),
            ReturnMeasure(
                "closed-late", .cases, [.closed, .not(.met(summary)), .missed(final)],
                source: "DISP 1.6, DISP 1 Annex 1 R"),
            ReturnMeasure(
                "closed-unclocked", .cases, [.closed, .not(.met(summary)), .not(.clocked(final))]),
            ReturnMeasure("upheld", .cases, [.closed, upheld], source: "DISP 1.10.3 G (2)"),
            ReturnMeasure(
                "redress-upheld", .money, [.closed, upheld], source: "DISP 1.10.3 G (3)"),
            ReturnMeasure(
                "redress-not-upheld", .money, [.closed, .not(upheld)],
                source: "DISP 1.10.3 G (3)"),
            ReturnMeasure("redress", .money, [.closed], source: "DISP 1.10.2 R (4)"),
            ReturnMeasure("open-at-end", .cases, [.openAtEnd]),
        ]
        let closing = [
            "closed", "closed-in-summary", "closed-in-time", "closed-late", "closed-unclocked",
            "upheld", "redress-upheld", "redress-not-upheld", "redress",
        ]
        return ReturnShape(
            name: "uk-disp-1-annex-1r", jurisdiction: "UK", spans: [.halfYear],
            regimes: ["uk-disp", "uk-disp-payments"], measures: measures,
            tables: [
                ReturnTable("all", ["open-at-start", "received"] + closing + ["open-at-end"]),
                ReturnTable("received", by: [.product, .cause], ["received"]),
                ReturnTable("closed", by: [.product], closing),
                ReturnTable("causes", by: [.cause], ["received", "closed", "upheld"]),
            ],
            origin: DataOrigin(
                source: "FCA Handbook, DISP 1.10 and DISP 1 Annex 1 R", readOn: readOn,
                verified: false))
    }()

    /// After the company responses of the CFPB's database of complaints: each case that was
    /// received has one of them, in this order. Whether it was closed is said as of the end of the
    /// period, whether it was late as it is known when the return is made.
    package static let usCFPB: ReturnShape = {
        let response = ReturnClock("us-cfpb", "response")
        let closed: [ReturnCondition] = [.received, .not(.missed(response)), .closedByEnd]
        let source = "CFPB, Consumer Complaint Database, company response to consumer"
        let measures: [ReturnMeasure] = [
            ReturnMeasure("received", .cases, [.received], source: source),
            ReturnMeasure(
                "untimely-response", .cases, [.received, .missed(response)], source: source),
            ReturnMeasure(
                "in-progress", .cases,
                [.received, .not(.missed(response)), .not(.closedByEnd)], source: source),
            ReturnMeasure("closed-with-monetary-relief", .cases, closed + [.money], source: source),
            ReturnMeasure(
                "closed-with-non-monetary-relief", .cases,
                closed + [.not(.money), .otherRedress], source: source),
            ReturnMeasure(
                "closed-with-explanation", .cases,
                closed + [.not(.money), .not(.otherRedress)], source: source),
            ReturnMeasure(
                "timely", .share(of: "received"), [.received, .not(.missed(response))],
                source: source),
        ]
        let keys = measures.map(\.key)
        return ReturnShape(
            name: "us-cfpb-responses", jurisdiction: "US", spans: [.halfYear, .year],
            regimes: ["us-cfpb"], measures: measures,
            tables: [
                ReturnTable("all", keys), ReturnTable("products", by: [.product], keys),
                ReturnTable("types", by: [.type], keys),
            ],
            origin: DataOrigin(
                source: "CFPB, Consumer Complaint Database, fields", readOn: readOn,
                verified: false))
    }()

    /// Of banks and insurers in China. No form of the authority was read: the numbers are those
    /// that a return by business, cause and region can't do without.
    package static let cnFinance: ReturnShape = {
        let decision = ReturnClock("cn-finance", "decision")
        let measures: [ReturnMeasure] = [
            ReturnMeasure("open-at-start", .cases, [.openAtStart]),
            ReturnMeasure("received", .cases, [.received]),
            ReturnMeasure("from-authority", .cases, [.received, .channel([.authority])]),
            ReturnMeasure("closed", .cases, [.closed]),
            ReturnMeasure("decided-in-time", .share(of: "closed"), [.closed, .met(decision)]),
            ReturnMeasure("decided-late", .cases, [.closed, .missed(decision)]),
            ReturnMeasure("upheld", .cases, [.closed, .outcome([.upheld])]),
            ReturnMeasure("partly-upheld", .cases, [.closed, .outcome([.partly])]),
            ReturnMeasure("rejected", .cases, [.closed, .outcome([.rejected])]),
            ReturnMeasure("settled", .cases, [.closed, .outcome([.settled])]),
            ReturnMeasure("withdrawn", .cases, [.closed, .outcome([.withdrawn])]),
            ReturnMeasure("redress", .money, [.closed]),
            ReturnMeasure("open-at-end", .cases, [.openAtEnd]),
        ]
        let keys = measures.map(\.key)
        return ReturnShape(
            name: "cn-finance-complaints", jurisdiction: "CN", spans: [.halfYear, .year],
            regimes: ["cn-finance"], measures: measures,
            tables: [
                ReturnTable("all", keys), ReturnTable("types", by: [.type], keys),
                ReturnTable("causes", by: [.cause], keys),
                ReturnTable("regions", by: [.region], keys),
                ReturnTable("channels", by: [.channel], keys),
            ],
            origin: DataOrigin(source: "Xinhua 2020-01", readOn: readOn, verified: false))
    }()
}
