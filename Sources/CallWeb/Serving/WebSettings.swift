package import Calls

/// What the web side needs to know, read once.
package struct WebSettings: Sendable {
    package var listen: ListenAddress
    package var socketPath: String
    /// IANA name of the installation's zone, in which filters and days are meant.
    package var zone: String
    package var thresholds: TalkThresholds
    package var local: LocalUsers
    package var limits: WebLimits
    /// The user that the ledger's signer runs as; nil where there is none.
    package var signerUser: UInt32?
    package var doors = OuterDoors()
    /// The scorecards that ship, which a lead may take over.
    package var shippedScorecards: [Scorecard] = []

    package init(
        listen: ListenAddress, socketPath: String, zone: String,
        thresholds: TalkThresholds = TalkThresholds(), local: LocalUsers = LocalUsers([:]),
        limits: WebLimits = WebLimits()
    ) {
        self.listen = listen
        self.socketPath = socketPath
        self.zone = zone
        self.thresholds = thresholds
        self.local = local
        self.limits = limits
    }
}

/// A host and port to listen on. Beyond loopback that takes TLS or a declared proxy.
package struct ListenAddress: Sendable, Equatable, CustomStringConvertible {
    package var host: String
    /// 0 lets the kernel choose.
    package var port: Int

    package init(host: String, port: Int) {
        self.host = host
        self.port = port
    }

    /// Reads `127.0.0.1:8080`, `[::1]:8080` and `localhost:8080`; nil for anything else.
    package init?(text: String) {
        guard let colon = text.lastIndex(of: ":"),
            let port = Int(text[text.index(after: colon)...]),
            (0...65535).contains(port)
        else { return nil }
        var host = text[..<colon]
        if host.hasPrefix("["), host.hasSuffix("]") { host = host.dropFirst().dropLast() }
        guard !host.isEmpty else { return nil }
        self.init(host: String(host), port: port)
    }

    package var isLoopback: Bool { LoopbackName.holds(host) }

    package var description: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }
}

/// Bounds on what one peer can take up.
package struct WebLimits: Sendable {
    package var bodyBytesMax = 65_536
    package var headerBytesMax = 16_384
    package var headerCountMax = 100
    /// On each of the two doors.
    package var connectionsMax = 256
    /// From one address on each door.
    package var connectionsPerAddressMax = 96
    /// The first request's head must have arrived whole within this after the connection.
    package var headSeconds: Int64 = 10
    /// The head of a further request must have arrived whole within this after the answer before.
    package var idleSeconds: Int64 = 60
    /// A body must have arrived whole within this after its head.
    package var bodySeconds: Int64 = 15
    /// An answer must be ready to be sent within this.
    package var answerSeconds: Int64 = 30
    /// Each piece of an answer, 64 KiB at most for sound, must have left within this.
    package var writeSeconds: Int64 = 60

    package init() {}
}

enum LoopbackName {
    /// Whether `host` (no port, no brackets) can only mean this machine.
    static func holds(_ host: some StringProtocol) -> Bool {
        let name = host.lowercased()
        if name == "localhost" || name == "::1" { return true }
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
    }
}
