import Foundation

@testable import CallWeb

/// A template as a tree of its tags.
indirect enum TemplateTag {
    case value(String)
    case section(String, inverted: Bool, [TemplateTag])
    case partial(String)

    /// Reads `text`; nil when sections don't close as they open.
    static func read(_ text: String) -> [TemplateTag]? {
        var open: [(name: String, inverted: Bool)] = []
        var levels: [[TemplateTag]] = [[]]
        for match in text.matches(of: /\{\{([#^\/>]?)\s*([a-zA-Z0-9.-]+)\s*\}\}/) {
            let name = String(match.2)
            switch match.1 {
            case "#", "^":
                open.append((name, match.1 == "^"))
                levels.append([])
            case "/":
                guard let section = open.popLast(), section.name == name, levels.count > 1 else {
                    return nil
                }
                let inside = levels.removeLast()
                levels[levels.count - 1].append(
                    .section(name, inverted: section.inverted, inside))
            case ">": levels[levels.count - 1].append(.partial(name))
            default: levels[levels.count - 1].append(.value(name))
            }
        }
        return open.isEmpty ? levels[0] : nil
    }
}

/// Follows the tags of a template through a model in which every list and every optional is filled.
struct TagCheck {
    let templates: [String: String]
    private(set) var faults: [String] = []

    init(templates: [String: String]) { self.templates = templates }

    mutating func check(_ name: String, _ model: Any) {
        follow(tagsOf(name), in: [model], template: name)
    }

    private mutating func tagsOf(_ name: String) -> [TemplateTag] {
        guard let tags = templates[name].flatMap(TemplateTag.read) else {
            faults.append("\(name): no such template, or its sections don't close")
            return []
        }
        return tags
    }

    private mutating func follow(_ tags: [TemplateTag], in stack: [Any], template: String) {
        for tag in tags {
            switch tag {
            case .partial(let name): follow(tagsOf(name), in: stack, template: name)
            case .value(let name):
                guard let value = find(name, in: stack, template) else { continue }
                if !(value is String || value is Int) {
                    faults.append("\(template): {{\(name)}} is no ready string")
                }
            case .section(let name, let inverted, let inside):
                guard let value = find(name, in: stack, template) else { continue }
                if inverted || value is Bool {
                    follow(inside, in: stack, template: template)
                } else if let list = value as? [Any] {
                    if list.isEmpty { faults.append("\(template): \(name) is empty in the sample") }
                    if let first = list.first {
                        follow(inside, in: stack + [first], template: template)
                    }
                } else {
                    follow(inside, in: stack + [value], template: template)
                }
            }
        }
    }

    /// As Mustache looks names up: innermost first.
    private mutating func find(_ name: String, in stack: [Any], _ template: String) -> Any? {
        if name == "." { return stack.last }
        let parts = name.split(separator: ".").map(String.init)
        for object in stack.reversed() {
            guard var value = child(parts[0], of: object) else { continue }
            for part in parts.dropFirst() {
                guard let next = child(part, of: value) else {
                    faults.append("\(template): \(name) names no property")
                    return nil
                }
                value = next
            }
            return value
        }
        faults.append("\(template): \(name) names no property, or is nil in the sample")
        return nil
    }

    /// As Mustache looks into an object: by its own answer where it gives one.
    private func child(_ name: String, of object: Any) -> Any? {
        if let part = object as? any PagePart { return part.child(named: name) }
        return Reflection.properties(of: object).first { $0.name == name }?.value
    }
}

enum Reflection {
    /// All stored properties; nil for an optional without a value.
    static func properties(of object: Any) -> [(name: String, value: Any?)] {
        Mirror(reflecting: object).children.compactMap { child in
            guard let name = child.label else { return nil }
            let mirror = Mirror(reflecting: child.value)
            let isOptional = mirror.displayStyle == .optional
            return (name, isOptional ? mirror.children.first?.value : child.value)
        }
    }
}
