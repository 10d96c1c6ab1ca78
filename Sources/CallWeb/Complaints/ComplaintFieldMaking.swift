import Calls

/// The fields of one act's form.
struct ComplaintFieldMaking {
    private let forms: ComplaintActForms
    private let act: ComplaintAct
    private let form: String
    private let typed: Query?

    init(_ forms: ComplaintActForms, _ act: ComplaintAct, form: String, typed: Query?) {
        (self.forms, self.act, self.form, self.typed) = (forms, act, form, typed)
    }

    private var detail: ComplaintDetail { forms.detail }
    private var complaint: Complaint { detail.complaint }
    private var words: Words { forms.words }
    private var telling: ComplaintTelling { forms.telling }

    var fields: [ComplaintField] {
        switch act {
        case .assess: [type, severity, complexity] + product
        case .assign: [worker]
        case .linkCall: linkedCall
        case .represent: [number("representatives", most: detail.rules.representativesMost(
            complaint.place.regimes), now: complaint.representatives)]
        case .place: place
        case .ask: [agent]
        case .find: [causes]
        case .wait: [reason]
        case .askExtension: [extensions]
        case .askRedress: [grants]
        case .solve: [outcome([.upheld, .partly, .rejected, .settled]), grants, agreed]
        case .settle: [grants, agreed]
        case .decide, .rule: [outcome([.upheld, .partly, .rejected]), grants]
        case .hear: reply
        case .link, .merge: [otherComplaint]
        case .split: [parts]
        default: []
        }
    }

    private func field(_ name: String, hint: Bool = false) -> ComplaintField {
        ComplaintField(
            form, name, words("complaint.field.\(name)"),
            hint: hint ? words("complaint.field.\(name).hint") : nil)
    }

    private func menu(
        _ name: String, _ choices: [ScoringChoice], groups: [ComplaintField.Menu.Group] = [],
        isNeeded: Bool = true, hint: Bool = false
    ) -> ComplaintField {
        var made = field(name, hint: hint)
        made.menu = .init(options: choices, groups: groups, isNeeded: isNeeded)
        return made
    }

    private func choice(_ value: String, _ label: String, in name: String, now: String?)
        -> ScoringChoice
    {
        ScoringChoice(value: value, label: label, isChosen: value == (typed?[name] ?? now))
    }

    private func entry(
        _ name: String, mode: String = "text", most: Int = 200, now: String = "",
        isNeeded: Bool = true, known: [ScoringChoice] = [], hint: Bool = false
    ) -> ComplaintField {
        var made = field(name, hint: hint)
        made.entry = .init(
            kind: "text", typed: typed?[name] ?? now, mode: mode, most: String(most),
            isNeeded: isNeeded, known: known)
        return made
    }

    private func number(_ name: String, most: Int, now: Int) -> ComplaintField {
        menu(name, (0...max(0, most)).map {
            choice(String($0), words.number($0), in: name, now: String(now))
        })
    }
}

extension ComplaintFieldMaking {
    /// Leaves of the tree, under the path that leads to them.
    private var type: ComplaintField {
        let now = complaint.assessment?.type
        var groups: [ComplaintField.Menu.Group] = []
        func add(_ branches: [ComplaintClasses.Branch], under path: [String]) {
            let leaves = branches.filter(\.branches.isEmpty).map {
                choice($0.code, words.spoken($0.title), in: "type", now: now)
            }
            if !leaves.isEmpty {
                groups.append(.init(groupLabel: path.joined(separator: " › "), choices: leaves))
            }
            for branch in branches where !branch.branches.isEmpty {
                add(branch.branches, under: path + [words.spoken(branch.title)])
            }
        }
        add(detail.rules.classes.types, under: [])
        let loose = groups.filter(\.groupLabel.isEmpty).flatMap(\.choices)
        return menu(
            "type", [unchosen] + loose, groups: groups.filter { !$0.groupLabel.isEmpty })
    }

    private var unchosen: ScoringChoice {
        ScoringChoice(value: "", label: words("complaint.choose"), isChosen: false)
    }

