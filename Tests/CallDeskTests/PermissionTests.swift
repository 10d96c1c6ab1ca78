import CallDesk
import CallVault
import Calls
import Foundation
import TestSupport
import Testing

struct PermissionTests {
    /// Every use case with the permission it needs.
    private func useCases(
        _ house: House, _ known: Known
    ) -> [(Permission, (Principal) async throws -> Void)] {
        let desk = house.desk
        return [
            (.listCalls, { _ = try await desk.calls(CallFilter(), after: nil, limit: 1, by: $0) }),
            (.listCalls, { _ = try await desk.filterChoices(by: $0) }),
            (.seeCall, { _ = try await desk.call(known.call, thresholds: .init(), by: $0) }),
            (.seeCall, { _ = try await desk.soundPicture(of: known.recording, by: $0) }),
            (.findByNumber, { _ = try await desk.customer(withNumber: "13800138000", by: $0) }),
            (.listen, { _ = try await desk.listen(to: known.recording, by: $0) }),
            (.seeQuarantine, { _ = try await desk.quarantine(after: nil, limit: 1, by: $0) }),
            (.retryQuarantine, { try await desk.retryQuarantined(known.item, by: $0) }),
            (
                .discardQuarantine,
                { try await desk.discardQuarantined(known.item, because: "test", by: $0) }
            ),
            (.seeIntake, { _ = try await desk.intakeStatus(by: $0) }),
            (.seeApprovals, { _ = try await desk.approvals(after: nil, limit: 1, by: $0) }),
            (.seeApprovals, { _ = try await desk.approval(Approval.ID(1), by: $0) }),
            (.seeApprovals, { try await desk.withdrawApproval(Approval.ID(1), by: $0) }),
            (.seeApprovals, { _ = try await desk.approvalsToDecide(by: $0) }),
        ] + control(house, known) + [
            (.seeJobs, { _ = try await desk.jobs(after: nil, limit: 1, by: $0) }),
            (.seeJobs, { _ = try await desk.job(Job.ID(1), by: $0) }),
            (.cancelJobs, { try await desk.cancelJob(Job.ID(1), by: $0) }),
            (.takeIn, { _ = try await desk.takeIn(known.ready, by: $0) }),
            (.takeIn, { try await desk.enterQuarantine(known.readyItem, by: $0) }),
            (.takeIn, { _ = try await desk.openQuarantined(known.item, bytesMax: 1, by: $0) }),
            (.takeIn, { _ = try await desk.retriesAsked(limit: 1, by: $0) }),
            (.takeIn, { try await desk.closeQuarantinedSidecar(known.item, by: $0) }),
            (
                .takeIn,
                {
                    try await desk.noteFailedRetry(
                        of: known.item, reason: nil, detail: "", by: $0)
                }
            ),
            (.takeIn, { _ = try await desk.seenFingerprints(after: nil, limit: 1, by: $0) }),
            (
                .takeIn,
                {
                    _ = try await desk.amend(
                        recordingAt: "", of: "",
                        with: LateSidecar(
                            reading: FactReading(source: .sidecar, values: [:]), roles: nil,
                            words: []), by: $0)
                }
            ),
        ]
    }

    private func control(
        _ house: House, _ known: Known
    ) -> [(Permission, (Principal) async throws -> Void)] {
        let desk = house.desk
        let export = CallExportRequest(filter: CallFilter(), text: "")
        return [
            (.seeHolds, { _ = try await desk.hold(Hold.ID(1), by: $0) }),
            (
                .seeHolds,
                {
                    _ = try await desk.holds(
                        kind: nil, isOpen: nil, after: nil, limit: 1, by: $0)
                }
            ),
            (
                .placeHold,
                { _ = try await desk.placeHold(on: .call(known.call), because: "x", by: $0) }
            ),
            (.releaseHold, { _ = try await desk.askRelease(of: Hold.ID(1), because: "x", by: $0) }),
            (
                .eraseCustomer,
                { _ = try await desk.askErasure(of: Customer.ID(1), because: "x", by: $0) }
            ),
            (.seeCustomers, { _ = try await desk.certificate(of: Customer.ID(1), by: $0) }),
            (.exportCalls, { _ = try await desk.exportCalls(export, by: $0) }),
            (.exportCalls, { _ = try await desk.askExport(export, because: "x", by: $0) }),
        ]
    }

    /// Granted in the table, and not asked for by any use case so far.
    private static let withoutUseCase: Set<Permission> = [
        .ownAccount, .seeAccounts, .manageAccounts, .seePermissions, .seeRoster,
        .changeRoster, .findCustomers, .changeCustomers, .revealCustomer,
        .packageCustomer, .seeReveals, .askAccess, .decideAccess, .approveErasure,
        .approveRelease, .approveExport, .approveRotation, .approveGrant, .seeKeys,
        .rotateKeys, .seeLedger, .exportLedger,
        .signLedger, .verify,
    ]

    private struct Known {
        var call: Call.ID
        var recording: Recording.ID
        var item: QuarantineItem.ID
        var ready: ReadyRecording
        var readyItem: ReadyQuarantine
    }

    private func known(in house: House) async throws -> Known {
        let (call, recording) = try await house.index(TestFile())
        let ready = try await house.ready(TestFile(sound: Sounds.wav(seed: 1)))
        let id = house.desk.newQuarantineID()
        let content = try house.seal(
            [1, 2], as: .quarantined(id), key: house.vault.newQuarantineKey(for: id))
        return Known(
            call: call, recording: recording,
            item: try await house.quarantine(TestFile(name: "odd", sound: [1])), ready: ready,
            readyItem: ReadyQuarantine(
                id: id, origin: ready.origin, content: content, reason: .notSound, detail: "",
                fingerprint: nil))
    }

    @Test func `every use case refuses who lacks its permission and changes nothing`()
        async throws
    {
        let house = try await House()
        let known = try await known(in: house)
        let (entries, tally) = (try await house.ledger(), try await house.tally())
        let principals: [Principal] = [.page, .daemon, .operatorAtShell, .nobody]
        for (number, (permission, act)) in useCases(house, known).enumerated() {
            for principal in principals where !principal.may(permission) {
                let refusal = await #expect(throws: Refusal.self, "use case \(number)") {
                    try await act(principal)
                }
                #expect(refusal?.code == .notAllowed)
                #expect(refusal?.subject == permission.rawValue)
            }
        }
        #expect(try await house.ledger() == entries)
        #expect(try await house.tally() == tally)
    }

    @Test func `every permission guards some use case`() async throws {
        let house = try await House()
        // The daemon's own doings take no principal.
        let ownDoings: Set<Permission> = [.changeSettings, .workOnJobs]
        let guarded = Set(useCases(house, try await known(in: house)).map(\.0))
        #expect(guarded.union(ownDoings).union(Self.withoutUseCase) == Set(Permission.allCases))
        #expect(guarded.isDisjoint(with: Self.withoutUseCase))
    }

    @Test func `nobody takes recordings in but the daemon, which hears nothing`() {
        for role in Role.allCases {
            let permissions = PermissionTable.permissions(of: role)
            #expect(
                permissions.isDisjoint(with: [.takeIn, .changeSettings, .workOnJobs, .signLedger]))
        }
        for permission in [Permission.listen, .findByNumber, .listCalls, .seeCall] {
            #expect(!Principal.daemon.may(permission))
        }
        #expect(Principal.nobody.permissions.isEmpty)
    }
}
