import Calls

/// A form of a new complaint with the sentence of a refusal at its field.
struct FilledComplaintForm {
    let fields: ComplaintFormFields
    let refusal: Refusal?
    let rules: ComplaintRules
    /// Nil for who doesn't see lists of calls.
    let choices: FilterChoices?
    let words: Words

    /// The field that a refusal is about, by what the refusal names.
    private static let places = [
        "at": "received", "receivedAt": "received", "words": "text", "place": "regime",
        "regimes": "regime", "aboutDecisionsOf": "decisions", "calls": "call", "links": "link",
        "representatives": "parties", "customer": "parties", "phone": "phone",
    ]

    var troubleField: String? {
        refusal.map { refusal in
            let subject = refusal.subject ?? ""
            return Self.places[subject] ?? (Self.own.contains(subject) ? subject : "parties")
        }
    }

    static let own: Set = [
        "channel", "language", "received", "complainants", "text", "remedy", "product",
        "productCode", "campaign", "agents", "decisions", "around", "call", "link", "regime",
        "parties",
    ]

    /// In the reader's language as exact as there are words for it.
    var sentence: String? {
        refusal.map { refusal in
            let key = "complaints.wrong.\(troubleField ?? "")"
            let isOurs = [.badComplaint, .complaintNeeds].contains(refusal.code)
            return words.language != .english && isOurs && words.catalogue.has(key)
                ? words(key) : words.sentence(refusal)
        }
    }

    func problem(_ name: String) -> String? { name == troubleField ? sentence : nil }

    func field(_ name: String, most: Int) -> ComplaintFormPage.Field {
        .init(value: fields[name], most: most, problem: problem(name))
    }

    var channels: [ScoringChoice] {
        ComplaintReceipt.Channel.allCases.map {
            choice("channel", $0.rawValue, words("complaint.channel.\($0.rawValue)"))
        }
    }

    var languages: [ScoringChoice] {
        Language.allCases.map { choice("language", $0.rawValue, $0.name) }
    }

    var regimes: [ScoringChoice] {
        rules.book.regimes.values.sorted { $0.name < $1.name }.map {
            choice("regime", $0.name, "\(words.spoken($0.title)) · \($0.jurisdiction)")
        }
    }

    var products: [ScoringChoice] {
        rules.classes.products.map { choice("productCode", $0.code, words.spoken($0.title)) }
    }

    func named(_ known: [FilterChoices.Choice]?, _ name: String) -> [ScoringChoice] {
        (known ?? []).map { choice(name, $0.code, $0.name ?? $0.code) }
    }

    private func choice(_ name: String, _ value: String, _ label: String) -> ScoringChoice {
        ScoringChoice(value: value, label: label, isChosen: fields.has(name, value))
    }

    var parties: [ComplaintFormPage.Party] {
        (0..<fields.parties).map { place in
            .init(
                place: place,
                title: words(
                    "complaints.party", ["n": words.number(place + 1)]),
                isFirst: place == 0,
                kinds: ComplaintForm.Party.Kind.allCases.map {
                    ScoringChoice(
                        value: $0.rawValue, label: words("complaint.party.\($0.rawValue)"),
                        isChosen: fields.part("kind", place) == $0.rawValue)
                },
                name: fields.part("name", place), phone: fields.part("phone", place),
                email: fields.part("email", place), address: fields.part("address", place),
                relation: fields.part("relation", place),
                isOpen: place == 0 || !fields.isFilled(place))
        }
    }
}

extension ComplaintFormPage {
    init(
        _ form: FilledComplaintForm, _ matches: Matches?, frame: Frame, done: String?,
        latest: LocalTime
    ) {
        let (fields, words) = (form.fields, form.words)
        let most = ComplaintForm.Limits.partCharacters
        self.frame = frame
        backURL = WebURL.complaints
        postURL = WebURL.complaints
        matchURL = WebURL.complaintMatches
        self.done = done.flatMap { ComplaintNumber(text: $0) }.map {
            words("complaints.registered", ["number": $0.description])
        }
        trouble = form.sentence.map {
            Trouble(text: $0, field: form.troubleField ?? "")
        }
        parties = form.parties
        self.matches = matches
        phoneProblem = form.problem("phone")
        partiesProblem = form.problem("parties")
        linkProblem = form.problem("link") ?? form.problem("call")
        channelProblem = form.problem("channel") ?? form.problem("language")
        around = form.field("around", most: 30)
        complainants = form.field("complainants", most: 7)
        isVulnerable = fields.has("vulnerable", "yes")
        text = form.field("text", most: Complaint.Limits.textCharacters)
        remedy = form.field("remedy", most: most)
        product = form.field("product", most: most)
        products = form.products
        hasProducts = !products.isEmpty
        productProblem = form.problem("productCode")
        campaign = form.field("campaign", most: 200)
        campaigns = form.named(form.choices?.campaigns, "campaign")
        agents = form.field("agents", most: 1000)
        knownAgents = form.named(form.choices?.agents, "agents")
        decisions = form.field("decisions", most: 1000)
        received = form.field("received", most: 30)
        self.latest = String(latest.iso8601.prefix(16))
        channels = form.channels
        languages = form.languages
        regimes = form.regimes
        hasRegimes = !regimes.isEmpty
        isByOther = !fields.all("regime").isEmpty
        regimeProblem = form.problem("regime")
        zone = words.home.name
    }
}
