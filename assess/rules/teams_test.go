package rules

import "preflight/assess"

var teamCases = []ruleCase{
	{rule: "TMS-01", name: "in use", inv: assess.Inventory{Teams: []assess.Team{{ID: "a", Archived: &no}}}, want: assess.Pass, of: 1},
	{rule: "TMS-01", name: "idle", inv: assess.Inventory{Teams: []assess.Team{{ID: "b", Name: "Fair 2023", Archived: &no, Inactive: true, LastActivity: before(200)}, {ID: "a", Archived: &no}}}, want: assess.Fail, count: 1, of: 2, examples: []string{"b"}},
	{rule: "TMS-01", name: "archived ones may be idle", inv: assess.Inventory{Teams: []assess.Team{{ID: "b", Archived: &yes, Inactive: true}, {ID: "a", Archived: &no}}}, want: assess.Pass, of: 1},
	{rule: "TMS-01", name: "a site that was not joined tells nothing", inv: withGap(assess.Inventory{Groups: []assess.Group{{ID: "a"}, {ID: "b"}}, Teams: []assess.Team{{ID: "b", Archived: &no, Inactive: true}, {ID: "a", Name: "Fair", Archived: &no, Inactive: true}}}, assess.PartGroupSites, "b"), want: assess.Fail, count: 1, of: 1, atLeast: true, examples: []string{"a"}},
	{rule: "TMS-01", name: "no team", inv: nowhere, want: assess.NotApplicable},
	{rule: "TMS-01", name: "all archived", inv: assess.Inventory{Teams: []assess.Team{{ID: "a", Archived: &yes}}}, want: assess.NotApplicable},

	{rule: "TMS-02", name: "unique", inv: assess.Inventory{Teams: []assess.Team{{ID: "a", Archived: &no}}}, want: assess.Pass, of: 1},
	{rule: "TMS-02", name: "twins", inv: assess.Inventory{Teams: []assess.Team{{ID: "b", Name: "Sales", Archived: &no, Duplicate: true}, {ID: "a", Name: "sales", Archived: &no, Duplicate: true}, {ID: "c", Archived: &no}}}, want: assess.Fail, count: 2, of: 3, examples: []string{"a", "b"}},
	{rule: "TMS-02", name: "no team", inv: nowhere, want: assess.NotApplicable},

	{rule: "TMS-03", name: "owned", inv: channels(&no, assess.Channel{ID: "1"}), want: assess.Pass, of: 1},
	{rule: "TMS-03", name: "ownerless", inv: channels(&no, assess.Channel{ID: "1", Name: "Board", Ownerless: true}, assess.Channel{ID: "2"}), want: assess.Fail, count: 1, of: 2, examples: []string{"t/1"}},
	{rule: "TMS-03", name: "of a team that is archived", inv: channels(&yes, assess.Channel{ID: "1", Ownerless: true}), want: assess.NotApplicable},
	{rule: "TMS-03", name: "members that could not be read are none missing", inv: withGap(channels(&no, assess.Channel{ID: "1", Ownerless: true}), assess.PartChannelMembers, "t"), want: assess.NotAssessed},
	{rule: "TMS-03", name: "one team of two read", inv: withGap(assess.Inventory{Teams: []assess.Team{
		{ID: "t", Archived: &no, Channels: []assess.Channel{{ID: "1", Ownerless: true}}},
		{ID: "u", Name: "Sales", Archived: &no, Channels: []assess.Channel{{ID: "2", Name: "Pay", Ownerless: true}}},
	}}, assess.PartChannelMembers, "T"), want: assess.Fail, count: 1, of: 1, atLeast: true, examples: []string{"u/2"}},
	{rule: "TMS-03", name: "no private channel", inv: channels(&no), want: assess.NotApplicable},
}

// channels is a tenant with a team that has these private channels.
func channels(archived *bool, list ...assess.Channel) assess.Inventory {
	return assess.Inventory{Teams: []assess.Team{{ID: "t", Name: "Team", Archived: archived, Channels: list}}}
}