    private var severity: ComplaintField {
        menu(
            "severity",
            [unchosen]
                + detail.rules.classes.severities.map {
                    choice(
                        $0.code, "\(words.spoken($0.title)) – \(words.spoken($0.meaning))",
                        in: "severity", now: complaint.assessment?.severity)
                })
    }

    private var complexity: ComplaintField {
        menu(
            "complexity",
            [Complaint.Complexity.simple, .complex].map {
                choice(
                    $0.rawValue, words("complaint.complexity.\($0.rawValue)"), in: "complexity",
                    now: complaint.assessment?.complexity.rawValue)
            }, hint: true)
    }

    /// Nothing where the house tells no products apart.
    private var product: [ComplaintField] {
        let products = detail.rules.classes.products
        guard !products.isEmpty else { return [] }
        let known = products.map {
            choice(
                $0.code, words.spoken($0.title), in: "product", now: detail.productCode)
        }
        return [menu("product", [unchosen] + known, isNeeded: false)]
    }

    private var worker: ComplaintField {
        let byRule = ScoringChoice(
            value: "", label: words("complaint.byRule"), isChosen: typed?["person"] == nil)
        return menu(
            "person",
            [byRule]
                + detail.workers.map {
                    choice(
                        $0.person,
                        words(
                            "complaint.worker",
                            ["name": $0.title, "load": words.number($0.load)]),
                        in: "person", now: nil)
                }, isNeeded: false, hint: true)
    }

    private var linkedCall: [ComplaintField] {
        let linked = Set(detail.calls.map(\.call.id))
        let near = forms.nearCalls.filter { !linked.contains($0.id) }.map {
            choice($0.id.description, telling.name(of: $0), in: "call", now: nil)
        }
        var subject = field("subject", hint: true)
        subject.tick = .init(
            isTicked: typed.map { $0["subject"] == "yes" } ?? true, isNeeded: false)
        let address = entry(
            "address", most: 500, isNeeded: near.isEmpty, hint: true)
        guard !near.isEmpty else { return [address, subject] }
        return [menu("call", [unchosen] + near, isNeeded: false), address, subject]
    }

    private var place: [ComplaintField] {
        let book = detail.rules.book
        let now = complaint.place
        let chosen = typed.map { Set($0.all("regimes")) } ?? Set(now.regimes)
        var regimes = field("regimes", hint: true)
        regimes.boxes = .init(
            ticks: book.regimes.keys.sorted().map {
                ScoringChoice(
                    value: $0, label: words.regime($0, in: detail.rules),
                    isChosen: chosen.contains($0))
            })
        let own = ScoringChoice(
            value: "", label: words("complaint.ofRegime"),
            isChosen: (typed?["calendar"] ?? now.clocks?.calendar) == nil)
        return [
            regimes,
            entry(
                "zone", most: 60, now: now.clocks?.zone.name ?? "", isNeeded: false, hint: true),
            menu(
                "calendar",
                [own]
                    + book.calendars.keys.sorted().map {
                        choice($0, $0, in: "calendar", now: now.clocks?.calendar)
                    }, isNeeded: false),
        ]
    }

    /// Whoever spoke in the calls stands first.
    private var agent: ComplaintField {
        var seen: Set<String> = []
        let spoke = detail.calls.compactMap { linked in
            linked.call.agent.map {
                ScoringChoice(value: $0, label: linked.call.agentName ?? $0, isChosen: false)
            }
        }
        let known = (spoke + forms.agents).filter { seen.insert($0.value).inserted }
        let subjects = Set(detail.calls.filter(\.isSubject).compactMap(\.call.agent))
        return entry(
            "agent", now: subjects.count == 1 ? subjects.first ?? "" : "", known: known,
            hint: true)
    }
}

