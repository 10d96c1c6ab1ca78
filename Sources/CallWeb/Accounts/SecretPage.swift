/// Something that is shown once: a one-time code, a token.
struct SecretPage: PageModel {
    static let template = "secret"
    let frame: Frame
    let title: String
    let text: String
    let secret: String?
    let note: String?
    /// Said when something waits for a second person as well.
    let asked: String?
    let goOn: String
}
