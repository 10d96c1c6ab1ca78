package import Foundation

/// How far away a server is, measured on one connection.
package struct PostgresDistance: Hashable, Sendable {
    /// Median of some questions that cost the server nothing.
    package var roundTripSeconds: Double
    /// How far the server's clock is ahead of this machine's; below 0 behind it.
    package var clockAheadSeconds: Double
}

extension PostgresDatabase {
    private static let clockSecondsMax = 5.0
    private static let roundTripSecondsMax = 0.01
    private static let questions = 21

    /// Whether what travels is protected, the clocks agree, and the way is short.
    func connectionFindings(now: @escaping @Sendable () -> Date) async throws -> [DatabaseFinding] {
        var findings = [try await protectionFinding()].compactMap(\.self)
        let distance = try await distance(now: now)
        let ahead = distance.clockAheadSeconds
        if abs(ahead) > Self.clockSecondsMax {
            let seconds = String(format: "%.1f", abs(ahead))
            findings.append(
                .problem(
                    "The server's clock is \(seconds) s \(ahead > 0 ? "ahead of" : "behind") this "
                        + "machine's. Let both be set by NTP (timedatectl set-ntp true)."))
        }
        if distance.roundTripSeconds > Self.roundTripSecondsMax {
            let milliseconds = String(format: "%.1f", distance.roundTripSeconds * 1000)
            findings.append(
                .advice(
                    "A round trip to the server takes \(milliseconds) ms, and each call that is "
                        + "taken in waits for several. Run callaudit nearer to its database."))
        }
        return findings
    }

    package func distance(now: @escaping @Sendable () -> Date) async throws -> PostgresDistance {
        try await withSession { tool in
            var trips: [Double] = []
            for _ in 0..<Self.questions {
                let start = ContinuousClock.now
                _ = try tool.rows("SELECT 1 AS one")
                trips.append(start.duration(to: .now).seconds)
            }
            let before = now()
            let answer = try tool.rows(
                "SELECT \(Dialect.postgres.nowMicroseconds) AS now")
            let middle = (before.timeIntervalSince1970 + now().timeIntervalSince1970) / 2
            let theirs: Date = try answer.first?.get("now") ?? before
            return PostgresDistance(
                roundTripSeconds: trips.sorted()[Self.questions / 2],
                clockAheadSeconds: theirs.timeIntervalSince1970 - middle)
        }
    }

    private func protectionFinding() async throws -> DatabaseFinding? {
        guard !address.isLocal else { return nil }
        guard try await withSession(\.isEncrypted) else {
            return .problem(
                "The connection goes over the network without TLS. Set ssl = on at the server and "
                    + "sslmode=verify-full in `database:`.")
        }
        let mode = address.keywords["sslmode"] ?? "verify-full"
        guard !mode.hasPrefix("verify-") else { return nil }
        return .advice(
            "TLS is used, but sslmode=\(mode) doesn't ask who the server is. Say "
                + "sslmode=verify-full in `database:`, with sslrootcert where the authority is "
                + "your own.")
    }
}
