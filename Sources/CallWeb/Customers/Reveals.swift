import CallDesk
import Calls
import Hummingbird

extension Web {
    /// Who revealed how often, and each reveal with its reason.
    func revealsPage(_ visit: Visit) async throws -> Response {
        try visit.query.allow(["after", "limit", "person"])
        let person = visit.query["person"]
        let counts = try await desk.revealCounts(by: visit.principal)
        let reveals = try await desk.reveals(
            of: person, after: visit.query["after"], limit: try visit.query.limit(orElse: 50),
            by: visit.principal)
        let visit = try await naming(
            counts.map(\.principal) + reveals.items.map(\.principal), in: visit)
        let words = visit.words
        let frame = await frame(words("reveals.title"), in: .reveals, of: visit)
        let isFirst = visit.query["after"] == nil
        return try page(
            RevealsPage(
                frame: frame, person: person.map(words.who),
                allURL: person == nil ? nil : WebURL.reveals,
                counts: counts.map { .init($0, words) }, hasNoCounts: counts.isEmpty,
                rows: reveals.items.map { .init($0, words) }, isEmpty: reveals.items.isEmpty,
                newestURL: isFirst ? nil : WebURL.reveals(Self.personPair(person)),
                olderURL: reveals.next.map {
                    WebURL.reveals(Self.personPair(person) + [("after", $0)])
                }),
            for: visit)
    }

    private static func personPair(_ person: String?) -> [(String, String)] {
        person.map { [("person", $0)] } ?? []
    }
}

struct RevealsPage: PageModel {
    struct Count: Sendable {
        let person: String
        let url: String
        let day: String
        let week: String
        let customers: String
        let purposes: String
        let tags: [Tag]
    }

    struct Row: Sendable {
        let when: String
        let person: String
        let customer: String
        let url: String
        let purpose: String
        let reason: String
    }

    static let template = "reveals"
    let frame: Frame
    let person: String?
    let allURL: String?
    let counts: [Count]
    let hasNoCounts: Bool
    let rows: [Row]
    let isEmpty: Bool
    let newestURL: String?
    let olderURL: String?
}

extension RevealsPage.Count {
    init(_ count: RevealCount, _ words: Words) {
        person = words.who(count.principal)
        url = WebURL.reveals([("person", count.principal)])
        day = words.number(count.lastDay)
        week = words.number(count.lastWeek)
        customers = words.number(count.customers)
        purposes = Reveal.Purpose.allCases.compactMap { purpose in
            count.byPurpose[purpose].map { "\(words.name(purpose)) \(words.number($0))" }
        }.joined(separator: " · ")
        tags =
            count.isOutlier
            ? [Tag(symbol: "△", text: words("reveals.outlier"), tone: "warn")] : []
    }
}

extension RevealsPage.Row {
    init(_ reveal: Reveal, _ words: Words) {
        when = words.moment(reveal.beganAt)
        person = words.who(reveal.principal)
        customer = reveal.customer.description
        url = WebURL.customer(reveal.customer)
        purpose = words.name(reveal.purpose)
        reason = reveal.because ?? words("reveals.erased")
    }
}
