import Calls
import Hummingbird

extension Web {
    /// The API in the words of OpenAPI 3.1 (spec.openapis.org/oas/v3.1.0), made from the routes and
    /// their descriptions.
    func openAPI(_ visit: Visit) async throws -> Response {
        try visit.query.allow([])
        return try .json(Self.openAPIDocument)
    }

    static let openAPIDocument: JSONTree = {
        var paths: [String: [String: JSONTree]] = [:]
        for route in routes where route.speech == .api {
            let names = route.pattern.split(separator: "/").filter { $0.hasPrefix(":") }
                .map { String($0.dropFirst()) }
            let path = "/" + route.pattern.split(separator: "/").map {
                $0.hasPrefix(":") ? "{\($0.dropFirst())}" : String($0)
            }.joined(separator: "/")
            guard let operation = operations[route.title] else { continue }
            paths[path, default: [:]][route.method.rawValue.lowercased()] =
                operation.description(of: route, names: names)
        }
        return [
            "openapi": "3.1.0",
            "info": [
                "title": "callaudit", "version": "1",
                "description":
                    "Sign in by a token (Authorization: Bearer), or over the daemon's Unix socket.",
            ],
            "servers": [["url": "/"]],
            "security": [["token": []]],
            "paths": .object(paths.mapValues { .object($0) }),
            "components": components,
        ]
    }()

    private static let components: JSONTree = [
        "securitySchemes": ["token": ["type": "http", "scheme": "bearer"]],
        "schemas": [
            "Problem": [
                "type": "object", "required": ["title", "status", "detail"],
                "properties": [
                    "title": ["type": "string"], "status": ["type": "integer"],
                    "detail": ["type": "string"], "code": ["type": ["string", "null"]],
                    "reference": ["type": ["string", "null"]],
                ],
            ]
        ],
    ]
}

extension Route {
    /// Such as `GET /api/v1/calls`.
    var title: String { "\(method.rawValue) \(pattern)" }
}

extension APIOperation {
    fileprivate func description(of route: Route, names: [String]) -> JSONTree {
        var parts: [String: JSONTree] = [
            "operationId": .text(route.title),
            "summary": .text(summary),
            "parameters": .list(
                names.map { name in
                    [
                        "name": .text(name), "in": "path", "required": true,
                        "schema": (path[name] ?? .id).schema,
                    ]
                }
                    + query.map { field in
                        [
                            "name": .text(field.name), "in": "query",
                            "required": .flag(field.isRequired), "schema": field.kind.schema,
                        ]
                    }),
            "responses": .object(responses),
        ]
        switch route.need {
        case .permission(let permission): parts["x-permission"] = .text(permission.rawValue)
        case .anyOf(let permissions):
            parts["x-any-permission"] = .list(permissions.map { .text($0.rawValue) })
        case .nothing: parts["security"] = []
        case .signedIn: break
        }
        if let body {
            parts["requestBody"] = [
                "required": true,
                "content": ["application/json": ["schema": Field.Kind.object(body).schema]],
            ]
        } else if let upload {
            parts["requestBody"] = [
                "required": true,
                "content": .object([upload: ["schema": Self.schema(ofUpload: upload)]]),
            ]
        }
        return .object(parts)
    }

    private var responses: [String: JSONTree] {
        let problem: JSONTree = [
            "description": "What is wrong and what to do.",
            "content": [
                "application/problem+json": ["schema": ["$ref": "#/components/schemas/Problem"]]
            ],
        ]
        var all: [String: JSONTree] = [:]
        for status in ["400", "401", "403", "404", "409", "413", "429", "503"] {
            all[status] = problem
        }
        let object: JSONTree = ["type": "object"]
        switch answer {
        case .json: all["200"] = ok("application/json", object)
        case .made: all["201"] = ok("application/json", object)
        case .madeUnlessThere:
            all["201"] = ok("application/json", object)
            all["200"] = ok("application/json", object, "It was there already.")
        case .waits: all["202"] = ok("application/json", object)
        case .jsonOfFile:
            all["200"] = ok("application/json", object)
            all["422"] = ok("application/json", object, "The file's mistakes; nothing was done.")
        case .nothing: all["204"] = ["description": "Done."]
        case .bytes(let types, let isPartial):
            all["200"] = ok(types, ["type": "string"])
            if isPartial {
                all["206"] = ok(types, ["type": "string"])
                all["416"] = ["description": "The range lies outside."]
            }
        }
        return all
    }

    /// A form has one file.
    private static func schema(ofUpload type: String) -> JSONTree {
        guard type == "multipart/form-data" else { return ["type": "string"] }
        return [
            "type": "object", "required": ["file"], "additionalProperties": false,
            "properties": ["file": ["type": "string", "format": "binary"]],
        ]
    }

    private func ok(
        _ type: String, _ schema: JSONTree, _ description: String = "As asked."
    ) -> JSONTree {
        ok([type], schema, description)
    }

    private func ok(
        _ types: [String], _ schema: JSONTree, _ description: String = "As asked."
    ) -> JSONTree {
        let content = types.reduce(into: [:]) { $0[$1] = ["schema": schema] as JSONTree }
        return ["description": .text(description), "content": .object(content)]
    }
}
