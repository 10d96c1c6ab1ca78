import CallDesk
import Calls
import Foundation
import Hummingbird

/// Which returns there are, and of which period one is wanted.
struct ReturnsPage: PageModel {
    static let template = "returns"
    let frame: Frame
    let tabs: ComplaintTabs
    let subtitle: String
    let listURL: String
    let shapes: [Shape]
    /// What is wrong with the period that was typed; nil for nothing.
    let refused: String?

    struct Shape: Sendable {
        let id: String
        let title: String
        let jurisdiction: String
        let source: String
        let isConfirmed: Bool
        /// The latest periods, the one that is over first.
        let periods: [Link]
        /// As they were typed.
        let from: String
        let through: String
    }

    struct Link: Sendable {
        let text: String
        let url: String
    }
}

extension Web {
    func returnsPage(_ visit: Visit) async throws -> Response {
        try visit.query.allow(["return", "from", "to"])
        let words = visit.words
        var refused: String?
        if let name = visit.query["return"] {
            let period = "\(visit.query["from"] ?? "")..\(visit.query["to"] ?? "")"
            let shape = ReturnShape.shipped.first { $0.name == name }
            if let shape,
                let days = ReturnPeriod(text: period, zone: desk.returnZone(shape)),
                days.days <= ReturnPeriod.daysMost
            {
                return .seeOther(WebURL.complaintReturn(shape.name, days.name))
            }
            refused = words("refusal.bad-return-period")
        }
        return try page(
            ReturnsPage(
                frame: await frame(words("returns.title"), in: .complaints, of: visit),
                tabs: await complaintTabs(.returns, visit),
                subtitle: words("returns.subtitle"), listURL: WebURL.returns,
                shapes: ReturnShape.shipped.map { shape in
                    let zone = desk.returnZone(shape)
                    return .init(
                        shape, LocalDay(of: visit.now, in: zone), zone,
                        typed: visit.query["return"] == shape.name, visit.query, words)
                },
                refused: refused),
            for: visit)
    }
}

extension ReturnsPage.Shape {
    init(
        _ shape: ReturnShape, _ today: LocalDay, _ zone: CallZone, typed isTyped: Bool,
        _ query: Query, _ words: Words
    ) {
        id = shape.name
        title = words.title(shape)
        jurisdiction = shape.jurisdiction
        source = shape.origin.source
        isConfirmed = shape.origin.verified
        periods = ReturnPeriod.latest(shape, today, zone).map {
            .init(
                text: $0.through < today
                    ? words.name($0) : words("returns.running", ["period": words.name($0)]),
                url: WebURL.complaintReturn(shape.name, $0.name))
        }
        from = isTyped ? query["from"] ?? "" : ""
        through = isTyped ? query["to"] ?? "" : ""
    }
}

extension ReturnPeriod {
    /// The periods for which `shape` is usually made, the latest that is over first, then the one
    /// that runs.
    static func latest(
        _ shape: ReturnShape, _ today: LocalDay, _ zone: CallZone
    ) -> [ReturnPeriod] {
        let year = Int(today.description.prefix(4)) ?? 2026
        var all: [ReturnPeriod?] = []
        for past in [year, year - 1, year - 2] {
            if shape.spans.contains(.halfYear) {
                all += [
                    .half(2, of: past, zone: zone), .half(1, of: past, zone: zone),
                ]
            }
            if shape.spans.contains(.year) { all.append(.year(past, zone: zone)) }
        }
        let known = all.compactMap(\.self).filter { $0.from <= today }
        return Array(known.filter { $0.through < today }.prefix(4))
            + known.filter { $0.through >= today }
    }
}

extension Words {
    /// `First half of 2026`, `2026`, or its days.
    func name(_ period: ReturnPeriod) -> String {
        let parts = period.name.components(separatedBy: "-H")
        if parts.count == 2 { return self("return.half.\(parts[1])", ["year": parts[0]]) }
        if period.name.count == 4 { return self("return.year", ["year": period.name]) }
        return "\(period.from) – \(period.through)"
    }
}
