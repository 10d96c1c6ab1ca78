package import CallSandbox
package import CallStore
package import CallVault
package import Calls
package import Foundation
package import Logging

/// The one door. Everything regulated is seen and changed through it: permission first, then the
/// transaction, then the ledger entry in the same transaction.
package struct CallDesk: Sendable {
    let database: any Database
    let keyring: Keyring
    package let opening: Opening
    let sealedFiles: SealedFolder
    let decoder: DecodePool
    let letterPress: LetterPress
    let settings: DeskSettings
    let now: @Sendable () -> Date
    let identifiers: IdentifierMaker
    /// This node among those that work on the database.
    package let nodes: NodeRegistry
    /// What intake says of itself; the desk shows it.
    package let intakeBoard: IntakeBoard
    let listening: ListeningLog
    let numberSearches: RateLimit
    let ledgerState: LedgerState
    let passwords: PasswordWork
    let proxyNotes = ProxyNotes()
    let rosterDrafts: RosterDrafts
    let reveals: RateLimit
    let sights: SightLog
    let packages: PackageSlots
    let complaintWatch = ComplaintWatchState()
    let tallies = TallyState()
    let rateWatch = RateWatchState()
    let noticeTally = NoticeTally()
    let log: Logger

    package var time: Date { now() }

    /// Seals under the newest master key, and opens what any earlier one sealed.
    var vault: Vault { keyring.vault }

    /// A desk that isn't open yet: everything is refused until `open` has succeeded.
    package init(
        _ parts: DeskParts, settings: DeskSettings, now: @escaping @Sendable () -> Date, log: Logger
    ) {
        database = parts.database
        keyring = Keyring(GivenKeys(of: parts.vault), until: parts.vault)
        sealedFiles = parts.sealedFiles
        decoder = parts.decoder
        letterPress = parts.letterPress
        self.settings = settings
        self.now = now
        self.log = log
        opening = Opening()
        nodes = parts.nodes
        identifiers = IdentifierMaker(parts.nodes)
        intakeBoard = IntakeBoard()
        listening = ListeningLog()
        numberSearches = RateLimit(perMinute: 30)
        ledgerState = LedgerState()
        passwords = PasswordWork(cost: settings.passwordCost)
        rosterDrafts = RosterDrafts()
        reveals = RateLimit(perMinute: 20)
        sights = SightLog()
        packages = PackageSlots()
    }

    var blindKey: BlindKey {
        get throws { try opening.blindKey }
    }

    /// A desk over its parts, opened.
    package static func open(
        _ parts: DeskParts, settings: DeskSettings, now: @escaping @Sendable () -> Date, log: Logger
    ) async throws -> CallDesk {
        let desk = CallDesk(parts, settings: settings, now: now, log: log)
        try await desk.open()
        return desk
    }
}

/// What a desk stands on.
package struct DeskParts: Sendable {
    package var database: any Database
    package var vault: Vault
    package var sealedFiles: SealedFolder
    package var decoder: DecodePool
    package var letterPress: LetterPress
    package var nodes: NodeRegistry

    package init(
        database: any Database, vault: Vault, sealedFiles: SealedFolder, decoder: DecodePool,
        letterPress: LetterPress, nodes: NodeRegistry
    ) {
        self.nodes = nodes
        self.database = database
        self.vault = vault
        self.sealedFiles = sealedFiles
        self.decoder = decoder
        self.letterPress = letterPress
    }
}

package struct DeskSettings: Sendable {
    /// The node's name in ledger entries.
    package var node: String
    /// Where a call's zone comes from when nothing names one.
    package var zone: CallZone
    /// ISO country by whose rules national phone numbers are read.
    package var region: String
    /// File of checkpoints that the ledger must not fall behind; nil for none.
    package var ledgerAnchor: String?
    package var passwordCost = PasswordCost.standard
    /// The role of each group that a declared proxy names; nil when roles of those who come
    /// through it are given here.
    package var proxyGroups: [String: Role]?
    package var erasure: ErasureSettings
    package var scoring = ScoringSettings()
    package var complaints: ComplaintSettings
    /// Channels by which notices leave the house.
    package var notices: [NoticeSender] = []

    package init(
        node: String, zone: CallZone, region: String, proxyGroups: [String: Role]? = nil,
        erasure: ErasureSettings = ErasureSettings()
    ) {
        self.erasure = erasure
        self.node = node
        self.zone = zone
        complaints = ComplaintSettings(home: zone)
        self.region = region
        self.proxyGroups = proxyGroups
    }
}
