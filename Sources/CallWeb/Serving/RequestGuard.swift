import Calls
import HTTPTypes
import Hummingbird

/// What is refused before anything is looked up.
enum RequestGuard {
    /// On the page's door the host must be a name of this machine, or a foreign site that points
    /// its own name here could read the pages (DNS rebinding); and a change must come from our own
    /// pages (CSRF).
    /// `doors` say what further names there are. A request that bears a token comes from a program:
    /// no browser adds one by itself, so it needn't come from our pages.
    static func check(
        _ head: HTTPRequest, at door: Door, doors: OuterDoors = OuterDoors()
    ) throws {
        guard door == .page else { return }
        guard let host = head.authority, isOurs(hostOnly(host), doors) else {
            throw Refusal(
                .invalid, .badRequest,
                "This page doesn't answer to that name. Use http://127.0.0.1 or "
                    + "http://localhost with its port on this machine, or a name that `names` in "
                    + "the settings lists.")
        }
        guard head.method != .get, head.method != .head else { return }
        // No foreign site can make a browser send a token.
        guard head.headerFields.bearer != nil || isOwn(head, host: host) else {
            throw Refusal(
                .forbidden, .crossSite,
                "This change didn't come from callaudit's own page. Open the page and try it "
                    + "there; a program on this machine uses the Unix socket.")
        }
    }

    /// Sec-Fetch-Site (W3C Fetch Metadata) where the browser sends it, otherwise Origin.
    private static func isOwn(_ head: HTTPRequest, host: String) -> Bool {
        if let site = head.headerFields[.secFetchSite] {
            return site == "same-origin" || site == "none"
        }
        let origin = head.headerFields[.origin]?.lowercased()
        return origin == "http://\(host.lowercased())" || origin == "https://\(host.lowercased())"
    }

    private static func isOurs(_ host: Substring, _ doors: OuterDoors) -> Bool {
        LoopbackName.holds(host) || doors.names.contains(host.lowercased())
    }

    private static func hostOnly(_ authority: String) -> Substring {
        if authority.hasPrefix("["), let end = authority.firstIndex(of: "]") {
            return authority[authority.index(after: authority.startIndex)..<end]
        }
        return authority.split(separator: ":", omittingEmptySubsequences: false).first ?? ""
    }
}

extension HTTPField.Name {
    static let secFetchSite = HTTPField.Name("Sec-Fetch-Site")!
}
