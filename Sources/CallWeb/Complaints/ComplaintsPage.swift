import CallDesk
import Calls
import Foundation
import Hummingbird

/// Complaints under the filters in the address, by what is due first or by when they came.
struct ComplaintsPage: PageModel {
    static let template = "complaints"
    let frame: Frame
    let tabs: ComplaintTabs
    let subtitle: String
    let listURL: String
    let menus: [FilterMenu]
    /// Set where the list shows what belongs to one customer or one call.
    let chips: [Chip]
    let clearAllURL: String?
    let dueOrder: Order
    let receivedOrder: Order
    let rows: [ComplaintLine]
    let empty: ComplaintsEmpty?
    /// Nil for who may not export, and where there is nothing.
    let exports: ComplaintExportLinks?
    let firstURL: String?
    let moreURL: String?

    struct Chip: Sendable {
        let label: String
        let value: String
        let clearURL: String
        let clearLabel: String
    }

    /// A column by which the list can stand.
    struct Order: Sendable {
        let url: String
        let isCurrent: Bool
    }
}

/// Why there is nothing to see, and what next.
struct ComplaintsEmpty: Sendable {
    let title: String
    let text: String
    let link: Link?

    struct Link: Sendable {
        let text: String
        let url: String
    }
}

extension Web {
    func complaintsPage(_ visit: Visit) async throws -> Response {
        try visit.query.allow(
            ComplaintQuery.names + ["after", "limit"], often: ComplaintQuery.often)
        if visit.query.hasEmptyValues {
            return .seeOther(
                WebURL.complaints(
                    visit.query.pairs.filter { !$0.value.isEmpty }.map { ($0.name, $0.value) }))
        }
        let (words, reader) = (visit.words, visit.principal)
        let query = try ComplaintQuery(visit.query, by: reader)
        let rules = try await desk.complaintRules(by: reader)
        let found = try await desk.complaints(
            query.filter, after: visit.query["after"],
            limit: try visit.query.limit(orElse: 50), by: reader)
        let count = try await desk.complaintCount(query.filter, by: reader)
        let menus = ComplaintMenus(
            query: query, rules: rules,
            choices: reader.may(.listCalls) ? try await desk.filterChoices(by: reader) : nil,
            assigneeTitle: found.items.first { $0.assignee != nil }?.assigneeTitle,
            words: words, now: visit.now)
        let isFirst = visit.query["after"] == nil
        return try page(
            ComplaintsPage(
                frame: await frame(
                    words("nav.complaints"), in: .complaints, of: visit,
                    keys: Self.complaintKeys(words)),
                tabs: await complaintTabs(.list, visit),
                subtitle: Self.counted(count, isFiltered: query.isFiltered, words),
                listURL: WebURL.complaints, menus: menus.all,
                chips: Self.chips(query, rules.classes, words),
                clearAllURL: query.isFiltered
                    ? query.url(without: ComplaintQuery.names.filter { $0 != "order" } + ["state"])
                    : nil,
                dueOrder: .init(
                    url: query.url("order", nil), isCurrent: query.filter.order == .due),
                receivedOrder: .init(
                    url: query.url("order", ComplaintFilter.Order.received.rawValue),
                    isCurrent: query.filter.order == .received),
                rows: found.items.map { ComplaintLine($0, rules, words, now: visit.now) },
                empty: found.items.isEmpty
                    ? Self.empty(query, isFirst: isFirst, reader, words) : nil,
                exports: reader.may(.exportComplaints) && !found.items.isEmpty
                    ? ComplaintExportLinks(query) : nil,
                firstURL: isFirst ? nil : query.url(),
                moreURL: found.next.map { query.url(adding: [("after", $0)]) }),
            for: visit)
    }

    /// Leads to the complaint whose number somebody typed.
    func complaintByNumber(_ visit: Visit) async throws -> Response {
        .seeOther(WebURL.complaint(try await complaintNamed(visit)))
    }

    /// The complaint whose number stands as `n`.
    func complaintNamed(_ visit: Visit) async throws -> Complaint.ID {
        try visit.query.allow(["n"])
        guard let number = visit.query["n"].flatMap({ ComplaintNumber(text: $0) }) else {
            throw Refusal.badComplaintNumber
        }
        return try await desk.complaintID(numbered: number, by: visit.principal)
    }

    static func complaintKeys(_ words: Words) -> [Frame.Key] {
        [
            .init(keys: ["J", "K"], does: words("keys.move")),
            .init(keys: ["Enter"], does: words("keys.open")),
            .init(keys: ["/"], does: words("keys.complaintNumber")),
            .init(keys: ["C"], does: words("keys.newComplaint")),
        ]
    }

    private static func counted(_ count: Int, isFiltered: Bool, _ words: Words) -> String {
        if count >= ComplaintBoard.countBound {
            return words(
                "complaints.count.atLeast", ["n": words.number(ComplaintBoard.countBound)])
        }
        return isFiltered
            ? words.count("complaints.count.fitting", count)
            : words.count("complaints.count.open", count)
    }

    private static func chips(
        _ query: ComplaintQuery, _ classes: ComplaintClasses, _ words: Words
    ) -> [ComplaintsPage.Chip] {
        func chip(_ name: String, _ names: [String], _ value: String?) -> ComplaintsPage.Chip? {
            guard let value else { return nil }
            let label = words("complaints.filter.\(name)")
            return .init(
                label: label, value: value, clearURL: query.url(without: names),
                clearLabel: words("filter.clear", ["filter": label]))
        }
        let (from, to) = (query.value("about_from"), query.value("about_to"))
        let ones = ["customer", "call", "team"].map { name in
            chip(name, [name], query.value(name).map { _ in words("complaints.chip.\(name)") })
        }
        let rest = [
            chip(
                "product", ["product"],
                query.value("product").map { words.product($0, in: classes) }),
            chip("cause", ["cause"], query.value("cause").map { words.cause($0, in: classes) }),
            chip(
                "about", ["about_from", "about_to"],
                from == nil && to == nil ? nil : "\(from ?? "…") – \(to ?? "…")"),
        ]
        return (ones + rest).compactMap(\.self)
    }

    private static func empty(
        _ query: ComplaintQuery, isFirst: Bool, _ reader: Principal, _ words: Words
    ) -> ComplaintsEmpty {
        let why = !isFirst ? "pastEnd" : query.isFiltered ? "filtered" : "none"
        let link: ComplaintsEmpty.Link? =
            if why != "none" {
                .init(text: words("complaints.empty.all"), url: WebURL.complaints)
            } else if reader.may(.registerComplaints) {
                .init(text: words("complaints.new"), url: WebURL.newComplaint())
            } else {
                nil
            }
        return ComplaintsEmpty(
            title: words("complaints.empty.\(why).title"),
            text: words("complaints.empty.\(why).text"), link: link)
    }
}
