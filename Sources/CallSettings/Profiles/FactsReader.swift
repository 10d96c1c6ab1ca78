import Calls

/// Reads a profile's fields and the rules that make facts of them.
struct FactsReader {
    /// The fields that the patterns have.
    let fieldNames: Set<String>

    func fields(_ map: YAMLMap) -> [String: Profile.FieldRule] {
        var rules: [String: Profile.FieldRule] = [:]
        for name in map.keys {
            guard let value = map.value(name), let group = value.map() else { continue }
            if !fieldNames.contains(name) { value.problem(unknownField(name)) }
            rules[name] = Profile.FieldRule(
                words: group.value("words")?.texts() ?? [],
                absent: group.value("absent")?.texts() ?? [],
                isPersonal: group.value("personal")?.flag())
            group.finish()
        }
        return rules
    }

    func rules(_ list: [YAMLValue]) -> [FactRule] {
        list.compactMap { item in
            guard let map = item.map() else { return nil }
            var rule = FactRule(when: [:], facts: [:])
            if let when = map.value("when")?.map() {
                for name in when.keys {
                    guard let value = when.value(name) else { continue }
                    if !fieldNames.contains(name) { value.problem(unknownField(name)) }
                    rule.when[name] = condition(value)
                }
            }
            for fact in FactRule.settableFacts {
                if let value = map.value(fact.rawValue) { rule.facts[fact] = template(value, fact) }
            }
            map.finish()
            if rule.facts.isEmpty {
                item.problem("A rule must give at least one fact, such as `agent: '{from}'`.")
            }
            return rule
        }
    }

    private func condition(_ value: YAMLValue) -> FactRule.Condition? {
        if value.isList { return value.texts().map { .oneOf($0) } }
        guard let text = value.text() else { return nil }
        switch text {
        case "present": return .present
        case "missing": return .missing
        default:
            if let type = FieldType(rawValue: text) { return .fits(type) }
            if text.hasPrefix("not "), let type = FieldType(rawValue: String(text.dropFirst(4))) {
                return .isNot(type)
            }
            value.expected("present, missing, a type such as phone, `not` a type, or words in [ ]")
            return nil
        }
    }

    private func template(_ value: YAMLValue, _ fact: Fact) -> FactRule.Template? {
        guard let text = value.text() else { return nil }
        guard let template = FactRule.Template(text) else {
            value.expected("text with fields in it such as '{epoch}.{n}'")
            return nil
        }
        for name in template.fields where !fieldNames.contains(name) {
            value.problem(unknownField(name))
        }
        if template.fields.isEmpty, FactValue(text, for: fact) == nil {
            value.expected(
                fact == .side
                    ? "agent, customer, mixed or unknown"
                    : "inbound, outbound or internal")
        }
        return template
    }

    private func unknownField(_ name: String) -> String {
        let hint =
            NearestName.of(name, among: fieldNames).map { "did you mean \($0)?" }
            ?? "fields are " + fieldNames.sorted().joined(separator: ", ") + "."
        return "No pattern has a field \(name); \(hint)"
    }
}

/// Reads the examples that a profile carries as its tests.
struct ExampleReader {
    func read(_ list: [YAMLValue]) -> [NameExample] {
        list.compactMap { item in
            guard let map = item.map() else { return nil }
            let name = map.value("name")?.text()
            let refused = map.value("refused")?.choice(QuarantineReason.self)
            var facts: [Fact: String]?
            if map.has("facts") {
                facts = [:]
                if let group = map.value("facts")?.map() {
                    for fact in Fact.allCases {
                        if let text = group.value(fact.rawValue)?.text() { facts?[fact] = text }
                    }
                    group.finish()
                }
            }
            map.finish()
            guard let name, (facts == nil) != (refused == nil) else {
                item.problem("An example needs a name, and either facts or refused.")
                return nil
            }
            return NameExample(path: name, facts: facts, refused: refused, line: item.line ?? 0)
        }
    }
}
