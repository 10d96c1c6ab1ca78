import CallDesk
import CallLedger
import CallStore
import Calls
import Foundation
import TestSupport
import Testing

/// Complaints that come as files.
struct ComplaintFileTests {
    private static func intake(
        _ source: ComplaintIntake.Source = .mail, identity: String? = "1@example.net"
    ) -> ComplaintIntake {
        var intake = ComplaintIntake(source: source, channel: source == .mail ? .email : .form)
        intake.identity = identity
        intake.sender.name = "Ann Lee"
        intake.sender.email = "ann@example.net"
        intake.subject = "My refund"
        intake.text = "Nobody paid it back."
        return intake
    }

    private static func hash(_ seed: UInt8) -> [UInt8] { Array(repeating: seed, count: 32) }

    private func takeIn(
        _ intake: ComplaintIntake, _ seed: UInt8 = 1, from folder: String = "mail",
        in complaints: ComplaintHouse
    ) async throws -> ComplaintTakeIn {
        try await complaints.desk.takeInComplaint(
            intake, contentHash: Self.hash(seed), from: folder)
    }

    private func registered(
        _ intake: ComplaintIntake, _ seed: UInt8 = 1, in complaints: ComplaintHouse
    ) async throws -> ComplaintDetail {
        let taken = try await takeIn(intake, seed, in: complaints)
        guard case .registered(let id) = taken else { throw Unexpected() }
        return try await complaints.desk.complaint(id, by: complaints.officer)
    }

    private func remarks(of detail: ComplaintDetail) -> [ArrivalRemark] {
        detail.timeline.flatMap { event in
            if case .arrive(let remarks) = event.event.deed { return remarks }
            return []
        }
    }

    @Test(arguments: Engine.allCases)
    func `a mail is registered as it was written, and somebody has it`(
        _ engine: Engine
    ) async throws {
        let complaints = try await ComplaintHouse(engine)
        var mail = Self.intake()
        mail.language = "zh-TW"
        mail.receivedAt = complaints.now.addingTimeInterval(-7200)
        let shown = try await registered(mail, in: complaints)
        #expect(shown.text == "My refund\n\nNobody paid it back.")
        #expect(shown.language == "zh-Hant" && shown.complaint.receipt.channel == .email)
        #expect(shown.complaint.place.regimes == ["house"])
        #expect(abs(shown.complaint.receipt.at.timeIntervalSince(complaints.now) + 7200) < 0.001)
        #expect(shown.parties.map(\.name) == ["A•••••"] && shown.summary.assignee != nil)
        #expect(remarks(of: shown).isEmpty)
        #expect(try await complaints.house.findings().isEmpty)
    }

    @Test(arguments: ComplaintIntake.Source.allCases)
    func `the same bytes and the same message make one complaint`(
        source: ComplaintIntake.Source
    ) async throws {
        let complaints = try await ComplaintHouse()
        let intake = Self.intake(source)
        guard case .registered(let id) = try await takeIn(intake, in: complaints) else {
            throw Unexpected()
        }
        #expect(try await takeIn(intake, in: complaints) == .duplicate(id))
        let entries = try await complaints.house.ledger().count
        // Other bytes of the same message: the ledger says it once.
        for _ in 1...2 {
            #expect(try await takeIn(intake, 2, in: complaints) == .duplicate(id))
        }
        let ledger = try await complaints.house.ledger()
        #expect(ledger.count == entries + 1)
        #expect(ledger.last?.action == .complaintDuplicate)
        #expect(ledger.last?.object == "complaint:\(id)")
        // The id is the sender's own, so it says nothing of other folders.
        #expect(try await takeIn(intake, 3, from: "other", in: complaints) != .duplicate(id))
        let without = Self.intake(source, identity: nil)
        #expect(try await takeIn(without, 4, in: complaints) != .duplicate(id))
        #expect(try await takeIn(without, 5, in: complaints) != .duplicate(id))
    }

    @Test func `six who speak for it are all kept, and as many count as may`() async throws {
        let complaints = try await ComplaintHouse()
        var form = Self.intake(.form)
        form.complainants = 40
        form.representatives = (1...6).map { number in
            var person = ComplaintIntake.Person()
            person.name = "Speaker \(number)"
            return person
        }
        let shown = try await registered(form, in: complaints)
        #expect(shown.parties.count == 7)
        #expect(shown.complaint.representatives == 5)
        #expect(shown.complaint.receipt.complainants == 40)
        #expect(remarks(of: shown) == [.finding(.manyRepresentatives)])
    }

