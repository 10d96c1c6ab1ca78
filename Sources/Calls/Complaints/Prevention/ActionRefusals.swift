extension Refusal {
    package static let noSuchAction = Refusal(
        .notFound, .noSuchAction, "There is no such action. Look at the list of actions.")

    package static let noSuchCause = Refusal(
        .notFound, .noSuchCause,
        "There is no such cause. Choose one from the list of complaints' causes.")

    package static let actionChanged = Refusal(
        .conflict, .actionChanged,
        "Somebody did something with this action meanwhile. Look at it, then do it again.")

    /// What stands in the way, with what to do.
    package init(action bar: ActionBar) {
        switch bar {
        case .permission(let permission):
            self.init(.forbidden, .notAllowed, bar.sentence, subject: permission.rawValue)
        case .state(let state):
            self.init(.conflict, .actionState, bar.sentence, subject: state.rawValue)
        case .needs(let needs):
            self.init(
                .conflict, .actionNeeds, bar.sentence,
                subject: (needs.first ?? .room).rawValue)
        }
    }
}
