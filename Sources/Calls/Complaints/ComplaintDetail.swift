/// One complaint with all that its page shows.
package struct ComplaintDetail: Sendable {
    /// A party as the page shows them: masked unless the reader's own reveal lasts.
    package struct Party: Hashable, Sendable {
        package var number: Int
        package var kind: ComplaintForm.Party.Kind
        package var customer: Customer.ID?
        package var name: String
        package var phone: String
        package var email: String
        package var address: String
        package var relation: String

        package init(number: Int, kind: ComplaintForm.Party.Kind) {
            self.number = number
            self.kind = kind
            name = ""
            phone = ""
            email = ""
            address = ""
            relation = ""
        }
    }

    /// A line of the timeline.
    package struct Event: Hashable, Sendable {
        package var complaint: Complaint.ID
        package var event: ComplaintEvent
        package var byTitle: String?
        /// Nil where nothing was said, or what was said had to go.
        package var text: String?

        package init(complaint: Complaint.ID, event: ComplaintEvent) {
            self.complaint = complaint
            self.event = event
        }
    }

    /// A linked call.
    package struct LinkedCall: Sendable {
        package var call: CallSummary
        package var isSubject: Bool
        package var isHeld: Bool
        /// Whether it belongs to the case itself, and not to one that was merged into it.
        package var complaint: Complaint.ID
        /// Evaluations that the reader may see.
        package var evaluations: [Evaluation.ID]

        package init(
            call: CallSummary, isSubject: Bool, isHeld: Bool, complaint: Complaint.ID
        ) {
            self.call = call
            self.isSubject = isSubject
            self.isHeld = isHeld
            self.complaint = complaint
            evaluations = []
        }
    }

    /// A request to a second person, by the number of the event that asked.
    package struct Request: Hashable, Sendable {
        package var number: Int
        package var request: ComplaintRequest
        package var askedByTitle: String?
        package var text: String?

        package init(number: Int, request: ComplaintRequest) {
            self.number = number
            self.request = request
        }
    }

    package var summary: ComplaintSummary
    package var complaint: Complaint
    package var language: String
    package var product: String
    /// Of the house's classes.
    package var productCode: String?
    package var remedy: String
    /// In the customer's words; nil once they had to go.
    package var text: String?
    package var campaign: String?
    package var parties: [Party]
    /// Every clock of the case.
    package var clocks: [ClockReading]
    /// Of the case and of all merged into it, as they happened.
    package var timeline: [Event]
    package var calls: [LinkedCall]
    /// Of the case and of all merged into it, as they were added.
    package var documents: [ComplaintDocument] = []
    package var questions: [ComplaintQuestion]
    /// Open ones first.
    package var requests: [Request]
    package var members: [ComplaintSummary]
    package var mergedInto: ComplaintSummary?
    package var links: [ComplaintSummary]
    /// Those about the same customer or calls that aren't linked yet.
    package var duplicates: [ComplaintSummary]
    /// What the reader can do now: the buttons, in the order of the table.
    package var acts: [ComplaintAct]
    /// Why the reader can't work it, whatever their role.
    package var recusal: ComplaintRecusal?
    /// What is still open before it can be closed.
    package var openNeeds: [ComplaintNeed]
    /// Number of the last event; an act names the one it was made after.
    package var version: Int
    /// What it can be assessed as, found as, and made good with.
    package var rules: ComplaintRules
    /// Who can be given it, the fittest first: person and title.
    package var workers: [Worker]
    /// How the people are called who did something in it or are named in it, by
    /// `Principal.person`; who has no account isn't there.
    package var titles: [String: String]
    /// How agents are called who are named in it.
    package var agentTitles: [Agent.ID: String]
    /// What the reader may grant by themselves, in the smallest unit of the currency.
    package var limit: Int64

    package struct Worker: Hashable, Sendable {
        package var person: String
        package var title: String
        package var load: Int

        package init(person: String, title: String, load: Int) {
            self.person = person
            self.title = title
            self.load = load
        }
    }

    package init(summary: ComplaintSummary, complaint: Complaint, rules: ComplaintRules) {
        self.summary = summary
        self.complaint = complaint
        self.rules = rules
        language = "en"
        product = ""
        remedy = ""
        parties = []
        clocks = []
        timeline = []
        calls = []
        questions = []
        requests = []
        members = []
        links = []
        duplicates = []
        acts = []
        openNeeds = []
        version = 0
        workers = []
        agentTitles = [:]
        titles = [:]
        limit = 0
    }
}
