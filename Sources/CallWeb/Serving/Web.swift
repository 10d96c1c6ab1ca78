import CallDesk
import Calls
import Foundation
import Hummingbird
import Logging

/// What every page needs to answer: the desk, the words and templates, the clock. Each page is an
/// extension in its own folder.
struct Web: Sendable {
    let settings: WebSettings
    let desk: CallDesk
    let resources: WebResources
    let logger: Logger
    let now: @Sendable () -> Date
    let home: Zone
    let counters = RequestCounters()
    let largeBodies = LargeBodies()

    init(
        settings: WebSettings, desk: CallDesk, resources: WebResources, logger: Logger,
        now: @escaping @Sendable () -> Date
    ) {
        self.settings = settings
        self.desk = desk
        self.resources = resources
        self.logger = logger
        self.now = now
        home = Zone(named: settings.zone)
    }

    /// A page in the visitor's language. Nobody may keep it: pages are personal.
    func page(
        _ model: some PageModel, for visit: Visit, status: HTTPResponse.Status = .ok
    ) throws -> Response {
        let html = try resources.pages.render(model, in: visit.words.language)
        return .text(html, type: "text/html; charset=utf-8", status: status)
    }
}

/// One request: what is asked, by whom, and how they like to read the answer.
struct Visit: Sendable {
    let request: Request
    let door: Door
    let connection: Connection?
    let visitor: Visitor
    /// The named parts of the path, decoded.
    let parameters: [String: String]
    let query: Query
    let preferences: ReaderPreferences
    var words: Words
    let now: Date

    var principal: Principal { visitor.principal }

    /// The id in the part of the path called `name`; the refusal when it is none.
    func id<Entity>(_ name: String, or refusal: Refusal) throws -> Identifier<Entity> {
        guard let id = parameters[name].flatMap({ Identifier<Entity>(text: $0) }) else {
            throw refusal
        }
        return id
    }
}
