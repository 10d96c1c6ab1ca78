import CallDesk
import Calls
import Foundation

@testable import CallWeb

/// Pages about customers with every list and every optional filled.
extension Sample {
    static let people: [any PageModel] = [
        customers, customer, customerEdit, reveals, access, package,
    ]

    private static let instant = Date(timeIntervalSince1970: 1_795_276_801)
    private static let id = Customer.ID(1 << 40)

    private static let customers = CustomersPage(
        frame: frame, mayFind: true, findURL: "/customers/find",
        kinds: [.init(value: "number", label: "Number")],
        foundNobody: true,
        rows: [
            .init(
                CustomerSummary(
                    id: id, numberMasked: hostile, nameMasked: hostile,
                    documentMasked: IdentityDocument(kind: .passport, number: hostile),
                    isErased: true, mergedInto: nil, createdAt: instant), SampleCalls.words)
        ], isEmpty: false, newestURL: "/customers", olderURL: "/customers?after=x")

    private static let trace = CustomerTrace(
        sequence: 7, at: instant, principal: hostile, action: "recording.listened",
        object: hostile, reason: "complaint")

    private static let customer = CustomerPage(
        frame: frame, heading: hostile, id: id.description, version: "3", since: "now", tags: [tag],
        done: "Done", problem: hostile, shown: .init(until: "14:32:08", seconds: 90, url: "/c"),
        facts: [.init(label: hostile, value: hostile)], hasNoFacts: true,
        numbers: [.init(text: "138•••••021", id: "first")],
        calls: [CallRow(SampleCalls.summary, SampleCalls.words)], callsURL: "/calls",
        history: [.init(trace, SampleCalls.words)], olderURL: "/c?history=1", newestURL: "/c",
        mergedURL: "/c", editURL: "/c/edit",
        complaints: SampleComplaints.links,
        holds: holdStrip, eraseURL: "/e", certificateURL: "/z",
        reveal: .init(url: "/c/reveal"), askURL: "/access",
        change: .init(addURL: "/a", removeURL: "/r", mergeURL: "/m", splitURL: "/s"),
        package: .init(url: "/p"), purposes: [.init(value: "complaint", label: "Complaint")])

    private static let detail = CustomerDetail(
        id: id,
        facts: CustomerFacts(
            name: hostile, document: IdentityDocument(kind: .passport, number: hostile),
            address: hostile, fields: [.init(name: hostile, value: hostile)]),
        numbers: [.init(id: nil, text: "+8613800138000")], revealedUntil: nil, isErased: false,
        mergedInto: nil, version: 3, createdAt: instant)

    private static let customerEdit = CustomerEditPage(
        detail, typed: nil, problem: .customerErased, frame: frame, SampleCalls.words)

    private static let reveal = Reveal(
        id: Reveal.ID(1), customer: id, principal: hostile, purpose: .complaint, because: hostile,
        beganAt: instant, endsAt: instant)

    private static let reveals = RevealsPage(
        frame: frame, person: hostile, allURL: "/reveals",
        counts: [
            .init(
                RevealCount(
                    principal: hostile, lastDay: 1, lastWeek: 2, customers: 3,
                    byPurpose: [.complaint: 2], isOutlier: true), SampleCalls.words)
        ], hasNoCounts: false, rows: [.init(reveal, SampleCalls.words)], isEmpty: false,
        newestURL: "/reveals", olderURL: "/reveals?after=x")

    private static let access = AccessPage(
        frame: frame, done: "Done", problem: hostile, url: "/access",
        permissions: [.init(value: "call.see", label: hostile, isCurrent: true)], object: hostile,
        reason: hostile, minutes: [.init(value: "60", label: "1 h", isCurrent: true)],
        isAsking: true,
        rows: [
            .init(
                id: "1", person: hostile, what: "see", object: hostile, objectURL: "/c",
                reason: hostile, asked: "now", wanted: "1 h", state: tag, stateNote: "until",
                decideURL: "/d", withdrawURL: "/w", withdrawText: "Withdraw")
        ], isEmpty: true, newestURL: "/access", olderURL: "/access?after=x")

    private static let package = PackageIndexPage(
        CustomerPackage(
            customer: detail, formerly: [id],
            calls: [
                .init(
                    summary: SampleCalls.summary,
                    recordings: [
                        .init(
                            summary: SampleCalls.recording.summary, path: "recordings/a.wav",
                            fileName: hostile, contentBytes: 1, contentHash: "ab",
                            takenInAt: instant, facts: SampleCalls.recording.facts)
                    ])
            ], reveals: [reveal], holds: [heldSample], history: [trace], madeAt: instant),
        frame: frame,
        SampleCalls.words)
}
