import CallDesk
import CallStore
import Calls
import TestSupport
import Testing

/// Who gets a case's whole file. What stands in it is looked at where it arrives, in
/// `Tests/EndToEnd/test_complaint_exports.py`.
struct CaseFileTests {
    private func file(
        _ id: Complaint.ID, _ wish: CaseFileWish, by person: Principal,
        in complaints: ComplaintHouse
    ) async throws -> OutgoingCaseFile {
        try await complaints.desk.caseFile(id, wish, by: person) { _ in [] }
    }

    @Test func `whom it is about, or whose decision, never gets it`()
        async throws
    {
        let complaints = try await ComplaintHouse()
        let id = try await complaints.register()
        let plain = CaseFileWish(purpose: .outsideBody)
        let subject = Principal(
            id: complaints.officer.id, roles: [.complianceOfficer],
            agent: complaints.agent.agent)
        let about = await complaints.code {
            _ = try await file(id, plain, by: subject, in: complaints)
        }
        #expect(about == .noSuchComplaint)
        let decided = try await complaints.register {
            $0.aboutDecisionsOf = [complaints.officer.person]
        }
        let decider = await complaints.code {
            _ = try await file(decided, plain, by: complaints.officer, in: complaints)
        }
        #expect(decider == .complaintRecused)
        let bad = await complaints.code {
            let wish = CaseFileWish(purpose: .court, recipient: "age1")
            _ = try await file(id, wish, by: complaints.officer, in: complaints)
        }
        #expect(bad == .badRecipient)
        let before = try await complaints.house.ledger().count
        #expect(before > 0)
        let unknown = await complaints.code {
            _ = try await file(.init(1), plain, by: complaints.officer, in: complaints)
        }
        #expect(unknown == .noSuchComplaint)
        #expect(try await complaints.house.ledger().count == before)
    }
}
