/// One action with all that its page shows.
package struct ActionDetail: Sendable {
    package struct Event: Sendable {
        package var event: ActionEvent
        /// Nil for whoever has no account.
        package var byTitle: String?
        /// Empty where nothing was said; nil once it had to go.
        package var text: String?

        package init(_ event: ActionEvent) { self.event = event }
    }

    package struct Owner: Hashable, Sendable {
        package var person: String
        package var title: String

        package init(person: String, title: String) {
            (self.person, self.title) = (person, title)
        }
    }

    /// Complaints before and after, as they are just now; `after` is nil on the day itself.
    package struct Figures: Hashable, Sendable {
        package var effect: ActionEffect
        package var before: ClosedRange<LocalDay>
        package var after: ClosedRange<LocalDay>?

        package init(
            _ effect: ActionEffect, before: ClosedRange<LocalDay>, after: ClosedRange<LocalDay>?
        ) {
            (self.effect, self.before, self.after) = (effect, before, after)
        }
    }

    package var summary: ActionSummary
    package var action: CorrectiveAction
    package var classes: ComplaintClasses
    /// In the order in which they happened.
    package var timeline: [Event] = []
    /// Nil until it is done.
    package var figures: Figures?
    /// What the reader can do now.
    package var acts: [ActionAct] = []
    /// To whom it can be given; empty for who can't give it.
    package var owners: [Owner] = []
    /// How people and agents in the history are called.
    package var titles: [String: String] = [:]
    /// Those that it came from, as far as the reader sees them.
    package var complaints: [ComplaintSummary] = []
    package var today: LocalDay

    package init(
        summary: ActionSummary, action: CorrectiveAction, classes: ComplaintClasses,
        today: LocalDay
    ) {
        self.summary = summary
        self.action = action
        self.classes = classes
        self.today = today
    }

    /// Number of the last event.
    package var version: Int { action.history.last?.number ?? 0 }
}

/// What a new action can be about and who may own it.
package struct ActionChoices: Sendable {
    package struct Group: Hashable, Sendable {
        package var dimension: ComplaintDimension
        /// As `NewAction.key` wants it.
        package var key: String
        package var title: String

        package init(_ dimension: ComplaintDimension, key: String, title: String) {
            (self.dimension, self.key, self.title) = (dimension, key, title)
        }
    }

    /// Causes and products.
    package var classes: ComplaintClasses
    package var owners: [ActionDetail.Owner]
    /// Teams and campaigns; agents are named by code.
    package var groups: [Group]
    package var today: LocalDay

    package init(
        classes: ComplaintClasses, owners: [ActionDetail.Owner], groups: [Group],
        today: LocalDay
    ) {
        (self.classes, self.owners) = (classes, owners)
        (self.groups, self.today) = (groups, today)
    }
}
