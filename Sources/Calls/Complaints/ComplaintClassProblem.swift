/// One thing for which a file of classes can't be used, as a finished sentence.
package struct ComplaintClassProblem: Hashable, Sendable {
    /// Where it stands, such as `types` or the code of a branch.
    package var place: String
    package var sentence: String
}

extension ComplaintClasses {
    /// Everything that is wrong, in order; empty when the classes can be used.
    package func problems() -> [ComplaintClassProblem] {
        var check = ClassCheck(severities: Set(severities.map(\.code)))
        check.count(severities.count, 1...Limits.severities, "severities")
        check.codes(severities.map(\.code), "severities")
        for severity in severities {
            check.text(severity.title, "the title", severity.code)
            check.text(severity.meaning, "the meaning", severity.code)
            if !(1...Limits.load).contains(severity.load) {
                check.add(severity.code, "the load must be from 1 to \(Limits.load); correct it.")
            }
        }
        for (name, trees) in [("types", types), ("causes", causes)] {
            check.trees(trees, name)
        }
        check.count(redress.count, 1...Limits.redress, "redress")
        check.codes(redress.map(\.code), "redress")
        for kind in redress { check.text(kind.title, "the title", kind.code) }
        if currency.utf8.count != 3 || !currency.utf8.allSatisfy({ (65...90).contains($0) }) {
            check.add("currency", "write three capital letters such as CNY.")
        }
        for (role, limit) in limits.sorted(by: { $0.key < $1.key }) where limit < 0 {
            check.add("limits", "the limit of \(role.rawValue) is below nothing; correct it.")
        }
        if !(1...Limits.representatives).contains(representativesMost) {
            check.add(
                "representatives",
                "write a number from 1 to \(Limits.representatives).")
        }
        check.products(products)
        return check.problems
    }
}

private struct ClassCheck {
    private(set) var problems: [ComplaintClassProblem] = []
    let severities: Set<String>

    init(severities: Set<String>) {
        self.severities = severities
    }

    mutating func add(_ place: String, _ sentence: String) {
        problems.append(ComplaintClassProblem(place: place, sentence: "\(place): \(sentence)"))
    }

    mutating func count(_ count: Int, _ range: ClosedRange<Int>, _ place: String) {
        if !range.contains(count) {
            add(
                place,
                "there are \(count); write from \(range.lowerBound) to \(range.upperBound).")
        }
    }

    mutating func codes(_ codes: [String], _ place: String) {
        var seen: Set<String> = []
        for code in codes {
            let fits = code.utf8.allSatisfy {
                (97...122).contains($0) || (48...57).contains($0) || $0 == 45
            }
            if !fits || code.isEmpty || code.utf8.count > 40 {
                add(place, "a code is made of a-z, 0-9 and -, at most 40 of them; mend \(code).")
            }
            if !seen.insert(code).inserted {
                add(place, "the code \(code) is used twice; give one of them another code.")
            }
        }
    }

    mutating func text(_ text: LocalText, _ what: String, _ place: String) {
        for (tag, words) in text.texts where words.allSatisfy(\.isWhitespace) {
            add(place, "\(what) is missing in \(tag); write it in en, zh-Hans and zh-Hant.")
        }
    }

    mutating func products(_ products: [ComplaintClasses.Product]) {
        count(products.count, 0...ComplaintClasses.Limits.products, "products")
        codes(products.map(\.code), "products")
        var sellers: [String: String] = [:]
        for product in products {
            text(product.title, "the title", product.code)
            for campaign in product.campaigns {
                if campaign.isEmpty || campaign.count > 100 {
                    add(product.code, "a campaign's code has from 1 to 100 characters; mend it.")
                }
                if let other = sellers.updateValue(product.code, forKey: campaign) {
                    add(
                        product.code,
                        "the campaign \(campaign) stands with \(other) already; "
                            + "a campaign sells one product.")
                }
            }
        }
    }

    mutating func trees(_ trees: [ComplaintClasses.Branch], _ place: String) {
        let all = flat(trees, depth: 1, place)
        count(all.count, 1...ComplaintClasses.Limits.branches, place)
        codes(all.map(\.code), place)
        for branch in all {
            text(branch.title, "the title", branch.code)
            questions(of: branch, place)
            if case .upTo(let severity)? = branch.firstLine, !severities.contains(severity) {
                add(branch.code, "there is no severity \(severity); write one of the file's.")
            }
        }
    }

    private mutating func questions(of branch: ComplaintClasses.Branch, _ place: String) {
        let most = ComplaintClasses.Limits.questions
        if place != "causes", !branch.questions.isEmpty {
            add(branch.code, "questions watch for causes; write them there.")
        }
        if branch.questions.count > most {
            add(branch.code, "at most \(most) questions watch for a cause; leave some out.")
        }
        if Set(branch.questions).count < branch.questions.count {
            add(branch.code, "a question stands twice; write it once.")
        }
    }

    private mutating func flat(
        _ branches: [ComplaintClasses.Branch], depth: Int, _ place: String
    ) -> [ComplaintClasses.Branch] {
        guard depth <= ComplaintClasses.Limits.depth else {
            if !branches.isEmpty {
                add(
                    place,
                    "a tree has at most \(ComplaintClasses.Limits.depth) levels; flatten it.")
            }
            return []
        }
        var all: [ComplaintClasses.Branch] = []
        for branch in branches {
            all.append(branch)
            all += flat(branch.branches, depth: depth + 1, place)
        }
        return all
    }
}
