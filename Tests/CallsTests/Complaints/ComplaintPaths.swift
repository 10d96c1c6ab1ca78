@testable import Calls

/// All cases that can come about in a world, found breadth first.
struct ComplaintPaths {
    static let nodesMax = 200_000
    /// More than a handler may grant.
    static let much = ComplaintDecision(
        .upheld, redress: [ComplaintRedress(kind: "refund", amount: 2000)])
    static let asking = [ComplaintAct.askExtension, .askSpecial, .askRedress]
        .map { ComplaintPaths.number($0) }

    private(set) var nodes: [ComplaintNode] = []
    /// Acts of those who were not to do them, by name.
    private(set) var breaches: Set<String> = []
    /// Places from which each node was reached.
    private var before: [[Int]] = []
    private var places: [ComplaintNode: Int] = [:]

    init(_ world: ComplaintWorld) {
        add(ComplaintNode(complaint: ComplaintSample.received()), from: nil)
        var next = 0
        while next < nodes.count, nodes.count < Self.nodesMax {
            walk(from: next, in: world)
            next += 1
        }
    }

    /// Nodes from which no path leads to a closed case.
    func stuck() -> [ComplaintNode] {
        var leads = Set(nodes.indices.filter { nodes[$0].complaint.state == .closed })
        var open = Array(leads)
        while let place = open.popLast() {
            for earlier in before[place] where leads.insert(earlier).inserted {
                open.append(earlier)
            }
        }
        return nodes.indices.filter { !leads.contains($0) }.map { nodes[$0] }
    }

    /// Events have the numbers of their acts, so that equal cases are equal whatever led to them.
    static func number(_ act: ComplaintAct) -> Int {
        (ComplaintAct.allCases.firstIndex(of: act) ?? 0) + 2
    }

    private mutating func walk(from place: Int, in world: ComplaintWorld) {
        let node = nodes[place]
        var other = node
        other.isHeld.toggle()
        if node.isLinked { add(other, from: place) }
        for principal in world.people {
            for deed in world.deeds where !node.isBeyond(deed) {
                let bar = node.standing.bar(to: deed, by: principal, saying: "words")
                guard bar == nil else { continue }
                if let breach = node.ghost.breach(of: deed, by: principal) {
                    breaches.insert(breach)
                }
                add(node.after(deed, by: principal), from: place)
            }
        }
    }

    private mutating func add(_ node: ComplaintNode, from place: Int?) {
        if let known = places[node] {
            if let place { before[known].append(place) }
            return
        }
        places[node] = nodes.count
        nodes.append(node)
        before.append(place.map { [$0] } ?? [])
    }
}

/// A case, whether its call is held, and what a witness of its own wrote down.
struct ComplaintNode: Hashable {
    var complaint: Complaint
    var isHeld = true
    var wasHeldAtClosing = true
    var ghost = ComplaintGhost()

    var isLinked: Bool { !complaint.calls.isEmpty }

    var standing: ComplaintStanding {
        ComplaintSample.standing(complaint, isHeld: isHeld)
    }

    /// Rounds are as many as there are handlers.
    func isBeyond(_ deed: ComplaintDeed) -> Bool {
        deed == .reopen && complaint.round > 1
    }

    func after(_ deed: ComplaintDeed, by principal: Principal) -> ComplaintNode {
        var next = self
        next.complaint = complaint.after(
            ComplaintEvent(
                number: ComplaintPaths.number(deed.act), at: ComplaintSample.start,
                by: principal.person, deed: deed))
        // The path doesn't matter, only where it led.
        next.complaint.history = Array(complaint.history.prefix(1))
        if deed == .close { next.wasHeldAtClosing = !isLinked || isHeld }
        next.ghost.see(deed, by: principal)
        return next
    }
}

/// Follows the deeds without knowing the rules.
struct ComplaintGhost: Hashable {
    enum Open: Hashable { case acknowledgement, assessment, outcome, letter, redress, request }

    var open: Set<Open> = [.acknowledgement, .assessment, .outcome, .letter]
    var findings = false
    var approved: Set<Int> = []
    var asked: Set<Int> = []
    var decider: String?
    var earlier: Set<String> = []

    mutating func see(_ deed: ComplaintDeed, by principal: Principal) {
        switch deed {
        case .acknowledge: open.remove(.acknowledgement)
        case .assess: open.remove(.assessment)
        case .find: findings = true
        case .solve(let made), .decide(let made), .settle(let made):
            decide(made, by: principal.person)
        case .withdraw:
            open.remove(.acknowledgement)
            decide(ComplaintDecision(.withdrawn), by: nil)
        case .rule(let made):
            open.remove(.acknowledgement)
            decide(made, by: nil)
        case .answer: open.remove(.letter)
        case .give: open.remove(.redress)
        case .request: asked.insert(ComplaintPaths.number(deed.act))
        case .approve(let number):
            asked.remove(number)
            approved.insert(number)
        case .refuse(let number): asked.remove(number)
        case .refer: asked = []
        case .reopen:
            if let decider { earlier.insert(decider) }
            (decider, findings, approved) = (nil, false, [])
            open.formUnion([.outcome, .letter])
            open.remove(.redress)
        default: break
        }
        if asked.isEmpty { open.remove(.request) } else { open.insert(.request) }
    }

    private mutating func decide(_ made: ComplaintDecision, by person: String?) {
        decider = person
        asked = []
        open.remove(.outcome)
        open.insert(.letter)
        if made.redress.isEmpty { open.remove(.redress) } else { open.insert(.redress) }
    }

    /// What is wrong when `principal` may do this; nil when nothing is.
    func breach(of deed: ComplaintDeed, by principal: Principal) -> String? {
        if earlier.contains(principal.person) { return "a decider goes on: \(deed.act)" }
        switch deed {
        case .decide(let made):
            if !findings { return "decided without findings" }
            if made == ComplaintPaths.much, !approved.contains(ComplaintPaths.asking[2]) {
                return "granted beyond the limit"
            }
        case .approve, .refuse:
            if principal.roles == [.complaintHandler] { return "a handler approves" }
        case .solve:
            if !open.isDisjoint(with: [.acknowledgement, .assessment]) { return "solved early" }
        default: break
        }
        return nil
    }
}
