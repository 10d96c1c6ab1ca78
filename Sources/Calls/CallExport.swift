/// An export of a list of calls.
package enum CallExport {
    /// More calls than this are a bulk export, which waits for a second person. It is a page or two
    /// of a report that somebody reads; above it a file is for carrying away. No setting, so that
    /// nobody who could misuse it can raise it.
    package static let callsWithoutApproval = 1_000
    /// How long an approved bulk export may be fetched by who asked for it.
    package static let hoursAfterApproval = 24
}
