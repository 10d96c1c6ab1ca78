import CallDesk
import Calls
import Hummingbird

extension Web {
    private static let rowsOfPage = 50
    /// Stands for a customer in an address after a search by number that found nobody.
    private static let nobody = "nobody"

    /// The list, newest first, under the filters in the address.
    func callsPage(_ visit: Visit) async throws -> Response {
        var asked = visit.query
        try asked.allow(FilterQuery.names + ["after", "limit"], often: ["verdict"])
        if asked.hasEmptyValues { return .seeOther(Self.withoutEmptyValues(asked)) }
        let foundNobody = asked["customer"] == Self.nobody
        if foundNobody { asked = Query(pairs: asked.pairs.filter { $0.name != "customer" }) }
        let query = try FilterQuery(asked, zone: home)
        let calls =
            foundNobody
            ? Page(items: [], next: nil)
            : try await desk.calls(
                query.filter, after: asked["after"],
                limit: try asked.limit(orElse: Self.rowsOfPage), by: visit.principal)
        let menus = FilterMenus(
            query: query, choices: try await desk.filterChoices(by: visit.principal),
            words: visit.words, now: visit.now)
        let frame = await frame(
            visit.words("calls.title"), in: .calls, of: visit, keys: Self.keys(visit.words))
        return try page(
            CallsPage(
                frame: frame, menus: menus, calls: calls, foundNobody: foundNobody,
                isFirst: asked["after"] == nil, mayExport: visit.principal.may(.exportCalls)),
            for: visit)
    }

    /// Looks a number up and leads to that customer's calls: no number stands in an address.
    func findCalls(_ visit: Visit) async throws -> Response {
        try visit.query.allow([])
        let form = try await visit.form(limits: settings.limits)
        try form.allow(["number"])
        guard let number = form["number"] else { return .seeOther(WebURL.calls) }
        let id = try await desk.customer(withNumber: number, by: visit.principal)
        return .seeOther(WebURL.calls([("customer", id?.description ?? Self.nobody)]))
    }

    private static func withoutEmptyValues(_ query: Query) -> String {
        WebURL.calls(query.pairs.filter { !$0.value.isEmpty }.map { ($0.name, $0.value) })
    }

    private static func keys(_ words: Words) -> [Frame.Key] {
        [
            .init(keys: ["J", "K"], does: words("keys.move")),
            .init(keys: ["Enter"], does: words("keys.open")),
            .init(keys: ["/"], does: words("keys.search")),
            .init(keys: ["N"], does: words("keys.older")),
        ]
    }
}

extension CallsPage {
    fileprivate init(
        frame: Frame, menus: FilterMenus, calls: Page<CallSummary>, foundNobody: Bool,
        isFirst: Bool, mayExport: Bool
    ) {
        let words = menus.words
        let isOut = mayExport && !calls.items.isEmpty
        exportURL = isOut ? WebURL.exportCalls(menus.query.pairs) : nil
        exportExcelURL = isOut ? WebURL.exportCalls(menus.query.pairs + [("bom", "yes")]) : nil
        askExportURL = isOut ? WebURL.askExport(menus.query.pairs) : nil
        let isFiltered = !menus.query.pairs.isEmpty || foundNobody
        self.frame = frame
        self.menus = menus.all
        subtitle = words(isFiltered ? "calls.subtitleFiltered" : "calls.subtitle")
        searchText = menus.query.value("text") ?? ""
        searchHidden = menus.query.hidden(without: ["text"])
        if menus.query.filter.customer != nil {
            customerChip = calls.items.first?.customerMasked ?? words("filter.oneCustomer")
        } else {
            customerChip = foundNobody ? words("filter.nobody") : nil
        }
        clearCustomerURL = menus.query.url(without: ["customer"])
        clearCustomerLabel = words("filter.clear", ["filter": words("filter.customer")])
        findURL = WebURL.findCall
        clearAllURL = isFiltered ? WebURL.calls : nil
        days = CallDay.days(of: calls.items, words, now: menus.now)
        if calls.items.isEmpty {
            empty = Empty(isFiltered: isFiltered, foundNobody: foundNobody, isFirst: isFirst, words)
        } else {
            empty = nil
        }
        newestURL = isFirst ? nil : menus.query.url()
        olderURL = calls.next.map { menus.query.url(adding: [("after", $0)]) }
    }
}

extension CallsPage.Empty {
    fileprivate init(isFiltered: Bool, foundNobody: Bool, isFirst: Bool, _ words: Words) {
        let kind =
            foundNobody ? "nobody" : !isFirst ? "pastEnd" : isFiltered ? "filtered" : "none"
        title = words("empty.\(kind).title")
        text = words("empty.\(kind).text")
        linkText = words("empty.\(kind).link")
        linkURL = kind == "none" ? WebURL.intake : WebURL.calls
    }
}
