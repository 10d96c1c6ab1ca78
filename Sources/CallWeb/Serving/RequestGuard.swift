import Calls
import HTTPTypes
import Hummingbird

/// What is refused before anything is looked up.
enum RequestGuard {
    /// On the page's door the host must be a name of this machine, or a foreign site that points
    /// its own name here could read the pages (DNS rebinding); and a change must come from our own
    /// pages (CSRF).
    static func check(_ head: HTTPRequest, at door: Door) throws {
        guard door == .page else { return }
        guard let host = head.authority, LoopbackName.holds(hostOnly(host)) else {
            throw Refusal(
                .invalid, .badRequest,
                "This page answers to names of this machine only. Use http://127.0.0.1 or "
                    + "http://localhost with its port.")
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
        return head.headerFields[.origin] == "http://\(host)"
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
