import CallDesk
import Calls
import Hummingbird

extension Web {
    func apiReveals(_ visit: Visit) async throws -> Response {
        try visit.query.allow(["after", "limit", "person"])
        let reveals = try await desk.reveals(
            of: visit.query["person"], after: visit.query["after"],
            limit: try visit.query.limit(orElse: 50), by: visit.principal)
        return try .json(
            PageJSON(items: reveals.items.map { RevealJSON($0, home) }, next: reveals.next))
    }

    func apiRevealCounts(_ visit: Visit) async throws -> Response {
        try visit.query.allow([])
        struct Counts: Encodable { let items: [RevealCountJSON] }
        let counts = try await desk.revealCounts(by: visit.principal)
        return try .json(Counts(items: counts.map(RevealCountJSON.init)))
    }
}

struct RevealJSON: Encodable, Sendable {
    let id: Reveal.ID
    let customer: Customer.ID
    let person: String
    let purpose: Reveal.Purpose
    let reason: OrNull<String>
    let beganAt: String
    let endsAt: String

    init(_ reveal: Reveal, _ home: Zone) {
        id = reveal.id
        customer = reveal.customer
        person = reveal.principal
        purpose = reveal.purpose
        reason = OrNull(reveal.because)
        beganAt = home.time(reveal.beganAt).iso8601
        endsAt = home.time(reveal.endsAt).iso8601
    }
}

struct RevealCountJSON: Encodable, Sendable {
    let person: String
    let lastDay: Int
    let lastWeek: Int
    let customers: Int
    let byPurpose: [String: Int]
    let isOutlier: Bool

    init(_ count: RevealCount) {
        person = count.principal
        lastDay = count.lastDay
        lastWeek = count.lastWeek
        customers = count.customers
        byPurpose = Dictionary(
            uniqueKeysWithValues: count.byPurpose.map { ($0.key.rawValue, $0.value) })
        isOutlier = count.isOutlier
    }
}
