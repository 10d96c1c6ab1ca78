import CallDesk
import Calls
import Hummingbird

/// Roles and what each may do, made from the table in the code.
struct PermissionsPage: PageModel {
    struct Cell: Sendable {
        let role: String
        /// Empty when the role doesn't have the permission.
        let reach: String
        /// `none`, `own`, `scope` or `all`.
        let tone: String
    }

    struct Row: Sendable {
        let label: String
        let code: String
        let cells: [Cell]
    }

    struct Group: Sendable {
        let heading: String
        let rows: [Row]
    }

    /// Pairs of roles that are kept apart for one reason.
    struct Apart: Sendable {
        let why: String
        let pairs: [String]
    }

    struct Reaching: Sendable {
        let name: String
        let tone: String
        let meaning: String
    }

    static let template = "permissions"
    let frame: Frame
    let roles: [RoleChoice]
    /// Columns of the table.
    let width: Int
    let groups: [Group]
    let apart: [Apart]
    let reaches: [Reaching]
}

extension Web {
    func permissionsPage(_ visit: Visit) async throws -> Response {
        try visit.query.allow([])
        let frame = await frame(visit.words("permissions.title"), in: .permissions, of: visit)
        return try page(PermissionsPage(frame: frame, visit.words), for: visit)
    }
}

extension PermissionsPage {
    init(frame: Frame, _ words: Words) {
        self.frame = frame
        roles = Role.allCases.map { RoleChoice($0, words) }
        width = Role.allCases.count + 1
        groups = Self.nouns.map { noun in
            Group(
                heading: words.catalogue("noun.\(noun)"),
                rows: Permission.allCases.filter { $0.noun == noun }.map { Row($0, words) })
        }
        apart = SeparationOfDuties.Reason.allCases.map { reason in
            Apart(
                why: words.catalogue("separation.\(reason.rawValue)"),
                pairs: SeparationOfDuties.all.filter { $0.reason == reason }.map {
                    "\(words.name($0.first)) ⟷ \(words.name($0.second))"
                })
        }
        reaches = Reach.allCases.map {
            Reaching(
                name: words.name($0), tone: $0.code,
                meaning: words.catalogue("reach.\($0.code).means"))
        }
    }

    /// In the order in which they first stand in the code.
    static var nouns: [String] {
        Permission.allCases.map(\.noun).reduce(into: []) { nouns, noun in
            if !nouns.contains(noun) { nouns.append(noun) }
        }
    }
}

extension PermissionsPage.Row {
    init(_ permission: Permission, _ words: Words) {
        label = words.name(permission)
        code = permission.rawValue
        cells = Role.allCases.map { role in
            let reach = PermissionTable.reach(of: role, permission)
            return .init(
                role: words.name(role), reach: reach.map(words.name) ?? "",
                tone: reach?.code ?? "none")
        }
    }
}

extension Permission {
    /// What it is about: the part before the full stop.
    var noun: String { String(rawValue.prefix { $0 != "." }) }
}

extension Reach {
    /// As it stands in the catalogues and in docs/permissions.md.
    var code: String {
        switch self {
        case .own: "own"
        case .scope: "scope"
        case .all: "all"
        }
    }
}

extension Words {
    func name(_ reach: Reach) -> String { catalogue("reach.\(reach.code)") }
}