    @Test func `codes that aren't known are noted and refuse nothing`() async throws {
        let complaints = try await ComplaintHouse()
        var form = Self.intake(.form)
        form.agent = "nobody-9"
        form.campaign = "SPRING"
        form.marks = [.unknownCharset]
        form.refused = [.init(name: "bill.pdf", refusal: .archive)]
        form.documents = [.init(name: "a\nb.txt", kind: .text, bytes: [65])]
        let shown = try await registered(form, in: complaints)
        let event = try #require(shown.timeline.first { $0.event.number == 2 })
        guard case .arrive(let remarks) = event.event.deed else { throw Unexpected() }
        #expect(event.event.by == "daemon" && event.event.deed.act == .note)
        let named = ArrivalRemark.named(remarks, by: event.text)
        #expect(
            named.map(\.remark) == [
                .mark(.unknownCharset), .document(.archive), .finding(.agentUnknown),
                .finding(.campaignUnknown),
            ])
        #expect(named.map(\.name) == [nil, "bill.pdf", "nobody-9", "SPRING"])
        #expect(shown.documents.map(\.name) == ["ab.txt"])
        let ledger = try await complaints.house.ledger()
        #expect(!ledger.contains { "\($0)".contains("bill") || "\($0)".contains("nobody-9") })
    }

    @Test func `what came with it is kept as documents, the same bytes once`() async throws {
        let complaints = try await ComplaintHouse()
        var mail = Self.intake()
        mail.documents = [
            .init(name: "a.txt", kind: .text, bytes: [65]),
            .init(name: "b.txt", kind: .text, bytes: [66, 66]),
            .init(name: "again.txt", kind: .text, bytes: [65]),
        ]
        let shown = try await registered(mail, in: complaints)
        #expect(shown.documents.map(\.name) == ["a.txt", "b.txt"])
        #expect(shown.documents.map(\.number) == [1, 2])
        #expect(shown.documents.allSatisfy { $0.source == .mail && $0.addedBy == "daemon" })
        let files = complaints.house.sealedFileNames.filter { $0.hasSuffix(".document") }
        #expect(files.count == 2)
        // The same message again leaves no file behind.
        let id = shown.summary.id
        #expect(try await takeIn(mail, 2, in: complaints) == .duplicate(id))
        var bad = mail
        (bad.identity, bad.regimes) = ("other", ["elsewhere"])
        _ = await complaints.refusal { _ = try await takeIn(bad, 3, in: complaints) }
        #expect(complaints.house.sealedFileNames.filter { $0.hasSuffix(".document") } == files)
        #expect(try await complaints.house.findings(files: true).isEmpty)
    }

    @Test func `a time ahead gives way to the arrival`() async throws {
        let complaints = try await ComplaintHouse()
        var mail = Self.intake()
        mail.receivedAt = complaints.now.addingTimeInterval(86_400)
        let shown = try await registered(mail, in: complaints)
        #expect(abs(shown.complaint.receipt.at.timeIntervalSince(complaints.now)) < 0.001)
        #expect(remarks(of: shown) == [.mark(.dateInFuture)])
    }

    @Test func `the one call that fits is linked and held, and no other`() async throws {
        let complaints = try await ComplaintHouse()
        let startedAt = try #require(
            try await complaints.house.database.read { try $0.call(complaints.call)?.startedAt })
        var form = Self.intake(.form)
        form.callNumber = ComplaintHouse.phone
        form.callAt = startedAt.addingTimeInterval(600)
        form.agent = "209"
        let shown = try await registered(form, in: complaints)
        #expect(shown.calls.map(\.call.id) == [complaints.call])
        #expect(shown.calls.allSatisfy { $0.isSubject && $0.isHeld })
        #expect(shown.summary.customer == complaints.customer)
        form.identity = "2"
        form.callAt = startedAt.addingTimeInterval(86_400)
        let other = try await registered(form, 2, in: complaints)
        #expect(other.calls.isEmpty && remarks(of: other) == [.finding(.callUnknown)])
    }

    @Test func `a complaint of nobody and with no word is registered all the same`() async throws {
        let complaints = try await ComplaintHouse()
        var mail = Self.intake()
        (mail.sender, mail.subject, mail.text) = (.init(), "", " ")
        mail.marks = [.noText]
        let shown = try await registered(mail, in: complaints)
        #expect(shown.text == "—" && shown.parties.count == 1)
    }

    @Test func `regimes that aren't known are refused by a sentence without a name`() async throws {
        let complaints = try await ComplaintHouse()
        var mail = Self.intake()
        mail.regimes = ["elsewhere"]
        let refusal = await complaints.refusal {
            _ = try await takeIn(mail, in: complaints)
        }
        #expect(refusal?.code == .badComplaint)
        #expect(refusal?.sentence.contains("Ann") == false)
        mail.regimes = nil
        #expect(try await registered(mail, in: complaints).text != nil)
    }
}
