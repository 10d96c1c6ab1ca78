import CallDesk
import Calls
import Foundation
import Testing

@testable import CallWeb

struct CatalogueTests {
    private let catalogues: [Language: Catalogue]

    init() throws {
        catalogues = try WebResources.load().catalogues
    }

    @Test func `every language has the same keys`() {
        let english = Set(catalogues[.english]!.sentences.keys)
        for (language, catalogue) in catalogues {
            let keys = Set(catalogue.sentences.keys)
            #expect(english.subtracting(keys) == [], "missing in \(language.rawValue)")
            #expect(keys.subtracting(english) == [], "too many in \(language.rawValue)")
        }
    }

    @Test func `a sentence has the same places for values in every language`() {
        for (key, english) in catalogues[.english]!.sentences where !key.hasPrefix("date.") {
            for catalogue in catalogues.values {
                #expect(places(in: catalogue(key)) == places(in: english), "\(key)")
            }
        }
    }

    @Test func `no sentence is empty, and no Chinese one is left in English`() {
        for (language, catalogue) in catalogues {
            for (key, sentence) in catalogue.sentences {
                #expect(!sentence.isEmpty, "\(language.rawValue) \(key)")
            }
        }
        let same = catalogues[.simplifiedChinese]!.sentences.filter { key, sentence in
            sentence == catalogues[.english]!(key) && sentence.contains { $0.isLetter }
        }
        #expect(same.keys.sorted() == ["document.kind.pdf", "letter.pdf", "sound.rate"])
    }

