import CallDesk
import Calls

extension Web {
    /// Complaints of customers: lists, one of them, and what can be done with it.
    static let complaintOperations: [String: APIOperation] =
        complaintReading.merging(complaintBringing) { first, _ in first }
        .merging(complaintActing) { first, _ in first }

    private static let complaintReading: [String: APIOperation] = [
        "GET /api/v1/complaints": APIOperation(
            summary: "Complaints that aren't closed, what is due first first; others by `state`. "
                + "`assignee` is a person, `me` or `nobody`; `type` counts what is below it; "
                + "`members=no` leaves out what was merged into another",
            query: complaintFilters + APIOperation.paging),
        "GET /api/v1/complaints/export": APIOperation(
            summary: "The complaints of a filter as a file, in the order of the list; codes, ids "
                + "and times, and nobody's name or words",
            query: complaintFilters + [
                .maybe("format", .choice(names(ExportForm.self))),
                .maybe("bom", .choice(["yes", "no"])),
            ], answer: .bytes(types: ["text/csv", "application/jsonl"], isPartial: false)),
        "POST /api/v1/complaints/:complaint/file": APIOperation(
            summary: "Everything that is kept of one case, people in plain, as a tar with the sums "
                + "of its files and the ledger's entries with their proof; sealed by age where a "
                + "`recipient` is named. `recordings` adds the calls' sound as far as you may "
                + "listen to it",
            body: [
                .needed("purpose", .choice(names(CaseFileWish.Purpose.self))),
                .maybe("recipient", .text(most: 200)), .maybe("recordings", .flag),
                .maybe("language", .choice(Language.allCases.map(\.rawValue))),
            ],
            answer: .bytes(
                types: ["application/x-tar", "application/octet-stream"], isPartial: false)),
        "GET /api/v1/complaints/board": APIOperation(
            summary: "What is open by state, the most urgent twenty of each, and how many are "
                + "overdue or nobody's; counted to 10,000"),
        "GET /api/v1/complaints/mine": APIOperation(
            summary: "What waits for you: your cases by what is due first, questions to you, what "
                + "waits for you as a second person, and cases that you may take",
            query: APIOperation.paging),
        "GET /api/v1/complaints/rules": APIOperation(
            summary: "Types, severities, causes, kinds of redress and regimes that the house has"),
        "GET /api/v1/complaints/number": APIOperation(
            summary: "The id of the complaint with this number, such as 26-0000471-4",
            query: [.needed("n", .text(most: 40))]),
        "GET /api/v1/complaints/questions/:complaint/:event": APIOperation(
            summary: "A question to you: nothing else of the case",
            path: ["event": .integer(1...Complaint.Limits.events)]),
        "GET /api/v1/complaints/:complaint/documents": APIOperation(
            summary: "Its documents and those of what was merged into it, without their bytes"),
        "GET /api/v1/complaints/:complaint/documents/:document": APIOperation(
            summary: "The bytes of a document, by its number in the case; the ledger says who "
                + "asked for them",
            path: ["document": .integer(1...Complaint.Limits.documents)],
            answer: .bytes(type: "application/octet-stream", isPartial: false)),
        "POST /api/v1/complaints/:complaint/documents": APIOperation(
            summary: "Add a document, as the one file of a form, of at most 20 MiB: PDF, PNG, "
                + "JPEG, text, DOCX, XLSX, an e-mail, WAV or MP3, by its content. 200 where the "
                + "case has the same bytes already",
            upload: "multipart/form-data", answer: .madeUnlessThere),
        "GET /api/v1/complaints/:complaint": APIOperation(
            summary: "One of them: words, parties as you may see them, clocks and why they read "
                + "what they read, its whole history, and what you can do with it now (`acts`)"),
    ]

    private static let complaintFilters: [APIOperation.Field] = [
        .maybe("state", .list(.choice(names(Complaint.State.self)), most: 9)),
        .maybe("due", .choice(names(ComplaintFilter.Due.self))),
        .maybe("assignee", .text(most: 200)), .maybe("type", .text(most: 200)),
        .maybe("severity", .text(most: 200)),
        .maybe("outcome", .choice(names(Complaint.Outcome.self))),
        .maybe("channel", .choice(names(ComplaintReceipt.Channel.self))),
        .maybe("regime", .text(most: 200)), .maybe("customer", .id), .maybe("call", .id),
        .maybe("agent", .text(most: 200)), .maybe("campaign", .text(most: 200)),
        .maybe("team", .id), .maybe("product", .text(most: 200)), .maybe("cause", .text(most: 200)),
        .maybe("about_from", .day), .maybe("about_to", .day), .maybe("from", .day),
        .maybe("to", .day), .maybe("asked", .choice(["yes"])), .maybe("members", .choice(["no"])),
        .maybe("order", .choice(names(ComplaintFilter.Order.self))),
    ]

