/// The workflow of complaints: from which states each act may be done, by whom, what it needs, and
/// where it leads. The rules, the tests, the buttons and docs/complaints.md are made from it.
package enum ComplaintTable {
    package static let rules: [ComplaintRule] = [
        handling, investigation, approvals, outcome, outside, joining,
    ].flatMap { $0 }

    package static func rule(_ act: ComplaintAct) -> ComplaintRule { byAct[act]! }

    private static let byAct = Dictionary(uniqueKeysWithValues: rules.map { ($0.act, $0) })

    /// What must stand before a case is closed; `close` needs nothing less.
    package static let closing: [ComplaintNeed] = [
        .acknowledged, .assessed, .callsHeld, .nothingAsked, .redressGiven, .everybodyAnswered,
    ]

    private typealias States = Set<Complaint.State>
    private static let every = States(Complaint.State.allCases)
    private static let open = every.subtracting([.closed])
    private static let undecided = every.filter(\.isUndecided)
    private static let worked: States = [.acknowledged, .assessed, .investigating, .reopened]

    /// Of the first line and behind it.
    private static let lines: [Permission] = [.workComplaints, .solveComplaints]
    private static let work: [Permission] = [.workComplaints]
    private static let over: [Permission] = [.workComplaints, .overseeComplaints]

    private static let handling: [ComplaintRule] = [
        ComplaintRule(
            .receive, from: [], by: [.registerComplaints], needs: [.words], .to(.received)),
        ComplaintRule(
            .acknowledge, from: [.received, .reopened], by: lines, needs: [.words],
            .step(.received, .acknowledged)),
        ComplaintRule(
            .assess, from: worked.union([.decided, .answered]), by: lines, needs: [.knownClasses],
            .step(.acknowledged, .assessed)),
        ComplaintRule(.take, from: open, by: work),
        ComplaintRule(.assign, from: open, by: over, needs: [.fittingWorker]),
        ComplaintRule(
            .escalate, from: [.received, .acknowledged, .assessed], by: lines,
            needs: [.words, .firstLine]),
        ComplaintRule(.linkCall, from: open, by: lines, needs: [.room]),
        ComplaintRule(
            .unlinkCall, from: undecided, by: work, needs: [.words, .ownCase, .knownCall]),
        ComplaintRule(
            .represent, from: open, by: lines, needs: [.words, .fewRepresentatives]),
        ComplaintRule(.place, from: open, by: over, needs: [.words, .knownClasses]),
        ComplaintRule(.followUp, from: every, by: lines, needs: [.words]),
        ComplaintRule(.note, from: every, by: lines + [.overseeComplaints], needs: [.words]),
        // What proves something may come at any time, also to a closed case.
        ComplaintRule(.attach, from: every, by: lines, needs: [.room]),
    ]

    private static let investigation: [ComplaintRule] = [
        ComplaintRule(
            .investigate, from: [.assessed, .reopened], by: work, needs: [.ownCase, .assessed],
            .to(.investigating)),
        ComplaintRule(
            .ask, from: [.assessed, .investigating, .referred], by: work,
            needs: [.words, .ownCase]),
        ComplaintRule(
            .answerQuestion, from: open, by: [.answerComplaints], needs: [.words, .askedOne]),
        ComplaintRule(
            .find, from: [.investigating], by: work, needs: [.words, .ownCase, .knownClasses]),
        ComplaintRule(
            .wait, from: worked, by: work, needs: [.words, .ownCase, .notWaiting]),
        ComplaintRule(.resume, from: worked, by: work, needs: [.waiting]),
    ]

    private static let approvals: [ComplaintRule] = [
        ComplaintRule(
            .askExtension, from: worked, by: work,
            needs: [.words, .ownCase, .knownClasses, .freshRequest]),
        ComplaintRule(
            .askSpecial, from: worked, by: work,
            needs: [.words, .ownCase, .assessed, .freshRequest]),
        ComplaintRule(
            .askRedress, from: [.assessed, .investigating], by: lines,
            needs: [.words, .ownCase, .knownClasses, .freshRequest]),
        ComplaintRule(
            .approve, from: worked, by: [.overseeComplaints],
            needs: [.openRequest, .secondPerson, .approverLimit]),
        ComplaintRule(
            .refuse, from: worked, by: [.overseeComplaints],
            needs: [.words, .openRequest, .secondPerson]),
    ]

    private static let deciding: [ComplaintNeed] = [
        .words, .ownCase, .acknowledged, .assessed, .callsHeld, .notWaiting, .nothingAsked,
        .fittingOutcome, .knownClasses, .redressLimit,
    ]

    private static let outcome: [ComplaintRule] = [
        ComplaintRule(
            .solve, from: [.assessed], by: lines, needs: deciding + [.firstLine, .agreed],
            .to(.decided)),
        ComplaintRule(
            .decide, from: [.investigating], by: work, needs: deciding + [.findings],
            .to(.decided)),
        ComplaintRule(
            .settle, from: [.assessed, .investigating], by: work, needs: deciding + [.agreed],
            .to(.decided)),
        // A withdrawal ends the work on the same day, so it waits for nothing.
        ComplaintRule(.withdraw, from: undecided, by: lines, needs: [.words], .to(.decided)),
        ComplaintRule(
            .answer, from: [.decided], by: lines, needs: [.ownCase, .wholeLetter],
            .to(.answered)),
        ComplaintRule(
            .give, from: [.decided, .answered], by: lines, needs: [.ownCase, .openRedress]),
        ComplaintRule(.hear, from: [.answered, .closed], by: lines, needs: [.validReply]),
        ComplaintRule(
            .close, from: [.answered], by: lines, needs: [.ownCase] + closing, .to(.closed)),
        ComplaintRule(
            .reopen, from: [.answered, .closed], by: over, needs: [.words], .to(.reopened)),
    ]

    private static let outside: [ComplaintRule] = [
        ComplaintRule(
            .refer, from: every.subtracting([.received, .acknowledged, .referred]),
            by: over, needs: [.words], .to(.referred)),
        ComplaintRule(
            .rule, from: [.referred], by: over,
            needs: [.words, .fittingOutcome, .knownClasses], .to(.decided)),
        ComplaintRule(.comeBack, from: [.referred], by: over, needs: [.words], .back),
    ]

    private static let joining: [ComplaintRule] = [
        ComplaintRule(.link, from: every, by: work, needs: [.room]),
        // A pause would go on as long as the whole is worked.
        ComplaintRule(.merge, from: undecided, by: work, needs: [.words, .notWaiting]),
        ComplaintRule(.absorb, from: undecided, by: work, needs: [.words, .room]),
        ComplaintRule(.unmerge, from: undecided, by: work, needs: [.words, .isMember]),
        ComplaintRule(.release, from: every, by: work, needs: [.words, .hasMember]),
        ComplaintRule(.split, from: undecided, by: work, needs: [.words, .knownCall]),
    ]
}
