import Calls

/// Addresses of notices that leave the house.
extension WebURL {
    static let notices = "/notices"

    static func notices(_ query: [(String, String)]) -> String { notices + queryText(query) }
    static func notice(_ id: Notice.ID, _ act: NoticeAct) -> String {
        "/notices/\(id)/\(act.rawValue)"
    }
    /// A channel's name has no character that an address can't have.
    static func testNotices(over channel: String) -> String { "/notices/channels/\(channel)/test" }
}