    private static let complaintBringing: [String: APIOperation] = [
        "POST /api/v1/complaints/matches": APIOperation(
            summary: "What may belong to a complaint that is about to be registered: the customer "
                + "by telephone or id, calls nearest to `around`, complaints about the same",
            body: [
                .maybe("customer", .id), .maybe("phone", .text(most: 500)),
                .maybe("around", .time),
            ]),
        "POST /api/v1/complaints": APIOperation(
            summary: "Register a complaint: it gets a number and its clocks begin. `regimes` are "
                + "those of the settings unless they are named, `receivedAt` is now. Linked calls "
                + "are held; the customer of the first complains where no party is named",
            body: [
                .needed("channel", .choice(names(ComplaintReceipt.Channel.self))),
                .needed("text", .text(most: Complaint.Limits.textCharacters)),
                .maybe("receivedAt", .time), .maybe("language", .text(most: 20)),
                .maybe(
                    "parties", .list(.object(party), most: ComplaintForm.Limits.parties)),
                .maybe("complainants", .integer(1...ComplaintReceipt.complainantsMax)),
                .maybe("vulnerable", .flag), .maybe("remedy", part), .maybe("product", part),
                .maybe("productCode", .text(most: 40)),
                .maybe("campaign", .text(most: 200)),
                .maybe("agents", .list(.text(most: 200), most: 100)),
                .maybe("aboutDecisionsOf", .list(.text(most: 200), most: 100)),
                .maybe("calls", .list(.id, most: Complaint.Limits.calls)),
                .maybe(
                    "regimes", .list(.text(most: 100), most: Complaint.Limits.regimes)),
                .maybe("links", .list(.id, most: Complaint.Limits.links)),
            ], answer: .made),
    ]

    private static let part = APIOperation.Field.Kind.text(
        least: 0, most: ComplaintForm.Limits.partCharacters)

    private static let party: [APIOperation.Field] = [
        .maybe("kind", .choice(names(ComplaintForm.Party.Kind.self))), .maybe("customer", .id),
        .maybe("name", part), .maybe("phone", part), .maybe("email", part),
        .maybe("address", part), .maybe("relation", part),
    ]

    /// Each act of the table, in its words, with its own fields, a text and `after`.
    private static let complaintActing: [String: APIOperation] = Dictionary(
        uniqueKeysWithValues: complaintActs.map { act in
            (
                "POST /api/v1/complaints/:complaint/\(act.rawValue)",
                APIOperation(
                    summary: act.meaning + ". `after` is the number of the last event that you "
                        + "saw: if there is a later one, this is refused with 409",
                    body: act.fields + [
                        .maybe("text", .text(least: 0, most: Complaint.Limits.textCharacters)),
                        .maybe("after", .integer(1...Complaint.Limits.events)),
                    ], answer: act == .split ? .made : .nothing)
            )
        })

    private static func names<Choice: RawRepresentable<String> & CaseIterable>(
        _ type: Choice.Type
    ) -> [String] { Choice.allCases.map(\.rawValue) }
}

extension ComplaintAct {
    fileprivate var meaning: String {
        switch self {
        case .assign: "Hand it to `person`; to whoever fits and has least to do when left out"
        case .linkCall: "Link a call and hold it; `subject` is false for the call by which it came"
        case .place: "Say by whose rules it is reckoned, and by which zone and calendar"
        case .represent: "Say how many speak for a joint complaint"
        case .ask: "Put a question to an agent, who sees nothing else of the case"
        case .askExtension: "Ask a second person for more time, by the name the regime gives it"
        case .askRedress: "Ask a second person for more redress than one may grant"
        case .answer: "Send the letter: `text` is what the customer is told"
        case .give: "Note that the customer got the redress at this place of the decision"
        case .hear: "Note what the customer says of the outcome"
        case .split: "Make a case of its own of some of the calls; answers with its id"
        case .merge: "Merge it into the one with this number"
        case .link: "Link it with the one with this number"
        default: rawValue.prefix(1).uppercased() + rawValue.dropFirst().replacing("-", with: " ")
        }
    }

    fileprivate var fields: [APIOperation.Field] {
        switch self {
        case .assess:
            [
                .needed("type", Self.code), .needed("severity", Self.code),
                .needed("complexity", .choice(Complaint.Complexity.allCases.map(\.rawValue))),
                .maybe("product", .text(least: 0, most: 40)),
            ]
        case .assign: [.maybe("person", .text(least: 0, most: 200))]
        case .linkCall: [.needed("call", .id), .maybe("subject", .flag)]
        case .unlinkCall: [.needed("call", .id)]
        case .represent: [.needed("representatives", .integer(0...1000))]
        case .place:
            [
                .needed("regimes", .list(.text(most: 100), most: Complaint.Limits.regimes)),
                .maybe("zone", .text(least: 0, most: 100)),
                .maybe("calendar", .text(least: 0, most: 100)),
            ]
        case .ask: [.needed("agent", .text(most: 200))]
        case .answerQuestion: [.needed("event", Self.event)]
        case .find: [.maybe("causes", .list(Self.code, most: 100))]
        case .wait: [.needed("reason", .choice(PauseReason.allCases.map(\.rawValue)))]
        case .askExtension: [.needed("extension", .text(most: 100))]
        case .askRedress: [.needed("redress", Self.redress)]
        case .approve, .refuse: [.needed("request", Self.event)]
        case .solve, .decide, .settle, .rule:
            [
                .needed("outcome", .choice(Complaint.Outcome.allCases.map(\.rawValue))),
                .maybe("redress", Self.redress), .maybe("agreed", .flag),
            ]
        case .answer: [.maybe("template", .text(least: 0, most: 100))]
        case .give: [.needed("redress", .integer(0...(Complaint.Limits.redress - 1)))]
        case .hear:
            [
                .needed("content", .flag), .maybe("satisfaction", .integer(1...5)),
                .maybe("recommend", .integer(0...10)),
            ]
        case .link, .merge: [.needed("number", .text(most: 40))]
        case .split: [.needed("calls", .list(.id, most: Complaint.Limits.calls))]
        default: []
        }
    }

    private static let code = APIOperation.Field.Kind.text(most: 100)
    private static let event = APIOperation.Field.Kind.integer(1...Complaint.Limits.events)
    private static let redress = APIOperation.Field.Kind.list(
        .object([
            .needed("kind", code), .maybe("amount", .integer(0...1_000_000_000_000)),
        ]), most: Complaint.Limits.redress)
}
