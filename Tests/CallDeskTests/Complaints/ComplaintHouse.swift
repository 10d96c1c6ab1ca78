import CallDesk
import CallLedger
import CallStore
import Calls
import Foundation
import TestSupport
import Testing

/// A house with two handlers, an officer, a supervisor and an agent who spoke in a call.
struct ComplaintHouse {
    let house: House
    let handler: Principal
    let other: Principal
    let officer: Principal
    let agent: Principal
    let call: Call.ID
    let customer: Customer.ID

    var desk: CallDesk { house.desk }
    var now: Date { house.clock.now }

    static let phone = "13900139000"

    init(_ engine: Engine = .sqlite) async throws {
        try await self.init(on: House(on: StateFolder(database: DatabasePlace(engine))))
    }

    init(on house: House) async throws {
        self.house = house
        handler = Staff.account(
            try await house.addAccount("handler1", [.complaintHandler]), [.complaintHandler])
        other = Staff.account(
            try await house.addAccount("handler2", [.complaintHandler]), [.complaintHandler])
        officer = Staff.account(
            try await house.addAccount("officer1", [.complianceOfficer]), [.complianceOfficer])
        let found = try await house.customer(Self.phone, seed: 900, agent: "209")
        (customer, call) = (found.customer, found.call)
        let spoke = try #require(
            try await house.database.read { try $0.agent(code: "209")?.id })
        agent = Principal(
            id: "account:agent209", roles: [.agent], agent: spoke, account: Account.ID(209))
    }

    /// By the customer of the call, about the call, unless told otherwise.
    func form(
        text: String = "Nobody called me back", calls: [Call.ID]? = nil
    ) -> ComplaintForm {
        var form = ComplaintForm(channel: .phone, language: "zh-Hans", text: text)
        form.parties = [ComplaintForm.Party(kind: .complainant, customer: customer)]
        form.calls = calls ?? [call]
        form.regimes = ["house"]
        return form
    }

    func register(
        by principal: Principal? = nil, _ change: (inout ComplaintForm) -> Void = { _ in }
    ) async throws -> Complaint.ID {
        var form = form()
        change(&form)
        return try await desk.receiveComplaint(form, by: principal ?? handler).id
    }

    func act(
        _ id: Complaint.ID, _ deed: ComplaintDeed, saying text: String = "words",
        by principal: Principal? = nil
    ) async throws {
        try await desk.actOnComplaint(id, deed, saying: text, by: principal ?? handler)
    }

    func assess(
        _ id: Complaint.ID, _ type: String = "pressure", _ severity: String = "high",
        by principal: Principal? = nil
    ) async throws {
        try await desk.assessComplaint(
            id, type: type, severity: severity, complexity: .simple, saying: "",
            by: principal ?? handler)
    }

    /// Acknowledged, assessed, and in the hands of `principal`, who investigates.
    func investigate(_ id: Complaint.ID, by principal: Principal? = nil) async throws {
        let principal = principal ?? handler
        try await act(id, .acknowledge, by: principal)
        try await assess(id, by: principal)
        try await act(id, .take, by: principal)
        try await act(id, .investigate, by: principal)
    }

    func decide(
        _ id: Complaint.ID, _ decision: ComplaintDecision, by principal: Principal? = nil
    ) async throws {
        try await act(id, .find(ComplaintFindings(causes: ["care"])), by: principal)
        try await act(id, .decide(decision), by: principal)
    }

    /// The letter; whom it goes to is the desk's to say.
    func answer(_ id: Complaint.ID, by principal: Principal? = nil) async throws {
        try await act(
            id, .answer(ComplaintLetter(template: "", version: 0, to: [])), saying: "Dear customer",
            by: principal)
    }

    @discardableResult
    func attach(
        _ id: Complaint.ID, _ words: String = "a contract", name: String = "contract.txt",
        by principal: Principal? = nil
    ) async throws -> ComplaintAttaching {
        try await desk.attachToComplaint(
            id, NewComplaintDocument(name: name, type: "text/plain", bytes: Array(words.utf8)),
            by: principal ?? handler)
    }

    func state(_ id: Complaint.ID) async throws -> Complaint.State {
        try await desk.complaint(id, by: officer).summary.state
    }

    func row(_ id: Complaint.ID) async throws -> ComplaintRow {
        try #require(try await house.database.read { try $0.complaint(id) })
    }

    /// What lists say of every case is what its page says.
    func compareLists() async throws {
        let states = Set(Complaint.State.allCases)
        let page = try await desk.complaints(
            ComplaintFilter(states: states), after: nil, limit: 200, by: officer)
        #expect(!page.items.isEmpty)
        for item in page.items {
            #expect(try await desk.complaint(item.id, by: officer).summary == item)
        }
    }

    func refusal(_ body: () async throws -> Void) async -> Refusal? {
        await #expect(throws: Refusal.self) { try await body() }
    }

    func code(_ body: () async throws -> Void) async -> Refusal.Code? {
        await refusal(body)?.code
    }

    private static func text(_ words: String) -> LocalText {
        LocalText(english: words, simplifiedChinese: words, traditionalChinese: words)
    }

    private static func branch(
        _ code: String, _ firstLine: ComplaintClasses.FirstLine? = nil,
        _ below: [ComplaintClasses.Branch] = [], watching question: String? = nil
    ) -> ComplaintClasses.Branch {
        var branch = ComplaintClasses.Branch(
            code: code, title: text(code), firstLine: firstLine, branches: below)
        branch.questions = [question.flatMap { WatchedQuestion($0) }].compactMap(\.self)
        return branch
    }

    /// One regime, `house`, with a limit of 15 days, more time once, and a window.
    static let settings: ComplaintSettings = {
        let origin = DataOrigin(
            source: "test", readOn: LocalDay(number: 19_000), verified: true)
        var clock = ComplaintClock(
            name: "answer", title: text("answer"), stops: [.answered, .withdrawn, .referred],
            length: ClockLength(15, .days), origin: origin)
        clock.pauses = [.customer]
        clock.reopening = .restart
        clock.extensions = [
            .init(
                name: "once", title: text("once"), kind: .to, length: ClockLength(30, .days),
                times: 1, needsSecondPerson: true)
        ]
        var window = ComplaintClock(
            name: "summary", title: text("summary"), stops: [.answered],
            length: ClockLength(3, .days), origin: origin)
        window.kind = .window
        let regime = ComplaintRegime(
            name: "house", jurisdiction: "XX", title: text("house"), zone: .utc, calendar: nil,
            clocks: [window, clock])
        let response = ComplaintClock(
            name: "response", title: text("response"), stops: [.answered, .withdrawn, .settled],
            length: ClockLength(15, .days), origin: origin)
        let cfpb = ComplaintRegime(
            name: "us-cfpb", jurisdiction: "US", title: text("cfpb"), zone: .utc, calendar: nil,
            clocks: [response])
        var classes = ComplaintClasses(
            severities: ["low", "high"].enumerated().map {
                .init(code: $1, title: text($1), meaning: text($1), load: $0 + 1)
            },
            types: [
                branch("service", .upTo("low"), [branch("delay")]),
                branch("sales", nil, [branch("pressure")]),
            ],
            causes: [branch("person", nil, [branch("care", watching: "conduct/greeting")])],
            redress: [
                .init(code: "apology", title: text("apology"), isMoney: false),
                .init(code: "refund", title: text("refund"), isMoney: true),
            ],
            currency: "CNY", limits: [.complaintHandler: 1000, .complianceOfficer: 5000],
            representativesMost: 5)
        classes.products = [
            .init(code: "life", title: text("life"), campaigns: ["winter"]),
            .init(code: "motor", title: text("motor")),
        ]
        return ComplaintSettings(
            rules: ComplaintRules(
                classes: classes,
                book: RegimeBook(
                    regimes: [
                        "house": regime, "strict": LetterHouse.strict, "us-cfpb": cfpb,
                    ],
                    calendars: [:], home: .utc)),
            regimes: ["house"])
    }()
}

extension House {
    /// Some of everything that complaints leave.
    func liveInComplaints() async throws {
        let complaints = try await ComplaintHouse(on: self)
        let id = try await complaints.register { $0.agents = ["209"] }
        try await complaints.investigate(id)
        try await complaints.desk.askAboutComplaint(
            id, agentCode: "209", saying: "What did you say?", by: complaints.handler)
        _ = try await complaints.attach(id)
        let letter = try await complaints.desk.beginComplaintLetter(
            id, .delay, by: complaints.handler)
        try await complaints.send(letter, of: id)
        try await complaints.act(id, .find(ComplaintFindings(causes: ["care"])))
        _ = try await complaints.register { $0.calls = [] }
        try await complaints.liveInActions(from: id)
    }
}
