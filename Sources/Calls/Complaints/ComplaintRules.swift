/// What the house has laid down for complaints beside the table of acts: its classes, and the
/// regimes of its clocks.
package struct ComplaintRules: Hashable, Sendable {
    package var classes: ComplaintClasses
    package var book: RegimeBook

    package init(classes: ComplaintClasses, book: RegimeBook) {
        self.classes = classes
        self.book = book
    }
}

extension ComplaintRules {
    /// How many may speak for a joint complaint under all of the regimes called `names`.
    package func representativesMost(_ names: [String]) -> Int {
        names.compactMap { book.regimes[$0]?.representativesMost }
            .reduce(classes.representativesMost, min)
    }

    /// Whether all regimes and the calendar are known, and no regime is named twice.
    package func know(_ place: ComplaintPlace) -> Bool {
        place.regimes.count <= Complaint.Limits.regimes
            && Set(place.regimes).count == place.regimes.count
            && place.regimes.allSatisfy { book.regimes[$0] != nil }
            && place.clocks?.calendar.map { book.calendars[$0] != nil } ?? true
    }

    /// Names by which more time can be asked for in a case of these regimes.
    package func extensions(_ names: [String]) -> Set<String> {
        Set(
            names.compactMap { book.regimes[$0] }
                .flatMap { $0.clocks.flatMap(\.extensions).map(\.name) })
    }

    /// Whether all codes of `deed` are known and fit `complaint`.
    func know(_ deed: ComplaintDeed, in complaint: Complaint) -> Bool {
        switch deed {
        case .place(let place): know(place)
        case .request(.extension(let name)):
            extensions(complaint.place.regimes).contains(name)
        default: classes.know(deed)
        }
    }
}
