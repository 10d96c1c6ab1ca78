/// A cause of complaints with what is done about it, as far as who looks may see.
package struct CauseDetail: Sendable {
    /// A question that watches for the cause.
    package struct Asked: Sendable {
        package var question: WatchedQuestion
        /// As it is asked today; nil where no scorecard in force has it.
        package var text: LocalText?
        /// Nil for who doesn't see scores.
        package var effect: CoachingEffect?
        /// The latest first.
        package var coachings: [CoachingSummary] = []

        package init(_ question: WatchedQuestion) { self.question = question }
    }

    /// Complaints of the last days against those of as many before.
    package struct Trend: Sendable {
        package var effect: ActionEffect
        package var before: ClosedRange<LocalDay>
        package var after: ClosedRange<LocalDay>

        package init(
            _ effect: ActionEffect, before: ClosedRange<LocalDay>, after: ClosedRange<LocalDay>
        ) {
            (self.effect, self.before, self.after) = (effect, before, after)
        }
    }

    /// What came again since the last action of the cause was done, in its group.
    package struct Recurrence: Sendable {
        package var action: ActionSummary
        package var doneOn: LocalDay
        package var complaints: Int

        package init(_ action: ActionSummary, doneOn: LocalDay, complaints: Int) {
            (self.action, self.doneOn, self.complaints) = (action, doneOn, complaints)
        }
    }

    package var code: String
    package var classes: ComplaintClasses
    /// Nil for who sees but their own complaints.
    package var trend: Trend?
    /// The latest, as far as the reader sees them.
    package var complaints: [ComplaintSummary] = []
    /// The most urgent first, then what has ended.
    package var actions: [ActionSummary] = []
    package var recurrence: Recurrence?
    package var questions: [Asked] = []
    /// The day around which the questions' scores are compared.
    package var pivot: LocalDay
    package var today: LocalDay

    package init(code: String, classes: ComplaintClasses, pivot: LocalDay, today: LocalDay) {
        (self.code, self.classes) = (code, classes)
        (self.pivot, self.today) = (pivot, today)
    }
}
