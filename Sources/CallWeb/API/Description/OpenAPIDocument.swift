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
                        "schema": pathSchema(name),
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
        if case .permission(let permission) = route.need {
            parts["x-permission"] = .text(permission.rawValue)
        }
        if let body {
            parts["requestBody"] = [
                "required": true,
                "content": ["application/json": ["schema": Field.Kind.object(body).schema]],
            ]
        } else if let upload {
            parts["requestBody"] = [
                "required": true, "content": .object([upload: ["schema": ["type": "string"]]]),
            ]
        }
        return .object(parts)
    }

    /// An id, except where the name says a number.
    private func pathSchema(_ name: String) -> JSONTree {
        name == "entry"
            ? ["type": "integer", "minimum": 0] : Field.Kind.id.schema
    }

    private var responses: [String: JSONTree] {
        let problem: JSONTree = [
            "description": "What is wrong and what to do.",
            "content": [
                "application/problem+json": ["schema": ["$ref": "#/components/schemas/Problem"]]
            ],
        ]
        var all: [String: JSONTree] = ["default": problem]
        for status in ["400", "401", "403", "404", "409", "413", "429", "503"] {
            all[status] = problem
        }
        switch answer {
        case .json: all["200"] = ok("application/json", ["type": "object"])
        case .made: all["201"] = ok("application/json", ["type": "object"])
        case .nothing: all["204"] = ["description": "Done."]
        case .bytes(let type, let isPartial):
            all["200"] = ok(type, ["type": "string"])
            if isPartial {
                all["206"] = ok(type, ["type": "string"])
                all["416"] = ["description": "The range lies outside."]
            }
        }
        return all
    }

    private func ok(_ type: String, _ schema: JSONTree) -> JSONTree {
        ["description": "As asked.", "content": .object([type: ["schema": schema]])]
    }
}

extension APIOperation.Field.Kind {
    var schema: JSONTree {
        switch self {
        case .text(let most): ["type": "string", "minLength": 1, "maxLength": .integer(most)]
        case .integer(let range):
            [
                "type": "integer", "minimum": .integer(range.lowerBound),
                "maximum": .integer(range.upperBound),
            ]
        case .number: ["type": "number", "minimum": 0]
        case .flag: ["type": "boolean"]
        case .choice(let values): ["type": "string", "enum": .list(values.map { .text($0) })]
        case .id: ["type": "string", "pattern": "^[0-7][0-9a-hjkmnp-tv-z]{12}$"]
        case .time: ["type": "string", "format": "date"]
        case .opaque: ["type": "string", "maxLength": 200]
        case .list(let kind, let most):
            ["type": "array", "items": kind.schema, "maxItems": .integer(most)]
        case .map(let most):
            [
                "type": "object", "additionalProperties": ["type": "string"],
                "maxProperties": .integer(most),
            ]
        case .object(let fields):
            [
                "type": "object", "additionalProperties": false,
                "required": .list(fields.filter(\.isRequired).map { .text($0.name) }),
                "properties": .object(
                    Dictionary(
                        fields.map { ($0.name, $0.kind.schema) },
                        uniquingKeysWith: { first, _ in first })),
            ]
        }
    }
}
