import Calls
import Foundation

/// People, classes and cases for tests of complaints.
enum ComplaintSample {
    static let start = Date(timeIntervalSince1970: 1_780_000_000)
    static let id = Complaint.ID(100)
    static let call = Call.ID(7)
    static let asked = Agent.ID(21)

    /// One in each role; handlers are two, and those who may be asked are agents.
    static func principal(_ role: Role, _ number: Int64 = 1) -> Principal {
        let account = Int64(Role.allCases.firstIndex(of: role) ?? 0) * 10 + number
        let agent: Agent.ID? =
            role == .agent || role == .supervisor ? asked : nil
        return Principal(
            id: "account:\(Account.ID(account))", roles: [role], agent: agent,
            account: Account.ID(account))
    }

    static let handler = principal(.complaintHandler)
    static let otherHandler = principal(.complaintHandler, 2)
    static let officer = principal(.complianceOfficer)
    static let agent = principal(.agent)

    static func text(_ words: String) -> LocalText {
        LocalText(english: words, simplifiedChinese: words, traditionalChinese: words)
    }

    static func branch(
        _ code: String, _ firstLine: ComplaintClasses.FirstLine? = nil,
        _ below: [ComplaintClasses.Branch] = []
    ) -> ComplaintClasses.Branch {
        .init(code: code, title: text(code), firstLine: firstLine, branches: below)
    }

    static let classes = ComplaintClasses(
        severities: ["low", "high"].enumerated().map {
            .init(
                code: $1, title: ComplaintSample.text($1), meaning: ComplaintSample.text($1),
                load: $0 + 1)
        },
        types: [
            branch("service", .upTo("low"), [branch("delay"), branch("benefit", .never)]),
            branch("sales", nil, [branch("pressure")]),
        ],
        causes: [branch("person", nil, [branch("care")])],
        redress: [
            .init(code: "apology", title: text("apology"), isMoney: false),
            .init(code: "refund", title: text("refund"), isMoney: true),
        ],
        currency: "CNY", limits: [.complaintHandler: 1000, .complianceOfficer: 5000],
        representativesMost: 5)

    /// One regime, `house`, whose only clock may be extended once and for complex matters.
    static let book: RegimeBook = {
        var clock = ComplaintClock(
            name: "answer", title: .same("answer"), stops: [.answered, .withdrawn, .referred],
            length: ClockLength(15, .days), origin: .test)
        clock.pauses = [.customer]
        clock.reopening = .restart
        clock.extensions = [("once", true), ("complex", false), ("special", true)].map {
            ComplaintClock.Extension(
                name: $0, title: .same($0), kind: .to, length: ClockLength(30, .days), times: 1,
                needsSecondPerson: $1)
        }
        var regime = ComplaintRegime(
            name: "house", jurisdiction: "XX", title: .same("house"), zone: .utc,
            calendar: nil, clocks: [clock])
        regime.representativesMost = 3
        let days = HolidayCalendar(
            name: "here", title: .same("here"), years: 2026...2026, days: .init(), origin: .test)
        return RegimeBook(regimes: ["house": regime], calendars: ["here": days], home: .utc)
    }()

    static let rules = ComplaintRules(classes: classes, book: book)

    static func receipt(about: Set<Agent.ID> = []) -> ComplaintReceipt {
        var receipt = ComplaintReceipt(at: start, channel: .phone, about: about)
        receipt.place = ComplaintPlace(regimes: ["house"])
        return receipt
    }

    static func received(
        _ id: Complaint.ID = ComplaintSample.id,
        _ receipt: ComplaintReceipt = ComplaintSample.receipt()
    ) -> Complaint {
        Complaint(id: id, receipt: receipt, by: "account:x", at: start)
    }

    static func assessment(
        _ type: String = "delay", _ severity: String = "low",
        _ complexity: Complaint.Complexity = .simple
    ) -> ComplaintDeed {
        .assess(
            classes.assess(
                receipt(), type: type, severity: severity, complexity: complexity))
    }

    static let linked = ComplaintDeed.linkCall(ComplaintCall(call, agent: nil, isSubject: true))

    static func letter(_ complaint: Complaint) -> ComplaintDeed {
        .answer(
            ComplaintLetter(
                template: "final", version: 1, to: complaint.members.union([complaint.id])))
    }

    /// What the rules know of `complaint`; its calls are held unless told otherwise.
    static func standing(
        _ complaint: Complaint, members: [Complaint] = [], isHeld: Bool = true
    ) -> ComplaintStanding {
        let calls = ([complaint] + members).flatMap(\.calls).map(\.call)
        return ComplaintStanding(
            complaint, members: members, heldCalls: isHeld ? Set(calls) : [], rules: rules)
    }

    /// Does `deeds` one after another as the rules let `principal`, and fails where they don't.
    static func after(
        _ deeds: [ComplaintDeed], _ complaint: Complaint = received(),
        by principal: Principal = handler
    ) throws -> Complaint {
        try deeds.reduce(complaint) { complaint, deed in
            complaint.after(
                try standing(complaint).event(
                    of: deed, by: principal, saying: "words", at: start))
        }
    }

    /// From the receipt to the investigation, by `handler`.
    static let toInvestigation: [ComplaintDeed] = [
        .acknowledge, assessment("pressure", "high"), .take, .investigate,
        .find(ComplaintFindings(causes: ["care"])),
    ]
}