    @Test func `every code, reason, fact and role has its words`() {
        var keys: [String] =
            Refusal.Code.allCases.map { "refusal.\($0.rawValue)" }
            + Refusal.Kind.allCases.map { "error.\($0.rawValue)" }
            + QuarantineReason.allCases.flatMap {
                ["quarantine.\($0.rawValue).title", "quarantine.\($0.rawValue).advice"]
            }
            + ArrivalRemark.allCases.map { "complaint.\($0.code)" }
            + Verdict.allCases.flatMap {
                ["verdict.\($0.rawValue)", "verdict.\($0.rawValue).meaning"]
            }
            + Fact.allCases.map { "fact.\($0.rawValue)" }
            + FactSource.allCases.map { "source.\($0.rawValue)" }
            + Direction.allCases.map { "direction.\($0.rawValue)" }
            + ChannelRole.allCases.map { "role.\($0.rawValue)" }
            + SourceStatus.Watching.allCases.map { "watching.\($0.rawValue)" }
        keys +=
            CallDesk.ledgerActions.map { "ledger.action.\($0)" }
            + SignerRefusal.allCases.map { "ledger.reason.\($0.rawValue)" }
            + NodeStatus.State.allCases.map { "node.\($0.rawValue)" }
            + SignInNotice.allCases.map { "signIn.\($0.rawValue)" }
            + AccountNotice.allCases.map { "account.\($0.rawValue)" }
            + Section.allCases.map { "nav.\($0.rawValue)" }
            + Section.Group.allCases.dropFirst().map { "nav.group.\($0.rawValue)" }
            + ReaderPreferences.Theme.allCases.map { "theme.\($0.rawValue)" }
            + QuarantineDecision.allCases.map { "quarantine.\($0.rawValue)" }
        keys += Self.accounts
        keys += Self.keys
        for key in keys { #expect(catalogues[.english]!.has(key), "\(key)") }
    }

    private static var keys: [String] {
        KeysDeed.allCases.map { "masterKeys.\($0.rawValue)" }
            + Finding.Kind.allCases.map { "finding.\($0.rawValue)" }
            + (Job.Outcome.allCases.map(\.rawValue) + ["open"]).map { "job.\($0)" }
            + ["file", "credential", "passphrase", "elsewhere"].map { "masterKeys.source.\($0)" }
    }

    private static var accounts: [String] {
        var keys = Role.allCases.flatMap { ["duty.\($0.rawValue)", "duty.\($0.rawValue).means"] }
        keys += Permission.allCases.map { "permission.\($0.rawValue)" }
        keys += PermissionsPage.nouns.map { "noun.\($0)" }
        keys += Reach.allCases.flatMap { ["reach.\($0.code)", "reach.\($0.code).means"] }
        keys += SeparationOfDuties.Reason.allCases.map { "separation.\($0.rawValue)" }
        keys += Account.State.allCases.map { "accountState.\($0.rawValue)" }
        keys += Account.Origin.allCases.map { "origin.\($0.rawValue)" }
        keys += AccountDone.allCases.map { "account.done.\($0.rawValue)" }
        return keys
    }

    @Test func `every problem and word of a scorecard has its sentence`() {
        var keys = ScorecardProblem.Code.allCases.map { "scorecard.problem.\($0.rawValue)" }
        keys += AnswerSheetProblem.Code.allCases.map { "sheet.problem.\($0.rawValue)" }
        keys += Scorecard.Kind.Name.allCases.map { "scorecard.kind.\($0.rawValue)" }
        keys += Scorecard.NotApplicable.allCases.map { "scorecard.na.\($0.rawValue)" }
        keys += Scorecard.Failing.allCases.map { "scorecard.fails.\($0.rawValue)" }
        keys += Scorecard.CommentRule.allCases.map { "scorecard.field.commentWhen.\($0.rawValue)" }
        keys += Scorecard.NumberUnit.allCases.map { "unit.\($0.rawValue)" }
        keys += CallMeasure.allCases.map { "scorecard.measure.\($0.rawValue)" }
        keys += ScorecardDifference.Kind.allCases.map { "scorecard.change.\($0.rawValue)" }
        keys += ScorecardDifference.Part.allCases.map { "scorecard.part.\($0.rawValue)" }
        keys += ScorecardDone.allCases.map { "scorecard.done.\($0.rawValue)" }
        keys += Script.Kind.allCases.map { "script.kind.\($0.rawValue)" }
        keys += [
            "title", "passMark", "hidesWeights", "bands", "weight", "text", "help", "goodExample",
            "badExample", "kind", "best", "options", "scale", "number", "notApplicable",
            "isOptional", "autoFail", "condition", "causes", "commentWhen", "script", "place",
            "section",
        ].map { "scorecard.field.\($0)" }
        for key in keys { #expect(catalogues[.english]!.has(key), "\(key)") }
    }

    @Test func `every problem and word of the roster has its sentence`() {
        var keys = RosterProblem.Code.allCases.map { "roster.problem.\($0.rawValue)" }
        keys += RosterDone.allCases.map { "roster.done.\($0.rawValue)" }
        keys += RosterTab.Place.allCases.map { "roster.tab.\($0.rawValue)" }
        keys += RosterPlan.Outcome.allCases.map { "roster.outcome.\($0.rawValue)" }
        keys += CodeKind.allCases.map { "roster.kind.\($0.rawValue)" }
        for key in keys { #expect(catalogues[.english]!.has(key), "\(key)") }
    }

    @Test func `everything about plans and draws has its words`() {
        var keys = SamplePlanProblem.Code.allCases.map { "plan.problem.\($0.rawValue)" }
        keys += PlanDone.allCases.map { "plan.done.\($0.rawValue)" }
        keys += StratumField.allCases.map { "plan.by.\($0.rawValue)" }
        keys += LivePeriod.Cycle.allCases.flatMap {
            ["plan.cycle.\($0.rawValue)", "plan.every.\($0.rawValue)"]
        }
        keys += ReplacementReason.allCases.map { "draw.reason.\($0.rawValue)" }
        keys += InspectionSeverity.allCases.map { "draw.severity.\($0.rawValue)" }
        keys += ["proportional", "equal", "quotas"].map { "plan.allocation.\($0)" }
        for key in keys { #expect(catalogues[.english]!.has(key), "\(key)") }
    }

    @Test func `everything about customers has its words`() {
        var keys = IdentityDocument.Kind.allCases.map { "document.\($0.rawValue)" }
        keys += Reveal.Purpose.allCases.map { "purpose.\($0.rawValue)" }
        keys += AccessRequest.askable.map { "access.for.\($0.rawValue)" }
        keys += AccessRequest.State.allCases.map { "access.state.\($0.rawValue)" }
        keys += AccessDeed.allCases.map { "access.done.\($0.rawValue)" }
        keys += CustomerDeed.allCases.map { "customer.done.\($0.rawValue)" }
        keys += CustomerSearch.allCases.map { "customers.by.\($0.rawValue)" }
        for key in keys { #expect(catalogues[.english]!.has(key), "\(key)") }
    }

    @Test func `every kind of approval and hold has its words`() {
        let approvals = Approval.Kind.allCases.flatMap {
            ["approval.\($0.rawValue)", "approval.\($0.rawValue).meaning"]
        }
        let outcomes = Approval.Outcome.allCases.map { "approval.\($0.rawValue)" }
        let holds = Hold.Kind.allCases.map { "hold.\($0.rawValue)" }
        let done = ControlDone.allCases.map { "done.\($0.rawValue)" }
        for key in approvals + outcomes + holds + done {
            #expect(catalogues[.english]!.has(key), "\(key)")
        }
    }

    @Test func `everything about scoring has its words`() {
        var keys = Evaluation.State.allCases.map { "evaluation.state.\($0.rawValue)" }
        keys += Evaluation.Stream.allCases.map { "evaluation.stream.\($0.rawValue)" }
        keys += EvaluationStep.Kind.allCases.map { "evaluation.step.\($0.rawValue)" }
        keys += EvaluationDone.allCases.map { "evaluation.done.\($0.rawValue)" }
        keys += Dispute.Outcome.allCases.map { "dispute.\($0.rawValue)" } + ["dispute.open"]
        keys += ReplacementReason.allCases.map { "replacement.\($0.rawValue)" }
        keys += Scorecard.NumberUnit.allCases.map { "unit.\($0.rawValue)" }
        keys += ["none", "filtered", "pastEnd"].flatMap {
            ["evaluations.empty.\($0).title", "evaluations.empty.\($0).text"]
        }
        keys += ["answer", "number", "cause", "comment", "reason", "score"].map {
            "scoring.missing.\($0)"
        }
        keys += ["state", "stream", "card"].map { "evaluations.\($0)" }
        for key in keys { #expect(catalogues[.english]!.has(key), "\(key)") }
    }

    @Test func `everything about calibrations has its words`() {
        var keys = Calibration.State.allCases.map { "calibration.state.\($0.rawValue)" }
        keys += CalibrationDone.allCases.map { "calibration.done.\($0.rawValue)" }
        keys += AgreementFigure.Kind.allCases.map { "calibration.figure.\($0.rawValue)" }
        keys += AgreementStrength.allCases.map { "calibration.strength.\($0.rawValue)" }
        keys += CannotSay.allCases.map { "calibration.cannot.\($0.rawValue)" }
        keys += ["thin", "enough", "none"].map { "calibration.sure.\($0)" }
        keys += ["higher", "lower", "even", "cannot", "chance"].map {
            "calibration.leniency.\($0)"
        }
        keys += ["milder", "stricter", "onePoint"].map { "calibration.drift.\($0)" }
        keys += ["higher", "lower", "even", "cannot"].map { "review.\($0)" }
        keys += ["estimate", "risk", "review"].flatMap {
            ["plan.option.stream.\($0)", "plan.option.stream.\($0).means", "plan.stream.\($0)"]
        }
        for key in keys { #expect(catalogues[.english]!.has(key), "\(key)") }
    }

    @Test func `everything about complaints has its words`() {
        var keys = Complaint.State.allCases.map { "complaint.state.\($0.rawValue)" }
        keys += Complaint.Outcome.allCases.map { "complaint.outcome.\($0.rawValue)" }
        keys += Complaint.Complexity.allCases.map { "complaint.complexity.\($0.rawValue)" }
        keys += ComplaintReceipt.Channel.allCases.map { "complaint.channel.\($0.rawValue)" }
        keys += ComplaintRecusal.allCases.map { "complaint.recusal.\($0.rawValue)" }
        keys += ComplaintAssessment.Escalation.allCases.map {
            "complaint.escalation.\($0.rawValue)"
        }
        keys += ComplaintRequest.Outcome.allCases.map { "complaint.request.\($0.rawValue)" }
        keys += ComplaintAct.allCases.map { "complaint.act.\($0.rawValue)" }
        keys += ComplaintNeed.allCases.map { "complaint.need.\($0.rawValue)" }
        keys += ComplaintForm.Party.Kind.allCases.map { "complaint.party.\($0.rawValue)" }
        keys += Complaint.State.allCases.map { "complaints.column.\($0.rawValue)" }
        keys += ComplaintFilter.Due.allCases.map { "complaints.due.\($0.rawValue)" }
        keys += ComplaintFilter.Order.allCases.map { "complaints.order.\($0.rawValue)" }
        keys += ComplaintTabs.Place.allCases.map { "complaints.tab.\($0.rawValue)" }
        keys += [
            "state", "due", "assignee", "type", "severity", "outcome", "channel", "regime",
            "agent", "campaign", "received", "marks", "customer", "call",
        ].map { "complaints.filter.\($0)" }
        keys += FilledComplaintForm.own.map { "complaints.wrong.\($0)" }
        keys += ["none", "filtered", "pastEnd", "mine"].flatMap {
            ["complaints.empty.\($0).title", "complaints.empty.\($0).text"]
        }
        for key in keys { #expect(catalogues[.english]!.has(key), "\(key)") }
    }

    @Test func `every key that the sources name is there`() throws {
        let sources = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("Sources/CallWeb").resolvingSymlinksInPath()
        let files = try FileManager.default.subpathsOfDirectory(atPath: sources.path)
        var found = 0
        for file in files where file.hasSuffix(".swift") {
            let text = try String(
                contentsOf: sources.appendingPathComponent(file), encoding: .utf8)
            for match in text.matches(of: /words\("([a-zA-Z0-9.-]+)"/) {
                found += 1
                #expect(catalogues[.english]!.has(String(match.1)), "\(match.1) in \(file)")
            }
            for match in text.matches(of: /words\.count\(\s*"([a-zA-Z0-9.-]+)"/) {
                #expect(catalogues[.english]!.has("\(match.1).one"), "\(match.1) in \(file)")
                #expect(catalogues[.english]!.has("\(match.1).other"), "\(match.1) in \(file)")
            }
        }
        #expect(found > 50)
    }

    private func places(in sentence: String) -> Set<String> {
        Set(sentence.matches(of: /\{[a-zA-Z]+\}/).map { String($0.0) })
    }
}
