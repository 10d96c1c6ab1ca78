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
        return ledgerUseCases(desk) + [
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
        ] + keys(desk, known) + gettingIn(desk) + accounts(desk)
            + takingIn(desk, known) + customerUseCases(house, known) + notices(desk)
    }

    private typealias UseCase = (Permission, (Principal) async throws -> Void)

    private func notices(_ desk: CallDesk) -> [UseCase] {
        [
            (.seeNotices, { _ = try await desk.notices(nil, after: nil, limit: 1, by: $0) }),
            (.seeNotices, { _ = try await desk.notice(Notice.ID(1), by: $0) }),
            (.seeNotices, { _ = try await desk.noticeChannels(by: $0) }),
            (.manageNotices, { try await desk.retryNotice(Notice.ID(1), by: $0) }),
            (.manageNotices, { try await desk.dropNotice(Notice.ID(1), by: $0) }),
            (.manageNotices, { _ = try await desk.testNotices(over: "x", by: $0) }),
            (.workOnJobs, { _ = try await desk.sendNotices(by: $0) }),
        ]
    }

    private func keys(_ desk: CallDesk, _ known: Known) -> [UseCase] {
        [
            (.seeKeys, { _ = try await desk.keyStatus(by: $0) }),
            (.rotateKeys, { _ = try await desk.askRotation(to: nil, because: "test", by: $0) }),
            (.rotateKeys, { _ = try await desk.resumeRotation(by: $0) }),
            (.rotateKeys, { try await desk.noteEscrow(of: known.key, recipients: 1, by: $0) }),
            (.verify, { _ = try await desk.startVerification(files: false, by: $0) }),
            (.verify, { _ = try await desk.verification(nil, by: $0) }),
        ]
    }

    private func gettingIn(_ desk: CallDesk) -> [UseCase] {
        [
            (.ownAccount, { _ = try await desk.ownAccount(by: $0) }),
            (.ownAccount, { _ = try await desk.ownSessions(present: nil, by: $0) }),
            (.ownAccount, { try await desk.endOwnSession(Session.ID(1), by: $0) }),
            (.ownAccount, { try await desk.endOwnSessions(by: $0) }),
            (
                .ownAccount,
                { try await desk.changePassword(from: "", to: "", sparing: nil, by: $0) }
            ),
            (.ownAccount, { try await desk.newSecondFactor(password: "", by: $0) }),
            (.ownAccount, { _ = try await desk.pendingSecondFactor(by: $0) }),
            (
                .ownAccount,
                { _ = try await desk.confirmSecondFactor(code: "", sparing: nil, by: $0) }
            ),
            (.ownAccount, { try await desk.removeSecondFactor(password: "", by: $0) }),
            (.ownAccount, { _ = try await desk.newRecoveryCodes(password: "", by: $0) }),
            (.manageAccounts, { _ = try await desk.inviteFirst(.auditor, by: $0) }),
        ]
    }

    private func accounts(
        _ desk: CallDesk
    ) -> [(Permission, (Principal) async throws -> Void)] {
        let (account, token) = (Account.ID(1), Token.ID(1))
        let new = NewToken(name: "x", scopes: [.listCalls])
        return [
            (.seeAccounts, { _ = try await desk.accounts(after: nil, limit: 1, by: $0) }),
            (.seeAccounts, { _ = try await desk.account(account, by: $0) }),
            (.seeAccounts, { _ = try await desk.account(named: "li.na", by: $0) }),
            (.manageAccounts, { _ = try await desk.teamChoices(by: $0) }),
            (
                .manageAccounts,
                {
                    _ = try await desk.addAccount(
                        NewAccount(name: "li.na", title: "Li Na", origin: .local), by: $0)
                }
            ),
            (.manageAccounts, { try await desk.disableAccount(account, by: $0) }),
            (.manageAccounts, { try await desk.enableAccount(account, by: $0) }),
            (.manageAccounts, { _ = try await desk.resetAccount(account, by: $0) }),
            (.manageAccounts, { try await desk.linkAccount(account, to: nil, by: $0) }),
            (.manageAccounts, { try await desk.narrowAccount(account, to: [], by: $0) }),
            (.manageAccounts, { _ = try await desk.grantRole(.qaLead, to: account, by: $0) }),
            (.manageAccounts, { try await desk.revokeRole(.qaLead, of: account, by: $0) }),
            (.manageAccounts, { _ = try await desk.tokens(of: account, by: $0) }),
            (.manageAccounts, { _ = try await desk.addToken(new, for: account, by: $0) }),
            (.manageAccounts, { try await desk.revokeToken(token, of: account, by: $0) }),
            (.ownAccount, { _ = try await desk.ownTokens(by: $0) }),
            (.ownAccount, { _ = try await desk.addOwnToken(new, by: $0) }),
            (.ownAccount, { try await desk.revokeOwnToken(token, by: $0) }),
        ]
    }

    private func takingIn(
        _ desk: CallDesk, _ known: Known
    ) -> [(Permission, (Principal) async throws -> Void)] {
        [
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

    private func customerUseCases(
        _ house: House, _ known: Known
    ) -> [(Permission, (Principal) async throws -> Void)] {
        let desk = house.desk
        return [
            (.seeCustomers, { _ = try await desk.customers(after: nil, limit: 1, by: $0) }),
            (.seeCustomers, { _ = try await desk.customer(known.customer, by: $0) }),
            (
                .seeCustomers,
                { _ = try await desk.history(of: known.customer, after: nil, limit: 1, by: $0) }
            ),
            (.findCustomers, { _ = try await desk.findCustomer(by: .id, "x", by: $0) }),
            (
                .changeCustomers,
                { try await desk.change(CustomerChange(), of: known.customer, at: 1, by: $0) }
            ),
            (
                .changeCustomers,
                { try await desk.addNumber("13800138000", to: known.customer, at: 1, by: $0) }
            ),
            (
                .changeCustomers,
                { try await desk.removeNumber(nil, of: known.customer, at: 1, by: $0) }
            ),
            (
                .changeCustomers,
                { try await desk.merge(known.customer, into: Customer.ID(1), by: $0) }
            ),
            (.changeCustomers, { _ = try await desk.split(nil, of: known.customer, by: $0) }),
            (
                .revealCustomer,
                {
                    _ = try await desk.reveal(
                        known.customer, for: .complaint, because: "because", by: $0)
                }
            ),
            (
                .packageCustomer,
                { _ = try await desk.package(known.customer, for: "x", by: $0) { _ in [] } }
            ),
            (.seeReveals, { _ = try await desk.reveals(of: nil, after: nil, limit: 1, by: $0) }),
            (.seeReveals, { _ = try await desk.revealCounts(by: $0) }),
            (.askAccess, { _ = try await desk.accessRequests(after: nil, limit: 1, by: $0) }),
            (
                .askAccess,
                {
                    _ = try await desk.askAccess(
                        to: .seeCall, on: "call:\(known.call)", because: "x", minutes: 60, by: $0)
                }
            ),
            (.askAccess, { try await desk.withdrawAccess(AccessRequest.ID(1), by: $0) }),
            (
                .decideAccess,
                {
                    try await desk.decideAccess(
                        AccessRequest.ID(1), grant: true, minutes: nil, by: $0)
                }
            ),
        ]
    }

    private func ledgerUseCases(
        _ desk: CallDesk
    ) -> [(Permission, (Principal) async throws -> Void)] {
        [
            (.seeLedger, { _ = try await desk.ledger(.init(), after: nil, limit: 1, by: $0) }),
            (.seeLedger, { _ = try await desk.ledgerPlace(0, by: $0) }),
            (.seeLedger, { _ = try await desk.ledgerStanding(by: $0) }),
            (.seeLedger, { _ = try await desk.ledgerFrames(from: 0, limit: 1, by: $0) }),
            (.seeLedger, { _ = try await desk.checkpoint(ofSize: nil, by: $0) }),
            (.exportLedger, { _ = try await desk.askLedgerExport(from: nil, until: nil, by: $0) }),
            (.exportLedger, { _ = try await desk.ledgerExport(LedgerExport.ID(1), by: $0) }),
            (.exportLedger, { _ = try await desk.ledgerArchive(LedgerExport.ID(1), by: $0) }),
            (.signLedger, { _ = try await desk.unsignedLedgerExports(by: $0) }),
            (.signLedger, { try await desk.signLedgerExport(.init(1), signature: "", by: $0) }),
            (.signLedger, { try await desk.noteSignerRefusal("", sequence: 0, by: $0) }),
            (
                .signLedger,
                {
                    try await desk.addCheckpoint(
                        "", keys: .init(note: "", minisign: ""), by: $0)
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
        .approveErasure, .approveRelease, .approveExport, .approveRotation,
        // Whatever the first line may do, whoever works behind it may do too.
        .solveComplaints,
    ]

    private struct Known {
        var call: Call.ID
        var recording: Recording.ID
        var customer: Customer.ID
        var item: QuarantineItem.ID
        var ready: ReadyRecording
        var readyItem: ReadyQuarantine
        let key: KeyID
    }

    private func known(in house: House) async throws -> Known {
        let (call, recording) = try await house.index(TestFile())
        let summary = try await house.call(call).summary
        let ready = try await house.ready(TestFile(sound: Sounds.wav(seed: 1)))
        let id = house.desk.newQuarantineID()
        let content = try house.seal(
            [1, 2], as: .quarantined(id), key: house.vault.newQuarantineKey(for: id))
        return Known(
            call: call, recording: recording,
            customer: try #require(summary.customer),
            item: try await house.quarantine(TestFile(name: "odd", sound: [1])), ready: ready,
            readyItem: ReadyQuarantine(
                id: id, origin: ready.origin, content: content, reason: .notSound, detail: "",
                fingerprint: nil), key: try TestKey.key(1).id)
    }

    @Test func `every use case refuses who lacks its permission and changes nothing`()
        async throws
    {
        let house = try await House()
        let known = try await known(in: house)
        let (entries, tally) = (try await house.ledger(), try await house.tally())
        let principals: [Principal] = [.page, .daemon, .operatorAtShell, .nobody, .signer]
        let useCases = useCases(house, known) + rosterUseCases(house.desk)
            + scoringUseCases(house.desk)
        for (number, (permission, act)) in useCases.enumerated() {
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
        // The table of permissions is the same for everybody; a kind of approval has its own.
        let ownDoings: Set<Permission> = [
            .changeSettings, .seePermissions, .approveGrant,
        ]
        let useCases = useCases(house, try await known(in: house)) + rosterUseCases(house.desk)
            + scoringUseCases(house.desk)
        let guarded = Set(useCases.map(\.0))
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