extension ComplaintFieldMaking {
    /// All branches of the tree, each under the path that leads to it.
    private var causes: ComplaintField {
        let chosen = typed.map { Set($0.all("causes")) } ?? complaint.findings?.causes ?? []
        var made = field("causes", hint: true)
        made.boxes = .init(
            ticks: telling.branches(detail.rules.classes.causes).map {
                ScoringChoice(
                    value: $0.code, label: $0.path, isChosen: chosen.contains($0.code))
            })
        return made
    }

    private var reason: ComplaintField {
        menu(
            "reason",
            [unchosen]
                + PauseReason.allCases.map {
                    choice(
                        $0.rawValue, words("clock.pause.\($0.rawValue)"), in: "reason", now: nil)
                }, hint: true)
    }

    private var extensions: ComplaintField {
        let names = detail.rules.extensions(complaint.place.regimes)
            .subtracting([ComplaintClock.Extension.special]).sorted()
        return menu(
            "extension",
            [unchosen]
                + names.map {
                    choice($0, telling.name(ofExtension: $0), in: "extension", now: nil)
                })
    }

    private func outcome(_ outcomes: [Complaint.Outcome]) -> ComplaintField {
        menu(
            "outcome",
            [unchosen]
                + outcomes.map {
                    choice(
                        $0.rawValue, words("complaint.outcome.\($0.rawValue)"), in: "outcome",
                        now: nil)
                })
    }

    private var agreed: ComplaintField {
        var made = field("agreed")
        made.tick = .init(isTicked: typed?["agreed"] == "yes", isNeeded: true)
        return made
    }

    /// What was approved stands there already, for it is granted as it is or not at all.
    private var grants: ComplaintField {
        let classes = detail.rules.classes
        let currency = Currency(classes.currency)
        let now = act == .askRedress ? [] : telling.approvedRedress
        let ticked = typed.map { Set($0.all("redress")) } ?? Set(now.map(\.kind))
        var made = field("redress")
        made.hint =
            detail.limit == ComplaintClasses.unlimited
            ? nil
            : words(
                "complaint.field.redress.hint",
                ["limit": "\(currency.text(detail.limit)) \(classes.currency)"])
        made.grants = .init(
            sums: classes.redress.filter(\.isMoney).map { kind in
                let name = ComplaintActFields.amountPrefix + kind.code
                let granted = now.first { $0.kind == kind.code }.map { currency.text($0.amount) }
                return .init(
                    sumName: name, sumLabel: words.spoken(kind.title),
                    typed: (typed == nil ? granted : typed?[name]) ?? "")
            }, currency: classes.currency,
            things: classes.redress.filter { !$0.isMoney }.map {
                ScoringChoice(
                    value: $0.code, label: words.spoken($0.title),
                    isChosen: ticked.contains($0.code))
            })
        return made
    }

    private var reply: [ComplaintField] {
        func scale(_ name: String, _ range: ClosedRange<Int>) -> ComplaintField {
            let none = ScoringChoice(
                value: "", label: words("complaint.notSaid"), isChosen: typed?[name] == nil)
            return menu(
                name,
                [none]
                    + range.map {
                        choice(String($0), words.number($0), in: name, now: nil)
                    }, isNeeded: false)
        }
        return [
            menu(
                "content",
                [unchosen]
                    + ["yes", "no"].map {
                        choice($0, words("complaint.content.\($0)"), in: "content", now: nil)
                    }),
            scale("satisfaction", 1...5), scale("recommend", 0...10),
        ]
    }

    /// Those that are likely about the same can be chosen by their number.
    private var otherComplaint: ComplaintField {
        entry(
            "number", mode: "numeric", most: 40,
            known: detail.duplicates.map {
                ScoringChoice(
                    value: $0.number.description, label: telling.name(of: $0), isChosen: false)
            }, hint: true)
    }

    private var parts: ComplaintField {
        let chosen = Set(typed?.all("calls") ?? [])
        var made = field("calls", hint: true)
        made.boxes = .init(
            ticks: detail.calls.filter { $0.complaint == complaint.id }.map {
                let value = $0.call.id.description
                return ScoringChoice(
                    value: value, label: telling.name(of: $0.call),
                    isChosen: chosen.contains(value))
            })
        return made
    }
}
