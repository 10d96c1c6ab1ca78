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
    let vault: Vault
    package let opening: Opening
    let sealedFiles: SealedFolder
    let decoder: DecodePool
    let settings: DeskSettings
    let now: @Sendable () -> Date
    let identifiers: IdentifierMaker
    /// This node among those that work on the database.
    package let nodes: NodeRegistry
    /// What intake says of itself; the desk shows it.
    package let intakeBoard: IntakeBoard
    let listening: ListeningLog
    let numberSearches: RateLimit
    let log: Logger

    package var time: Date { now() }

    /// A desk that isn't open yet: everything is refused until `open` has succeeded.
    package init(
        _ parts: DeskParts, settings: DeskSettings, now: @escaping @Sendable () -> Date, log: Logger
    ) {
        database = parts.database
        vault = parts.vault
        sealedFiles = parts.sealedFiles
        decoder = parts.decoder
        self.settings = settings
        self.now = now
        self.log = log
        opening = Opening()
        nodes = parts.nodes
        identifiers = IdentifierMaker(parts.nodes)
        intakeBoard = IntakeBoard()
        listening = ListeningLog()
        numberSearches = RateLimit(perMinute: 30)
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
    package var nodes: NodeRegistry

    package init(
        database: any Database, vault: Vault, sealedFiles: SealedFolder, decoder: DecodePool,
        nodes: NodeRegistry
    ) {
        self.nodes = nodes
        self.database = database
        self.vault = vault
        self.sealedFiles = sealedFiles
        self.decoder = decoder
    }
}

package struct DeskSettings: Sendable {
    /// The node's name in ledger entries.
    package var node: String
    /// Where a call's zone comes from when nothing names one.
    package var zone: CallZone
    /// ISO country by whose rules national phone numbers are read.
    package var region: String
    package var erasure: ErasureSettings

    package init(
        node: String, zone: CallZone, region: String, erasure: ErasureSettings = ErasureSettings()
    ) {
        self.erasure = erasure
        self.node = node
        self.zone = zone
        self.region = region
    }
}
