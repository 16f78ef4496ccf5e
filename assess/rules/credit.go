package rules

// A step gives part of a failed rule's weight while what is wrong is at most so much. Below the last step there is
// nothing: steps are few and named, so that a month of clean-up moves the score and every point can be explained.
type step struct {
	most   float64
	credit float64
}

var (
	// byShare counts the share of objects that need attention: groups without an owner, of all groups.
	byShare = []step{{0.01, 0.75}, {0.05, 0.50}, {0.20, 0.25}}

	// byCount counts the objects themselves, where a share would let a few open doors drown among thousands of closed
	// ones: links and grants.
	byCount = []step{{5, 0.75}, {50, 0.50}, {500, 0.25}}

	// byCountBlocker is byCount for a blocker: a single link to the world never earns more than half.
	byCountBlocker = []step{{5, 0.50}, {50, 0.25}}

	// byRollout counts the share that is still missing of something that is rolled out person by person or group by
	// group: a quarter missing is good progress.
	byRollout = []step{{0.25, 0.75}, {0.50, 0.50}, {0.75, 0.25}}

	// allOrNothing gives no partial credit: settings, and whatever is open to everyone in the company at once.
	allOrNothing []step
)

// credit is what the steps give for an amount.
func credit(steps []step, amount float64) float64 {
	for _, s := range steps {
		if amount <= s.most {
			return s.credit
		}
	}
	return 0
}
