import CallDesk
import Calls

/// The views of complaints, and what leads on from each.
struct ComplaintTabs: Sendable {
    struct Tab: Sendable {
        let label: String
        let url: String
        let isCurrent: Bool
        /// Whether something there waits for the reader.
        let isWaiting: Bool
    }

    enum Place: String, CaseIterable, Sendable {
        case mine, board, list, figures, actions, returns

        var url: String {
            switch self {
            case .mine: WebURL.ownComplaints
            case .board: WebURL.complaintBoard
            case .list: WebURL.complaints
            case .figures: WebURL.figures
            case .actions: WebURL.actions
            case .returns: WebURL.returns
            }
        }

        func isOpen(to reader: Principal) -> Bool {
            switch self {
            case .mine, .board, .list: true
            case .figures, .actions: reader.grants[.seeComplaints] != .own
            case .returns: reader.may(.reportComplaints)
            }
        }
    }

    let tabs: [Tab]
    /// Nil for who may not register.
    let newURL: String?
    let numberURL = WebURL.complaintNumber

    init(
        _ place: Place, _ reader: Principal, _ words: Words, waiting: Set<Place> = []
    ) {
        tabs = Place.allCases.filter { $0.isOpen(to: reader) }.map {
            Tab(
                label: words("complaints.tab.\($0.rawValue)"), url: $0.url,
                isCurrent: $0 == place, isWaiting: waiting.contains($0))
        }
        newURL = reader.may(.registerComplaints) ? WebURL.newComplaint() : nil
    }
}

extension Web {
    func complaintTabs(_ place: ComplaintTabs.Place, _ visit: Visit) async throws -> ComplaintTabs {
        let toDo = try await desk.actionsToDo(by: visit.principal)
        return ComplaintTabs(
            place, visit.principal, visit.words, waiting: toDo > 0 ? [.actions] : [])
    }
}
